"""Adding few articles to a large case: what is joined is what a whole build joins, and the rest stays as it was."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import replace

import pytest
from bench.additions import agreements
from bench.corpus import records
from bench.incremental import annotated, by_document

from attribune.build import Builder
from attribune.engine import Local
from attribune.ledger import Case, fingerprint
from attribune.ledger.annotated import packed
from attribune.ledger.decision import Draft
from attribune.ledger.moved import moved
from attribune.ledger.query import DANGLING
from attribune.ledger.schema import tables_of
from attribune.model import Records

LARGE, BASE, MORE = 60, 240, 12


@pytest.fixture(scope="module")
def parts():
    """The records of made-up articles, in no order; the last are those to be added."""
    made = list(by_document(records(1300, seed=4)).values())[: BASE + MORE]
    random.Random(7).shuffle(made)
    return made


@pytest.fixture(scope="module")
def based(parts, tmp_path_factory):
    """A case of all but the last articles."""
    root = tmp_path_factory.mktemp("based")
    builder = Builder.create(root / "case", engine=Local(1), large=LARGE)
    builder.build(annotated(builder, root / "in", parts[:BASE]))
    return root


@pytest.fixture
def case(based, tmp_path):
    return shutil.copytree(based, tmp_path / "copy") / "case"


def opened(case):
    return Builder.open(case, engine=Local(1), large=LARGE)


def add(case, *parts):
    builder = opened(case)
    return builder.build(annotated(builder, case.parent / "in", parts))


def everything(case):
    found = Case.open(case)
    return {k: v for part in (found.records(), found.resolved(), found.assessed()) for k, v in tables_of(part).items()}


@pytest.fixture(scope="module")
def grown(parts, based, tmp_path_factory):
    """The case after all were added, one after the other."""
    case = shutil.copytree(based, tmp_path_factory.mktemp("grown") / "copy") / "case"
    for part in parts[BASE:]:
        result = add(case, part)
        assert (result.annotated, result.changed) == (0, True)
    assert Case.open(case).generations.manifest()["added"] == MORE
    return case


def test_what_is_added_is_joined_as_a_whole_build_joins_it(parts, based, grown, tmp_path):
    """Names as a whole build has them; of ten reports nine: which articles tell of one matter depends on all of them.

    A build without inputs then joins everything anew, and gives the ledger of a whole build at once.
    """
    builder = Builder.create(tmp_path / "case", engine=Local(1), large=LARGE)
    whole = builder.build(annotated(builder, tmp_path / "in", parts))
    cases = (Case.open(root) for root in (based / "case", grown, tmp_path / "case"))
    for found in agreements(*cases, parts[BASE:]):
        assert found.whole > 100
        least = 0.99 if found.kind == "entities" else 0.85
        assert found.both >= least * max(found.by_look_up, found.whole)
        assert found.share >= (0.99 if found.kind == "entities" else 0.9)
    again = shutil.copytree(grown.parent, tmp_path / "again") / "case"
    assert opened(again).build().hash == whole.hash
    assert "added" not in Case.open(again).generations.manifest()


def test_nothing_that_was_there_goes_or_changes_its_id(based, grown):
    """Entities and events keep their ids and all their members; records of old articles are as they were."""
    before, after = Case.open(based / "case"), Case.open(grown)
    for name, members in (("entities", "mentions"), ("events", "reports")):
        now = {one.id: set(getattr(one, members)) for one in getattr(after.resolved(), name)}
        for one in getattr(before.resolved(), name):
            assert set(getattr(one, members)) <= now[one.id]
    assert set(before.records().reports) <= set(after.records().reports)
    groups = [(one.id, one.mentions) for one in after.resolved().entities]
    groups += [(one.id, one.reports) for one in after.resolved().events]
    assert not [one for one in moved(after.decisions.given_history(), groups) if one.how == "joined"]


def test_a_ledger_that_was_added_to_is_whole(grown):
    """Each report stands in one event and has one chain, nothing dangles, and hash and counts are those of the rows."""
    case = Case.open(grown)
    tables, manifest = everything(grown), case.generations.manifest()
    assert fingerprint.ledger(tables) == manifest["hash"]
    assert {kind: len(rows) for kind, rows in tables.items()} == manifest["counts"]
    assert case.generations.damaged() == []
    assert [name for name, query in DANGLING.items() if case.generations.query(query)] == []
    reports = sorted(one.id for one in tables["reports"])
    assert sorted(name for event in tables["resolved_events"] for name in event.reports) == reports
    assert sorted(name for event in tables["events"] for name in event.reports) == reports
    assert sorted(one.record for one in tables["chains"]) == reports
    assert sorted(m for one in tables["entities"] for m in one.mentions) == sorted(m.id for m in tables["mentions"])
    of_chains, of_origins = defaultdict(set), {one.id: set(one.reports) for one in tables["origins"]}
    for chain in tables["chains"]:
        of_chains[chain.origin].add(chain.record)
    assert of_chains == {name: held for name, held in of_origins.items() if held}


def test_what_is_there_is_not_added_again(case, parts):
    """The same article twice changes nothing; nor does a build of inputs that are all known."""
    first = add(case, parts[BASE])
    again = add(case, parts[BASE])
    assert (again.changed, again.hash) == (False, first.hash)


def test_a_duplicate_by_bytes_is_named_and_nothing_of_it_is_read(case, parts):
    """The same bytes under another name are one document in an addition too, where their metadata is the same."""
    path = case.parent / "in" / "twice.txt"
    path.write_text(parts[0].documents[0].text, encoding="utf-8")
    builder = opened(case)
    keys = builder._keys(builder._taken([path], None))
    twin = Records(documents=(replace(parts[0].documents[0], id="dtwice", path="twice.txt"),))
    builder.case.annotations.write({key: packed(twin) for key in keys.values()})
    result = builder.build([path])
    assert len(result.failures) == 1
    assert f"it holds the same bytes as {parts[0].documents[0].path}" in result.failures[0][1]
    assert Case.open(case).generations.manifest()["added"] == 1


def test_a_decision_makes_the_next_build_a_whole_one(case, parts):
    """What people decide may change anything, so everything is joined anew."""
    add(case, parts[BASE])
    target = Case.open(case).records().reports[0].id
    Case.open(case).decisions.append(Draft("reject", target, {}, "a test"))
    add(case, parts[BASE + 1])
    assert "added" not in Case.open(case).generations.manifest()


def test_when_many_were_added_the_next_build_is_a_whole_one(case, parts):
    """One in twenty of the case at most stands there by look-up."""
    assert add(case, *parts[BASE : BASE + 12]).changed
    assert Case.open(case).generations.manifest()["added"] == 12
    add(
        case,
        Records(documents=(parts[BASE].documents[0].__class__("dx", "x.txt", "0", "Words.", "text/plain", "utf-8"),)),
    )
    assert "added" not in Case.open(case).generations.manifest()


def test_a_small_case_is_always_built_as_a_whole(parts, tmp_path):
    """Below the bound an addition gives exactly what a whole build gives."""
    builder = Builder.create(tmp_path / "case", engine=Local(1))
    builder.build(annotated(builder, tmp_path / "in", parts[:30]))
    builder.build(annotated(builder, tmp_path / "in", parts[30:31]))
    assert "added" not in builder.case.generations.manifest()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_killing_an_addition_leaves_the_last_good_ledger(case, parts, share):
    """``kill -9`` at any moment: the ledger before still opens, and the article is taken in by the next addition."""
    before = Case.open(case).generations.manifest()["hash"]
    builder = opened(case)
    paths = annotated(builder, case.parent / "in", [parts[BASE]])
    program = (
        "import sys; from attribune.build import Builder; from attribune.engine import Local; from pathlib import Path;"
        "from attribune import profiles; profiles.load('exile'); print('go', flush=True);"
        f"Builder.open(Path(sys.argv[1]), engine=Local(1), large={LARGE}).build(sys.argv[2:])"
    )
    process = subprocess.Popen([sys.executable, "-c", program, case, *paths], stdout=subprocess.PIPE)
    process.stdout.readline()
    time.sleep(2 * share)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert Case.open(case).generations.damaged() == []
    assert fingerprint.ledger(everything(case)) == Case.open(case).generations.manifest()["hash"]
    after = add(case, parts[BASE], parts[BASE + 1])
    assert before != after.hash == fingerprint.ledger(everything(case))
    held = {one.path for one in Case.open(case).records().documents}
    assert {parts[BASE].documents[0].path, parts[BASE + 1].documents[0].path} <= held

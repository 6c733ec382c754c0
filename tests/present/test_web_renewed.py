"""Rows that are made anew by themselves: what a change touches, and no more, is as if everything had been made anew."""

import json
import random
import shutil
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attribune import build, view
from attribune.build import Builder
from attribune.ledger import Case
from attribune.ledger.decision import Draft
from attribune.ledger.shelf import Shelf
from attribune.ledger.stored import Stored
from attribune.present.web import catalogue
from attribune.view import renewed
from attribune.view import stamp as stamping

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
LATE = ("16-east-strait-alive.html", "17-blik-lost-boy.html")
SECRET = ("sealed", "sealed ground", "hidden places")  # sealed with another nonce each time; of no row that is shown


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The example case without its last articles, which can be added by look-up."""
    root, articles = tmp_path_factory.mktemp("renewed") / "case", tmp_path_factory.mktemp("articles")
    for path in sorted((EXAMPLES / "articles").iterdir())[:14]:
        shutil.copy(path, articles)
    Builder.create(root, "exile", "en_core_web_sm", large=1).build([str(articles)], EXAMPLES / "metadata.csv")
    return root


@pytest.fixture
def root(begun, tmp_path, monkeypatch):
    """A copy of it that counts as large, with what its pages stand on."""
    monkeypatch.setattr(stamping, "LARGE", 1)
    monkeypatch.setattr(build, "_SHARE", 10.0)
    shutil.copytree(begun, tmp_path / "case")
    made(tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def ways(monkeypatch):
    """In which way rows were made: by parts, or all of them since it could not be told what changed."""
    found, whole = [], renewed.renew

    def spy(*given):
        try:
            done = whole(*given)
        except Exception as why:
            found.append(type(why).__name__)
            raise
        found.append("parts")
        return done

    monkeypatch.setattr(renewed, "renew", spy)
    return found


def made(root):
    """All that the pages of a case stand on, brought up to date."""
    view.open(root).stand(catalogue.write, catalogue.version()).shelf.close()
    (path,) = (root / "pages").iterdir()
    shelf = Shelf.opened(path)
    told = all_of(shelf)
    shelf.close()
    return told


def all_of(shelf):
    """Every row, tie, line and note in its order, numbers aside."""
    own = [one[1] for one in shelf.ask("PRAGMA table_info(row)", ()) if one[1] not in ("number", "told")]
    rows = shelf.ask(f"SELECT told, {', '.join(own)} FROM row ORDER BY number", ())  # noqa: S608 - its own columns
    ties = "SELECT tie.target, tie.kind, row.id, row.kind, row.document FROM tie LEFT JOIN row USING (number)"
    lines = shelf.ask("SELECT list, id, first, last, words, told FROM entry ORDER BY list, place", ())
    return {
        "rows": [(*rest, json.loads(zlib.decompress(told))) for told, *rest in rows],
        "ties": sorted(map(str, shelf.ask(ties, ()))),
        "lines": [(*rest, json.loads(told)) for *rest, told in lines],
        "notes": {n: json.loads(t) for n, t in shelf.ask("SELECT name, told FROM note", ()) if n not in SECRET},
    }


def from_nothing(root, tmp_path):
    """The same of a copy of the case that has nothing kept."""
    copy = tmp_path / "fresh" / root.name
    shutil.rmtree(copy.parent, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("pages"))
    return made(copy)


def assert_same(found, wanted):
    for part in wanted:
        if part == "notes":
            assert found[part] == wanted[part]
            continue
        odd = (
            [one for one in found[part] if one not in wanted[part]],
            [one for one in wanted[part] if one not in found[part]],
        )
        assert odd == ([], []), part
        assert found[part] == wanted[part], part


def decide(case, chance):
    """A decision of any kind, about anything."""
    records, resolved, assessed = case.records(), case.resolved(), case.assessed()
    people = [one for one in resolved.entities if one.kind == "person"]
    one, other = chance.sample(people, 2)
    event, second = chance.sample(assessed.events, 2)
    document = chance.choice([one for one in records.documents if len(one.text) > 300])
    named = chance.choice([one for one in resolved.entities if len(one.mentions) > 1])
    start = chance.randrange(200)
    active = case.decisions.active()
    drafts = [
        Draft("reject", chance.choice([*records.statements, *records.reports, *records.figures]).id),
        Draft("reject", event.id),
        Draft("confirm", chance.choice(records.statements).id),
        Draft("correct", chance.choice(records.figures).id, {"place": chance.choice(("Oslo", "Seoul"))}),
        Draft("correct", chance.choice(records.statements).id, {"speaker": one.name}),
        Draft("correct", chance.choice(records.reports).id, {"status": "denied", "when": "2017-03"}),
        Draft("set", document.id, {"outlet": "The Harbour Bell", "published": "2016-03-11"}),
        Draft("set", document.id, {"title": f"About {one.name}"}),
        Draft("add", document.id, {"kind": "figure", "measure": "arrivals", "value": 3.0}
              | {"span": {"start": start, "end": start + 12}}),
        Draft("same", one.id, {"with": other.id}),
        Draft("same", event.id, {"with": second.id}),
        Draft("different", named.id, {"mentions": list(named.mentions[:1])}),
        Draft("protect", one.id),
        Draft("unprotect", other.id),
        Draft("protect", document.id, {"start": start, "end": start + 14}),
        Draft("grade", event.id, {"credibility": 2}),
        Draft("note", document.id, {}, f"ask about {one.name}"),
        *[Draft("undo", old.target, {"seq": old.seq}) for old in active[-3:]],
    ]  # fmt: skip
    case.decisions.append(chance.choice(drafts))


@pytest.mark.parametrize("seed", [3])
def test_what_is_made_by_parts_is_what_is_made_as_a_whole(root, tmp_path, ways, seed):
    """Row for row and list for list, whatever is decided and added in whatever order."""
    chance, late = random.Random(seed), list(LATE)
    for step in range(5):
        for _ in range(chance.choice((1, 1, 2, 3))):
            decide(Case.open(root), chance)
        if step % 3 == 2 and late:
            Builder.open(root, large=1).build([str(EXAMPLES / "articles" / late.pop(0))], EXAMPLES / "metadata.csv")
        done, found = len(ways), made(root)
        if len(ways) > done:  # what is light is laid over rows, and makes none anew
            assert_same(found, from_nothing(root, tmp_path))
    assert ways.count("parts") >= 3
    assert set(ways) <= {"parts", "NotBoundedError"}


def test_an_added_article_is_shown_without_all_rows_being_made(root, tmp_path, ways, monkeypatch):
    """Only the new article, and what it shares with others, is made: no record of the case is read as a whole."""
    Builder.open(root, large=1).build([str(EXAMPLES / "articles" / LATE[0])], EXAMPLES / "metadata.csv")
    monkeypatch.setattr(Case, "records", lambda _: pytest.fail("the records are read"))
    found = made(root)
    monkeypatch.undo()
    monkeypatch.setattr(stamping, "LARGE", 1)
    assert ways == ["parts"]
    assert_same(found, from_nothing(root, tmp_path))


def test_a_newly_protected_name_is_in_no_row_that_is_made_by_parts(root, ways):
    """Who is put under protection is hidden in every document, also where no mention was found."""
    case = Case.open(root)
    person = next(
        one for one in case.resolved().entities if one.kind == "person" and not one.protect and " " in one.name
    )
    assert person.name in str(made(root))
    case.decisions.append(Draft("protect", person.id, {}, "asked for"))
    assert person.name not in str(made(root))
    assert ways == ["parts"]


def test_what_is_cut_off_leaves_the_rows_of_before(root, monkeypatch):
    """A crash while rows are made anew leaves those of before as they were, and no other file to be read."""
    case = Case.open(root)
    case.decisions.append(Draft("correct", case.records().figures[0].id, {"place": "Oslo"}))
    (path,) = (root / "pages").iterdir()
    before = path.read_bytes()

    with monkeypatch.context() as patch:
        patch.setattr(renewed, "keep_renewed", cut_off)
        with pytest.raises(KeyboardInterrupt):
            made(root)
    assert [one.read_bytes() for one in (root / "pages").glob("*.db")] == [before]
    assert "Oslo" in str(made(root)["rows"])


def test_rows_are_shown_before_their_lists_are_made(root, tmp_path, ways, monkeypatch):
    """A correction shows as soon as its rows are made; cut off there, they are late, and what follows is right."""
    case = Case.open(root)
    figure = case.records().figures[0]
    case.decisions.append(Draft("correct", figure.id, {"place": "Oslo"}))
    with pytest.raises(KeyboardInterrupt):
        view.open(root).stand(cut_off, catalogue.version())
    stand = view.open(root).stand(catalogue.write, catalogue.version(), wait=False)
    assert stand.late
    assert stand.shelf.get(stand.cover.key(figure.id))[1]["place"] == "Oslo"
    stand.shelf.close()
    assert_same(made(root), from_nothing(root, tmp_path))
    assert len(list((root / "pages").iterdir())) == 1


def test_no_row_is_shown_early_where_somebody_is_newly_protected(root):
    """The lists of before would name them."""
    case = Case.open(root)
    person = next(one for one in case.resolved().entities if one.kind == "person" and not one.protect)
    case.decisions.append(Draft("protect", person.id, {}, "asked for"))
    with pytest.raises(KeyboardInterrupt):
        view.open(root).stand(cut_off, catalogue.version())
    with pytest.raises(view.NotReadyError):
        view.open(root).stand(catalogue.write, catalogue.version(), wait=False)


def test_rows_that_name_whom_the_ledger_protects_now_are_not_shown(root, tmp_path):
    """An added article may tell that somebody is at risk whom all articles before took for public."""
    case = Case.open(root)
    stored = Stored(case.generations.current())
    one = next(one for one in case.resolved().entities if one.kind == "person" and not one.protect)
    rows = [row for _, row in stored.rows("entities", "id", [one.id])]
    grown = replace(one, protect=True, protect_reason="a child")
    case.generations.add({"entities": (np.array(rows, np.int64), (grown,))}, {}, {})
    with pytest.raises(view.NotReadyError):
        view.open(root).stand(catalogue.write, catalogue.version(), wait=False)
    found = made(root)
    assert one.name not in str(found)
    assert_same(found, from_nothing(root, tmp_path))


def cut_off(*_):
    """What writes lists is killed."""
    raise KeyboardInterrupt


def test_a_changed_register_of_sources_makes_all_rows_anew(root, tmp_path, ways):
    """Where it cannot be told what changed, everything is made anew, and is right."""
    (root / "register.yaml").write_text("sources:\n  Lodova Courier: B\n", "utf-8")
    case = Case.open(root)
    case.decisions.append(Draft("correct", case.records().figures[0].id, {"place": "Oslo"}))
    assert_same(made(root), from_nothing(root, tmp_path))
    assert ways == ["NotBoundedError"]

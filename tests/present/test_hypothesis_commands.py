"""Hypotheses, positions and the register of sources on the example case."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from attribune import view
from attribune.assess.hypothesis import weight
from attribune.present.cli import app

RUNNER = CliRunner()
ONE_SOURCE = "At least six diplomats of Sorim have left"
RETOLD = "At least six diplomats have left their posts since January"
THREE = "three cases, not six"
COUNT = "529 people from Sorim arrived"
FABRICATION = "the number was a fabrication"
TWICE = "One of the six was me"


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words], env={"COLUMNS": "160"})


def lines(*words):
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def found(shown, words):
    """The id of the statement that holds these words."""
    return next(r["id"] for r in shown.statements() if words in " ".join(p["quote"] for p in r["content"]))


@pytest.fixture(scope="module")
def asked(case, tmp_path_factory):
    """The example case with an analyst's three files in it."""
    folder = tmp_path_factory.mktemp("asked") / "case"
    shutil.copytree(case, folder)
    shown = view.open(folder)
    ids = {words: found(shown, words) for words in (ONE_SOURCE, RETOLD, THREE, COUNT, FABRICATION, TWICE)}
    (folder / "hypotheses.yaml").write_text(
        f"""question: Is the service falling apart?
hypotheses:
  - {{id: empty, text: the embassies are emptying}}
  - {{id: talk, text: "publicity grew, not the number of arrivals"}}
evidence:
  - {{record: {ids[ONE_SOURCE]}, origin: the Courier's source, ratings: {{empty: CC, talk: I}}}}
  - {{record: {ids[RETOLD]}, origin: the Courier's source, ratings: {{empty: CC, talk: I}}}}
  - {{record: {ids[THREE]}, ratings: {{empty: N, talk: C}}}}
  - {{record: {ids[COUNT]}, ratings: {{empty: II, talk: CC}}}}
  - {{record: {ids[FABRICATION]}, ratings: {{empty: I, talk: I}}, note: a party's denial}}
  - {{record: s0000000000000000, ratings: {{empty: II}}}}
""",
        encoding="utf-8",
    )
    (folder / "positions.yaml").write_text(
        f"""question: How many diplomats of Sorim left their posts?
assigned:
  - {{party: Ryom Taek-pil, record: {ids[TWICE]}}}
  - {{party: Sorim, record: {ids[FABRICATION]}}}
  - {{party: Gaon, record: {ids[COUNT]}}}
  - {{party: Gaon, record: {ids[THREE]}}}
""",
        encoding="utf-8",
    )
    (folder / "register.yaml").write_text(
        "sources:\n  Lodova Courier: B\n  Ministry of Kindred Affairs: B\n  SCTA: D\n", encoding="utf-8"
    )
    return folder, ids


def test_the_matrix_counts_what_speaks_against_each_hypothesis(asked):
    """By hand from the weights shown: twice for II, of one source the stronger telling, and a denial against both."""
    folder, ids = asked
    [matrix] = lines("hypotheses", folder)
    scores = {one["id"]: one["score"] for one in matrix["hypotheses"]}
    rows = {row["record"]: row for row in matrix["evidence"]}
    weights = {words: rows[ids[words]]["weight"] for words in ids if ids[words] in rows}
    assert scores["empty"] == pytest.approx(2 * weights[COUNT] + weights[FABRICATION], abs=1e-5)
    once = max(weights[ONE_SOURCE], weights[RETOLD])
    assert scores["talk"] == pytest.approx(once + weights[FABRICATION], abs=1e-5)
    assert all(row["weight"] == pytest.approx(weight(row["credibility"], row["reliability"])) for row in rows.values())
    assert matrix["ranking"] == [["talk"], ["empty"]]
    assert matrix["missing"] == ["s0000000000000000"]
    assert set(rows[ids[RETOLD]]["together"]) == {ids[ONE_SOURCE], ids[RETOLD]}
    assert matrix["evidence"][-1]["record"] == ids[FABRICATION]
    assert rows[ids[COUNT]]["reliability"] == "B"
    assert rows[ids[ONE_SOURCE]]["reliability"] == "F"  # the outlet's grade is not that of whom it cites


def test_the_terminal_shows_the_matrix_and_what_it_stands_on(asked):
    """A reader sees the evidence of one origin together, what tells nothing, what is gone, and what would change it."""
    folder, ids = asked
    told = run("hypotheses", folder)
    assert told.exit_code == 0, told.output
    assert "┌" in told.output
    assert "Least against, first: talk, then empty." in told.output
    assert f"Rated alike for all, and so of no use: {ids[FABRICATION]}." in told.output
    assert f"Without {ids[COUNT]} (Ministry of Kindred Affairs): " in told.output
    assert "one record that the case does not hold: s0000000000000000" in told.output


def test_candidates_are_proposed_and_never_rated(asked):
    """What shares words with a hypothesis and is no evidence yet is listed, without a rating."""
    folder, ids = asked
    rows = lines("hypotheses", folder, "--propose")
    assert {row["hypothesis"] for row in rows} == {"empty", "talk"}
    assert not {row["record"] for row in rows} & set(ids.values()) - {ids[TWICE]}
    assert not any("rating" in name for row in rows for name in row)
    assert not {row["record"] for row in lines("positions", folder, "--propose")} & {ids[TWICE], ids[COUNT]}


def test_positions_are_told_by_party_and_date(asked, tmp_path):
    """A position is a party's act on a date, anchored in the text as shown; the export has the same rows."""
    folder, ids = asked
    rows = lines("positions", folder)
    assert [row["party"] for row in rows] == ["Ryom Taek-pil", "Sorim", "Gaon", "Gaon"]
    assert [row["record"] for row in rows[2:]] == [ids[THREE], ids[COUNT]]
    assert run("export", folder, tmp_path).exit_code == 0
    texts = {row["id"]: row["text"] for row in map(json.loads, (tmp_path / "documents.jsonl").open(encoding="utf-8"))}
    exported = [json.loads(line) for line in (tmp_path / "positions.jsonl").read_text("utf-8").splitlines()]
    assert exported == rows
    for row in rows:
        assert {"question", "party", "document", "span", "act", "when"} <= row.keys()
        span = row["span"]
        assert texts[row["document"]][span["start"] : span["end"]] == span["quote"]
    assert "Gaon" in run("positions", folder).output


def test_the_register_grades_outlets_and_speakers(asked):
    """Whom the register names has its grade in every row; everybody else is F, whose reliability nobody judged."""
    folder, _ = asked
    grades = {(row["kind"], row["name"]): row["reliability"] for row in lines("sources", folder)}
    assert grades["outlet", "Lodova Courier"] == "B"
    assert grades["speaker", "SCTA"] == "D"
    assert grades["outlet", "Northern Wire"] == "F"
    shown = view.open(folder)
    assert {row["reliability"] for row in shown.documents() if row["outlet"] == "Lodova Courier"} == {"B"}
    assert {row["reliability"] for row in shown.statements() if row["speaker"] == "SCTA"} == {"D"}
    assert {row["reliability"] for row in shown.origins() if row["kind"] == "anonymous"} == {"F"}


def test_no_question_shows_a_protected_name(asked, canaries, tmp_path):
    """Whatever record an analyst names, and whatever name they write, nobody at risk is shown."""
    folder, _ = asked
    other = tmp_path / "case"
    shutil.copytree(folder, other)
    shown = view.open(other)
    every = [row["id"] for kind in ("statements", "reports", "figures") for row in shown.rows(kind)]
    name = canaries.pattern.split("|")[0].removeprefix(r"(?<!\w)").removesuffix(r"(?!\w)").replace("\\", "")
    assert canaries.search(name)
    items = "".join(f"  - {{record: {one}, ratings: {{a: I}}, note: on {name}}}\n" for one in every)
    text = f"question: Where is {name}?\nhypotheses: [{{id: a, text: {name} fled}}, {{id: b, text: {name} did not}}]\n"
    (other / "hypotheses.yaml").write_text(f"{text}evidence:\n{items}", encoding="utf-8")
    assigned = "".join(f"  - {{party: {name}, record: {one}}}\n" for one in every[1:])
    (other / "positions.yaml").write_text(f"question: Is {name} safe?\nassigned:\n{assigned}", encoding="utf-8")
    (other / "register.yaml").write_text(f"sources: {{{name}: A}}\n", encoding="utf-8")
    for words in (
        ("hypotheses", other),
        ("hypotheses", other, "--json"),
        ("hypotheses", folder, "--propose"),
        ("positions", other),
        ("positions", other, "--json"),
        ("positions", other, "--propose"),
        ("sources", other),
    ):
        result = run(*words)
        assert result.output or "--propose" in words
        assert not canaries.search(result.output), words


def test_a_reveal_reads_the_same_files(asked):
    """Ids in the files are those that are shown; they are understood when protection is lifted as well."""
    folder, _ = asked
    [open_] = lines("hypotheses", folder, "--reveal", "--because", "a test of revealing")
    [covered] = lines("hypotheses", folder)
    assert open_["hypotheses"] == covered["hypotheses"]
    assert open_["missing"] == covered["missing"]


def test_a_case_without_the_files_says_so(case):
    """Without a file the command tells which one to write; the other rows are as ever."""
    for command in ("hypotheses", "positions"):
        result = run(command, case)
        assert result.exit_code != 0
        assert f"{command}.yaml" in str(result.exception)
    assert {row["reliability"] for row in lines("sources", case)} == {"F"}


def test_a_case_holds_several_questions(asked, canaries, tmp_path):
    """Each file is a question of its own, shown together or by name; its evidence weighs nothing in another."""
    folder, ids = asked
    other = tmp_path / "case"
    shutil.copytree(folder, other)
    second = "question: Who told it first?\nhypotheses: [{id: a, text: the Courier}, {id: b, text: the agency}]\n"
    (other / "hypotheses-first.yaml").write_text(
        f"{second}evidence: [{{record: {ids[COUNT]}, ratings: {{a: II}}}}]\n", encoding="utf-8"
    )
    (other / "positions-first.yaml").write_text(
        f"question: Who told it first?\nassigned: [{{party: Courier, record: {ids[COUNT]}}}]\n", encoding="utf-8"
    )
    both = lines("hypotheses", other)
    assert [one["name"] for one in both] == ["", "first"]
    assert both[0] == lines("hypotheses", folder)[0]
    assert [one["question"] for one in lines("hypotheses", other, "--question", "first")] == ["Who told it first?"]
    assert [one["rank"] for one in both[1]["hypotheses"]] == [2, 1]
    assert {row["question"] for row in lines("positions", other)} >= {"Who told it first?"}
    assert {row["party"] for row in lines("positions", other, "--question", "first")} == {"Courier"}
    for wrong in ("second", "../case/hypotheses"):
        assert run("hypotheses", other, "--question", wrong).exit_code != 0


def test_the_name_of_a_file_shows_nobody_at_risk(asked, canaries, tmp_path):
    """A question called by the name of somebody protected is shown without it."""
    other = tmp_path / "case"
    shutil.copytree(asked[0], other)
    name = canaries.pattern.split("|")[0].removeprefix(r"(?<!\w)").removesuffix(r"(?!\w)").replace("\\", "")
    file = name.replace(" ", "_")
    text = "question: Where?\nhypotheses: [{id: a, text: here}, {id: b, text: there}]\n"
    (other / f"hypotheses-{file}.yaml").write_text(text, encoding="utf-8")
    for words in (("hypotheses", other), ("hypotheses", other, "--json")):
        told = run(*words).output
        assert "Where?" in told
        assert not canaries.search(told.replace("_", " "))


def test_grades_and_likelihoods_carry_machine_tags(asked):
    """Rows carry the tags of MISP's taxonomies for the grade that they have."""
    shown = view.open(asked[0])
    for row in shown.events():
        assert row["tags"] == [f'admiralty-scale:information-credibility="{row["credibility"]}"']
    for row in (*shown.documents(), *shown.statements(), *shown.origins()):
        assert row["tags"] == [f'admiralty-scale:source-reliability="{row["reliability"].lower()}"']
    ranged = [row for row in shown.forecasts() if row["low"] is not None]
    assert ranged
    assert all(row["tags"][0].startswith("estimative-language:likelihood-probability=") for row in ranged)

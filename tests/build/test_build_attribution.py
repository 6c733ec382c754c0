"""The choice of what finds statements: learned weights, or rules alone."""

import json

import pytest
from typer.testing import CliRunner

from attribune.build import Builder
from attribune.ledger import Case, CaseError
from attribune.present.cli import app

TEXT = "Harbour closed\n\nThe harbour of Vell was closed on 3 May 2021, a guard told the Northern Herald.\n"
RUN = CliRunner()


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rules(records):
    return {one.made.rule.split(".")[1] for one in records.statements}


def test_a_case_is_read_by_rules_alone_where_it_says_so(article, tmp_path):
    """Who must not use weights learned from data without a licence can do without them, for good."""
    made = RUN.invoke(app, ["build", str(article), "--case", str(tmp_path / "case"), "--attribution", "rules"])
    assert made.exit_code == 0, made.output
    case = Case.open(tmp_path / "case")
    assert case.settings["attribution"] == "rules"
    assert rules(case.records()) == {"rules"}


def test_what_is_added_is_found_as_the_case_says(article, tmp_path):
    """One ledger never mixes statements found in two ways."""
    Builder.create(tmp_path / "case", attribution="rules").build([article])
    more = tmp_path / "two.txt"
    more.write_text(TEXT.replace("guard", "pilot"), encoding="utf-8")
    assert RUN.invoke(app, ["add", str(tmp_path / "case"), str(more)]).exit_code == 0
    assert rules(Case.open(tmp_path / "case").records()) == {"rules"}


def test_another_choice_annotates_again(article, tmp_path):
    """Records found with other weights are no longer valid; those of the first choice are not taken for them."""
    first = Builder.create(tmp_path / "case").build([article])
    settings = tmp_path / "case" / "case.toml"
    settings.write_text(
        settings.read_text("utf-8").replace('attribution = "polnear"', 'attribution = "rules"'), "utf-8"
    )
    second = Builder.open(tmp_path / "case").build()
    assert (first.annotated, second.annotated) == (1, 1)
    assert rules(Case.open(tmp_path / "case").records()) == {"rules"}


def test_a_case_from_before_the_choice_has_the_learned_weights(article, tmp_path):
    """What a case was made with stays what it is read with."""
    Builder.create(tmp_path / "case").build([article])
    settings = tmp_path / "case" / "case.toml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith("attribution")), "utf-8")
    assert Builder.open(tmp_path / "case").attribution == "polnear"
    with pytest.raises(CaseError, match="has the attribution polnear"):
        Builder.create(tmp_path / "case", attribution="rules")


def test_a_choice_that_there_is_not_is_named(article, tmp_path):
    """A slip in case.toml is told, not guessed at."""
    Builder.create(tmp_path / "case").build([article])
    settings = tmp_path / "case" / "case.toml"
    settings.write_text(settings.read_text("utf-8").replace('"polnear"', '"poler"'), "utf-8")
    with pytest.raises(CaseError, match="no attribution poler"):
        Builder.open(tmp_path / "case").build()


def test_a_file_alone_is_read_by_rules(article):
    """``read --attribution rules`` gives statements whose rule says so."""
    told = RUN.invoke(app, ["read", str(article), "--as", "statements", "--json", "--attribution", "rules"])
    assert told.exit_code == 0, told.output
    rows = [json.loads(line) for line in told.output.splitlines()]
    assert rows
    assert all(row["made"]["rule"].startswith("attribution.rules") for row in rows)

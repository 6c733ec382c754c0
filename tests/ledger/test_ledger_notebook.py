"""The files that an analyst writes into a case."""

import pytest

from attribune.ledger.notebook import Notebook, NotebookError

TWO = "hypotheses:\n  - {id: h1, text: one}\n  - {id: h2, text: two}\n"


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return Notebook(folder)


def test_a_case_without_files_has_an_empty_notebook(tmp_path):
    """Nobody has to write anything."""
    notebook = Notebook(tmp_path)
    assert (notebook.hypotheses(), notebook.positions(), notebook.register()) == (None, None, {})


def test_words_stay_words(tmp_path):
    """A hypothesis may be called 1, a party No, and a rating N: none of them becomes a number or a truth value."""
    text = "hypotheses: [{id: 1, text: yes}, {id: 2, text: on}]\nevidence: [{record: r1, ratings: {1: N, 2: NA}}]\n"
    found = write(tmp_path, "hypotheses.yaml", text).hypotheses()
    assert [one.text for one in found.hypotheses] == ["yes", "on"]
    assert found.evidence[0].ratings == {"1": "N", "2": "NA"}
    assert write(tmp_path, "register.yaml", "sources:\n  No  Paper: D\n").register() == {"no paper": "D"}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("hypotheses.yaml", TWO + "evidence: [{record: r1, ratings: {h1: X}}]\n", "evidence.0.ratings.h1"),
        ("hypotheses.yaml", TWO + "evidence: [{record: r1, ratings: {h3: I}}]\n", "evidence.0.ratings.h3"),
        ("hypotheses.yaml", TWO + "evidence: [{record: r1}, {record: r1}]\n", "evidence.1.record"),
        ("hypotheses.yaml", TWO + "evidence: [{record: r1, ratings: {h1: I, h1: C}}]\n", "evidence.0.ratings.h1"),
        ("hypotheses.yaml", "hypotheses: [{id: h1, text: one}]\n", "hypotheses: "),
        ("hypotheses.yaml", "[", "line 1"),
        ("hypotheses.yaml", "- a list\n", "hypotheses.yaml"),
        ("positions.yaml", "question: is it so\nassigned: [{party: Gaon}]\n", "assigned.0.record"),
        ("positions.yaml", "", "question"),
        ("register.yaml", "sources: {Courier: G}\n", "sources.Courier"),
        ("register.yaml", "sources: &a {Courier: *a}\n", "register.yaml"),
        ("register.yaml", "surces: {}\n", "surces"),
    ],
)
def test_what_means_nothing_is_told_with_its_file_and_key(tmp_path, name, text, told):
    """An analyst finds the mistake from the message alone."""
    notebook = write(tmp_path, name, text)
    with pytest.raises(NotebookError, match=f"^{name}: ") as error:
        getattr(notebook, name.split(".")[0])()
    assert told in str(error.value)

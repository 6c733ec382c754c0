from __future__ import annotations

import pytest
from casebook import case_in

from attribune import view
from attribune.ledger.decision import Decisions, Draft
from attribune.view import Reveal, ViewError


@pytest.fixture
def case(tmp_path):
    """The hand-made case."""
    return case_in(tmp_path)


def seen(case):
    """The case with all its ids and names, so that decisions are easy to name."""
    return view.open(case, Reveal("a test"))


def test_a_rejected_statement_is_left_out_and_what_it_held_moves_up(case):
    """What hung on a rejected statement hangs on the one that held it, or on nobody."""
    case.decisions.append(Draft("reject", "sMinister", why="a misread"))
    shown = seen(case)
    assert "sMinister" not in {row["id"] for row in shown.statements()}
    assert {row["id"]: row["within"] for row in shown.statements()}["sWithin"] is None
    assert {row["id"]: row["by"] for row in shown.reports()}["rDenied"] is None


def test_a_rejected_report_leaves_events_links_and_chains(case):
    """A rejected report is in no event, link, chain or origin; an event without reports is gone."""
    case.decisions.append(Draft("reject", "rLeft"))
    shown = seen(case)
    assert [row["reports"] for row in shown.events()] == [["rDenied"]]
    assert (shown.events()[0]["details"], shown.links(), shown.chains()) == ([], [], [])
    assert shown.origins()[0]["reports"] == []
    case.decisions.append(Draft("reject", "rDenied"))
    assert seen(case).events() == []


def test_the_last_verdict_counts_and_can_be_undone(case):
    """Reject then confirm keeps a record; undoing the confirmation rejects it again."""
    case.decisions.append(Draft("reject", "fCrowns"))
    confirmed = case.decisions.append(Draft("confirm", "fCrowns", by="ana"))
    [figure] = [row for row in seen(case).figures() if row["id"] == "fCrowns"]
    assert (figure["decided"], figure["decided_by"]) == ("confirm", "ana")
    case.decisions.append(Draft("undo", "fCrowns", {"seq": confirmed.seq}))
    assert "fCrowns" not in {row["id"] for row in seen(case).figures()}


def test_metadata_set_by_a_person_counts_first(case):
    """What a person sets is the document's metadata, with the reason; what was read is kept after it."""
    document = case.records().documents[0].id
    case.decisions.append(
        Draft("set", document, {"published": "2031-05-09", "authors": "A. Oake; B. Elm"}, "the paper")
    )
    row = seen(case).documents()[0]
    assert (row["published"], row["authors"]) == ("2031-05-09", ["A. Oake", "B. Elm"])
    assert {"name": "published", "value": "2031-05-09", "source": "given", "reason": "the paper"} in row["metadata"][:2]
    assert len(row["metadata"]) == 3


def test_corrections_change_fields_and_say_who_made_them(case):
    """A corrected field shows the person's value and a record that a person made; spans are taken from the text."""
    case.decisions.append(
        Draft("correct", "sClerk", {"act": "deny", "cue": {"start": 0, "end": 9}, "id": "x"}, "misread")
    )
    case.decisions.append(Draft("correct", "rLeft", {"when": "2031-05"}))
    case.decisions.append(Draft("correct", "fCrowns", {"value": 30.0}))
    shown = seen(case)
    clerk = shown.statements()[0]
    assert (clerk["id"], clerk["act"], clerk["cue"]["quote"]) == ("sClerk", "deny", "Quimzelle")
    assert (clerk["made_by"], clerk["reason"]) == ("person", "misread")
    assert shown.reports()[0]["when"]["edtf"] == "2031-05"
    assert shown.figures()[0]["value"] == 30.0


@pytest.mark.parametrize(
    "span", [{"start": -1, "end": 3}, {"start": 5, "end": 5}, {"start": 0, "end": 99999}, "left", 7]
)
def test_a_span_outside_the_text_corrects_nothing(case, span):
    """A correction that does not lie in the text leaves the record as it was."""
    case.decisions.append(Draft("correct", "sClerk", {"cue": span}))
    row = seen(case).statements()[0]
    assert (row["cue"]["quote"], row["made_by"]) == ("said", "machine")


def test_a_person_grades_resolves_and_dismisses(case):
    """A person's grade stands with its reason, a forecast shows its outcome, a dismissed conflict is gone."""
    link = seen(case).conflicts()[0]["id"]
    case.decisions.append(Draft("grade", "vFlight", {"credibility": 1}, "seen", by="ana"))
    case.decisions.append(Draft("grade", "vFlight", {"credibility": 9}, "no grade", by="bo"))
    case.decisions.append(Draft("resolve", "oAsylum", {"outcome": "came true"}))
    case.decisions.append(Draft("dismiss", link, why="two different flights"))
    shown = seen(case)
    event = shown.events()[0]
    assert (event["credibility"], event["graded_by"], event["grade_reason"]) == (1, "ana", "seen")
    assert shown.forecasts()[0]["resolution"] == "came true"
    assert shown.conflicts() == []


def test_marks_change_who_is_protected(case):
    """Whom an analyst unmarks is shown by name, whom they mark is not, from the next view on."""
    case.decisions.append(Draft("unprotect", "eI", why="grown up and public"))
    case.decisions.append(Draft("protect", "eO", why="threatened"))
    shown = view.open(case)
    names = [row["name"] for row in shown.entities()]
    assert names[1] == "Ilbren Quimzelle"
    assert names[2].startswith("◇ P-")
    assert "Ordo" not in shown.documents()[1]["text"]
    assert [row["protect"] for row in shown.entities()] == [True, False, True, False, False]


def test_decisions_are_made_by_the_id_as_shown(case):
    """A reader decides about what they see: the outside id is translated, and shown again as it was given."""
    shown = view.open(case)
    crowns = shown.figures()[0]["id"]
    row = shown.desk.decide("reject", crowns, {}, "said of Brastuvo Quimzelle", "ana")
    assert case.decisions.all()[-1].target == "fCrowns"
    assert (row["target"], row["by"]) == (crowns, "ana")
    assert "Brastuvo" not in row["why"]
    assert crowns not in {one["id"] for one in view.open(case).figures()}
    with pytest.raises(ViewError):
        shown.desk.decide("reject", "fNone", {}, "")


def test_spans_are_taken_as_shown(case):
    """Who selects words in the text as shown means these words, though names before them are of another length."""
    shown = view.open(case)
    text = shown.documents()[0]["text"]
    start = text.index("denies")
    clerk = shown.statements()[0]["id"]
    shown.desk.decide("correct", clerk, {"cue": {"start": start, "end": start + 6}}, "a test")
    assert view.open(case).statements()[0]["cue"]["quote"] == "denies"
    assert seen(case).statements()[0]["cue"]["quote"] == "denies"
    hidden = text.index("◇ P-")
    with pytest.raises(ViewError, match="reveal"):
        shown.desk.decide("correct", clerk, {"cue": {"start": hidden, "end": hidden + 4}}, "a test")


def test_a_decision_about_what_is_gone_is_kept_as_orphaned(case):
    """A decision whose record the ledger no longer holds is listed, not dropped; notes and reveals are no orphans."""
    case.decisions.append(Draft("reject", "sGone"))
    case.decisions.append(Draft("note", "", {"text": "read again"}))
    shown = seen(case)
    assert [row["target"] for row in shown.desk.orphans()] == ["sGone"]
    assert shown.summary()["orphaned_decisions"] == 1


def test_entities_are_joined(case):
    """Two spellings that a person calls the same are one entity, protected if one of them was, and both are hidden."""
    case.decisions.append(Draft("same", "eO", {"with": "eI"}, "one man under two names", by="ana"))
    joined = {row["id"]: row for row in seen(case).entities()}
    assert "eI" not in joined
    assert set(joined["eO"]["names"]) == {"Ordo Quimzelle", "Ilbren", "Ilbren Quimzelle"}
    assert (joined["eO"]["protect"], joined["eO"]["made_by"]) == (True, "person")
    assert {row["entity"] for row in seen(case).mentions()} == {"eB", "eO", "eP", "eC"}
    assert "Ordo" not in view.open(case).documents()[1]["text"]


def test_a_mark_goes_along_when_entities_are_joined(case):
    """Who was marked as at risk stays protected under the name of the one that they are joined to."""
    case.decisions.append(Draft("protect", "eO", why="threatened"))
    case.decisions.append(Draft("same", "eP", {"with": "eO"}))
    case.decisions.append(Draft("same", "eC", {"with": "eP"}))
    hidden = view.open(case)
    assert "Ordo" not in str([row["text"] for row in hidden.documents()])
    assert hidden.desk.orphans() == []


def test_entities_are_parted(case):
    """Mentions that a person calls different are an entity of their own, under the names that they have."""
    _, elsewhere = case.resolved().entities[1].mentions
    case.decisions.append(Draft("different", "eI", {"mentions": [elsewhere]}))
    rows = [row for row in seen(case).entities() if row["made_by"] == "person"]
    assert [row["names"] for row in rows] == [["Ilbren"], ["Ilbren Quimzelle"]]
    assert all(row["protect"] for row in rows)
    hidden = view.open(case)
    assert "Ilbren" not in str([row["text"] for row in hidden.documents()])


@pytest.mark.parametrize(
    "payload", [{}, {"with": "eNone"}, {"with": "eO"}, {"mentions": []}, {"mentions": "x"}, {"mentions": ["x"]}]
)
@pytest.mark.parametrize("kind", ["same", "different"])
def test_a_grouping_that_means_nothing_changes_nothing(case, kind, payload):
    """A decision about nobody, oneself or no mention leaves the entities as they are."""
    before = seen(case).entities()
    case.decisions.append(Draft(kind, "eO", payload))
    after = seen(case).entities()
    assert [row["names"] for row in after] == [row["names"] for row in before]
    assert [row["id"] for row in after] == [row["id"] for row in before]


def test_rules_are_judged_by_verdicts(case):
    """A rule's share of confirmed records comes with Wilson's interval; a correction counts against it."""
    for target, kind in (("sClerk", "confirm"), ("sMinistry", "confirm"), ("sMinister", "reject"), ("fAge", "correct")):
        case.decisions.append(Draft(kind, target, {"value": 40}))
    [row] = view.open(case).desk.learn()
    assert (row["rule"], row["confirmed"], row["rejected"], row["share"]) == ("test.hand", 2, 2, 0.5)
    assert (row["low"], row["high"]) == (0.150039, 0.849961)


def test_another_file_is_taken_in(case, tmp_path):
    """What another analyst decided holds here too, and what both judged is compared."""
    other = Decisions(tmp_path / "other.db")
    other.append(Draft("reject", "sClerk", by="bo"))
    case.decisions.append(Draft("confirm", "sClerk", by="ana"))
    rows, found = view.open(case).desk.merge(other.path)
    assert [(row["by"], row["kind"]) for row in rows] == [("bo", "reject")]
    assert (found.shared, len(found.differing)) == (1, 1)
    assert "sClerk" not in {row["id"] for row in seen(case).statements()}
    with pytest.raises(ViewError, match="no file"):
        view.open(case).desk.merge(tmp_path / "none.db")

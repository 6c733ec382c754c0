from __future__ import annotations

import pytest
from handmade import MADE, named, shield_of, shown

from attribune import profiles
from attribune.model import (
    Argument,
    Entity,
    Event,
    Records,
    Report,
    Resolved,
    Span,
    TimeExpression,
    When,
    document_id,
)
from attribune.protect import Policy, PolicyError, Settings, Shield
from attribune.protect.policy import Policy as Read

TEXT = (
    "Anna Holm, a clerk of the Tull Mill, fled from Tull to Portugal on 4 May 2031. "
    "The ferry from Tull was late.\n"
    "Bo Ek, the minister, stayed in Tull.\n"
)


def covered(policy=None, profile=None, offices=()):
    """A shield over the text, in which Anna Holm is at risk and Bo Ek is not."""
    people = [named([TEXT], "Anna Holm"), named([TEXT], "Bo Ek", protect=False)]
    people += [
        named([TEXT], "Tull", protect=False, kind="place"),
        named([TEXT], "Portugal", protect=False, kind="place"),
    ]
    people += [named([TEXT], "Tull Mill", protect=False, kind="organisation")]
    start = TEXT.index("4 May")
    made = shield_of([TEXT], people, policy=policy)
    document = next(iter(made._documents.values()))
    time = TimeExpression(document.id, document.span(start, start + 10), "DATE", "2031-05-04", "2031-05-04", None)
    made._times[document.id] = [time]
    return made


def test_towns_and_bodies_beside_a_protected_name_are_general():
    """In the paragraph of a protected name towns and small bodies are general; countries and other paragraphs stay."""
    text = shown(covered())
    assert "fled from ◇ a place to Portugal on 4 May 2031" in text
    assert "clerk of the ◇ a body" in text
    assert "The ferry from ◇ a place was late.\nBo Ek, the minister, stayed in Tull." in text


def test_what_the_policy_keeps_stays():
    """An analyst may keep towns and posts, and may ask for days as years."""
    kept = shown(covered(Policy(towns="keep", posts="keep")))
    assert "of the Tull Mill, fled from Tull to Portugal on 4 May 2031" in kept
    dated = shown(covered(Policy(dates="year")))
    assert "to Portugal on ◇ a day in 2031." in dated


def test_no_id_leads_from_a_general_place_to_the_place():
    """Where a place is made general its record does not say which it is; elsewhere it does."""
    shield = covered()
    document = next(iter(shield._documents))
    rows = []
    for at in (TEXT.index("Tull to"), TEXT.index("Tull.")):
        span = {"start": at, "end": at + 4, "quote": "Tull"}
        rows.append(shield.cover({"document": document, "span": span, "kind": "place", "entity": "e9"}))
    assert rows[0]["entity"] is None
    assert rows[0]["span"]["quote"] == "◇ a place"
    assert rows[1]["entity"] == shield.key("e9")
    held = {
        "detail": "where",
        "value": "Tull",
        "span": {"start": TEXT.index("Tull to"), "end": TEXT.index("Tull to") + 4},
    }
    held["span"] |= {"quote": "Tull", "document": document}
    assert shield.cover(held)["value"] == "◇ a place"
    figure = {"document": document, "place": "Tull", "value": 3.0}
    assert shield.cover(figure)["place"] == "◇ a place"
    assert shield.soften("one says Tull, another Brask", [document]) == "one says ◇ a place, another Brask"


def test_countries_that_no_profile_knows_stay():
    """A profile need not list the countries of the world: they are wide, and a town that it does not know is not."""
    profile = profiles.load("exile")
    people = [named([TEXT], "Anna Holm"), named([TEXT], "Portugal", protect=False, kind="place")]
    made = shield_of([TEXT], people)
    again = Shield.__new__(Shield)
    again.__dict__.update(made.__dict__)
    again._settings = Settings(b"\x01" * 32, Policy(), (), profile)
    assert "to Portugal" in shown(again)


@pytest.mark.parametrize("settings", [{"towns": "no"}, {"dates": "general"}, {"town": "general"}])
def test_a_word_that_means_nothing_is_an_error(settings):
    """A misspelt policy is refused, since somebody believes to be protected by it."""
    with pytest.raises(PolicyError):
        Read.read(settings)


def test_a_paragraph_whose_lines_are_broken_is_one():
    """A line that ends in the middle of a sentence goes on in the next; an empty line ends a paragraph."""
    text = "Anna Holm left on\nMonday. She came\nfrom Tull.\n\nThe ferry from\nTull was late.\n"
    people = [named([text], "Anna Holm"), named([text], "Tull", protect=False, kind="place")]
    covered_text = shown(shield_of([text], people))
    assert covered_text.endswith("left on\nMonday. She came\nfrom ◇ a place.\n\nThe ferry from\nTull was late.\n")


def _told(texts, report, *people):
    """A report of a text by its arguments' words, and where it happened."""
    spans = [(role, texts[report], words) for role, words in people]
    document = document_id(f"{report}.txt", "00")
    arguments = tuple(
        Argument(role, Span.of(text, text.index(words), text.index(words) + len(words))) for role, text, words in spans
    )
    place = texts[report].index("fled")
    trigger = Span.of(texts[report], place, place + 4)
    return Report(
        f"r{report}", document, "defection", trigger, arguments, When(), "occurred", "CT+", MADE, None, f"r{report}"
    )


def _event(texts, people, *reports):
    """The texts as shown, where all reports are of one event."""
    shield = shield_of(texts, people, reports=reports)
    event = Event("v0", "defection", tuple(one.id for one in reports), MADE)
    records = Records(
        documents=tuple(shield._documents.values()),
        mentions=tuple(one for group in shield._mentions.values() for one in group),
        reports=reports,
    )
    entities = tuple(
        Entity(f"e{n}", one.kind, one.name, (one.name,), tuple(m.id for m in records.mentions if m.name == one.name),
               one.protect, "by hand", MADE)
        for n, one in enumerate(people)
    )  # fmt: skip
    made = Shield(records, Resolved(entities=entities, events=(event,)), Settings(b"\x01" * 32, Policy()))
    return [made.redaction(document).text for document in shield._documents]


def test_a_record_of_somebody_at_risk_tells_no_town_in_any_article():
    """Where another article tells of the same event without the name, who and where are general there too."""
    texts = ["Anna Holm fled.\n", "A clerk fled, neighbours said.\n\nIt was in Tull that she was seen last.\n"]
    people = [named(texts, "Anna Holm"), named(texts, "Tull", protect=False, kind="place")]
    reports = _told(texts, 0, ("affected", "Anna Holm")), _told(texts, 1, ("affected", "A clerk"), ("place", "Tull"))
    assert "in ◇ a place that she" in _event(texts, people, *reports)[1]


def test_the_event_of_somebody_public_keeps_its_town():
    """Where somebody public takes part, the town is known from them, and stays."""
    texts = ["Anna Holm fled.\n", "Bo Ek fled.\n\nIt was in Tull that he was seen last.\n"]
    people = [named(texts, "Anna Holm"), named(texts, "Bo Ek", protect=False)]
    people += [named(texts, "Tull", protect=False, kind="place")]
    reports = _told(texts, 0, ("affected", "Anna Holm")), _told(texts, 1, ("affected", "Bo Ek"), ("place", "Tull"))
    assert "in Tull that he" in _event(texts, people, *reports)[1]

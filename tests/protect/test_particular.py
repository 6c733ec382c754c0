from __future__ import annotations

import pytest
from handmade import named, shield_of, shown

from attribune import profiles
from attribune.model import TimeExpression
from attribune.protect import Policy, PolicyError, Settings, Shield
from attribune.protect.policy import Policy as Read

TEXT = (
    "Anna Holm, a clerk of the Tull Mill, fled from Tull to Portugal on 4 May 2031. "
    "The ferry from Tull was late. Bo Ek, the minister, stayed in Tull.\n"
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
    """In the sentence of a protected name towns and small bodies are general; countries and other sentences stay."""
    text = shown(covered())
    assert "fled from ◇ a place to Portugal on 4 May 2031" in text
    assert "clerk of the ◇ a body" in text
    assert "The ferry from Tull was late. Bo Ek, the minister, stayed in Tull." in text


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
    for at in (TEXT.index("Tull to"), TEXT.index("Tull was")):
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

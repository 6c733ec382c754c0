"""Entities across invented documents."""

from __future__ import annotations

from attribune.model import Made, Mention, Records, Span, record_id
from attribune.profiles import load
from attribune.resolve.entity import entities, why

MADE = Made("name.person", "named here; named in full", "1")


def mention(
    document: str, place: int, quote: str, *, kind: str = "person", local: int | None = None, **said
) -> Mention:
    """A mention that stands at a place, the same as the one at ``local``."""
    span = Span(place, place + len(quote), quote)
    own = record_id(document, "mention", span)
    first = own if local is None else said.pop("first")
    name = said.pop("name", quote)
    made = said.pop("made", MADE)
    return Mention(own, document, span, kind, name, first, made, **said)  # type: ignore[arg-type]


def resolved(*mentions: Mention, given=None):
    """The entities of some mentions, by each mention's id."""
    found = entities(Records(mentions=mentions), load(), given or {})
    return {one: entity for entity in found for one in entity.mentions}


def test_spellings_are_joined_with_their_reason():
    """Two romanisations of one full name are one entity, whose reason names the spellings and the weights."""
    a, b = mention("d1", 0, "Baek Dong-su"), mention("d2", 0, "Paek Tong Su")
    found = resolved(a, b)
    assert found[a.id] is found[b.id]
    assert "weight" in found[a.id].made.reason
    assert found[a.id].made.features


def test_different_names_stay_apart():
    """Names that can't be spellings of one are two, and a close pair says why."""
    a, b = mention("d1", 0, "Baek Dong-su"), mention("d2", 0, "Baek Dong-jin")
    found = resolved(a, b)
    assert found[a.id] is not found[b.id]
    assert "not spellings" in why(Records(mentions=(a, b)), load(), a.id, b.id)


def test_bare_surnames_need_more_than_the_surname():
    """Two people known by a surname only are one where kin and age agree, and two where only the surname does."""
    same = [mention(d, 0, "Noh", age=12, relations=("son",)) for d in ("d1", "d2")]
    assert len({id(e) for e in resolved(*same).values()}) == 1
    other = [mention(d, 0, "Kim") for d in ("d1", "d2")]
    assert len({id(e) for e in resolved(*other).values()}) == 2


def test_kin_and_age_hold_apart():
    """A son of 12 and a wife of 41 are never one, whatever the surname."""
    a = mention("d1", 0, "Noh", age=12, relations=("son",))
    b = mention("d2", 0, "Noh", age=41, relations=("wife",))
    found = resolved(a, b)
    assert found[a.id] is not found[b.id]


def test_a_document_that_holds_two_apart_is_believed():
    """Two that one document names apart do not become one by way of a third."""
    father, son = mention("d1", 0, "Noh"), mention("d1", 9, "Noh", age=12, relations=("son",))
    third = mention("d2", 0, "Noh", age=12, relations=("son",))
    found = resolved(father, son, third)
    assert found[son.id] is found[third.id]
    assert found[father.id] is not found[son.id]


def test_known_names_of_bodies_and_places_are_one():
    """The profile's names of one organisation or place are one entity in every document."""
    a = mention("d1", 0, "State Security Department", kind="organisation")
    b = mention("d2", 0, "Ministry of State Security", kind="organisation")
    found = resolved(a, b)
    assert found[a.id] is found[b.id]
    assert "profile" in found[a.id].made.reason


def test_ids_are_stable():
    """An id once given stays; without one it derives from the smallest mention id, in any order of records."""
    a, b = mention("d1", 0, "Baek Dong-su"), mention("d2", 0, "Baek Dong-su")
    assert resolved(a, b)[a.id].id == resolved(b, a)[a.id].id
    assert resolved(a, b, given={b.id: "e-given"})[a.id].id == "e-given"


def test_who_is_at_risk():
    """Relatives, minors, aliases and bare surnames are protected; public figures and full names are not."""
    cases = {
        mention("d1", 0, "Noh", age=12): True,
        mention("d1", 10, "Mr. Q"): True,
        mention("d1", 20, "Yun Sol-mi", relations=("wife of Baek",)): True,
        mention("d1", 40, "Ku"): True,
        mention("d1", 50, "Baek Dong-su", offices=("foreign minister",), relations=("brother of Ma",)): False,
        mention("d1", 70, "Ma Kwang Jin"): False,
        mention("d1", 90, "Vienna", kind="place"): False,
    }
    found = resolved(*cases)
    for one, protect in cases.items():
        assert found[one.id].protect is protect, one.name
        assert found[one.id].protect_reason


def test_nothing_to_join_starts_nothing():
    """Names without a key in common never start the linker."""
    found = resolved(mention("d1", 0, "Baek Dong-su"), mention("d2", 0, "Ilse Brandt"))
    assert {entity.made.rule for entity in found.values()} == {"entity.equal_name"}


def test_every_mention_has_one_entity():
    """All mentions are in exactly one entity."""
    ones = [mention(f"d{n}", 0, name) for n, name in enumerate(["Kim Il", "Kim Il", "Kim", "Mr. Q", "Mr. Q", "Il Kim"])]
    found = entities(Records(mentions=tuple(ones)), load(), {})
    assert sorted(m for e in found for m in e.mentions) == sorted(one.id for one in ones)

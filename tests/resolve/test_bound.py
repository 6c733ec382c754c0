"""Which pairs of accounts are worth weighing in words."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from attribune.model import Copy, Document, Passage, Records, Span
from attribune.model.index import Index
from attribune.profiles import EventType, Place, Profile
from attribune.profiles.geography import Geography
from attribune.resolve.account import Account
from attribune.resolve.bound import Bound
from attribune.resolve.evidence import THRESHOLD, Ground

PROFILE = Profile(
    "test",
    event_types=(EventType("death", "", (), (), exclusive=True), EventType("journey", "", (), ())),
    places=(
        Place("Narva", "city", (("Narva", "en"),), within="Estonia"),
        Place("Estonia", "country", (("Estonia", "en"),)),
        Place("Latvia", "country", (("Latvia", "en"),)),
    ),
)
DATES = [None, None, "2031-05-02", "2031-05", "2031-05-09~", "2031-07", "2031", "2034-01-02", "../2031", "x"]
PLACES = ["Narva", "Estonia", "Latvia", "Tarn"]


def account(chance, number, kind):
    """An account of one of five articles, with anything that an account may tell."""

    def some(members, most=2):
        return frozenset(chance.sample(members, chance.randint(0, most)))

    def places():
        return tuple(sorted(some(PLACES, 1)))

    status = chance.choice(["occurred", "denied", "possible", "rumoured"])
    start, yes = chance.randrange(40), lambda: chance.random() < 0.3
    return Account(
        f"r{chance.randrange(99):02}-{number}", chance.choice("abcde"), kind, [],
        people=some("PQR", chance.choice([1, 1, 2])), agents=some("PQX", 1),
        objects=some("PXT"), speakers=some("PS", 1),
        words=some(["clerk", "envoy", "cook"]), doers=some(["mob", "police"]),
        causes=some(["fever", "flood"]), spots=some(["narva", "harbour"]),
        origins=places(), destinations=places(), places=places(), posts=places(), near_places=places(),
        when=chance.choice(DATES), near_when=chance.choice(DATES) if yes() else None,
        retold=chance.choice(DATES) if yes() else None, published=chance.choice(DATES),
        low=chance.choice([None, 1, 4, 74]), high=chance.choice([None, 4, 74]),
        status=status, cites=frozenset(["Courier"] * yes()),
        ages=frozenset({("P", chance.choice([30, 60]))}) if yes() else frozenset(),
        nations=some(["Estonia", "Latvia"], 1), group=chance.choice([None, False, True]),
        leading=yes(), only=yes(), lone=yes(), denied=status == "denied" and yes(), acting=yes(),
        triggers=frozenset({(start, start + 3)}),
    )  # fmt: skip


def ground_of(matter, correcting):
    """Five articles, the second copied by the first; one may correct another of its outlet."""
    text = "one word and another word and yet another that all stand in both"
    documents = tuple(
        Document(name, name, name, text + (" corrected" if name == correcting else ""), "text/plain", "utf-8",
                 outlet="Courier" if name in "ac" else "Herald", published="2031-05-03")
        for name in "abcde"
    )  # fmt: skip
    span = Span(0, 40, text[:40])
    copied = [Copy("b", "a", True, 1.0, (Passage(span, span),), "for the test")]
    ground = Ground(Index(Records(documents=documents)), Geography(PROFILE), PROFILE, copied)
    ground._matter = dict(zip("abcde", matter, strict=False))
    ground._index.entities = {name: type("Named", (), {"name": name}) for name in "PQRXST"}
    return ground


@given(st.integers(0, 10**6), st.sampled_from(["death", "journey"]), st.sampled_from("abx"))
def test_no_pair_that_could_be_one_event_is_left_out(seed, kind, correcting):
    """Whatever two accounts tell: if they weigh as much as one event takes, the bound lets them through."""
    chance = random.Random(seed)
    told = [account(chance, number, kind) for number in range(30)]
    ground = ground_of([chance.randrange(2) for _ in range(chance.choice([0, 5]))], correcting)
    one, other = (column.ravel() for column in np.indices((30, 30)))
    reaches = Bound(told, ground).reaches(one, other)
    for a, b in zip(one[~reaches].tolist(), other[~reaches].tolist(), strict=True):
        found = ground.compare(told[a], told[b])
        assert a == b or found is None or found.weight < THRESHOLD


def test_what_cannot_be_one_event_is_left_out():
    """Two named people, other places and days, nothing in common."""
    one = Account("r1", "c", "journey", [], people=frozenset("P"), places=("Latvia",), when="2031-05-02")
    two = Account("r2", "d", "journey", [], people=frozenset("Q"), places=("Narva",), when="2034-01-02")
    bound = Bound([one, two], ground_of([0, 1, 2, 3, 4], "x"))
    assert bound.reaches(np.array([0]), np.array([1])).tolist() == [False]

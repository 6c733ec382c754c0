"""A small case made by hand: three invented articles with a family at risk, a public namesake and an unnamed source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribune.ledger.decision import Decisions
from attribune.model import (
    Argument,
    Assessed,
    Chain,
    Document,
    Entity,
    Event,
    Figure,
    Forecast,
    Held,
    Hop,
    Link,
    Made,
    Mention,
    Metadatum,
    Origin,
    Records,
    Region,
    Report,
    Resolved,
    Span,
    Statement,
    TimeExpression,
    When,
    digest,
    document_id,
    record_id,
)

if TYPE_CHECKING:
    from pathlib import Path

MADE = Made("test.hand", "made by hand for Brastuvo Quimzelle", "1")
FLIGHT = """\
Quimzelle family vanishes from Lake House
By Harriet Oake

Brastuvo Quimzelle (43), the wife of a consul, and her son Ilbren, 15, left the Velmarian consulate in Port Sorrel \
on 4 May 2031. Mrs. Quimzelle's flight was first told by the Sorrel Courier. \
"Quimzelle was trusted", said a clerk of the consulate in Port Sorrel.

The ministry said BRASTUVO QUIMZELLE had stolen 300 crowns. The 43-year-old denies it. \
Write to brastuvo.quimzelle@mail.test or see http://news.test/brastuvo-quimzelle/flight. The Quim-
zelles will probably be granted asylum by 2032.
"""
DENIAL = """\
Minister Ordo Quimzelle denies flight

Ordo Quimzelle, the foreign minister, told the Sorrel Courier on 6 May 2031 that nobody had left. \
Two people fled, a source said.
"""
QUIET = """\
Nothing here but the weather: rain over Port Sorrel, and a song about a lake.
Ilbren Quimzelle was not seen.
"""


@dataclass
class HandMade:
    """What a view needs of a case, in memory."""

    root: Path
    made: tuple[Records, Resolved, Assessed]
    secret: bytes = b"\x07" * 32
    policy: dict = field(default_factory=dict)

    @property
    def decisions(self):
        return Decisions(self.root / "decisions.db")

    def records(self):
        return self.made[0]

    def resolved(self):
        return self.made[1]

    def assessed(self):
        return self.made[2]

    def original(self, sha256):
        return f"the bytes of {sha256}".encode()


def document(path, text, title):
    """A document of which all is body but the first line."""
    sha = digest(text) * 4
    first = text.index("\n")
    regions = Region(Span.of(text, 0, first), "heading"), Region(Span.of(text, first + 1, len(text)), "body")
    told = (Metadatum("title", title, "page", f"the page calls itself {title}"),)
    return Document(
        document_id(path, sha), path, sha, text, "text/plain", "utf-8", title, "Sorrel Courier", ("Harriet Oake",),
        "2031-05-07", f"http://news.test/{path}", "en", told, regions,
    )  # fmt: skip


def at(one, words, nth=0):
    """The nth place of words in a document, as a span."""
    start = -1
    for _ in range(nth + 1):
        start = one.text.index(words, start + 1)
    return one.span(start, start + len(words))


def named(one, words, nth, kind, local):
    """A mention by name."""
    span = at(one, words, nth)
    return Mention(record_id(one.id, "mention", span), one.id, span, kind, words, local, MADE)


def casebook():
    """The records of the three articles."""
    flight = document("news/brastuvo-quimzelle.txt", FLIGHT, "Quimzelle family vanishes")
    denial = document("news/denial.txt", DENIAL, "Minister denies flight")
    quiet = document("news/weather.txt", QUIET, "Weather")
    mother = [named(flight, "Brastuvo Quimzelle", 0, "person", "mB"), named(flight, "Quimzelle", 2, "person", "mB")]
    son = [named(flight, "Ilbren", 0, "person", "mI"), named(quiet, "Ilbren Quimzelle", 0, "person", "mI2")]
    minister = [named(denial, "Ordo Quimzelle", 0, "person", "mO"), named(denial, "Ordo Quimzelle", 1, "person", "mO")]
    places = [named(flight, "Port Sorrel", n, "place", f"mP{n}") for n in range(2)]
    body = [named(flight, "consulate", n, "organisation", f"mC{n}") for n in range(2)]
    entities = (
        Entity(
            "eB", "person", "Brastuvo Quimzelle", ("Brastuvo Quimzelle", "Quimzelle"), ids(mother), True, "wife", MADE
        ),
        Entity("eI", "person", "Ilbren Quimzelle", ("Ilbren", "Ilbren Quimzelle"), ids(son), True, "a minor", MADE),
        Entity("eO", "person", "Ordo Quimzelle", ("Ordo Quimzelle",), ids(minister), False, "a minister", MADE),
        Entity("eP", "place", "Port Sorrel", ("Port Sorrel",), ids(places), False, "a place", MADE),
        Entity("eC", "organisation", "consulate", ("consulate",), ids(body), False, "a body", MADE),
    )
    clerk = Statement(
        "sClerk", flight.id, at(flight, "a clerk of the consulate in Port Sorrel"), "anonymous", at(flight, "said"),
        (at(flight, "Quimzelle was trusted"),), "direct", "assert", "CT+", MADE,
        description=(("place", "in Port Sorrel"),),
    )  # fmt: skip
    ministry = Statement(
        "sMinistry", flight.id, at(flight, "The ministry"), "government", at(flight, "said", 1),
        (at(flight, "BRASTUVO QUIMZELLE had stolen 300 crowns"),), "indirect", "assert", "CT+", MADE,
        speaker="the ministry", hedges=(),
    )  # fmt: skip
    says = Statement(
        "sMinister", denial.id, at(denial, "Ordo Quimzelle", 1), "person", at(denial, "told"),
        (at(denial, "nobody had left"),), "indirect", "deny", "CT-", MADE, speaker="Ordo Quimzelle",
        via=at(denial, "Sorrel Courier"),
    )  # fmt: skip
    within = Statement(
        "sWithin", denial.id, at(denial, "a source"), "anonymous", at(denial, "said"), (at(denial, "Two people fled"),),
        "indirect", "assert", "CT+", MADE, within="sMinister",
    )  # fmt: skip
    left = Report(
        "rLeft", flight.id, "defection", at(flight, "left"),
        (Argument("affected", mother[0].span, mother[0].id), Argument("place", at(flight, "Port Sorrel"))),
        When(at(flight, "4 May 2031"), "2031-05-04"), "occurred", "CT+", MADE,
    )  # fmt: skip
    denied = Report(
        "rDenied", denial.id, "defection", at(denial, "left"), (Argument("affected", at(denial, "nobody")),), When(),
        "denied", "CT-", MADE, by="sMinister",
    )  # fmt: skip
    crowns = Figure(
        "fCrowns", flight.id, at(flight, "300 crowns"), 300.0, None, None, "crowns", "sum stolen by Brastuvo Quimzelle",
        MADE, period="2031-05", by="sMinistry",
    )  # fmt: skip
    age = Figure("fAge", flight.id, at(flight, "43"), 43.0, None, None, "years", "age of B. Quimzelle", MADE)
    asylum = Forecast(
        "oAsylum", flight.id, at(flight, "will probably be granted asylum by 2032"), MADE, horizon="2032",
        likelihood=at(flight, "probably"), low=0.55, high=0.8,
    )  # fmt: skip
    day = TimeExpression(flight.id, at(flight, "4 May 2031"), "DATE", "2031-05-04", "2031-05-04", MADE)
    held = Held("who", "Brastuvo Quimzelle", at(flight, "Brastuvo Quimzelle"), "rLeft", flight.id, "gCourier")
    event = Event(
        "vFlight",
        "defection",
        ("rLeft", "rDenied"),
        MADE,
        (held,),
        1,
        0,
        1,
        False,
        3,
        "rule",
        f"told of Ilbren in {flight.id}",
    )
    conflict = Link(
        "conflict", "rLeft", "rDenied", "one says that Brastuvo Quimzelle left, Ordo Quimzelle that nobody did", MADE,
        "whether", at(flight, "left"), at(denial, "left"), flight.id, denial.id,
    )  # fmt: skip
    unnamed = "a clerk of the consulate in Port Sorrel"
    hop = Hop(flight.id, at(flight, unnamed), unnamed, "anonymous")
    records = Records(
        (flight, denial, quiet), (clerk, ministry, says, within), (left, denied), (crowns, age), (day,), (asylum,),
        (*mother, *son, *minister, *places, *body),
    )  # fmt: skip
    assessed = Assessed(
        (event,), (Chain("rLeft", flight.id, (hop,), "gCourier"),),
        (Origin("gCourier", "anonymous", unnamed, (flight.id,), ("rLeft",), "near Quimzelle"),),
        (conflict,),
    )  # fmt: skip
    return records, Resolved(entities=entities, events=(event,)), assessed


def ids(mentions):
    return tuple(mention.id for mention in mentions)


def case_in(folder, **more):
    """The hand-made case, its decisions in that folder."""
    return HandMade(folder, casebook(), **more)

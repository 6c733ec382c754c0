"""Whatever the records hold, resolving and assessing them raises nothing and every anchor slices back."""

from __future__ import annotations

import random

import pytest

from attribune.assess import assess
from attribune.assess.telling import order_of_telling
from attribune.profiles import EventType, Profile
from attribune.resolve import resolve
from told import Article, records

TEXT = "The envoy Osk Marrat , fled to “ Narva ” ; a source said . Not 12 %\n\n denied , citing the Echo 3 ( 4 ) 😀"
WORDS = TEXT.split(" ")
SOURCES = ("person", "organisation", "government", "media", "anonymous", "unspecified")
ACTS = ("assert", "deny", "predict", "propose", "believe", "question", "decline")
ROLES = ("affected", "agent", "place", "origin", "destination", "count", "reason", "object", "employer")
TYPES = ("defection", "execution", "meeting")
PROFILE = Profile("test", event_types=tuple(EventType(name, "", (), (), exclusive=True) for name in TYPES))


def article(chance, number):
    """An article of random words whose records stand on random stretches of it."""
    text = " ".join(chance.choices(WORDS, k=chance.randint(1, 60)))
    day = chance.choice(["2031-05-04", None, "2031-05~", "junk"])
    made = Article(text, chance.choice(["Echo", "Bell", "", None]), day, path=str(number))

    def stretch():
        start = chance.randrange(len(text))
        return text[start : start + chance.randint(1, 40)]

    for _ in range(chance.randint(0, 4)):
        made.name(stretch(), chance.choice(["person", "organisation", "place"]))
    said = [None]
    for _ in range(chance.randint(0, 4)):
        source = chance.choice([None, stretch(), stretch()])
        more = {
            "cue": stretch(),
            "via": chance.choice([None, stretch()]),
            "speaker": chance.choice([None, " ", stretch()]),
        }
        act, within = chance.choice(ACTS), chance.choice(said)
        said.append(made.says(source, chance.choice(SOURCES), stretch(), act=act, within=within, **more))
    for _ in range(chance.randint(0, 4)):
        roles = {role: stretch() for role in chance.sample(ROLES, 3)}
        when, status = chance.choice([None, "2031-05", "bad"]), chance.choice([None, "denied", "possible"])
        made.tells(chance.choice(TYPES), stretch(), by=chance.choice(said), when=when, status=status, **roles)
    for _ in range(chance.randint(0, 3)):
        unit = chance.choice(["percent", "people", None])
        made.counts(stretch(), chance.choice([0, 5.5, 1e9]), chance.choice(["arrivals", ""]), "2030", unit=unit)
    return made


@pytest.mark.parametrize("seed", range(60))
def test_any_records_are_assessed(seed):
    """Nothing raises, twice the same comes out, and every span of links and hops is where it says."""
    chance = random.Random(seed)
    told = records(*(article(chance, number) for number in range(chance.randint(1, 4))))
    resolved = resolve(told, PROFILE, {})
    found = assess(told, resolved, PROFILE)
    assert found == assess(told, resolve(told, PROFILE, {}), PROFILE)
    texts = {document.id: document.text for document in told.documents}
    spans = [(hop.span, hop.document) for chain in found.chains for hop in chain.hops]
    for link in (*found.links, *resolved.links):
        spans += [(link.source_span, link.source_document), (link.target_span, link.target_document)]
    assert all(texts[document][span.start : span.end] == span.quote for span, document in spans if span)
    assert sum(len(order_of_telling(event, told, found)) for event in found.events) >= len(found.events)

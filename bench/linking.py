"""How the cost of joining reports grows: ``python -m bench.linking [MOST]`` makes reports up and times resolve.

Prints the seconds for each size and, last, the exponent of growth (1 is linear) between the last two sizes.
"""

from __future__ import annotations

import math
import random
import sys
import time

from attribune.model import Argument, Document, Made, Mention, Records, Report, Span, When, document_id, record_id
from attribune.profiles import load
from attribune.resolve import resolve

MADE = Made("bench")
TYPES = ("defection", "execution", "arrest", "disappearance", "recall", "meeting")
SYLLABLES = (
    "ka",
    "mo",
    "ri",
    "tun",
    "sel",
    "bra",
    "vok",
    "dan",
    "esk",
    "ulm",
    "tor",
    "fen",
    "gar",
    "lis",
    "pol",
    "nim",
)


def records(count: int, seed: int = 1) -> Records:
    """``count`` reports, two a document, on made-up people of whom each is told of by about five documents."""
    chance = random.Random(seed)  # noqa: S311 - made-up texts need no secrets
    people = [_name(chance) for _ in range(max(count // 5, 1))]
    documents, reports, mentions = [], [], []
    for number in range(count // 2):
        document, told, named = _article(number, [chance.choice(people) for _ in range(2)], chance)
        documents.append(document)
        reports += told
        mentions += named
    return Records(documents=tuple(documents), reports=tuple(reports), mentions=tuple(mentions))


def _name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(3, 4))).capitalize() for _ in range(2))


def _article(number: int, people: list[str], chance: random.Random) -> tuple[Document, list[Report], list[Mention]]:
    kinds = [chance.choice(TYPES) for _ in people]
    text = " ".join(
        f"Case {number}: {who} of post {chance.randint(1, 999)} met {kind}."
        for who, kind in zip(people, kinds, strict=True)
    )
    path = f"{number}.txt"
    made = document_id(path, path)
    day = f"20{chance.randint(10, 29)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    document = Document(made, path, path, text, "text/plain", "utf-8", outlet=f"Outlet {number % 97}", published=day)
    reports, mentions, place = [], [], 0
    for who, kind in zip(people, kinds, strict=True):
        start = text.index(who, place)
        place = text.index(kind, start)
        name, trigger = Span.of(text, start, start + len(who)), Span.of(text, place, place + len(kind))
        known = record_id(made, "mention", name)
        mentions.append(Mention(known, made, name, "person", who, known, MADE))
        told = record_id(made, "report", trigger)
        arguments = (Argument("affected", name, known),)
        reports.append(Report(told, made, kind, trigger, arguments, When(None, day), "occurred", "CT+", MADE))
    return document, reports, mentions


def main(most: int) -> float:
    """Time sizes that double up to ``most``; the exponent between the last two."""
    profile, sizes, spent = load("exile"), [], []
    size = most
    while size >= most // 8 and size >= 100:
        sizes.insert(0, size)
        size //= 2
    for size in sizes:
        told = records(size)
        begun = time.perf_counter()
        events = len(resolve(told, profile, {}).events)
        spent.append(time.perf_counter() - begun)
        print(f"{size:8} reports {events:8} events {spent[-1]:8.2f} s")
    return math.log(spent[-1] / spent[-2]) / math.log(sizes[-1] / sizes[-2])


if __name__ == "__main__":
    print(f"{main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000):.3f}")

"""Whole invented articles as scrapers leave them, each line with the kind of region that it is."""

from pathlib import Path

import pytest

from attribune.clean import clean
from attribune.read import read_bytes

FOLDER = Path(__file__).parent / "scraped"
KINDS = {
    "n": "navigation",
    "a": "advert",
    "h": "heading",
    "c": "caption",
    "y": "byline",
    "l": "legal",
    "d": "damage",
    "u": "duplicate",
    "b": "body",
}
DATES = {
    "agency": "2019-03-14",
    "aggregator": "2016-12-11",
    "blog": "2017-10-03",
    "doubled": "2020-06-09",
    "embassy": "2017-03-02",
    "interview": "2015-09-30",
    "lost": "2013-02-03",
    "mail": "2014-06-06",
    "mixed": "2016-08-03",
    "release": "2014-04-02",
    "gazette": "2018-06-08",
    "korean": "2021-11-05",
    "paywall": "2020-01-09",
    "radio": None,
    "scandinavian": "2018-11-02",
    "wrapped": "1998-05-04",
}
OUTLETS = {
    "doubled": "The Lake Observer",
    "embassy": "한빛일보",
    "mixed": "Amur Vestnik",
    "agency": "Associated News",
    "korean": "Korea Morning",
    "radio": "Free Coast Radio",
}


def article(path):
    """The text of a file of labelled lines, and (kind, start, end) of each; a plus behind its kind joins the next."""
    text, rows = "", []
    for line in path.read_text("utf-8").splitlines():
        kind, tab, words = line.partition("\t")
        if tab:
            rows.append((KINDS[kind[0]], len(text), len(text) + len(words)))
            text += words
        text += "" if kind.endswith("+") else "\n"
    return text, rows


def places(text, spans):
    return {place for start, end in spans for place in range(start, end) if not text[place].isspace()}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_no_prose_is_told_from_prose(path):
    """By character, the F1 of what is no prose is at least 0.95 in every article, and that of damage 0.9."""
    text, rows = article(path)
    document = clean(read_bytes(path.name, text.encode())[0])
    for wanted, least in ((set(KINDS.values()) - {"body"}, 0.95), ({"damage"}, 0.9)):
        gold = places(text, [(start, end) for kind, start, end in rows if kind in wanted])
        told = places(text, [(one.span.start, one.span.end) for one in document.regions if one.kind in wanted])
        if gold:
            assert 2 * len(gold & told) / (len(gold) + len(told)) >= least


@pytest.mark.parametrize("stem", sorted(DATES))
def test_the_byline_tells_the_date_and_the_credits_the_outlet(stem):
    """What the article says of its own date and outlet is found, and nothing is found where it says nothing."""
    text, rows = article(FOLDER / f"{stem}.txt")
    document = clean(read_bytes("a.txt", text.encode())[0])
    assert document.published == DATES[stem]
    assert document.outlet == OUTLETS.get(stem)
    title = next(text[start:end] for kind, start, end in rows if kind == "heading")
    assert document.title == title


@pytest.mark.shared
def test_the_shared_articles_are_divided_as_by_hand(shared):
    """Against the hand-made regions: 'not prose' at least 0.95, damage at least 0.9."""
    import json

    for stem in ("001", "003"):
        text = (shared / "seeds" / f"{stem}.txt").read_bytes().decode()
        rows = [
            json.loads(line) for line in (shared / "gold" / f"{stem}.regions.jsonl").read_text("utf-8").splitlines()
        ]
        document = clean(read_bytes("a.txt", text.encode())[0])
        for wanted, least in ((lambda kind: kind != "body", 0.95), (lambda kind: kind == "damage", 0.9)):
            gold = {n for r in rows if wanted(r["kind"]) for n in range(r["span"]["start"], r["span"]["end"])}
            told = {n for r in document.regions if wanted(r.kind) for n in range(r.span.start, r.span.end)}
            if gold:
                assert 2 * len(gold & told) / (len(gold) + len(told)) >= least

"""Counts and records told in sentences, the same in the terminal, on pages and in briefs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

PRONOUNS = frozenset((
    "he", "she", "it", "they", "him", "her", "them", "who", "which", "his", "their", "its", "this", "that", "these",
    "those", "i", "we", "you", "one", "some", "others", "another",
))  # fmt: skip
"""Words that stand for somebody whom they do not name: a headline or a line says nothing with them."""


def count(number: int, noun: str) -> str:
    """A number with its noun: "one origin", "no denials", "14 reports"."""
    return f"{numeral(number) if number else 'no'} {noun if number == 1 else noun + 's'}"


def numeral(number: int) -> str:
    """A number of several as it stands in a sentence: in words up to twelve."""
    if number == 0:
        return "none"
    return _SMALL[number] if number < len(_SMALL) else f"{number:,}"


def first_upper(sentence: str) -> str:
    """The sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


def sentences(counts: Mapping[str, int]) -> Iterator[str]:
    """What a case holds, in sentences."""
    read = counts["documents"] - counts["failed"]
    broken = f", {numeral(counts['failed'])} that could not be" if counts["failed"] else ""
    yield first_upper(
        f"{count(read, 'document')} read{broken}; {count(counts['damaged'], 'place')} where text is damaged."
    )
    if counts.get("partly_read"):
        yield first_upper(
            f"{count(counts['partly_read'], 'document')} with Korean prose, of which names, statements, times and "
            "figures are read, but no events and forecasts: 'attribune show CASE ID' tells it of each."
        )
    unnamed = numeral(counts["anonymous_statements"])
    yield first_upper(
        f"{count(counts['statements'], 'statement')}, {unnamed} of them from unnamed sources; "
        f"{count(counts['reports'], 'report')} of {count(counts['events'], 'event')}, "
        f"which go back to {count(counts['origins'], 'origin')}."
    )
    yield first_upper(
        f"{count(counts['figures'], 'figure')}, {count(counts['forecasts'], 'forecast')}, "
        f"{count(counts['times'], 'time expression')}; {count(counts['entities'], 'name')} of people, organisations "
        f"and places, {numeral(counts['protected'])} of them protected."
    )
    gone = counts["orphaned_decisions"]
    yield first_upper(
        f"{count(counts['conflicts'], 'conflict')} between accounts; {count(counts['decisions'], 'decision')} by people"
        + (f", {gone:,} of them about records that are gone." if gone else ".")
    )
    if counts.get("looked_up"):
        yield first_upper(
            f"{count(counts['looked_up'], 'document')} added by look-up since everything was last joined: "
            "'attribune build --case CASE' joins everything anew."
        )


def event_sentence(event: Mapping[str, Any], documents: int, outlets: int) -> str:
    """The analyst's sentence: how many articles, outlets and origins tell of an event, and how many deny it."""
    origins, unnamed = event["origins"], event["anonymous_origins"]
    every = origins == unnamed > 0
    told = f"{count(documents, 'article')}, {count(outlets, 'outlet')}, "
    told += count(origins, "anonymous origin" if every else "origin")
    if unnamed and not every:
        told += f", {numeral(unnamed)} of them anonymous"
    return first_upper(f"{told}; {_denied(event)}.")


def _denied(event: Mapping[str, Any]) -> str:
    """How many deny an event; where nobody is counted as one but some account says that it did not happen (a doubt,
    a withdrawal, a denial by who told it first), that.
    """
    against = any(held["detail"] == "whether" and held["value"] == "no" for held in event.get("details", ()))
    told = count(event["denials"], "denial")
    return f"{told}, but accounts differ on whether it happened" if against and not event["denials"] else told

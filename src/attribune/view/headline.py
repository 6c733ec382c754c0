"""An event in a few words: its type, then who, where and when."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
_NOBODY = ("he", "she", "it", "they", "him", "her", "them", "who", "which", "nobody", "anybody")
_ACTING = ("agent", "perpetrator")  # shown where nobody is named whom it befalls
_MANY = 3  # values that accounts differ in


def headline(event: Row) -> str:
    """An event's type, then who, where and when, with "or" only where accounts differ.

    A name goes before a description, whoever it befalls before who does it; several that one account names take part
    together.
    """
    who = [held for held in event["details"] if held["detail"] == "who" and held["value"].lower() not in _NOBODY]
    told = [*_people(who), *_places([held for held in event["details"] if held["detail"] == "where"])]
    told += _either([held["value"] for held in event["details"] if held["detail"] == "when"])
    return ": ".join([event["type"].replace("_", " "), *([", ".join(told)] if told else [])])


def _people(who: list[Row]) -> list[str]:
    """The best words for those whom it befalls, and for who does it where those are not named."""
    befalls = [held for held in who if held.get("role") not in _ACTING]
    acts = [held for held in who if held.get("role") in _ACTING]
    found = sorted((_best(side) for side in (befalls, acts) if side), key=lambda one: not one[1])
    return [found[0][0]] if befalls and _best(befalls)[1] else [words for words, _ in found]


def _best(who: list[Row]) -> tuple[str, bool]:
    """The names that accounts give, or else the first description; and whether they are names."""
    accounts: dict[str, list[str]] = {}
    for held in who:
        if held.get("named") and held["value"] not in accounts.setdefault(held["report"], []):
            accounts[held["report"]].append(held["value"])
    sets = [names for names in accounts.values() if names]
    fullest = [names for names in sets if not any(set(names) < set(others) for others in sets)]
    joined = [" and ".join(names) for names in _unlike(fullest)]
    return (_either(joined)[0], True) if joined else (who[0]["value"], False)


def _unlike(sets: list[list[str]]) -> list[list[str]]:
    """One of each two lists of the same names."""
    return list({frozenset(names): names for names in reversed(sets)}.values())[::-1]


def _places(where: list[Row]) -> list[str]:
    """What accounts say of each role of a place."""
    roles: dict[str, list[str]] = {}
    for held in where:
        roles.setdefault(held.get("role") or "", []).append(held["value"])
    return list(dict.fromkeys(words for values in roles.values() for words in _either(values)))


def _either(values: list[str]) -> list[str]:
    """Different values in one, with "or" between them."""
    unlike = list(dict.fromkeys(value for value in values if value))
    return [" or ".join(unlike[:_MANY])] if unlike else []

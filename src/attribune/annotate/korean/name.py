"""Mentions of people, places and organisations in Korean text, gathered by whom they name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attribune.model import Document, Made, Mention, record_id

from .find import Found, surname
from .lexicon import meanings, words

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = "1"


def mentions(document: Document, found: Sequence[Found]) -> tuple[Mention, ...]:
    """The names as records, each with the fullest name that the document gives for the same one."""
    heads = _heads(found)
    ids = [record_id(document.id, "mention", one.span) for one in found]
    members: dict[str, list[int]] = defaultdict(list)
    for n, head in enumerate(heads):
        members[head].append(n)
    names = {head: _fullest([found[n] for n in own]) for head, own in members.items()}
    made = []
    for n, one in enumerate(found):
        local = ids[members[heads[n]][0]]
        rule = f"name.{one.kind}" + (".pseudonym" if one.sort in ("alias", "changed") else "")
        made.append(
            Mention(
                id=ids[n],
                document=document.id,
                span=one.span,
                kind=one.kind,
                name=names[heads[n]],
                local=local,
                made=Made(rule, f"{one.rule}; in Korean", VERSION),
                titles=one.titles,
                offices=_offices(one.titles),
                relations=(one.relation,) if one.relation else (),
                age=one.age,
            )
        )
    return tuple(made)


def _heads(found: Sequence[Found]) -> list[str]:
    """For each mention a key that all mentions of the same one share."""
    heads: list[str] = []
    last: dict[str, str] = {}
    full: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if one.sort in ("full", "changed"):
            full[surname(one.name)].append(one.name)
    for one in found:
        if not one.person:
            heads.append(f"{one.kind}:{one.name}")
            continue
        if one.sort in ("full", "changed"):
            last[surname(one.name)] = one.name
            heads.append(f"person:{one.name}")
        elif one.sort == "surname" and one.span.quote == one.name and (bearer := last.get(one.name)):
            heads.append(f"person:{bearer}")  # whoever of that surname was named in full before it
        elif one.sort == "surname" and one.span.quote == one.name and len(set(full[one.name])) == 1:
            heads.append(f"person:{full[one.name][0]}")
        else:
            heads.append(f"{one.sort}:{one.name}")
    return heads


def _fullest(ones: Sequence[Found]) -> str:
    """The longest of the words for one; of a place, whose names are no longer forms of each other, the first."""
    if ones[0].kind == "place":
        return ones[0].span.quote
    return max(
        (one.span.quote if one.sort != "surname" else one.name for one in ones), key=lambda name: (len(name), name)
    )


def _offices(titles: Sequence[str]) -> tuple[str, ...]:
    """The English titles of offices; of a longer word ("통일전선부장") the office that it ends in."""
    known = meanings("titles")
    found = [known[next((t for t in words("titles") if title.endswith(t)), "씨")] for title in titles]
    return tuple(dict.fromkeys(one for one in found if one != "-"))

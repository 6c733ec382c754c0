"""Which organisations and places of one document are one: initials, short forms, forms of state, missions abroad."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from .cluster import Cluster, name_of
from .lexicon import words as listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from .find import Found
    from .word import Words

_STATE = re.compile(r"(?:[A-Z][\w']+ ){0,3}(?:Republic|Kingdom|Federation|Emirate|Sultanate|State) of (?:the )?")
_MISSION = re.compile(r"(?<!\s)\s*+\b(?:Embassy|Consulate|Mission|Legation)\b.*")


def places(words: Words, found: list[Found]) -> list[Cluster]:
    """The places by their usual names, without a form of state ("Republic of Gaon" is Gaon)."""
    made: dict[str, Cluster] = {}
    for index, one in enumerate(found):
        if one.kind == "place":
            key = one.name if one.known else _STATE.sub("", one.name)
            made.setdefault(key.casefold(), Cluster(key.casefold())).add(index, name_of(words, one), "the same place")
    return _with_initials(list(made.values()))


def bodies(words: Words, found: list[Found]) -> list[Cluster]:
    """The organisations."""
    made: dict[str, Cluster] = {}
    abroad: dict[str, list[Cluster]] = defaultdict(list)
    for index, one in enumerate(found):
        if one.kind != "organisation":
            continue
        name = name_of(words, one)
        if one.sort == "mission":
            _mission(abroad[_sender(name)], _host(words, one, found), index, name)
        else:
            key = (one.name if one.known else name).casefold()
            made.setdefault(key, Cluster(key)).add(index, name, "the same name")
    missions = [one for ones in abroad.values() for one in ones]
    return missions + _with_short_forms(_with_initials(list(made.values())))


def _sender(name: str) -> str:
    """Whose mission it is: "Embassy of Gaon" and "Gaonese Embassy" have one sender."""
    named = name.split(" to ", maxsplit=1)[0]
    of = re.search(r"\bof (?:the )?(.+)$", named)
    sender = of.group(1) if of else _MISSION.sub("", named)
    return re.sub(r"(?:n|ese|i|ian)$", "", sender.casefold())


def _host(words: Words, one: Found, found: list[Found]) -> str:
    """Where a mission is: "X-based Embassy of Y", "Y Embassy in X", "Y Embassy to X"."""
    for other in found:
        if other.kind != "place":
            continue
        between = words.text[other.end : one.start] if other.end <= one.start <= other.end + 7 else ""
        after = words.text[one.end : other.start] if one.end <= other.start <= one.end + 8 else ""
        inside = one.start < other.start and other.end <= one.end and words.text[: other.start].endswith(" to ")
        if between == "-based " or re.fullmatch(r" (?:in|to|at) (?:the )?", after) or inside:
            return other.name.casefold()
    return ""


def _mission(alike: list[Cluster], host: str, index: int, name: str) -> None:
    """Missions of one sender are two where their hosts differ; one without a host is the only one, or apart."""
    for one in alike:
        if one.host == host:
            one.add(index, name, "the same mission")
            return
    if len(alike) == 1 and not (host and alike[0].host):
        alike[0].host = alike[0].host or host
        alike[0].add(index, name, "the only mission of this state in the text")
        return
    alike.append(Cluster("mission", host=host))
    alike[-1].add(index, name, "a mission in another place" if len(alike) > 1 else "a mission")


def _with_initials(made: list[Cluster]) -> list[Cluster]:
    """KVA is the Kindred Vigilance Agency where only one name here has those initials."""
    long: dict[str, dict[Cluster, None]] = defaultdict(dict)
    for one in made:
        for name in one.names:
            for letters in _initials(name):
                long[letters][one] = None
    return _merged(made, lambda one: list(long.get(one.names[0], ())), "the initials of")


def _initials(name: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", name)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return {capitals, "".join(word[0] for word in words).upper()} if len(words) > 1 else set()


def _with_short_forms(made: list[Cluster]) -> list[Cluster]:
    """A short form is the one longer name that ends with it ("the Courier"), or begins with it before "of" or "in"."""
    long: dict[str, dict[Cluster, None]] = defaultdict(dict)
    for one in made:
        for name in one.names:
            for short in _short_forms(name.casefold().split()):
                long[short][one] = None
    return _merged(made, lambda one: list(long.get(one.names[0].casefold(), ())), "a short form of")


def _short_forms(words: list[str]) -> list[str]:
    heads = listed("organisation_heads") | listed("media_heads")
    ends = [" ".join(words[n:]) for n in range(1, len(words)) if n < len(words) - 1 or words[n].capitalize() in heads]
    begins = [" ".join(words[:n]) for n in range(2, len(words)) if words[n] in ("of", "in")]
    return ends + begins


def _merged(made: list[Cluster], long_forms: Callable[[Cluster], list[Cluster]], reason: str) -> list[Cluster]:
    """The clusters with each whose name is short for exactly one other taken into that."""
    gone: set[Cluster] = set()
    for one in made:
        others = [other for other in long_forms(one) if other is not one and other not in gone]
        if len(others) == 1:
            others[0].take(one, f"{reason} {others[0].names[0]}")
            gone.add(one)
    return [one for one in made if one not in gone]

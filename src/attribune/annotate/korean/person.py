"""Where people are named in Korean: by an office or form of address beside the name, by an age, by a name seen
before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .analyser import analysed
from .lexicon import either, meanings, particles, surnames, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .gazetteer import Known

_EDGE = "(?<![가-힣A-Za-z0-9])"
_AGE = r"(?:\((?P<alias>가명)?[·, ]*(?P<age>[0-9]{1,2})?(?:세|살)?[^()]{0,20}\))?"
_NO_END = "부처청당단회관들족역교"  # last syllables of names of bodies and groups, hardly of people
_BODY_END = "당부처청원소실국위회단사대군성교과팀"  # last syllables of bodies that stand between a name and an office
_DOUBTFUL = frozenset(
    "이전한주각현양구본동제부신두고나지"
)  # surnames that are common words: this, former, one, each, current
_STRANGER = re.compile(_EDGE + r"(?P<name>(?:[A-Z]|[ㄱ-ㅎ])(?:모)? ?씨)" + f"(?={particles().pattern})")


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a line: the place of the name, the words that told it, and what is said beside it."""

    start: int
    end: int
    rule: str
    titles: tuple[str, ...] = ()
    relation: str = ""
    age: int | None = None
    alias: bool = False


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    one, two = (either(ones) for ones in surnames())
    full = rf"(?P<name>{two}[가-힣]{{1,2}}|{one}[가-힣]{{2}})"
    short = rf"(?P<name>{one}[가-힣])"
    title = either(tuple(word for word in words("titles") if word not in ("전", "당시")))
    close = f"(?={particles().pattern})"
    offices = either(tuple(word for word in words("titles") if len(word) > 1 and word != "당시"))
    longer = f"(?:{title}|[가-힣]{{1,8}}{offices})"
    former = "(?:(?:전|당시|신임|현) )?"
    return {
        "an office or form of address follows": re.compile(
            rf"{_EDGE}{full}{_AGE} (?P<between>(?:[가-힣A-Za-z]{{2,12}} ){{0,3}}?){former}(?P<title>{longer}){close}"
        ),
        "an address is joined to it": re.compile(rf"{_EDGE}{full}{_AGE}(?P<title>씨|군|양){close}"),
        "an office goes before": re.compile(rf"(?P<title>{title}) {full}{_AGE}{close}"),
        "an age follows": re.compile(rf"{_EDGE}{full}\((?P<alias>가명)?[·, ]*(?P<age>[0-9]{{1,2}})?(?:세|살)?[,)]"),
        "a form of address follows": re.compile(rf"{_EDGE}{short}{_AGE} ?(?P<title>씨|여사|양|군){close}"),
        "a relative's name": re.compile(
            rf"(?P<relation>{either(words('relations'))}(?:인)?) {full}{_AGE}{close}"
        ),
        "a surname before an office or form of address": re.compile(
            rf"{_EDGE}(?P<name>{one}|{two}){_AGE}(?: {former}(?P<title>{title})|씨){close}"
        ),
        "a certain somebody": re.compile(rf"{_EDGE}(?P<name>{one}모){_AGE} ?(?:씨|군|양){close}"),
    }  # fmt: skip


def full_names(line: str, taken: list[tuple[int, int]], table: dict[str, Known]) -> Iterator[Person]:
    """Full names shown by what stands beside them, or known to the analyser as names."""
    for rule in tuple(_patterns())[:6]:
        for match in _patterns()[rule].finditer(line):
            between = match.groupdict().get("between") or ""
            if between and not _bodies(between, table):
                continue
            if _free(match.span("name"), taken) and _is_name(match["name"], line, match.end("name"), table):
                yield _person(match, rule, line)
    for _, one in analysed(line, (), 0):
        if one.tag == "NNP" and one.end - one.start == 3 and line[one.start] in surnames()[0]:
            name = line[one.start : one.end]
            opens = one.start == 0 or not re.match("[가-힣A-Za-z0-9]", line[one.start - 1])
            closed = particles().match(line, one.end)
            if opens and closed and _free((one.start, one.end), taken) and _plausible(name, table):
                yield Person(one.start, one.end, "the analyser knows it as a name")


def partial_names(line: str, taken: list[tuple[int, int]], held: set[str]) -> Iterator[Person]:
    """Surnames alone and people whose name is withheld. ``held`` are the surnames of the full names in the text."""
    for match in _patterns()["a certain somebody"].finditer(line):
        if _free(match.span("name"), taken):
            yield _person(match, "a certain somebody", line)
    for match in _patterns()["a surname before an office or form of address"].finditer(line):
        sure = match["name"] in held or match["name"] not in _DOUBTFUL
        if sure and _free(match.span("name"), taken):
            yield _person(match, "a surname before an office or form of address", line)
    for match in _STRANGER.finditer(line):
        yield Person(match.start("name"), match.end("name"), "an alias", alias=True)


def seen_again(line: str, names: list[str], taken: list[tuple[int, int]]) -> Iterator[Person]:
    """Full names of the text wherever else they stand as a word."""
    for name in names:
        at = line.find(name)
        while at >= 0:
            opens = at == 0 or not re.match("[가-힣A-Za-z0-9]", line[at - 1])
            if opens and _free((at, at + len(name)), taken) and particles().match(line, at + len(name)):
                yield Person(at, at + len(name), "named elsewhere in the text")
            at = line.find(name, at + 1)


def _person(match: re.Match[str], rule: str, line: str) -> Person:
    groups = match.groupdict()
    titles = [groups["title"]] if groups.get("title") else []
    for other in ("an office or form of address follows", "an office goes before"):
        if other != rule:
            beside = next(
                (one for one in _patterns()[other].finditer(line) if one.span("name") == match.span("name")), None
            )
            titles += [beside["title"]] if beside and not beside.groupdict().get("between") else []
    relation = groups.get("relation") or ""
    before = re.search(rf"({either(words('relations'))})인? $", line[: match.start("name")])
    relation = relation or (before[1] if before else "")
    age = int(groups["age"]) if groups.get("age") else None
    told = tuple(dict.fromkeys(titles))
    alias = bool(groups.get("alias"))
    return Person(
        match.start("name"), match.end("name"), rule, told, meanings("relations").get(relation, ""), age, alias
    )


def _bodies(between: str, table: dict[str, Known]) -> bool:
    """Whether all words between a name and an office are names that the profile knows."""
    return all(word in table or word[-1] in _BODY_END for word in between.split())


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def _plausible(name: str, table: dict[str, Known]) -> bool:
    return name not in table and name not in words("no_people") and name[-1] not in _NO_END


@lru_cache(maxsize=4096)
def _tags(word: str) -> tuple[tuple[str, int], ...]:
    return tuple((one.tag, one.end - one.start) for _, one in analysed(word, (), 0))


def _is_name(name: str, line: str, end: int, table: dict[str, Known]) -> bool:
    """Whether syllables that begin like a surname are a name: no word of the dictionary, alone or with its particle."""
    if not _plausible(name, table) or name in words("titles"):
        return False
    rest = re.match("[가-힣]*", line[end:])
    tags = _tags(name + (rest[0] if rest else ""))
    first, length = tags[0] if tags else ("", 0)
    if first == "NNG" and length >= len(name):
        return False
    if first in ("NNG", "MM", "MAG", "VV", "VA", "NP") and length == len(name) - 1:
        return not (len(tags) > 1 and tags[1][0][0] in "JEVX")
    return first not in ("VV", "VA", "MAG")

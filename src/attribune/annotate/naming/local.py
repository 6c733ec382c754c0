"""Who is who within one document: surnames, given names, initials and short forms tied to the full name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from attribune.names import compare
from attribune.names.korean import read

from .attribute import Said
from .find import Found
from .lexicon import words as listed
from .word import Words

_MOST = 40  # full names of one document that a new one is compared with, the latest first


@dataclass(slots=True)
class Cluster:
    """Mentions judged to name one, as indices into the list of what was found."""

    kind: str
    key: str
    members: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    full: bool = False
    ages: set[int] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    host: str = ""
    reasons: dict[int, str] = field(default_factory=dict)
    candidates: dict[int, list[Cluster]] = field(default_factory=dict)

    def add(self, index: int, name: str, reason: str, said: Said | None = None) -> None:
        """Take in a mention."""
        self.members.append(index)
        self.names.append(name)
        self.reasons[index] = reason
        if said:
            self.ages |= {said.age} if said.age is not None else set()
            self.kin |= {kin for kin, _ in said.relations}

    def fullest(self) -> str:
        """The fullest of the names: most letters, the first of equals."""
        return max(self.names, key=lambda name: (sum(map(str.isalpha, name)), -self.names.index(name)))


def clusters(words: Words, found: list[Found], said: dict[int, Said]) -> list[Cluster]:
    """The mentions of a document gathered by whom they name, each in exactly one."""
    people = _people(words, found, said)
    return sorted(people + _bodies(words, found) + _places(words, found), key=lambda one: one.members[0])


def _name(words: Words, one: Found) -> str:
    return " ".join(words.text[one.start : one.end].replace("’", "'").split())


def _people(words: Words, found: list[Found], said: dict[int, Said]) -> list[Cluster]:
    made: list[Cluster] = []
    later: list[int] = []
    for index, one in enumerate(found):
        if one.kind != "person":
            continue
        name = _name(words, one)
        if one.sort == "alias":
            _same_key(made, "alias:" + name, "person").add(index, name, "the same alias", said.get(index))
        elif one.first < one.last and not _given_only(name) or _whole(name):
            _full(made, index, name, said.get(index))
        else:
            later.append(index)
    for index in later:
        _partial(made, index, _name(words, found[index]), said.get(index) or Said())
    return made


def _same_key(made: list[Cluster], key: str, kind: str) -> Cluster:
    for one in made:
        if one.key == key and one.kind == kind:
            return one
    made.append(Cluster(kind, key))
    return made[-1]


def _whole(name: str) -> bool:
    return any(way.surnames for way in read(name))


def _given_only(name: str) -> bool:
    """Whether a hyphenated word can only be a given name: "Yong-ho"."""
    return " " not in name and any(not way.surnames for way in read(name))


def _full(made: list[Cluster], index: int, name: str, said: Said | None) -> None:
    for one in [cluster for cluster in made if cluster.full][::-1][:_MOST]:
        if one.key == name:
            one.add(index, name, "the same name", said)
            return
        found = compare(one.key, name)
        if found.same and "missing" not in found.reason and "part" not in found.reason:
            one.add(index, name, found.reason, said)
            return
    made.append(Cluster("person", name, full=True))
    made[-1].add(index, name, "named in full", said)


def _partial(made: list[Cluster], index: int, name: str, said: Said) -> None:
    """A surname or a given name: the one bearer before it, else the one in the text; of several, the one that is spoken of."""
    bearers = [one for one in made if one.full and _bears(one.key, name, titled=bool(said.titles))]
    bearers = [one for one in bearers if not (said.age and one.ages and said.age not in one.ages)]
    before = [one for one in bearers if one.members[0] < index] or bearers
    if len(before) == 1 and not said.relations:
        before[0].add(index, name, f"the only one here whose name has {name}", said)
        return
    if before and not said.relations:
        ranked = sorted(before, key=lambda one: (-sum(m < index for m in one.members), one.members[0]))
        counts = [sum(m < index for m in one.members) for one in ranked]
        if counts[0] >= 2 * counts[1]:
            ranked[0].add(index, name, f"of those named {name} the one that the text mostly speaks of", said)
            return
    _bare(made, index, name, said, before)


def _bare(made: list[Cluster], index: int, name: str, said: Said, bearers: list[Cluster]) -> None:
    """A surname without a full name: who is introduced with an age or as kin is a person of their own."""
    alike = [one for one in made if one.key == "bare:" + name]
    introduced = said.age is not None or said.relations
    if introduced:
        kin = {kin for kin, _ in said.relations}
        fitting = [one for one in alike if said.age is None or not one.ages or said.age in one.ages]
        alike = [one for one in fitting if said.age in one.ages or kin & one.kin]
    else:  # the head of a family goes by the surname, not a child who shares it
        bearers = bearers + [one for one in alike if one.kin & listed("minor_kin")]
        alike = [one for one in alike if not one.kin & listed("minor_kin")]
    if alike:
        alike[0].add(index, name, "the same surname", said)
    else:
        made.append(Cluster("person", "bare:" + name))
        made[-1].add(index, name, "named by surname only", said)
    if bearers:
        next(one for one in made if index in one.reasons).candidates[index] = bearers


def _bears(full: str, part: str, *, titled: bool) -> bool:
    """Whether a full name has this surname, or, after a title, this given name or its last syllable ("Mr. Yong-ho")."""
    words = re.split(r"[\s]+", full)
    ways = [way for way in read(full) if way.surnames]
    western = not ways or any(way.turned for way in ways)
    if part.casefold() == (words[-1] if western else words[0]).casefold():
        return True
    rest = " ".join(words[1:]) if ways and not western else " ".join(words[:-1])
    letters = re.sub(r"[\s-]", "", part).casefold()
    if letters == re.sub(r"[\s-]", "", rest).casefold() and ("-" in part or titled):
        return True
    return titled and letters == re.split(r"[\s-]", full)[-1].casefold()


def _places(words: Words, found: list[Found]) -> list[Cluster]:
    made: list[Cluster] = []
    forms = {_name(words, one) for one in found if one.kind == "place"}
    for index, one in enumerate(found):
        if one.kind == "place":
            name = _name(words, one)
            key = one.name if one.known else _short(name, forms)
            _same_key(made, key.casefold(), "place").add(index, name, "the same place")
    _join_initials(made)
    return made


def _short(name: str, forms: set[str]) -> str:
    """A form of state without its form where the text has both: "Republic of Sorim" is Sorim."""
    tail = name.rpartition(" of ")[2].removeprefix("the ")
    return (
        tail if tail != name and (tail in forms or re.match(r"(?:\w+[’']?s? )*(?:Republic|Kingdom) of", name)) else name
    )


def _bodies(words: Words, found: list[Found]) -> list[Cluster]:
    made: list[Cluster] = []
    for index, one in enumerate(found):
        if one.kind != "organisation":
            continue
        name = _name(words, one)
        if one.sort == "mission":
            key, host = _mission(words, one, found)
            _mission_cluster(made, key, host, index, name)
        else:
            _same_key(made, (one.name if one.known else name).casefold(), "organisation").add(
                index, name, "the same name"
            )
    _join_initials(made)
    _join_short(made)
    return made


def _mission(words: Words, one: Found, found: list[Found]) -> tuple[str, str]:
    """Whose mission it is and where it is: "X-based Embassy of Y", "Y Embassy in X", "Y Embassy to X"."""
    inside = [other for other in found if other.inside and one.start <= other.start and other.end <= one.end]
    text = words.text[one.start : one.end]
    near = [
        o
        for o in found
        if o.kind == "place" and 0 <= one.start - o.end <= 7 and "based" in words.text[o.end : one.start]
    ]
    near += [
        o
        for o in found
        if o.kind == "place" and re.fullmatch(r" (?:in|to|at) (?:the )?", words.text[one.end : o.start])
    ]
    host = near[0].name if near else inside[-1].name if inside and " to " in text else ""
    sender = text.split(" to ")[0]
    if match := re.search(r"\bof (?:the )?(.+)$", sender):
        sender = match.group(1)
    sender = re.sub(r"\s*\b(?:Embassy|Consulate|Mission|Legation)\b.*", "", sender)
    return "mission:" + re.sub(r"(?:n|ese|i|ian)$", "", sender.casefold()), host.casefold()


def _mission_cluster(made: list[Cluster], key: str, host: str, index: int, name: str) -> None:
    alike = [one for one in made if one.key == key]
    for one in alike:
        if one.host == host:
            one.add(index, name, "the same mission")
            return
    if len(alike) == 1 and not (host and alike[0].host):
        alike[0].host = alike[0].host or host
        alike[0].add(index, name, "the only mission of this state in the text")
        return
    made.append(Cluster("organisation", key, host=host))
    made[-1].add(index, name, "a mission in another place" if alike else "a mission")


def _join(made: list[Cluster], one: Cluster, other: Cluster, reason: str) -> None:
    """Make ``other`` a part of ``one``."""
    for index, name in zip(other.members, other.names, strict=True):
        one.add(index, name, reason)
    order = sorted(range(len(one.members)), key=one.members.__getitem__)
    one.members[:], one.names[:] = [one.members[n] for n in order], [one.names[n] for n in order]
    made.remove(other)


def _join_initials(made: list[Cluster]) -> None:
    """KVA is the Kindred Vigilance Agency where only one name here has those initials."""
    for one in [c for c in made if all(name.isupper() and name.isalpha() for name in c.names)]:
        letters = one.names[0]
        long = [c for c in made if c is not one and any(letters in _letters(name) for name in c.names)]
        if len(long) == 1:
            _join(made, long[0], one, f"the initials of {long[0].names[0]}")


def _letters(name: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", name)
    return (
        {"".join(w[0] for w in words if w[0].isupper()), "".join(w[0] for w in words).upper()}
        if len(words) > 1
        else set()
    )


def _join_short(made: list[Cluster]) -> None:
    """A short form is the one longer name that begins or ends with it: "the Courier", "Interior Ministry"."""
    for one in list(made):
        if one.key.startswith("mission:"):
            continue
        short = one.names[0].casefold().split()
        long = [
            c
            for c in made
            if c is not one and not c.key.startswith("mission:") and any(_shortens(short, n) for n in c.names)
        ]
        if len(long) == 1:
            _join(made, long[0], one, f"a short form of {long[0].names[0]}")


def _shortens(short: list[str], name: str) -> bool:
    long = name.casefold().split()
    if len(short) >= len(long):
        return False
    ends = long[-len(short) :] == short
    return ends or (len(short) > 1 and long[: len(short)] == short and long[len(short)] in ("of", "in"))

"""Entities: mentions of one person, organisation or place across documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING, Any

import yaml

from attribune.ledger.linker import Weighed, Weigher, weigh
from attribune.model import Entity, Made, digest
from attribune.names import compare, compare_korean, keys

from .at_risk import at_risk
from .bearer import Bearer, bearers, evidence, plain, surname_keys
from .identity import distinct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribune.model import Records
    from attribune.profiles import Profile

_VERSION = "1"
# Match weights: from even odds on two names are joined, down to the other one it is told why they were not.
_SAME, _CLOSE = 0.0, -6.0
_SURE = 0.95
_COMMON = frozenset("김이박최정강조윤장임")  # the ten commonest surnames, half of all Koreans
_DENSE = 100  # names under one last name from which on only those with one initial are compared
_CROWD, _FAMILY = 400, 60  # names, and bare surnames, under one key beyond which the key tells nothing


def entities(
    records: Records, profile: Profile, given: Mapping[str, str], weigher: Weigher = weigh
) -> tuple[Entity, ...]:
    """Who and what the documents name, each once, with the reason why its names were joined.

    ``given`` maps the id of a first mention to the id that its entity was once given; a new id derives from the
    smallest mention id. ``weigher`` weighs the pairs of names, here or on a cluster.
    """
    known = bearers(records, profile)
    groups = _joined(known, _weighed(known, weigher))
    named = {mention.local: one for one in known for mention in one.mentions}
    made = [_entity(group, profile, given, named) for group in groups]
    return tuple(sorted(distinct(made, given), key=lambda one: one.id))


def why(records: Records, profile: Profile, one: str, other: str) -> str:
    """Why two mentions, or the entities with those first mentions, are one or are not, in words and weights."""
    known = bearers(records, profile)
    weighed = _weighed(known)
    found = [next((b for b in known if any(m.id == sought for m in b.mentions)), None) for sought in (one, other)]
    if found[0] is None or found[1] is None:
        return "one of the two is no mention"
    a, b = found[0], found[1]
    for group in _joined(known, weighed):
        if a in group.members and b in group.members:
            return group.reason
    pair = next((p for p in weighed if {p.one, p.other} == {a.id, b.id}), None)
    if pair:
        return f"{a.name} and {b.name} were held apart: {_told(pair, a, b)}"
    return f"{a.name} and {b.name} have no key in common: they are not spellings of one name"


@dataclass(slots=True)
class _Group:
    members: list[Bearer] = field(default_factory=list)
    pairs: list[tuple[Weighed, str]] = field(default_factory=list)

    @property
    def reason(self) -> str:
        """Why its names are one."""
        first = self.members[0]
        if not self.pairs and first.form in ("body", "place") and len({name.casefold() for name in first.names}) > 1:
            return f"the profile or their own documents know them as names of {first.name}"
        if not self.pairs:
            return "they have the same name" if len(self.members[0].documents) > 1 else "it is named in one document"
        return "; ".join(told for _, told in self.pairs[:5])


@lru_cache(maxsize=1)
def _model() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("entity_model.yaml").read_text("utf-8"))
    return loaded


def _weighed(known: tuple[Bearer, ...], weigher: Weigher = weigh) -> tuple[Weighed, ...]:
    blocks = _blocks(known)
    agree: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows_of: dict[str, set[str]] = defaultdict(set)
    for key, ones in blocks.items():
        for a, b in combinations(ones, 2):
            if level := _agreement(a, b):
                agree[a.id][level].add(b.id)
                agree[b.id][level].add(a.id)
                rows_of[a.id].add(key)
                rows_of[b.id].add(key)
    rows = [_row(one, sorted(rows_of[one.id]), agree[one.id]) for one in known if one.id in rows_of]
    by_id = {one.id: one for one in known}
    pairs = weigher(rows, _model(), _CLOSE)
    return tuple(p for p in pairs if _agreement(by_id[p.one], by_id[p.other]))


def _blocks(known: tuple[Bearer, ...]) -> dict[str, list[Bearer]]:
    """The bearers under each key that two share: name keys, surnames, aliases, initials."""
    blocks: dict[str, list[Bearer]] = defaultdict(list)
    for one in known:
        for key in sorted(_keys(one)):
            blocks[f"{one.kind}/{key}"].append(one)
    parted = [part for key, ones in sorted(blocks.items()) for part in _parted(key, ones)]
    return {k: ones for k, ones in parted if 1 < len(ones) <= (_FAMILY if "surname:" in k else _CROWD)}


def _parted(key: str, ones: list[Bearer]) -> list[tuple[str, list[Bearer]]]:
    """A block with its key; one of very many who share a last name in Latin letters, by how their first names begin."""
    if len(ones) <= _DENSE or "/latin:" not in key:
        return [(key, ones)]
    parts: dict[str, list[Bearer]] = defaultdict(list)
    for one in ones:
        for initial in sorted({word[:1].casefold() for name in _full_names(one) for word in name.split()[:1]}):
            parts[f"{key}/{initial}"].append(one)
    return sorted(parts.items())


def _keys(one: Bearer) -> set[str]:
    if one.form == "alias":
        return {"alias:" + one.name}
    if one.form == "surname":
        return {f"{surname}/{sign}" for surname in surname_keys(one) for sign in evidence(one)}
    if one.form == "full":
        called = {f"{surname}/{sign}" for surname in surname_keys(one) for sign in one.offices | set(one.rare)}
        return {key for name in _full_names(one) for key in keys(name)} | called
    if one.form == "place":
        return {key for key in keys(one.name) if not key.startswith("latin:")}
    letters = {name for name in one.names if name.isupper() and 2 < len(name) < 8}
    return {"letters:" + name for name in letters | {_initials(one.name)} if len(name) > 2}


def _full_names(one: Bearer) -> list[str]:
    return sorted(name for name in one.names if " " in name) or [one.name]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _agreement(a: Bearer, b: Bearer) -> str | None:  # noqa: PLR0911 - a rule each
    """How the names of two agree: same, close, initials, partial; None where they are not to be compared."""
    if a.form == b.form == "place":
        return "same" if compare_korean(a.name, b.name).same else None
    if a.form == b.form == "full":
        return _full_agreement(a, b)
    if a.kind == "organisation":
        short, long = sorted((a, b), key=lambda one: len(one.name))
        return "initials" if short.name.isupper() and short.name == _initials(long.name) and " " in long.name else None
    if a.documents & b.documents:
        return None  # a document's own words already held these two apart
    if a.form == b.form == "alias":
        return "partial" if a.name == b.name else None
    if a.form != b.form and (a.kin or b.kin or a.ages or b.ages):
        return None  # who is introduced by age or kin and never named in full is not somebody named in full elsewhere
    return "partial" if surname_keys(a) & surname_keys(b) and "surname" in (a.form, b.form) else None


def _full_agreement(a: Bearer, b: Bearer) -> str | None:
    best = max((compare(x, y) for x in _full_names(a) for y in _full_names(b)), key=lambda found: found.score)
    if not best.same or "missing" in best.reason:
        return None
    return "same" if best.score >= _SURE else "close"


def _row(one: Bearer, keys_of: list[str], agree: dict[str, set[str]]) -> dict[str, Any]:
    surnames = {key.removeprefix("surname:") for key in surname_keys(one)} if one.kind == "person" else set()
    return {
        "unique_id": one.id,
        "kind": one.kind,
        "keys": keys_of,
        **{level: sorted(agree.get(level, ())) or [""] for level in ("same", "close", "initials", "partial")},
        "common": bool(surnames & _COMMON),
        "kin": sorted(one.kin),
        "age": min(one.ages) if one.ages else None,
        "offices": sorted(one.offices),
        "company": sorted(one.company),
    }


def _joined(known: tuple[Bearer, ...], weighed: tuple[Weighed, ...]) -> list[_Group]:
    """The bearers gathered, the heaviest pairs first; no group takes in two that a document or an age holds apart."""
    by_id = {one.id: one for one in known}
    group_of = {one.id: _Group([one]) for one in known}
    for pair in weighed:
        if pair.weight < _SAME:
            break
        a, b = group_of[pair.one], group_of[pair.other]
        if a is b or any(_clash(x, y) for x in a.members for y in b.members):
            continue
        a.members += b.members
        a.pairs += [*b.pairs, (pair, _told(pair, by_id[pair.one], by_id[pair.other]))]
        for one in b.members:
            group_of[one.id] = a
    return [group for key, group in sorted(group_of.items()) if key == min(one.id for one in group.members)]


def _clash(one: Bearer, other: Bearer) -> bool:
    """Whether two can't be one: one document names both and told them apart, the full names differ, or the ages do."""
    if one.form == other.form and one.form in ("full", "place") and _agreement(one, other) is None:
        return True
    if one.form == other.form == "body" and " " in one.name and " " in other.name:
        return True  # initials that two bodies share can belong to one of them only
    if one.form in ("surname", "alias") and other.form == one.form and one.documents & other.documents:
        return True
    return bool(one.ages and other.ages and min(abs(x - y) for x in one.ages for y in other.ages) > 5)


def _told(pair: Weighed, one: Bearer, other: Bearer) -> str:
    """A pair's weights in words: the waterfall from the prior to the sum."""
    parts = ", ".join(f"{name} {weight:+.1f}" for name, weight in pair.features)
    words = compare(one.name, other.name).reason if one.form == other.form == "full" else ""
    return f"{one.name} = {other.name} with weight {pair.weight:+.1f} ({parts})" + (f": {words}" if words else "")


def _entity(group: _Group, profile: Profile, given: Mapping[str, str], named: Mapping[str, Bearer]) -> Entity:
    mentions = sorted(
        (m for one in group.members for m in one.mentions), key=lambda m: (m.document, m.span.start, m.id)
    )
    first = min(m.id for m in mentions)
    own = sorted({given[m.id] for m in mentions if m.id in given})
    protect, reason = at_risk(group.members, profile, named)
    features = group.pairs[0][0].features if group.pairs else ()
    best = max(group.members, key=lambda one: (one.form == "full", not one.name.isupper(), len(one.mentions), one.name))
    return Entity(
        id=own[0] if own else "e" + digest("entity", first),
        kind=mentions[0].kind,
        name=best.name,
        names=tuple(sorted({plain(m.span.quote) for m in mentions})),
        mentions=tuple(m.id for m in mentions),
        protect=protect,
        protect_reason=reason,
        made=Made("entity.weighed" if group.pairs else "entity.equal_name", group.reason, _VERSION, features=features),
    )

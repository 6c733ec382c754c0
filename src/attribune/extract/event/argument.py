"""Who and what takes part: roles filled by grammar and the kind of the filler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.model import Argument
from attribune.profiles import EventType, Role, Trigger

from .lexicon import lexicon
from .phrase import phrase
from .subject import is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Annotated

    from .kind import Kinder
    from .trigger import Found

_COMPATIBLE = {"person": {"person", "group"}, "group": {"group", "person"}, "organisation": {"organisation", "body"}}
_MANY = ("origin", "destination", "place")  # of these every coordinated filler is an argument of its own
_INNER = ("of", "at", "for", "in", "from", "with", "to", "on")
_ADVERBS = ("home", "abroad")  # they are often part of the trigger too: "sent home"
_QUANTIFIERS = {"dozens", "hundreds", "thousands", "scores", "tens"}


def roles_of(event_type: EventType, trigger: Trigger) -> tuple[Role, ...]:
    """The roles of a type, those paths first that the trigger brings."""
    own = {role.name: role for role in trigger.roles}
    return tuple(
        Role(role.name, own[role.name].paths + role.paths, role.fillers, role.required) if role.name in own else role
        for role in event_type.roles
    ) + tuple(role for name, role in own.items() if name not in {one.name for one in event_type.roles})


def fill(found: Found, kinds: Kinder) -> dict[str, list[Token]]:
    """The head words of the participants by role; one word fills one role only."""
    filled: dict[str, list[Token]] = {}
    used = {word.i for word in found.words}
    roles = roles_of(found.type, found.trigger)
    for role in roles:
        for path in role.paths:
            if path.startswith("+"):
                continue
            fillers = [
                token
                for token in _path(path, found, kinds)
                if _is_free(token, path, role, found, used) and _may_fill(token, path, role, kinds)
            ]
            if fillers:
                chosen = _with_conjuncts(fillers, found) if role.name in _MANY else fillers[:1]
                filled[role.name] = chosen
                used |= {token.i for token in chosen}
                break
    for role in roles:
        for path in role.paths:
            if path.startswith("+") and role.name in filled and filled[role.name]:
                filled[role.name] = filled[role.name] + [
                    token
                    for token in _path(path[1:], found, kinds)
                    if token.i not in used and "time" not in kinds(token)
                ]
            if role.name not in filled and path in ("station", "employer"):
                inner = [token for one in _centre(found, filled) for token in _inside(one, path, kinds)]
                if inner:
                    filled[role.name] = inner[:1] if path == "employer" else inner
    return filled


def _is_free(token: Token, path: str, role: Role, found: Found, used: set[int]) -> bool:
    """Whether a word may still be chosen. A trigger's own words may fill adverbial places and the object: "closed the *border*"."""
    own = token in found.words and token != found.head
    return (
        token.i not in used or path in _ADVERBS or (own and role.name == "object" and token.pos_ in ("NOUN", "PROPN"))
    )


def _with_conjuncts(tokens: list[Token], found: Found) -> list[Token]:
    """Also what is coordinated with them, each a place of its own."""
    more = [
        one for token in tokens for one in (token, *token.conjuncts) if one not in found.words and not is_verbal(one)
    ]
    return list(dict.fromkeys(more))


def _centre(found: Found, filled: dict[str, list[Token]]) -> list[Token]:
    """Whom the event is about."""
    return next((filled[role] for role in found.type.core if filled.get(role)), [])


def _path(path: str, found: Found, kinds: Kinder) -> list[Token]:
    """The words in a grammatical place, where its condition holds."""
    name, _, condition = path.partition("@")
    tokens = found.places.get(name, [])
    if condition == "alone":
        return tokens if not _objects(found) and (is_verbal(found.head) or found.trigger.pos == "VERB") else []
    if condition == "acting":
        return tokens if _objects(found) else []
    if condition:
        return [token for token in tokens if condition in kinds(token)]
    return tokens


def _objects(found: Found) -> list[Token]:
    """The objects that are not part of the trigger itself."""
    return [token for token in found.places.get("object", []) if token not in found.words]


def _may_fill(token: Token, path: str, role: Role, kinds: Kinder) -> bool:
    if token.dep_ == "expl" or token.pos_ in ("PUNCT", "SPACE"):
        return False
    own = kinds(token)
    name, _, condition = path.partition("@")
    if "time" in own and role.name != "count":
        return False
    if name == "modifier" and role.fillers and not kinds.known(token):
        return False
    if condition:
        return True
    wanted = {other for filler in role.fillers for other in _COMPATIBLE.get(filler, {filler})}
    if path == "possessive" and own & {"time"}:
        return False
    return not wanted or bool(own & wanted)


def _inside(head: Token, path: str, kinds: Kinder) -> list[Token]:
    """Inside the words for somebody: where they are stationed, or the body that they belong to."""
    if path == "station":
        return _station(head, kinds)
    for child in head.children:
        if (
            child.dep_ == "poss"
            and child.pos_ != "PRON"
            and kinds(child) & {"organisation", "building", "body"}
            and "person" not in kinds(child)
        ):
            return [child]
        if child.dep_ == "prep" and child.lower_ in _INNER:
            for one in child.children:
                if (
                    one.dep_ == "pobj"
                    and kinds(one) & {"organisation", "body", "building"}
                    and not kinds(one) & {"country"}
                ):
                    return [one]
    return []


def _station(head: Token, kinds: Kinder) -> list[Token]:
    words = lexicon()
    for child in head.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in words.station:
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ in ("in", "at", "to", "on", "for"):
                    return [one for one in inner.children if one.dep_ == "pobj" and "place" in kinds(one)]
        if child.dep_ == "prep" and child.lower_ in ("in", "at", "to"):
            places = [one for one in child.children if one.dep_ == "pobj"]
            for one in places:
                if "place" in kinds(one) and "building" not in kinds(one):
                    return [one]
                deeper = [
                    two
                    for inner in one.children
                    if inner.dep_ == "prep" and inner.lower_ in ("in", "to")
                    for two in inner.children
                    if two.dep_ == "pobj" and "place" in kinds(two)
                ]
                if deeper:
                    return deeper
        if child.dep_ == "prep" and child.lower_ == "of":
            for one in child.children:
                if one.dep_ == "pobj":
                    return _station(one, kinds)
    return []


def count(head: Token, seen: Annotated) -> tuple[int, int] | None:
    """The characters of the number of those that a phrase names ("at least 10" of "at least 10 diplomats")."""
    number = _number(head)
    if number is None:
        return None
    first = min(
        (child.left_edge.i for child in number.children if child.dep_ in ("quantmod", "advmod", "nummod", "compound")),
        default=number.i,
    )
    start, end = head.doc[min(first, number.i)].idx, number.idx + len(number.text)
    for quantity in seen.quantities:
        if quantity.span.start < end and start < quantity.span.end:
            return quantity.span.start, quantity.span.end
    return start, end


def _number(head: Token) -> Token | None:
    if (head.pos_ == "NUM" or head.lower_ in _QUANTIFIERS) and head.ent_type_ not in ("DATE", "TIME"):
        return head
    for child in head.children:
        if child.dep_ == "nummod" and child.i < head.i and child.ent_type_ not in ("DATE", "TIME"):
            return child
    if head.lemma_ in ("total", "number", "group", "family"):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for one in child.children:
                    if one.dep_ == "pobj":
                        return _number(one)
    return None


def included(found: Found, filled: dict[str, list[Token]], kinds: Kinder) -> list[Token]:
    """Those named or counted after "including": a part of those affected, of whom the same is told."""
    if not _centre(found, filled):
        return []
    return [
        one
        for word in found.head.sent
        if word.lower_ in ("including", "among")
        and word.i > _centre(found, filled)[0].i
        and word.dep_ in ("prep", "acl", "advcl")
        for one in word.children
        if one.dep_ in ("pobj", "dobj") and kinds(one) & {"person", "group", "number"} and "time" not in kinds(one)
        if word.lower_ == "including"
    ][:1]


def arguments(found: Found, filled: dict[str, list[Token]], seen: Annotated) -> tuple[Argument, ...]:
    """The participants as arguments, in the order of the roles."""
    made: list[Argument] = []
    text = seen.document
    for role in roles_of(found.type, found.trigger):
        for token in filled.get(role.name, ()):
            start, end = phrase(token, conjuncts=role.name not in _MANY)
            made.append(Argument(role.name, text.span(start, end), local(token, seen)))
        if "count" in role.paths and role.name not in filled:
            for one in _centre(found, filled)[:1]:
                place = count(one, seen)
                if place:
                    made.append(Argument(role.name, text.span(*place)))
    return tuple(made)


def local(token: Token, seen: Annotated) -> str | None:
    """The ``local`` of the name or reference that a head word belongs to."""
    for mention in seen.mentions:
        if mention.span.start <= token.idx < mention.span.end:
            return mention.local
    for one in seen.coreferences:
        if one.span.start <= token.idx < one.span.end:
            return one.local
    return None

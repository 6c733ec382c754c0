"""Who and what takes part: roles filled by grammar and the kind of the filler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.model import Argument
from attribune.profiles import Role

from .inside import count, employer, native, station
from .named import named
from .phrase import phrase
from .subject import coordinated, grammatical_subjects, is_second_verb, is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Annotated, Quantity, Span

    from .kind import Kinder
    from .reading import Reading
    from .trigger import Found

Filled = dict[str, list["Token"]]
_COMPATIBLE = {"person": {"person", "group"}, "group": {"group", "person"}, "organisation": {"organisation", "body"}}
_MANY = ("origin", "destination", "place")  # of these every coordinated filler is an argument of its own
_ADVERBS = ("home", "abroad")  # they are often part of the trigger too: "sent home"
_INNER = {"station": station, "employer": employer, "native": native}


def roles_of(found: Found) -> tuple[Role, ...]:
    """The roles of an event, those paths first that its trigger brings."""
    own = {role.name: role for role in found.trigger.roles}
    known = {role.name for role in found.type.roles}
    return tuple(
        Role(role.name, own[role.name].paths + role.paths, role.fillers, role.required) if role.name in own else role
        for role in found.type.roles
    ) + tuple(role for name, role in own.items() if name not in known)


def fill(found: Found, kinds: Kinder) -> Filled:
    """The head words of the participants by role; one word fills one role only."""
    filled: Filled = {}
    used = {word.i for word in found.words}
    for role in roles_of(found):
        chosen = _first(role, found, kinds, used)
        if chosen:
            filled[role.name] = chosen
            used |= {token.i for token in chosen}
    for role in roles_of(found):
        _complete(role, found, kinds, filled, used)
    for name in found.type.core:
        others = (one for token in filled.get(name, ()) for one in _among(token))
        filled = (
            {**filled, name: [*filled[name], *(one for one in others if one.i not in used)]}
            if name in filled
            else filled
        )
    return filled


def _among(token: Token) -> list[Token]:
    """Who is told to be one of them: "the singer was among 12 performers shot", "was one of the 12 who fled"."""
    lead = token.head
    if token.dep_ != "pobj" or lead.lower_ not in ("among", "of"):
        return []
    one = lead.head if lead.lower_ == "of" else lead
    partly = lead.lower_ == "among" or (one.lower_ == "one" and one.dep_ == "attr")
    return grammatical_subjects(one.head) if partly and one.head.lemma_ == "be" else []


def _first(role: Role, found: Found, kinds: Kinder, used: set[int]) -> list[Token]:
    """The fillers in the first of a role's places that holds any."""
    for path in role.paths:
        if path.startswith("+") or path in _INNER:
            continue
        fillers = [
            token
            for token in _path(path, found, kinds)
            if _is_free(token, path, role, found, used) and _may_fill(token, path, role, kinds)
        ]
        if fillers:
            return _with_conjuncts(fillers, found) if role.name in _MANY else fillers[:1]
    return []


def _complete(role: Role, found: Found, kinds: Kinder, filled: Filled, used: set[int]) -> None:
    """Those who come along, and what only the words for the one it is about tell."""
    for path in role.paths:
        if path.startswith("+") and role.name in filled:
            more = [one for one in _path(path[1:], found, kinds) if one.i not in used and "time" not in kinds(one)]
            filled[role.name] = filled[role.name] + more
        elif path in _INNER and role.name not in filled:
            inner = [token for one in centre(found, filled) for token in _INNER[path](one, kinds)]
            if inner:
                filled[role.name] = inner


def _is_free(token: Token, path: str, role: Role, found: Found, used: set[int]) -> bool:
    """Whether a word may still be chosen. A trigger's own may fill adverbial places and the object: "shut the
    *border*".
    """
    own = token in found.words and token != found.head and token.pos_ in ("NOUN", "PROPN")
    own = own and not _names_it(token, found)
    brought = any(path in one.paths for one in found.trigger.roles if one.name == role.name)
    return token.i not in used or path in _ADVERBS or (own and (brought or role.name == "object"))


def _names_it(token: Token, found: Found) -> bool:
    """Whether a word of a trigger is itself a noun for the event: the "inquiry" of "opened an inquiry"."""
    nouns = (one.lemmas[0].split("|") for one in found.type.triggers if one.pos == "NOUN" and len(one.lemmas) == 1)
    return any(token.lemma_.lower() in lemmas for lemmas in nouns)


def _with_conjuncts(tokens: list[Token], found: Found) -> list[Token]:
    """Also what is coordinated with them, each a place of its own."""
    more = [one for token in tokens for one in (token, *coordinated(token))]
    return list(
        dict.fromkeys(
            one for one in more if one in tokens or not (one in found.words or is_verbal(one) or _of_second_verb(one))
        )
    )


def _of_second_verb(noun: Token) -> bool:
    """Whether it is the object of a verb of its own: the "asylum" of "left his post and requested asylum"."""
    return any(is_second_verb(child) for child in noun.children)


def centre(found: Found, filled: Filled) -> list[Token]:
    """Whom the event is about: the first of the type's core roles that is filled."""
    return next((filled[role] for role in found.type.core if filled.get(role)), [])


def _path(path: str, found: Found, kinds: Kinder) -> list[Token]:
    """The words in a grammatical place, where its condition holds."""
    name, _, condition = path.partition("@")
    tokens = found.places.get(name, [])
    if name in _ADVERBS:
        return tokens or [word for word in found.words if word.lower_ == name]
    acting = any(token not in found.words for token in found.places.get("object", []))
    if condition == "alone":
        return tokens if not acting and (is_verbal(found.head) or found.trigger.pos in ("VERB", "ADJ")) else []
    if condition == "acting":
        return tokens if acting else []
    return [token for token in tokens if condition in kinds(token)] if condition else tokens


def _may_fill(token: Token, path: str, role: Role, kinds: Kinder) -> bool:
    """Whether the kind of a word allows it to fill a role."""
    own = kinds(token)
    if token.lower_ == "front" and not any("person" not in kinds(one) for of in token.children for one in of.children):
        return False  # "in front of 200 officers" is no place
    if token.lower_ == "that" and token.tag_ in ("IN", "WDT"):
        return False
    if token.dep_ == "expl" or token.pos_ in ("PUNCT", "SPACE") or ("time" in own and role.name != "count"):
        return False
    if path.startswith("modifier") and (
        token.pos_ not in ("NOUN", "PROPN") or (role.fillers and not kinds.known(token))
    ):
        return False
    wanted = {other for filler in role.fillers for other in _COMPATIBLE.get(filler, {filler})}
    return "@" in path or not wanted or bool(own & wanted)


def arguments(found: Found, filled: Filled, reading: Reading) -> tuple[Argument, ...]:
    """The participants as arguments, in the order of the roles."""
    made: list[Argument] = []
    seen = reading.seen
    for role in roles_of(found):
        for token in filled.get(role.name, ()):
            span = _apart(seen.document.span(*phrase(token, conjuncts=role.name not in _MANY)), token, found, reading)
            if span and not any(
                one.role == role.name and one.span.holds(span) for one in made
            ):  # "his wife and two children"
                made.append(Argument(role.name, span, reading.local(token)))
        if len(filled.get(role.name, ())) == 1 and filled[role.name] == centre(found, filled):
            names, teller = named(filled[role.name][0], reading), _teller(found, reading)
            made += [Argument(role.name, *one) for one in names if not (teller and teller.overlaps(one[0]))]
        if "count" in role.paths and role.name not in filled:
            counted = next((place for one in _counted(found, filled) if (place := count(one, seen))), None)
            if counted:
                made.append(Argument(role.name, seen.document.span(*counted[0])))
    return tuple(made)


def _apart(span: Span, token: Token, found: Found, reading: Reading) -> Span | None:
    """A participant's words without the event's own verb, and without who tells of it: parsers make them one list."""
    end, teller = span.end, _teller(found, reading)
    if is_verbal(found.head) and token.idx < found.head.idx < end:
        adverbs = (c.idx for c in found.head.lefts if c.dep_ in ("advmod", "neg") and c.idx > token.idx)
        end = min(adverbs, default=found.head.idx)
    if teller and span.overlaps(teller):
        if teller.start <= token.idx:
            return None
        end = min(end, teller.start)
    text = reading.seen.document.text[span.start : end].rstrip(" ,;\n")
    return reading.seen.document.span(span.start, span.start + len(text))


def _teller(found: Found, reading: Reading) -> Span | None:
    """The words for who tells of an event, where they stand behind it."""
    holder = reading.holder(found.head)
    return holder.source if holder and holder.source and holder.source.start > found.head.idx else None


def _counted(found: Found, filled: Filled) -> list[Token]:
    """The words whose number counts those it is about: theirs, or the event's own ("12 arrests")."""
    own = [found.head] if found.head.tag_ == "NNS" and len(found.words) == 1 else []
    return centre(found, filled)[:1] or own


def bounds(found: Found, filled: Filled, seen: Annotated) -> tuple[float | None, float | None]:
    """The lowest and highest number of those it is about that the words give, None where they give none."""
    quantity: Quantity | None = next((place[1] for one in _counted(found, filled) if (place := count(one, seen))), None)
    if quantity is None:
        return None, None
    if quantity.exact:
        return quantity.value, quantity.value
    return quantity.low, quantity.high

"""What kind of thing each string of a document names: the signs of all its occurrences together decide."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from attribune.model import EntityKind
from attribune.names.korean import read, surnames_of

from .gazetteer import Gazetteer, Known, Lookup
from .lexicon import _sections, weights
from .lexicon import words as listed
from .organisation import patterned, places_by_head
from .person import korean, run, signed, titled
from .word import Words

Key = tuple[str, ...]
_LABELS: dict[str, EntityKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "PRODUCT": "organisation", "WORK_OF_ART": "organisation",
}  # fmt: skip
_WEAK = frozenset({"FAC", "PRODUCT", "WORK_OF_ART"})  # labels that say only that the words are a name
_AGE = re.compile(r"\s?(?:\(\d{1,2}\)|, \d{1,2}(?:,|\.|;| and\b)|, aged? \d)")
_DECIDES = 1.0
_SEEN, _DOUBTED = 1.0, 0.5
_PARSER = 1.5  # the parser repeats its errors: all it says of one string weighs no more than this
_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")


@dataclass(slots=True)
class Signs:
    """What speaks for each kind of one string, and the rule of its strongest sign."""

    votes: dict[EntityKind, float] = field(default_factory=dict)
    parser: dict[EntityKind, float] = field(default_factory=dict)
    rules: dict[EntityKind, tuple[float, str]] = field(default_factory=dict)
    sort: str = ""

    def add(self, kind: EntityKind, weight: float, rule: str) -> None:
        """Count a sign."""
        if rule.startswith("the parser"):
            weight = min(weight, _PARSER - self.parser.get(kind, 0.0))
            self.parser[kind] = self.parser.get(kind, 0.0) + weight
        self.votes[kind] = self.votes.get(kind, 0.0) + weight
        self.rules[kind] = max(self.rules.get(kind, (0.0, "")), (weight, rule))


def decided(words: Words, known: Gazetteer) -> tuple[Lookup, dict[Key, Signs]]:
    """The strings that name something in this document, beside those of the gazetteer, and the signs of each."""
    signs: dict[Key, Signs] = defaultdict(Signs)
    spots: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    never = listed("never") | listed("collective")

    def note(first: int, last: int, kind: EntityKind, weight: float, rule: str) -> Signs:
        key = words.key(first, last)
        spots[key].append((first, last))
        signs[key].add(kind, weight, rule)
        return signs[key]

    for first, last, sort in patterned(words, known):
        note(first, last, "organisation", 5, "a word for such a body").sort = sort
        if words.norm[last - 2 : last] == ["University", "of"]:
            note(last, last, "place", 2, "a university is named after it")
        if _owned(words, first) and words.word[first - 1] not in never:
            note(first - 1, first - 1, "place", 1.2, "a body is its own")
    for first, last in places_by_head(words):
        note(first, last, "place", 3, "a word for such a place")
    for first, last in korean(words, known):
        note(first, last, "person", 3, "reads as a Korean name")
    for _, first, last in titled(words, known):
        note(first, last, "person", 5, "a title before it")
    for first, last in signed(words):
        note(first, last, "person", 5, "signs the article")
    for first, last, label in _recognised(words, known):
        if not words.titled[first] or label == "PERSON":
            weak = label in _WEAK or words.titled[first] or (label == "ORG" and _opens(words, first, last))
            note(first, last, _LABELS[label], _DOUBTED if weak else _SEEN, f"the parser's {label}")
    for first, last, kind, weight, rule in _phrases(words, known):
        note(first, last, kind, weight, rule)
    alone = {key[0] for key in spots if len(key) == 1}
    for n, word in enumerate(words.norm):
        if word in alone:
            spots[word,].append((n, n))
    for key, ones in spots.items():
        for first, last in dict.fromkeys(ones):
            _context(words, first, last, signs[key], known)
    _demonyms(words, signs)
    return _accepted(signs, known), signs


def _owned(words: Words, first: int) -> bool:
    """Whether a single capitalised word owns what begins here: "Gaon's Bureau 17"."""
    single = words.capital(first - 1) and not words.word[first - 1].isupper()
    return first > 0 and words.gap[first - 1] == "'" and single and not (first > 1 and words.gap[first - 2] and words.capital(first - 2))


def _recognised(words: Words, known: Gazetteer) -> list[tuple[int, int, str]]:
    """What the parser took for names, cut to size: no article, possessive, title, office or half word."""
    found = []
    never, collective = listed("never"), listed("collective")
    for entity in words.doc.ents:
        if entity.label_ not in _LABELS:
            continue
        first, last = words.at(entity.start_char), words.at(entity.end_char - 1)
        first += words.start[first] < entity.start_char and words.end[first] <= entity.start_char if first >= 0 else 0
        while first < last and (not words.capital(first) or words.word[first] in never - listed("also_in_names")):
            first += 1
        while last > first and not words.capital(last) and words.gap[last - 1] != "-":
            last -= 1
        if not 0 <= first <= last or not words.capital(first) or any(not words.gap[n] for n in range(first, last)):
            continue
        if entity.label_ == "ORG":
            first = max(
                [n + 1 for n in range(first, last) if words.gap[n] == "'" and words.word[n] not in collective]
                or [first]
            )
        if entity.label_ == "PERSON":
            first = _after_office(words, first, last, known)
            owner = [n for n in range(first, last) if words.gap[n] == "'"]
            last = owner[0] if owner else last
        if _is_name(words, first, last, known):
            found.append((first, last, entity.label_))
    return found


def _opens(words: Words, first: int, last: int) -> bool:
    """Whether it is one word at the head of a sentence, where any word has a capital."""
    token = words.token[first]
    return first == last and not words.word[first].isupper() and token >= 0 and bool(words.doc[token].is_sent_start)


def _after_office(words: Words, first: int, last: int, known: Gazetteer) -> int:
    for n in range(last - 1, first - 1, -1):
        word = words.word[n].casefold()
        if word in known.offices or words.word[n] in known.honorifics or words.word[n] in listed("ranks"):
            return n + 1
    return first


def _is_name(words: Words, first: int, last: int, known: Gazetteer) -> bool:
    key = words.key(first, last)
    if first == last and (words.word[first] in listed("never") or words.gap[last] == "-" and not words.capital(first)):
        return False
    if key in known.demonyms or (key[-1].rstrip("s"),) in known.demonyms or key[-1] in listed("other_heads"):
        return False
    if any(character.isdigit() for character in "".join(key)) and key[0] not in listed("organisation_heads"):
        return False
    bare = first == last and (key[0] in listed("organisation_heads") or key[0].casefold() in known.offices)
    return not bare and not (first == last and words.pos(first) in ("VERB", "AUX", "ADV", "PRON", "DET", "ADP"))


def _phrases(words: Words, known: Gazetteer) -> list[tuple[int, int, EntityKind, float, str]]:
    """Names by the words just before them: datelines, offices, "a restaurant called X"."""
    found: list[tuple[int, int, EntityKind, float, str]] = []
    for match in re.finditer(_sections()["dateline"], words.text, re.MULTILINE):
        first, last = (
            words.at(match.start() + len(match.group()) - len(match.group().lstrip())),
            words.at(match.end() - 1),
        )
        if 0 <= first <= last:
            found.append((first, last, "place", 5, "a dateline"))
    called, rule = listed("called_organisation"), listed("rule")
    for n, word in enumerate(words.word[:-1]):
        if word.casefold() in known.surnames and words.capital(n) and words.gap[n] == " " and words.word[n + 1] in rule:
            found.append((n, n, "person", 2, "a surname before a word for rule"))
        if not words.capital(n + 1) or words.gap[n] != " " or words.word[n + 1] in listed("never"):
            continue
        if word in called:
            found.append((n + 1, run(words, n + 1), "organisation", 2.5, f'"{word}" before it'))
        elif word in ("called", "named") and n and words.word[n - 1] in called:
            found.append((n + 1, run(words, n + 1), "organisation", 5, "what a house or firm is called"))
        elif (
            word.casefold() in known.offices
            and not words.titled[n]
            and words.word[n + 1].casefold() not in known.offices
        ):
            last = run(words, n + 1)
            held = words.word[last].casefold() in known.offices
            if not held and _is_name(words, n + 1, last, known) and (last > n + 1 or words.pos(n + 1) == "PROPN"):
                found.append((n + 1, last, "person", 1, "an office before it"))
    for match in re.finditer(r"\(([A-Z]{2,6})\)", words.text):
        n = words.at(match.start(1))
        if n >= 1:
            long = (known.lookup.get(words.key(m, n - 1)) for m in range(max(0, n - 6), n))
            kind = next((one.kind for one in long if one), "organisation")
            found.append((n, n, kind, 2, "letters in parentheses after a name"))
    for match in _CAPITALS.finditer(words.text):
        n = words.at(match.start(match.lastindex or 0))
        found.append((n, n, "organisation", 1, "letters that speak or are spoken to"))
    for match in _STATE.finditer(words.text):
        found.append((words.at(match.start()), words.at(match.end() - 1), "place", 5, "a form of state"))
    return found + _speakers(words, known)


_STATE = re.compile(
    r"(?:(?:Democratic|People['’]s|Islamic|Federal|Federative|United|Socialist|Arab|Soviet|Grand|Free) )*"
    r"(?:Republic|Kingdom|Emirate|Duchy|Federation|Sultanate|Principality|State) of (?:[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
)
_CAPITALS = re.compile(
    r"(?:[Aa]ccording to|told|quoted|informed) (?:the )?([A-Z]{2,6})\b|\b([A-Z]{2,6}) (?:said|reported|says|reports|quoted)\b"
)
_SPEAKS = re.compile(r",? (?:said|says|told|added|wrote|writes|who)\b")


def _speakers(words: Words, known: Gazetteer) -> list[tuple[int, int, EntityKind, float, str]]:
    """Names of two or three words that speak or go on with "who", and one-word Korean names with an office after a comma."""
    found: list[tuple[int, int, EntityKind, float, str]] = []
    n = 0
    while n < len(words.word) - 1:
        if not words.capital(n) or words.word[n] in listed("never") or words.titled[n]:
            n += 1
            continue
        if words.word[n] in listed("ranks") or words.word[n].casefold() in known.offices:
            n += 1
            continue
        last = run(words, n)
        tail = words.text[words.end[last] : words.end[last] + 12]
        if last > n and words.word[last] not in listed("organisation_heads") and _is_name(words, n, last, known):
            if (_SPEAKS.match(tail) or _human_after(words, last)) and not known.lookup.match(words, n):
                found.append((n, last, "person", 1.2, "speaks, or is told to be somebody"))
        elif last == n and tail.startswith(", ") and len(words.word[n]) > 5 and _office_after(words, n, known):
            if any(way.surnames for way in read(words.word[n])):
                found.append((n, n, "person", 1, "an office after it"))
        n = last + 1
    return found


def _human_after(words: Words, last: int) -> bool:
    """Whether an apposition says that it is somebody: ", a specialist on ..."."""
    tail = words.text[words.end[last] : words.end[last] + 60]
    match = re.match(r", (?:an?|the|his|her|its|\d\d, an?|\d\d, the) ((?:[a-z-]+ ){0,3}[a-z-]+)", tail)
    return bool(match) and bool(set(match.group(1).split()) & listed("humans"))  # type: ignore[union-attr]  # just matched


def _office_after(words: Words, n: int, known: Gazetteer) -> bool:
    following = [words.word[m].casefold() for m in range(n + 1, min(n + 6, len(words.word)))]
    return any(word in known.offices or word == "member" for word in following)


def _context(words: Words, first: int, last: int, signs: Signs, known: Gazetteer) -> None:
    """Count what stands around one occurrence."""
    before = words.word[first - 1].casefold() if first and words.gap[first - 1] else ""
    after = words.word[last + 1] if words.gap[last] and last + 1 < len(words.word) else ""
    single = first == last
    cited = before == "to" and first > 1 and words.word[first - 2].casefold() == "according"
    if before in weights("place_before") and not words.titled[first] and not cited:
        signs.add("place", weights("place_before")[before] * (0.75 if single else 0.3), f'"{before}" before it')
    owner = first - 1 - (before == "the")
    if owner > 0 and words.word[owner] == "of" and words.word[owner - 1].casefold() in listed("of_place"):
        signs.add("place", 2.5, f'"{words.word[owner - 1]} of" before it')
    if after in listed("place_after") or (words.gap[last] == "-" and after == "based"):
        signs.add("place", 2.5, f'"{after}" after it')
    if before == "the" and single:
        signs.add("organisation", 0.5, "an article before it")
        signs.add("person", -1.5, "")
    if after in listed("rule") and words.gap[last] == " ":
        signs.add("person", 1, f'"{after}" after it')
    tail = words.text[words.end[last] : words.end[last] + 14]
    if _AGE.match(tail):
        signs.add("person", 5, "an age after it")
    if re.match(r"(?:, who\b| \(who\b)", tail):
        signs.add("person", 2, '"who" after it')
    if re.match(
        r"['’]s? (?:%s)\b" % "|".join(sorted(listed("kin"))), words.text[words.end[last] : words.end[last] + 24]
    ):
        signs.add("person", 2, "a relative of it is named")
    if re.match(
        r"['’]s? (?:\w+ )?(?:%s)\b" % "|".join(sorted(listed("of_place") | listed("state_owned"))),
        words.text[words.end[last] : words.end[last] + 30],
    ):
        signs.add("place", 2, "a state's organ is its own")
    if re.match(r":\s*[\"“‘]", tail) and not words.titled[first]:
        signs.add("person", 1, "quoted after a colon")
    _grammar(words, last, signs)


def _grammar(words: Words, last: int, signs: Signs) -> None:
    token = words.token[last]
    if token < 0:
        return
    head = words.doc[token]
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in listed("saying"):
        signs.add("person", 0.4, "it says something")
    elif head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in listed("living"):
        signs.add("person", 0.6, "it does what people do")
    elif head.dep_ == "appos" and head.head.lemma_.casefold() in listed("kin"):
        signs.add("person", 2, "a relative")


def _demonyms(words: Words, signs: dict[Key, Signs]) -> None:
    """A word with a demonym in the same text is a place: Sorim, where Sorimese stands."""
    spoken = set(words.word)
    for key, one in signs.items():
        stem = key[0]
        if len(key) == 1 and len(stem) > 3:
            forms = {f"{stem}ese", f"{stem}ian", f"{stem}i", f"{stem}ish", f"{stem}n"} | (
                {f"{stem[:-1]}an"} if stem[-1] in "aeiy" else set()
            )
            if forms & spoken:
                one.add("place", 4, "its people are named after it")


def _accepted(signs: dict[Key, Signs], known: Gazetteer) -> Lookup:
    accepted, parts = Lookup(), set[Key]()
    letters = _initials(signs)
    for key in sorted(signs, key=lambda one: (-len(one), one)):
        one = signs[key]
        own = known.lookup.get(key)
        votes = dict(one.votes)
        if own:
            votes[own.kind] = votes.get(own.kind, 0) + 4
        if len(key) == 1 and not own:
            votes["person"] = votes.get("person", 0) + _lone(key[0], one, known)
        if key in parts and not own:
            votes["person"] = votes.get("person", 0) + 3
        if len(key) == 1 and (long := letters.get(key[0])):
            votes[long] = votes.get(long, 0) + 3
        kind = max(_KINDS, key=lambda k: (votes.get(k, 0), -_KINDS.index(k)))
        if votes.get(kind, 0) >= _DECIDES:
            accepted.add(key, own if own and own.kind == kind else Known(kind, one.sort or "named", " ".join(key)))
            if kind == "person" and len(key) > 1:
                parts |= set(_parts(key))
    for part in sorted(parts):
        if not known.lookup.get(part):
            accepted.add(part, Known("person", "part", part[0]))
    return accepted


def _lone(word: str, one: Signs, known: Gazetteer) -> float:
    """What to add for a person of one word: more where it is a whole Korean name, less where only the parser says so.

    News introduces people by their full names; of a lone word that is no surname the parser knows little.
    """
    others = max(one.votes.get(kind, 0) - one.parser.get(kind, 0) for kind in ("organisation", "place"))
    if any(way.surnames for way in read(word)):
        return 1.5 if others < _DECIDES else 0.0
    own = one.votes.get("person", 0) - one.parser.get("person", 0)
    if own < _DECIDES and word.casefold() not in known.surnames and not surnames_of(word.casefold()):
        return -0.5 * one.parser.get("person", 0)
    return 0.0


def _initials(signs: dict[Key, Signs]) -> dict[str, EntityKind]:
    """The initials of every longer name with strong signs, and of what kind it is: DRS, where a Democratic Republic of S. stands."""
    found: dict[str, EntityKind] = {}
    for key, one in signs.items():
        kind = max(_KINDS, key=lambda k: one.votes.get(k, 0))
        if len(key) > 1 and one.votes.get(kind, 0) >= 3:
            found["".join(word[0] for word in key if word[0].isupper())] = kind
    return {letters: kind for letters, kind in found.items() if len(letters) > 1}


def _parts(key: Key) -> list[Key]:
    """The part of a full name by which its bearer is called again: the surname, first in a Korean name, else last."""
    ways = [way for way in read(" ".join(key)) if way.surnames]
    if not ways:
        return [key[-1:]] if len(key[-1]) > 1 and key[-1][0].isupper() else []
    return [key[-1:] if all(way.turned for way in ways) else key[:1]]

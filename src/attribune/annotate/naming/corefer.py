"""Words that stand for a named one: pronouns and definite descriptions whose grammar leaves one bearer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import Annotated, Coreference, EntityKind, Made, Mention, Span, record_id

from .lexicon import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_VERSION = "1"
_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FAR, _FAR_SPEAKER = 2, 6  # a pronoun goes back no further than so many sentences, that of a speaker over a quotation


@dataclass(slots=True)
class Human:
    """One person spoken of: ``local`` is that of a mention, or of the first words where nobody is named."""

    local: str
    gender: str
    sentence: int
    subject: bool
    token: int
    named: bool
    noun: str = ""
    quoted: bool = False
    spoke: bool = False


def standing_for(seen: Annotated) -> Iterator[Coreference]:
    """The coreferences of a document, in the order of the text."""
    walk = _Walk(seen)
    for token in seen.doc:
        if token.dep_:
            yield from walk.step(token)
        elif "\n" in token.text:
            walk.quoted = False  # a quotation that goes on opens anew in each paragraph


class _Walk:
    """One reading of the text from its first word to its last."""

    def __init__(self, seen: Annotated) -> None:
        self.seen = seen
        self.heads = _heads(seen)
        self.genders = _genders(seen.mentions)
        self.people: list[Human] = []
        self.bodies: list[tuple[str, str]] = []
        self.offices: dict[str, list[str]] = {}
        self.sentence = 0
        self.quoted = False

    def step(self, token: Token) -> Iterator[Coreference]:
        """What one word adds: a person or body to go back to, or words that go back to one."""
        if token.is_sent_start:
            self.sentence += 1
        if token.is_quote:
            self.quoted = token.text in "“«„" if token.text in "“”«»„" else (token.text == '"') != self.quoted
        mention = self.heads.get(token.i)
        if mention:
            self._named(token, mention)
        elif gender := _PRONOUNS.get(token.lower_):
            yield from self._pronoun(token, gender)
        elif token.pos_ == "NOUN":
            yield from self._noun(token)

    def _named(self, token: Token, mention: Mention) -> None:
        if mention.kind == "person":
            gender = self.genders.get(mention.local, "")
            self._add(Human(mention.local, gender, self.sentence, _subject(token), token.i, named=True))
            for office in (*mention.offices, *(one.split(" of ")[0] for one in mention.relations)):
                known = self.offices.setdefault(office.split()[-1], [])
                if mention.local not in known:
                    known.append(mention.local)
        elif mention.kind == "organisation":
            self.bodies = [one for one in self.bodies if one[1] != mention.local][-30:]
            self.bodies.append((mention.name.casefold(), mention.local))

    def _add(self, human: Human) -> None:
        human.quoted = self.quoted
        human.spoke = human.subject and _says(self.seen.doc[human.token])
        self.people = [*self.people[-20:], human]

    def _pronoun(self, token: Token, gender: str) -> Iterator[Coreference]:
        chosen = self._antecedent(token, gender)
        if chosen:
            human, why = chosen
            self.genders.setdefault(human.local, gender)
            self._add(Human(human.local, gender, self.sentence, _subject(token), token.i, human.named, human.noun))
            yield self._made(token.idx, token.idx + len(token), "person", human.local, "pronoun", why)

    def _antecedent(self, token: Token, gender: str) -> tuple[Human, str] | None:
        """The one person that the pronoun can mean: of the nearest sentence that has any, its subject before others."""
        fitting = [h for h in self.people if h.gender in ("", gender) and h.token < token.i and not _bars(token, h)]
        speaks = _subject(token) and _says(token) and not self.quoted
        if speaks:  # who is spoken of inside a quotation is not its speaker
            fitting = [h for h in fitting if not h.quoted]
        if self.quoted:  # a quotation speaks of others than its speaker: only one person near may be meant
            recent = {h.local: h for h in fitting if self.sentence - h.sentence <= _FAR}
            only = next(iter(recent.values())) if len(recent) == 1 else None
            return (only, "the only person of the sentences before") if only and not only.spoke else None
        for back in range(_FAR + 1):
            near = [h for h in fitting if h.sentence == self.sentence - back]
            near = [
                h for h in near if h.quoted == self.quoted
            ] or near  # inside and outside a quotation two people speak
            subjects = [h for h in near if h.subject]
            for ones, why in ((subjects, "the subject"), (near, "the only person")):
                if len({h.local for h in ones}) == 1:
                    return ones[-1], f"{why} of {'this sentence' if not back else 'a sentence before'}"
            if near:
                return None
        speakers = [h for h in fitting if h.spoke and self.sentence - h.sentence <= _FAR_SPEAKER] if speaks else []
        return (speakers[-1], "the last who spoke") if speakers else None

    def _noun(self, token: Token) -> Iterator[Coreference]:
        noun = token.lemma_.casefold()
        determiner = next((child for child in token.lefts if child.dep_ in ("det", "poss")), None)
        article = determiner.lower_ if determiner is not None else ""
        plural = token.tag_ == "NNS"
        if plural or token.dep_ == "compound":
            return
        if noun in listed("humans") and (mention := self._apposed(token)):
            start, end = self._edges(token)
            yield self._made(start, end, "person", mention.local, "apposition", f"stands beside {mention.name}")
            return
        if token.dep_ in ("appos", "attr"):
            return
        if noun in listed("bodies") and article in ("the", "this"):
            yield from self._body(token, noun)
        elif noun in listed("humans"):
            yield from self._person(token, noun, article)

    def _body(self, token: Token, noun: str) -> Iterator[Coreference]:
        if any(child.dep_ in ("compound", "amod", "prep", "nmod", "relcl") for child in token.children):
            return
        alike = {local for name, local in self.bodies if noun in name.split()}
        if len(alike) == 1:
            yield self._made(
                token.left_edge.idx,
                token.idx + len(token),
                "organisation",
                alike.pop(),
                "body",
                f"the only {noun} named before",
            )

    def _person(self, token: Token, noun: str, article: str) -> Iterator[Coreference]:
        gender = "f" if noun in listed("female") else "m" if noun in listed("male") else ""
        start, end = self._edges(token)
        if article in ("the", "this", "that") and not any(_narrows(child) for child in token.children):
            named = self.offices.get(noun, [])
            unnamed = list(dict.fromkeys(h.local for h in self.people if not h.named and h.noun == noun))
            if len(named) == 1 or len(named) + len(unnamed) == 1:  # first described, then named: the name is meant
                local = (named or unnamed)[0]
                self._add(
                    Human(
                        local,
                        gender or self.genders.get(local, ""),
                        self.sentence,
                        _subject(token),
                        token.i,
                        bool(named),
                        noun,
                    )
                )
                why = f"the only {noun} " + ("named" if named else "spoken of") + " before"
                yield self._made(start, end, "person", local, "description", why)
                return
        local = record_id(self.seen.document.id, "mention", self.seen.document.span(start, end))
        self._add(Human(local, gender, self.sentence, _subject(token), token.i, named=False, noun=noun))
        yield self._made(start, end, "person", local, "unnamed", "a person whom nobody names here")

    def _apposed(self, token: Token) -> Mention | None:
        """The person named in apposition to a noun, before or after it, or after "named": "a cook named X"."""
        beside = [child for child in token.children if child.dep_ == "appos"]
        inner = [one for child in token.children if child.dep_ == "prep" for one in child.children]
        beside += [child for one in inner if one.pos_ == "PROPN" for child in one.children if child.dep_ == "appos"]
        for verb in (child for child in token.children if child.dep_ == "acl" and child.lower_ in listed("naming")):
            own = [*verb.children, *(one for child in verb.children if child.lower_ == "as" for one in child.children)]
            beside += [child for child in own if child.dep_ in ("oprd", "dobj", "pobj", "attr")]
        beside += [token.head] if token.dep_ == "appos" else []
        named = [self.heads[one.i] for one in beside if one.i in self.heads]
        return next((one for one in named if one.kind == "person"), None)

    def _edges(self, token: Token) -> tuple[int, int]:
        lefts = [child for child in token.lefts if child.dep_ in ("det", "poss", "amod", "compound", "nmod")]
        first = min([*(child.left_edge.i for child in lefts), token.i])
        return self.seen.doc[first].idx, token.idx + len(token)

    def _made(  # noqa: PLR0913, PLR0917 - the fields of one record
        self, start: int, end: int, kind: EntityKind, local: str, rule: str, why: str
    ) -> Coreference:
        return Coreference(
            Span.of(self.seen.document.text, start, end), kind, local, Made(f"coreference.{rule}", why, _VERSION)
        )


def _subject(token: Token) -> bool:
    return token.dep_ in _SUBJECTS


def _narrows(child: Token) -> bool:
    """Whether a dependent tells one bearer of a noun from others: "the highest defector" is nobody named before."""
    if child.dep_ == "relcl":  # after a comma a clause tells more of somebody who is known without it
        return child.left_edge.i == 0 or child.doc[child.left_edge.i - 1].text != ","
    if child.dep_ in ("prep", "acl", "poss"):
        return True
    return child.dep_ in ("amod", "nummod") and child.lower_ not in ("former", "same", "late", "young", "old")


def _says(token: Token) -> bool:
    return token.head.lemma_ in listed("saying")


def _bars(token: Token, human: Human) -> bool:
    """A pronoun that is no possessive never means the subject of its own verb."""
    other = token.doc[human.token]
    return (
        token.tag_ != "PRP$"
        and other.head.i == token.head.i
        and other.dep_ in _SUBJECTS
        and other.sent.start == token.sent.start
    )


def _heads(seen: Annotated) -> dict[int, Mention]:
    """The mention whose last word each token is: in a name the last word carries its grammar."""
    found: dict[int, Mention] = {}
    for mention in seen.mentions:
        span = seen.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is not None and len(span) and span[-1].dep_:
            found[span.root.i] = mention
    return found


def _genders(mentions: tuple[Mention, ...]) -> dict[str, str]:
    """What titles and kin words say of a named person's gender."""
    known: dict[str, set[str]] = {}
    for mention in mentions:
        said = {*mention.titles, *(one.split(" of ")[0] for one in mention.relations)}
        said |= {word for office in mention.offices for word in office.split()}
        for gender, section in (("f", "female"), ("m", "male")):
            if said & listed(section):
                known.setdefault(mention.local, set()).add(gender)
    return {local: next(iter(ones)) for local, ones in known.items() if len(ones) == 1}

"""What a text says of the one it names: titles, offices, kin, age."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .find import Found
from .gazetteer import Gazetteer
from .lexicon import words as listed
from .word import Words

_AGE_AFTER = re.compile(r"\s?(?:\((\d{1,2})\)|, (?:aged )?(\d{1,2})(?=[,.;)]| and\b))")
_AGE_BEFORE = re.compile(r"\b(\d{1,2})-year-old (?:[\w-]+ ){0,3}$")
_ONLY_SURNAME = re.compile(
    r"\b(?:surnamed|(?:sur|family |last )name,? (?:is |was |of )?|(?:identified|named|known) (?:only )?(?:as|by) "
    r"|[a-z] named )\W?$"
)
_HIDDEN = r"(?:his|her|their|whose) (?:real )?name (?:has been|was|is) (?:changed|withheld)"
_PSEUDONYM = re.compile(
    rf"\s?(?:\(|, )(?:not (?:his|her|their) real name|a pseudonym|an alias|{_HIDDEN}|name (?:has been )?changed)"
)
_CALLED = re.compile(r"\b(?:pseudonym|alias|nickname|codename|code name|assumed name)(?: of| is| was|,)? [\"“‘']?$")
_WINDOW = 90
_OWNED = "elder|older|younger|eldest|late|former|teenage|little|twin|only|own|estranged|ailing|young|first|second"


@dataclass(frozen=True, slots=True)
class Said:
    """What stands beside one mention. ``relations`` are pairs of the kin and its owner, "" where none is named."""

    titles: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    age: int | None = None
    only_surname: bool = False
    pseudonym: bool = False


def said(words: Words, one: Found, known: Gazetteer) -> Said:
    """What the words around a person's name say of them."""
    titles = _title(words, one, known)
    start = words.start[one.first - 1] if titles else one.start
    before = words.text[max(0, start - _WINDOW) : start]
    after = words.text[one.end : one.end + _WINDOW]
    offices = [*_before(words, one.first, known), *_apposed(words, one, known)]
    return Said(
        titles,
        tuple(dict.fromkeys(offices)),
        tuple(_relations(before, after)),
        _age(before, after),
        bool(_ONLY_SURNAME.search(before)),
        bool(_PSEUDONYM.match(after) or _CALLED.search(before)),
    )


def _age(before: str, after: str) -> int | None:
    match = _AGE_AFTER.match(after) or _AGE_BEFORE.search(before)
    return int(next(group for group in match.groups() if group)) if match else None


def _title(words: Words, one: Found, known: Gazetteer) -> tuple[str, ...]:
    n = one.first - 1
    if n >= 0 and words.word[n] in known.honorifics and words.text[words.end[n] : one.start] in (" ", ". "):
        return (words.word[n],)
    return ()


def _office_ending(words: Words, last: int, known: Gazetteer) -> str | None:
    """The office whose words end at a word, if any."""
    if last < 0 or words.pos(last) in ("ADJ", "VERB", "ADV"):
        return None
    for office, _ in known.offices.get(words.word[last].casefold(), ()):
        first = last - len(office) + 1
        if first >= 0 and tuple(word.casefold() for word in words.word[first : last + 1]) == office:
            return " ".join(office)
    return None


def _before(words: Words, first: int, known: Gazetteer) -> list[str]:
    """The office right before a name: "Foreign Minister X", "Minister of Foreign Relations X"."""
    n = first - 1
    if n >= 0 and words.gap[n] == " " and (office := _office_ending(words, n, known)):
        return [office]
    steps = 0
    while (
        n > 0
        and words.gap[n] == " "
        and steps < 7
        and (words.capital(n) or words.word[n] in ("of", "to", "in", "the", "for", "and"))
    ):
        if words.word[n] in ("of", "to") and (office := _office_ending(words, n - 1, known)):
            return [office]
        n, steps = n - 1, steps + 1
    return []


def _apposed(words: Words, one: Found, known: Gazetteer) -> list[str]:
    """Offices in the phrase that a comma parts from the name, after it or before it, and after "who is", "who was"."""
    offices = []
    tail = re.match(
        r"(?:\s?\(\d+\))?,\s(?:\d{1,2},\s)?([^.,;:()\"“”\n]{3,70})", words.text[one.end : one.end + _WINDOW]
    )
    if tail and not _AGE_AFTER.fullmatch(tail.group()):
        offices += _offices_in(words, one.end + tail.start(1), one.end + tail.end(1), known)
    lead = re.search(
        r"(?:^|[.,;:()\"“”\n])([^.,;:()\"“”\n]{3,80}),\s$", words.text[max(0, one.start - _WINDOW) : one.start]
    )
    if lead and not offices:
        start = max(0, one.start - _WINDOW)
        phrase = lead.group(1).strip(" -–—")
        if re.match(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w-]+['’]s)\b", phrase):
            offices += _offices_in(words, start + lead.start(1), start + lead.end(1), known)
    return offices[:3]


def _offices_in(words: Words, start: int, end: int, known: Gazetteer) -> list[str]:
    """The offices that head a phrase: before any verb, in the order of the text."""
    kin = re.search(rf"\b(?:{'|'.join(sorted(listed('kin')))}) of\b", words.text[start:end])
    end = start + kin.start() if kin else end  # "the wife of the minister" is no minister
    n = max(words.at(start), 0)
    n += words.start[n] < start
    who = n < len(words.word) and words.word[n] == "who"
    found: list[str] = []
    while n < len(words.word) and words.end[n] <= end:
        if words.pos(n) in ("VERB", "AUX") and not (who and words.word[n] in ("is", "was")):
            break  # what comes after a verb is said of the sentence's subject
        if office := _office_ending(words, n, known):
            if found and office.startswith(found[-1] + " "):
                found.pop()
            found.append(office)
        n += 1
    return found


def _relations(before: str, after: str) -> list[tuple[str, str]]:
    kin = "|".join(sorted(listed("kin") - {"family", "parents"}))
    name = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
    owner = rf"(?:\b({name})['’]s?|\b(?:[Tt]heir|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Yy]our|whose))"
    lead = re.search(rf"{owner} (?:(?:{_OWNED}|\d+-year-old) ){{0,3}}({kin})(?:, |\) | )$", before)
    if lead:
        return [(lead.group(2), lead.group(1) or "")]
    if apposed := re.search(rf"\b[Tt]he (?:(?:{_OWNED}) )?({kin}), $", before):
        return [(apposed.group(1), "")]
    tail = re.match(
        rf"(?:\s?\(\d+\))?, (?:(?:the|a|an) )?(?:(?:{_OWNED}) ){{0,2}}({kin}) of (?:the )?({name}|[a-z][\w-]+)", after
    ) or re.match(rf"(?:\s?\(\d+\))?, (?:his|her|their) (?:(?:{_OWNED}) ){{0,2}}({kin})()\b", after)
    return [(tail.group(1), tail.group(2))] if tail else []

"""Unnamed sources of whom the text says further down who they are.

News opens with "a source says" or "his lawyer said" and gives the name, or the fuller words, in a later paragraph. And
who speaks for "relatives" is the brother that the text goes on to name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .citation import noun
from .lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attribune.model import Document, Span

    from .party import Party

    Spoken = Sequence[tuple[Span, Party]]

_DEFINITE = re.compile(r"(?i)(?:the|his|her|its|their)\s")
_AGENCY = re.compile(r"[A-Z]{2,6}|(?i:.*\b(?:agency|radio|tv|television|broadcast\w*|channel|network|wire)\b.*)")
_ANOTHER = re.compile(r"(?i)(?:another|a second|a third|other|one of)\b")


def known_later(spoken: Spoken, document: Document) -> dict[str, Party]:
    """For the keys of unnamed sources, the party that the text gives them further down; in the order of the text."""
    body = under_heading(document)
    found: dict[str, Party] = {}
    for place, (span, party) in enumerate(spoken):
        if party.kind == "media" and (paper := _paper(span, party, spoken[place + 1 :], document)):
            found.setdefault(party.key, paper)
        if party.named or party.kind != "anonymous" or party.key in found or _ANOTHER.match(span.quote):
            continue
        later = [(other_span, other) for other_span, other in spoken[place + 1 :] if other.key != party.key]
        alike = list(_alike(noun(party.name), later))
        named = {other.key: other for other in alike if other.named}
        if span.start < body:
            first = next((other for there, other in later if there.start >= body and other in alike), None)
            if first is not None and (not first.named or len(named) == 1):
                found[party.key] = first
        elif _meant(span, party, alike, named):
            found[party.key] = next(iter(named.values()))
    return found


def _paper(span: Span, party: Party, after: Spoken, document: Document) -> Party | None:
    """The paper that the text cites by name after "a Gaonese newspaper", where it is the next one that it cites."""
    called = party.named and not "".join(party.name.split()[-1:]).islower()  # "Velish paper" of a heading is no name
    if called or _ANOTHER.match(span.quote) or noun(party.name) not in words("printed"):
        return None
    own = (document.outlet or "").casefold()
    later = (other for _, other in after if other.kind == "media" and other.named and other.name.casefold() != own)
    first = next((one for one in later if one.key != party.key), None)
    return first if first and not _AGENCY.fullmatch(first.name) else None


def _meant(span: Span, party: Party, alike: Sequence[Party], named: dict[str, Party]) -> bool:
    """Whether a source can only be the one person of that description whom the text names."""
    if len(named) != 1:
        return False
    if noun(party.name) in words("family"):
        return True
    return bool(_DEFINITE.match(span.quote)) and not _several(party) and len({other.key for other in alike}) == 1


def _alike(word: str, later: Spoken) -> Iterator[Party]:
    """The parties that words for them call by a noun; those of a family by any kinship."""
    sought = words("kin") if word in words("family") else {word.removesuffix("s")}
    for _, other in later:
        if {one.removesuffix("s") for one in other.words} & sought and other.kind in ("anonymous", "person"):
            yield other


def _several(party: Party) -> bool:
    return noun(party.name).endswith("s")


def under_heading(document: Document) -> int:
    """Where the text under the heading begins; 0 where there is no heading."""
    title = document.title or ""
    return len(title) if title and document.text.startswith(title) else 0

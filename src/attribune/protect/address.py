"""Protected names inside addresses, handles and hashtags: the whole of the handle or step goes, which leads to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .spelling import FUNCTION, ORDINARY, Found, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What an account is called: a handle or hashtag, what stands before the @ of a mail address, a step of a path without
# hyphens (with them it is a heading: "oskar-leaves-home").
_HANDLE = re.compile(
    r"(?<!\w)[#@]\w[\w.]{0,200}(?<!\.)|(?<![\w.+-])[\w.+-]{1,64}(?=@[\w-])|(?<=/)[\w.~+]{1,200}(?<!\.)(?=[/?#\s\"'.,;]|\Z)"
)
_ADDRESS = re.compile(r"(?<!\w)(?:https?://|www\.)[^\s<>\"'“”‘’()]{1,400}|(?<=@)[\w.-]{2,200}")
_SIGNS = ("@", "#", "/", "www.")  # without one of these there is neither: nearly every text is passed over at once
_LEAST = 5  # letters of a name that is looked for inside a longer word


def found(text: str, forms: Mapping[str, frozenset[str]]) -> Iterator[Found]:
    """The names of ``forms``, {folded name: who bears it}, in addresses, alone or in a longer word; handles whole."""
    if not any(mark in text for mark in _SIGNS):
        return
    sizes = sorted({len(form) for form in forms if len(form) >= _LEAST}, reverse=True)
    if not sizes:
        return
    for handle in _HANDLE.finditer(text):
        if keys := frozenset[str]().union(*(keys for _, _, keys in _named(handle[0], sizes, forms))):
            yield Found(handle.start(), handle.end(), keys, whole=False)
    for address in _ADDRESS.finditer(text):
        for at, size, keys in _named(address[0], sizes, forms):
            yield Found(address.start() + at, address.start() + at + size, keys, whole=False)


def _named(
    told: str, sizes: list[int], forms: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The names inside the words of an address: where, how long, whose."""
    for word in words(told):
        if len(word.folded) != word.end - word.start:
            continue  # letters that fold to none or to two: their places are not those of the folded word
        for at, size in _inside(word.folded, sizes, forms):
            yield word.start + at, size, forms[word.folded[at : at + size]]


def _inside(folded: str, sizes: list[int], forms: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(folded) - _LEAST + 1:
        for size in sizes:
            form = folded[at : at + size]
            if len(form) == size and form in forms and form not in ORDINARY | FUNCTION:
                yield at, size
                at += size - 1
                break
        at += 1

"""Words as keys of a lexicon."""

from __future__ import annotations


def plain(words: str) -> str:
    """Words in lower case, as lexicons hold them.

    An expression that ignores case matches four letters beyond ASCII (dotless and dotted i, long s, the Kelvin sign);
    they are folded too, so that whatever it matched is found in the lexicon.
    """
    return " ".join(words.casefold().replace("\u0131", "i").replace("i\u0307", "i").replace("’", "'").split())

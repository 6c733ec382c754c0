"""In which language and script words are written."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SCRIPTS = (
    ("Latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("Hangul", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("Kana", re.compile("[\u3040-\u30ff]")),
    ("Han", re.compile("[\u3400-\u9fff]")),
    ("Cyrillic", re.compile("[\u0400-\u052f]")),
    ("Arabic", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("Hebrew", re.compile("[\u0590-\u05ff]")),
    ("Greek", re.compile("[\u0370-\u03ff]")),
    ("Thai", re.compile("[\u0e00-\u0e7f]")),
    ("Devanagari", re.compile("[\u0900-\u097f]")),
)
_ALONE = {"Hangul": "ko", "Kana": "ja", "Thai": "th", "Greek": "el", "Hebrew": "he"}  # a script with one language
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|that|is|was|for|on|with|as|by|at|from|has|have|had|it|its|are|were|be|been|this|which|who|not|but|said)\b",
    re.IGNORECASE,
)
_LONG = 120  # characters; of less the identifier is often wrong, above all of names
_SURE = 0.99
_SAMPLE = 6000


def script(text: str) -> str | None:
    """The script of most letters, None where there is no letter; Japanese in mixed writing counts as Kana."""
    counts = Counter({name: len(pattern.findall(text)) for name, pattern in _SCRIPTS})
    if counts["Kana"] * 5 > counts["Han"] > 0:
        counts["Kana"] += counts.pop("Han")
    name, number = max(counts.items(), key=lambda item: item[1])
    return name if number else None


def language(text: str, fallback: str | None = None) -> str | None:
    """The ISO 639-1 code of the language, as far as the length of the text allows to tell; else ``fallback``."""
    kind = script(text)
    if kind in _ALONE:
        return _ALONE[kind]
    sample = text[:_SAMPLE]
    words = sample.split()
    if kind == "Latin" and len(_ENGLISH.findall(sample)) >= max(2, 0.18 * len(words)):
        return "en"
    if kind is None or len(sample) < (_LONG if kind in ("Latin", "Cyrillic", "Arabic") else 12):
        return fallback
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else fallback


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

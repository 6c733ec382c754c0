"""Grades and likelihoods as machine tags of MISP's taxonomies ``admiralty-scale`` and ``estimative-language``.

A tag is ``namespace:predicate="value"`` (https://github.com/MISP/misp-taxonomies); others sort and filter by it.
"""

from __future__ import annotations

# ICD 203's ranges in percent, by the value that the taxonomy names them with.
_LIKELIHOODS = {
    (1, 5): "almost-no-chance",
    (5, 20): "very-unlikely",
    (20, 45): "unlikely",
    (45, 55): "roughly-even-chance",
    (55, 80): "likely",
    (80, 95): "very-likely",
    (95, 99): "almost-certain",
}


def credibility(grade: int) -> str:
    """The tag of an event's credibility, 1 to 6."""
    return f'admiralty-scale:information-credibility="{grade}"'


def reliability(grade: str) -> str:
    """The tag of a source's reliability, A to F."""
    return f'admiralty-scale:source-reliability="{grade.casefold()}"'


def likelihood(low: float | None, high: float | None) -> str | None:
    """The tag of a range of likelihood given as shares of one; None where it is none of ICD 203's."""
    if low is None or high is None:
        return None
    value = _LIKELIHOODS.get((round(low * 100), round(high * 100)))
    return f'estimative-language:likelihood-probability="{value}"' if value else None

"""What people's verdicts say about the rules that found the records."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from attribune.ledger.decision import Decision
    from attribune.model import Records

    from .row import Row

_Z = 1.959964  # of the normal distribution, for 95 percent


VERDICTS = ("confirm", "correct", "reject")
"""What people decide that says whether the machine was right."""


def rules(records: Records) -> Iterator[tuple[str, str]]:
    """The id of each record that can be judged, with the rule that found it."""
    for group in (records.statements, records.reports, records.figures, records.forecasts):
        yield from ((record.id, record.made.rule) for record in group)


def learn(found: Iterable[tuple[str, str]], decisions: Sequence[Decision]) -> list[Row]:
    """How often people confirmed or rejected what a rule found, the most judged rule first; ``found`` are ``rules``.

    A corrected record counts as rejected: the rule was not right as it stood.
    """
    verdicts = {d.target: d.kind for d in decisions if d.kind in VERDICTS}
    counts: Counter[tuple[str, bool]] = Counter()
    for one, rule in found:
        if one in verdicts:
            counts[rule, verdicts[one] == "confirm"] += 1
    ordered = sorted({rule for rule, _ in counts}, key=lambda rule: (-counts[rule, True] - counts[rule, False], rule))
    return [_row(rule, counts[rule, True], counts[rule, False]) for rule in ordered]


def _row(rule: str, confirmed: int, rejected: int) -> Row:
    low, high = wilson(confirmed, confirmed + rejected)
    share = round(confirmed / (confirmed + rejected), 6)
    return {"rule": rule, "confirmed": confirmed, "rejected": rejected, "share": share, "low": low, "high": high}


def whole(rows: Sequence[Row]) -> Row | None:
    """The share of all that was judged that was wrong, over all rules, with its interval; None of nothing."""
    wrong, judged = sum(row["rejected"] for row in rows), sum(row["confirmed"] + row["rejected"] for row in rows)
    if not judged:
        return None
    low, high = wilson(wrong, judged)
    return {"judged": judged, "wrong": wrong, "share": round(wrong / judged, 6), "low": low, "high": high}


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's interval at 95 percent for a share; it stays within 0 and 1 and holds for few trials."""
    share, square = successes / trials, _Z * _Z
    centre = (share + square / (2 * trials)) / (1 + square / trials)
    width = _Z / (1 + square / trials) * sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    return round(max(0.0, centre - width), 6), round(min(1.0, centre + width), 6)

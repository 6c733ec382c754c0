"""What a shelf keeps of decisions, so that people can go on deciding without the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .experience import VERDICTS, rules
from .ground import NotBoundedError
from .overlay import CASE_WIDE
from .sealed import seal

if TYPE_CHECKING:
    from attribune.ledger.decision import Decision
    from attribune.ledger.lookup import Lookup
    from attribune.ledger.shelf import Shelf
    from attribune.protect import Shield

    from .case import Readable
    from .desk import Desk
    from .fraction import Fraction
    from .overlay import Laid
    from .row import Row


def keep_decisions(made: Shelf, case: Readable, desk: Desk, laid: Laid, shield: Shield | None) -> None:
    """Keep what was decided until now as it may be shown; under seal, what covers words that are written later."""
    decisions, active = case.decisions.all(), laid.decisions  # what was decided meanwhile is laid over nothing
    made.keep("decisions", {one.hash: row for one, row in zip(decisions, desk.decisions(), strict=True)})
    made.keep("active", {one.hash: one.kind for one in active})
    made.keep("orphans", desk.orphans())
    made.keep("moved", dict(laid.moved))
    judged = {one.target for one in active if one.kind in VERDICTS}
    made.keep("judged", {one: rule for one, rule in rules(case.records()) if one in judged} if judged else {})
    graded = {one.target for one in active if one.kind == "grade"}
    proposed = [one for one in case.assessed().events if one.id in graded] if graded else []
    made.keep("graded", {one.id: [one.credibility, one.graded_by, one.grade_reason] for one in proposed})
    if shield:
        made.keep("sealed", seal(case.secret, shield.bare()))


def keep_renewed(made: Shelf, lookup: Lookup, fraction: Fraction, desk: Desk) -> Row:
    """The same where only some rows were made anew: what of decisions is known without the rest. Gives the summary."""
    decisions, active = fraction.case.decisions.all(), fraction.laid.decisions
    made.keep("decisions", {})  # else those of before would be taken for those of now
    made.keep("decisions", {one.hash: row for one, row in zip(decisions, desk.decisions(), strict=True)})
    made.keep("active", {one.hash: one.kind for one in active})
    orphans = [one for one in fraction.laid.decisions if not _about(one, made, lookup, fraction)]
    if orphans:
        raise NotBoundedError
    made.keep("orphans", [])
    made.keep("moved", dict(fraction.laid.moved))
    judged = [one.target for one in active if one.kind in VERDICTS]
    found = [(one.id, one.made.rule) for kind in _JUDGED for one in lookup.of(kind, "id", judged)]
    made.keep("judged", dict(found))
    graded = [one.target for one in active if one.kind == "grade"]
    proposed = lookup.of("events", "id", graded)
    made.keep("graded", {one.id: [one.credibility, one.graded_by, one.grade_reason] for one in proposed})
    return {"decisions": len(active), "orphaned_decisions": 0}


_JUDGED = ("statements", "reports", "figures", "forecasts")
_BY_ID = ("documents", *_JUDGED, "mentions", "entities", "events", "resolved_events", "origins")


def _about(one: Decision, made: Shelf, lookup: Lookup, fraction: Fraction) -> bool:
    """Whether what a decision is about is there."""
    if one.kind in CASE_WIDE or made.known(one.target, inside=True):
        return True
    if any(one.target in places for places in made.note("hidden places").values()):
        return True
    if any(lookup.there(kind, [one.target]) for kind in _BY_ID):
        return True
    return any(one.target == group.id for group in fraction.laid.assessed.events)

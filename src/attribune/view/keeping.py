"""What a shelf keeps of decisions, so that people can go on deciding without the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .experience import VERDICTS, rules
from .sealed import seal

if TYPE_CHECKING:
    from attribune.ledger.shelf import Shelf
    from attribune.protect import Shield

    from .case import Readable
    from .desk import Desk
    from .overlay import Laid


def keep_decisions(made: Shelf, case: Readable, desk: Desk, laid: Laid, shield: Shield | None) -> None:
    """Keep what was decided until now as it may be shown; under seal, what covers words that are written later."""
    decisions, active = case.decisions.all(), case.decisions.active()
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

"""Set-wise: on whose word each report stands, how many origins there are, where they differ, how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.model import Assessed, Link
from attribune.model.index import Index
from attribune.profiles import in_parts
from attribune.profiles.geography import Geography

from .conflict import Conflicts
from .contrast import contrasts
from .dispute import disputes
from .event import Assessor
from .figure import Figures
from .manner import manners
from .origin import Origins

if TYPE_CHECKING:
    from attribune.model import Records, Resolved
    from attribune.profiles import Profile

__all__ = ["assess"]


def assess(records: Records, resolved: Resolved, profile: Profile) -> Assessed:
    """Events with details, counts and grades; the chain of every report and figure; origins; conflicts."""
    index = Index(in_parts(records, profile), resolved.entities)
    geography = Geography(profile)
    origins = Origins(index, geography, resolved.copies)
    assessor = Assessor(index, geography, origins, Conflicts(index, geography))
    events = tuple(assessor.event(event) for event in resolved.events)
    disputed = disputes(index, origins.answers, origins.chains.parties.of)
    numbers = (*Figures(index, geography).links(), *contrasts(index))
    # What one statement answers in another is one disagreement, however many events the other tells of.
    links: dict[tuple[object, ...], Link] = {}
    for one in (*assessor.links, *disputed, *manners(index), *numbers):
        links.setdefault((one.kind, one.source, one.target, one.detail), one)
    return Assessed(events, assessor.chains(), assessor.origins(), tuple(links.values()))

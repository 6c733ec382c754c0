"""Why two records were joined or held apart, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.resolve.entity import why as entity_why
from attribune.resolve.waterfall import why as event_why

if TYPE_CHECKING:
    from attribune.model import Records, Resolved
    from attribune.profiles import Profile


def why(records: Records, resolved: Resolved, profile: Profile, one: str, other: str) -> str | None:
    """The reason that two names (ids of mentions or entities) or two tellings (of reports or events) are one, or not.

    None where the two are no two names and no two tellings.
    """
    mentions = {m.id: m.id for m in records.mentions} | {e.id: e.mentions[0] for e in resolved.entities}
    if one in mentions and other in mentions:
        return entity_why(records, profile, mentions[one], mentions[other])
    return event_why(records, resolved, profile, one, other) or None

"""Why two records were joined or held apart, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.resolve.entity import why as entity_why

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
    event_of = {report: event for event in resolved.events for report in event.reports}
    event_of |= {event.id: event for event in resolved.events}
    if one not in event_of or other not in event_of:
        return None
    ours, theirs = event_of[one], event_of[other]
    if ours.id != theirs.id:
        return "they are held to be two events: nothing that they have in common was enough to join them"
    links = [link for link in resolved.links if link.kind == "same_event"]
    direct = [link.why for link in links if {link.source, link.target} == {one, other}]
    inside = [link.why for link in links if {link.source, link.target} <= set(ours.reports)]
    return "; ".join(dict.fromkeys(direct or inside)) or ours.made.reason

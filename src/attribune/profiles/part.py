"""Roles by the part that they play: a victim, a defector and an accused are all those that something befalls.

A profile names its roles as its field does; what compares tellings across documents knows three parts: whom it befalls
(``affected``), who does it (``agent``) and what it concerns (``object``). Other roles (place, count, reason) are
called alike everywhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribune.model import Records, Report

    from .profile import EventType, Profile


def in_parts(records: Records, profile: Profile) -> Records:
    """The records, the arguments of their reports named by part. Nothing else changes."""
    if not profile.parts:
        return records
    return replace(records, reports=tuple(_report(report, profile.parts) for report in records.reports))


def kin(profile: Profile) -> dict[str, str]:
    """{type: the type of its kin}: a happening told as either may be one."""
    return {kind.name: kind.kin for kind in profile.event_types if kind.kin}


def _report(report: Report, parts: dict[str, str]) -> Report:
    return replace(
        report, arguments=tuple(replace(one, role=parts.get(one.role, one.role)) for one in report.arguments)
    )


def acts(kind: EventType, profile: Profile) -> bool:
    """Whether those whom an event is about are those who act, as in a protest or a journey."""
    first = next((profile.parts.get(role.name, role.name) for role in kind.roles), "")
    return first == "agent"

"""Who is at risk and gets a pseudonym: relatives, minors, aliases, people whose full name the sources withhold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.profiles import Profile

    from .bearer import Bearer

_OF_AGE = 18


def at_risk(members: Sequence[Bearer], profile: Profile) -> tuple[bool, str]:  # noqa: PLR0911 - a rule each
    """Whether a person is to be protected, and why or why not. Organisations and places never are.

    The rules, in this order: a minor is; an alias is; whoever holds a public office, rules or signs the article is not;
    a relative is; somebody called by a surname alone is; whoever the sources name in full is not.
    """
    if members[0].kind != "person":
        return False, "not a person"
    ages = [age for one in members for age in one.ages]
    if ages and min(ages) < _OF_AGE:
        return True, f"a minor, {min(ages)} years old"
    if all(one.form == "alias" for one in members):
        return True, "known by an alias: the sources withhold the name"
    if public := _public(members, profile):
        return False, public
    kin = sorted({kin for one in members for kin in one.kin})
    if kin:
        return True, f"a relative ({', '.join(kin)}) without a public office"
    if not any(one.form == "full" for one in members):
        return True, "known by a surname only: the sources withhold the full name"
    return False, "the sources give the full name"


def _public(members: Sequence[Bearer], profile: Profile) -> str | None:
    held = {office for one in members for office in one.offices}
    known = sorted(office.title for office in profile.offices if office.public and office.title.casefold() in held)
    if known:
        return f"holds or held a public office: {known[0]}"
    for one in members:
        for mention in one.mentions:
            if re.search(r"before a word for rule|signs the article", mention.made.reason):
                return "speaks in public: " + mention.made.reason.split(";")[0]
    return None

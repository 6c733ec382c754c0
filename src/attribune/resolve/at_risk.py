"""Who is at risk and gets a pseudonym: relatives, minors, aliases, people whose full name the sources withhold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attribune.profiles import Profile

    from .bearer import Bearer

_OF_AGE = 18
IN_FULL = "the sources give the full name"
ONE_OF_SEVERAL = "one of several people whose full names the text gives"
"""Why somebody is not protected of whom nothing else is known."""
_KNOWN = {"name.person.signed": "signs an article", "name.person.ruler": "heads a government"}


def at_risk(  # noqa: PLR0911 - a rule each
    members: Sequence[Bearer], profile: Profile, named: Mapping[str, Bearer]
) -> tuple[bool, str]:
    """Whether a person is to be protected, and why or why not. Organisations and places never are.

    The rules, in this order: a minor is; an alias is; whoever holds a public office, rules or signs the article is not;
    everybody in a text that changed names is; a relative is; somebody called by a surname alone is, unless that is of
    one of several whom the text names in full; whoever the sources name in full is not. ``named`` gives whom each
    ``local`` names.
    """
    if members[0].kind != "person":
        return False, "not a person"
    ages = [age for one in members for age in one.ages]
    if ages and min(ages) < _OF_AGE:
        return True, f"a minor, {min(ages)} years old"
    aliases = any(m.made.rule == "name.person.pseudonym" for one in members for m in one.mentions)
    if aliases or all(one.form == "alias" for one in members):
        return True, "known by an alias: the sources withhold the name"
    if public := _public(members, profile):
        return False, public
    if any(m.made.rule == "name.person.renamed" for one in members for m in one.mentions):
        return True, "named in a text that says it changed names"
    kin = sorted({kin for one in members for kin in one.kin})
    if kin:
        return True, f"a relative ({', '.join(kin)}) without a public office"
    if ambiguous := _one_of_several(members, named):
        return False, ambiguous
    if not any(one.form == "full" for one in members):
        return True, "known by a surname only: the sources withhold the full name"
    return False, IN_FULL


def _one_of_several(members: Sequence[Bearer], named: Mapping[str, Bearer]) -> str | None:
    """Why a bare surname hides nobody: it is that of one of several people whom the same text names in full."""
    candidates = [[named.get(c) for c in m.candidates] for one in members for m in one.mentions]
    full = all(ones and all(one is not None and one.form == "full" for one in ones) for ones in candidates)
    return ONE_OF_SEVERAL if full else None


def _public(members: Sequence[Bearer], profile: Profile) -> str | None:
    held = {office for one in members for office in one.offices}
    known = sorted(office.title for office in profile.offices if office.public and office.title.casefold() in held)
    if known:
        return f"holds or held a public office: {known[0]}"
    rules = {mention.made.rule for one in members for mention in one.mentions}
    return next((why for rule, why in _KNOWN.items() if rule in rules), None)

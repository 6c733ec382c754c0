"""How words that leave out the year, or are reckoned from the day of publication, find their place."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from .context import listed, word_before
from .reading import Reading, Setting, dated, nonsense

if TYPE_CHECKING:
    from .grammar import Found
    from .stretch import Stretch
    from .word import Word

NOT_TOLD = "reckoned from the day of publication, which is not known"


def part_of(found: Found) -> str:
    """The part of a stretch that "early", "mid", "the end of" pick out, "" for the whole."""
    word = found.get("p")
    return word.value if word else ""


def year_of(found: Found, setting: Setting) -> int | None:
    """The year that the words themselves name: "1998", "last year"."""
    year = found.get("y") or found.get("yw") or found.get("yq")
    if year:
        return int(year.value)
    for name, step in (("last", -1), ("this", 0), ("next", 1)):
        if found.get(name) and setting.today:
            return setting.today.year + step
    return None


def nearest(stretch: Stretch, setting: Setting, text: str, at: int) -> Stretch:
    """The stretch of that name (a month, a day of a month, a season) that the words mean.

    A verb right above them decides by its tense: the last one that had begun, or the next one that has not ended. Where
    none does, the nearest to publication: a date far off would be given its year.
    """
    today = setting.today
    assert today is not None
    here = stretch.in_year(today.year)
    ahead = here if here.last >= today else stretch.in_year(today.year + 1)
    behind = here if here.first <= today else stretch.in_year(today.year - 1)
    before = word_before(text, at)
    if before in ("since", "ended") or _COMPARED.search(text, max(0, at - 60), at):
        return behind
    named = listed(before, "articles")  # "under a June agreement": no verb tells
    tense, governed = ("present", False) if named else (setting.tense(at), setting.governed(at))
    until, since = ahead.first - today, today - behind.last
    if until > _FAR and since < _JUST:
        return behind  # in July the June to come would be "next June"
    if since > _FAR and until < _JUST:
        return ahead  # and the August of a year ago "last August"
    if governed and tense != "present":
        return ahead if tense == "future" else behind
    if tense == "future" and (since > _JUST or before in ("by", "until", "till", "before")):
        return ahead
    near = _NEXT if tense == "past" and _IN.search(text, max(0, at - 4), at) else _SOON
    return ahead if until < min(since, near) else behind


# What is held against something is over: "up from 40 tons in March".
_COMPARED = re.compile(
    r"\b(?:than\s|(?:from|versus|against|with)\s[^\s;:]{0,9}\d[^\s;:]{0,9}\s)(?:[a-z]{1,12}\s){0,3}in\s$"
)
_FAR = timedelta(days=300)
_JUST = timedelta(days=60)
_SOON = timedelta(days=150)
_NEXT = timedelta(days=45)
_IN = re.compile(r"\b[Ii]n\s$")  # "an interview in October": not "the October talks", "until October"


def undated(stretch: Stretch, setting: Setting, found: Found) -> Reading:
    """The reading of a stretch whose year is not told (``stretch`` has any)."""
    part = part_of(found)
    if setting.today is None:
        value = "XXXX" + stretch.timex[4:]
        return Reading(
            "DATE", value, "XXXX" + stretch.edtf[4:], "its year is not told, nor the date of publication", ""
        )
    try:
        told = _in_year_told(stretch, setting, found)
        if told:
            return told
        chosen = nearest(stretch, setting, found.text, found.start)
    except ValueError:
        return nonsense(f"XXXX{stretch.timex[4:]}", "the year nearest to publication has no 29 February")
    side = "the next" if chosen.last >= setting.today else "the last"
    return dated(chosen, f"{side} of that name, seen from the day of publication", "published", part)


def _in_year_told(stretch: Stretch, setting: Setting, found: Found) -> Reading | None:
    """The stretch in the year that the sentence before it told: "On 5 May 2009 he left. On 7 May he arrived."

    Only for what is told as past, as exactly as the time told and not long after it.
    """
    spoken = setting.year_told()
    if spoken is None or setting.today is None or setting.tense(found.start) != "past":
        return None
    chosen = stretch.in_year(spoken.first.year)
    if spoken.grain != stretch.grain or not timedelta() <= chosen.first - spoken.first <= _SOON:
        return None
    return dated(chosen, "in the year told just before", "text", part_of(found))


def ordinal(word: Word) -> int:
    """The number of an ordinal; "second" is a unit of time in the lexicon."""
    return 2 if word.kind == "SECOND" else int(word.value)


def unknown(value: str) -> Reading:
    """The reading of relative words where nothing is known of the publication date."""
    return Reading("DATE", value, None, NOT_TOLD, "")


def unknown_value(grain: str) -> str:
    """The TIMEX3 value of a week, month, quarter, day or year that is not known."""
    return {"week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "day": "XXXX-XX-XX"}.get(grain, "XXXX")


def possessive(found: Found) -> bool:
    """Whether "'s" follows: "Friday's ruling" has been made, whatever the verb says; not "ahead of Friday's vote"."""
    awaited = found.text[max(0, found.start - 9) : found.start].lower() == "ahead of "
    return found.text[found.end : found.end + 2] in ("'s", "’s") and not awaited

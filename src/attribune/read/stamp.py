"""Dates as machines write them, as EDTF."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_tz

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_EDTF = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[~?%]?")
_FIRST_YEAR, _LAST_YEAR = 1600, 2100  # newspapers began in 1605


def edtf(value: str) -> str | None:
    """The EDTF value of a date as a machine writes it (EDTF itself, ISO 8601 with or without a time, RFC 2822).

    The day is the printed one, whatever its time zone. None where it is no date.
    """
    value = value.strip()
    parts = value.split("/")
    if len(parts) <= 2 and value.strip("./") and all(part in ("", "..") or _is_edtf(part) for part in parts):
        return value
    match = _ISO.match(value) or _COMPACT.match(value)
    if match:
        return day(*(int(part) for part in match.groups()))
    parsed = parsedate_tz(value[:80]) if re.search(r"[A-Za-z]{3}", value[:80]) else None
    return day(*parsed[:3]) if parsed else None


def _is_edtf(value: str) -> bool:
    """Whether a value is a year, month, season or day of EDTF, perhaps uncertain, that the calendar has."""
    match = _EDTF.fullmatch(value)
    if not match:
        return False
    year, of_year, of_month = match.groups()
    if "X" in value:
        return True
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR or not (
        of_year is None or 1 <= int(of_year) <= 12 or 21 <= int(of_year) <= 41
    ):
        return False
    return of_month is None or day(int(year), int(of_year), int(of_month)) is not None


def day(year: int, month: int, of_month: int) -> str | None:
    """The day as EDTF, None where the calendar has no such day or no newspaper could bear it."""
    try:
        return date(year, month, of_month).isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def in_url(url: str) -> str | None:
    """The date in an address, such as ``/2019/11/19/`` or ``-20191119-``; None where it has none or more than one."""
    path = "/" + url.split("://", 1)[-1].partition("/")[2]
    found = {
        day(int(year), int(month), int(of_month))
        for year, month, of_month in re.findall(r"(?<!\d)((?:19|20)\d\d)[-/_.]?(\d\d)[-/_.]?(\d\d)(?!\d)", path)
    } - {None}
    if len(found) == 1:
        return found.pop()
    months = set(re.findall(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)", path)) if not found else set()
    return "-".join(months.pop()) if len(months) == 1 else None

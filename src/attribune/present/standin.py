"""Tables that a person imported to stand in for what an article lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from attribune.view import View

Row = dict[str, Any]
_PLACE = re.compile(r"(\S+) (\d{1,12}) (\d{1,12})")


def stand_ins(view: View, documents: Iterable[Row]) -> Iterator[tuple[str, int, int, Row]]:
    """The tables among some documents: of which document, and of which stretch of it as shown, each stands in."""
    for row in documents:
        told = next((one["value"] for one in row["metadata"] if one["name"] == "stands_for"), "")
        if found := _PLACE.fullmatch(told or ""):
            yield found[1], *view.desk.shown(found[1], int(found[2]), int(found[3])), row

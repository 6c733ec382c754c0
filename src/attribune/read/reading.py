"""What a reader of one format gives: the text and the way back, without a place in a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribune.model import Metadatum, OffsetMap, PageMap, Region


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that some bytes hold, as fields of a Document."""

    text: str
    media_type: str
    encoding: str
    metadata: tuple[Metadatum, ...] = ()
    regions: tuple[Region, ...] = ()
    origin_map: OffsetMap | None = None
    page_map: PageMap | None = None


def told(given: tuple[Metadatum, ...], name: str) -> str | None:
    """The first value for a name."""
    return next((one.value for one in given if one.name == name), None)

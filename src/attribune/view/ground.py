"""What kept rows were made of, kept with them, so that only what changed since need be made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attribune.ledger.difference import mark

from .overlay import link_id
from .sealed import seal, unseal
from .shelving import LAST, LATER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from attribune.ledger.shelf import Shelf
    from attribune.model import Assessed, Resolved
    from attribune.protect import Shield

    from .overlay import Laid


class NotBoundedError(Exception):
    """What changed cannot be told from what stayed: everything must be made anew."""


Places = dict[str, dict[str, int]]
GROUPS = ("entities", "events", "origins", "links")
"""The kinds of rows that stand in no one document."""


def places_of(resolved: Resolved, assessed: Assessed, laid: Laid) -> Places:
    """In which place each entity, event, origin and link stands: as in the ledger, then what only decisions made."""
    found: Places = {
        "entities": {one.id: place for place, one in enumerate(resolved.entities)},
        "events": {one.id: place for place, one in enumerate(assessed.events or resolved.events)},
        "origins": {one.id: place for place, one in enumerate(assessed.origins)},
        "links": {},
    }
    for place, one in (*enumerate(resolved.links), *enumerate(assessed.links, LATER)):
        found["links"].setdefault(link_id(one), place)
    for kind, groups in (("entities", laid.resolved.entities), ("events", laid.assessed.events)):
        made = [group.id for group in groups if group.id not in found[kind]]
        found[kind] |= {one: place for place, one in enumerate(made, LAST)}
    return found


def keep_ground(made: Shelf, folder: Path, files: Mapping[str, str], places: Places) -> None:
    """Keep what tells later what changed in the ledger, and the places of those groups that are not shown."""
    made.keep("ledger", mark(folder, files))
    shown = {kind: {raw for _, raw in made.ids(kind)} for kind in GROUPS}
    made.keep(
        "hidden places",
        {kind: {one: place for one, place in places[kind].items() if one not in shown[kind]} for kind in GROUPS},
    )


def keep_sealed(made: Shelf, secret: bytes, shield: Shield, laid: Laid, register: Mapping[str, str]) -> None:
    """Keep under seal what of protection must be known of each document."""
    documents = (one.id for one in laid.records.documents)
    told = {
        "phrases": {one: pairs for one in documents if (pairs := shield.phrases_of(one))},
        "guarded": sorted({one for event in shield.guarded if len(event) > 1 for one in event}),
        "register": dict(register),
        "names": sorted({one.name for one in laid.resolved.entities}),
    }
    seal_ground(made, secret, told)


def seal_ground(made: Shelf, secret: bytes, told: Mapping[str, Any]) -> None:
    """Keep it, where it is at hand."""
    made.keep("sealed ground", seal(secret, told))


def sealed_ground(kept: Shelf, secret: bytes) -> dict[str, Any]:
    """The same again."""
    found: dict[str, Any] = unseal(secret, kept.note("sealed ground"))
    return found

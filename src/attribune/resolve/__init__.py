"""Set-wise: which names are one entity, which documents are copies, which reports tell of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.ledger.joined import join_entities, join_events
from attribune.ledger.linker import Weigher, weigh
from attribune.model import Resolved
from attribune.model.index import Index
from attribune.profiles import in_parts

from .copy import copies
from .entity import entities
from .event import events
from .follow import follows
from .grown import Graft, Grown, grow, with_fresh
from .neighbour import Keys, neighbour_keys, term_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attribune.ledger.decision import Decision
    from attribune.model import Records
    from attribune.profiles import Profile

__all__ = [
    "Graft",
    "Grown",
    "Keys",
    "copies",
    "entities",
    "events",
    "follows",
    "grow",
    "neighbour_keys",
    "resolve",
    "term_keys",
    "with_fresh",
]


def resolve(
    records: Records,
    profile: Profile,
    given: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
    weigher: Weigher = weigh,
) -> Resolved:
    """Entities, copies and events of all documents, and the links that explain them.

    ``given`` maps a record's id (an entity's first mention, an event's first report) to the id that it was once given.
    ``decisions`` in force join and part what the rules found: entities before events are looked for, and events.
    ``weigher`` weighs the pairs of names.
    """
    given, records = given or {}, in_parts(records, profile)
    known, _ = join_entities(entities(records, profile, given, weigher), records.mentions, decisions)
    index = Index(records, known)
    copied = copies(records.documents)
    found, links = events(index, copied, profile, given)
    told, _ = join_events(found, decisions)
    return Resolved(known, copied, told, (*links, *follows(index)))

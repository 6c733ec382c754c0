"""Making only those rows anew that a change touches, in a copy of those that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attribune.ledger.reshelved import Reshelved, told
from attribune.ledger.shelf import Shelf

from .ground import GROUPS, NotBoundedError, Places, seal_ground
from .keeping import keep_renewed
from .overlay import link_id
from .renewal import Renewal
from .sealed import seal
from .shelved import ShelvedCover, ShelvedDesk
from .shelving import KINDS, LAST, LATER, REJECTED, Order, cuts, offices, order_of, put, span_of, ties_of
from .stamp import looked_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from attribune.ledger.reshelved import Dropped
    from attribune.ledger.shelf import Put

    from .fraction import Fraction
    from .view import View

_OUT = tuple(REJECTED + kind for kind in ("statements", "reports", "figures", "forecasts"))


def renew(
    source: Path, draft: Path, view: View, write: Callable[[Shelf, Fraction], None], early: Callable[[Path], None]
) -> Shelf:
    """A copy of kept rows, in which all that changed since is made anew; ``write`` writes the lists.

    Rows that may be shown with the lists of before are told ``early``, since lists take longer.

    Raises NotBoundedError where it cannot be told what changed.
    """
    kept = Shelf.opened(source)
    generation, files = view.generation()
    if kept is None or kept.note("ledger") is None:
        raise NotBoundedError
    renewal = Renewal(view, kept, generation, files)
    made = renewal.fraction()
    touched = made.touched
    shelf = Reshelved.copied(source, draft)
    try:
        _rows(shelf, kept, renewal, made)
        _notes(shelf, kept, renewal, made)
        if renewal.quiet:
            shelf.keep("summary", made.counted)
            shelf.keep("finished", told=1)
            early(draft)
        shelf.unlist()
        write(shelf, made)
    except BaseException:
        shelf.close()
        draft.unlink(missing_ok=True)
        raise
    finally:
        kept.close()
    shelf.finish()
    assert touched is made.touched
    return shelf


def _rows(shelf: Reshelved, kept: Shelf, renewal: Renewal, made: Fraction) -> None:
    """Take the rows out that are touched, and put those in that there are now."""
    touched, key = made.touched, made.cover.key
    groups = {"entities": touched.entities, "events": touched.events, "origins": touched.origins}
    groups["links"] = {raw for _, raw in _links(kept, made)}
    documents = [key(one) for one in sorted(touched.documents)]
    dropped = shelf.among(documents, groups)
    order, places = _order(shelf, kept, renewal, made)
    rows = list(_puts(made, order))
    shelf.drop(dropped, _ties(kept, dropped, [key(one) for one in touched.entities]))
    shelf.put(rows)
    shown = {kind: {one.raw for one in rows if one.kind == kind} for kind in GROUPS}
    hidden: Places = kept.note("hidden places")
    for kind in GROUPS:
        gone = {raw: order_of(number) for number, was, _, raw in dropped if was == kind}
        fresh = {one.id for one in renewal.difference.new[kind]} if kind != "links" else set()
        there = gone.keys() if kind == "links" else renewal.lookup.there(kind, {*gone, *hidden[kind], *fresh})
        left = gone | {one: places[kind][one] for one in fresh} | hidden[kind]
        wanted = there | (hidden[kind].keys() if kind == "links" else set())
        hidden[kind] = {one: place for one, place in left.items() if one not in shown[kind] and one in wanted}
    shelf.keep("hidden places", hidden)


def _links(kept: Shelf, made: Fraction) -> Iterator[tuple[str, str]]:
    """The links, as they are kept, of all whose links are made anew: (id as shown, id inside the case)."""
    targets = [shown for one in sorted(made.ends) for shown in (made.cover.key(one), f"end {made.cover.key(one)}")]
    asked = "SELECT id, raw FROM row WHERE number IN (SELECT number FROM tie WHERE kind = 'links' AND target IN (*))"
    yield from kept.ask(asked, (), targets)


def _puts(made: Fraction, order: Order) -> Iterator[Put]:
    for kind in KINDS:
        for raw in made.raw(kind):
            yield put(kind, raw, made.of_rows, made.cover, order)
    rejected = list(made.out())
    for kind in _OUT:
        for raw in (row for was, row in rejected if REJECTED + was == kind):
            yield put(kind, raw, made.of_rows, made.cover, order)
    yield from offices(made.offices_here(), made.cover, order)
    yield from cuts(made.own_documents(), made.cover, order)


def _ties(kept: Shelf, dropped: Dropped, entities: list[str]) -> Iterator[tuple[str, str, int]]:
    """What rows that go were found by."""
    for number, (kind, row) in told(kept, [one[0] for one in dropped]).items():
        if kind == "offices":
            yield from ((one, kind, number) for one in entities)
        else:
            yield from ((one, kind, number) for one in ties_of(kind, row))


def _order(shelf: Reshelved, kept: Shelf, renewal: Renewal, made: Fraction) -> tuple[Order, Places]:
    """Where what is put in stands: where it stood, or after all others if it is new in the ledger."""
    new = renewal.difference.new
    places: Places = {kind: dict(kept.note("hidden places")[kind]) for kind in GROUPS}
    documents: dict[str, int] = {}
    fresh = {one.id for one in new["documents"]}
    last = order_of(max(shelf.last("documents", span_of("documents")[1]), 0)) if shelf.number("documents") else -1
    for one in made.own_documents():
        known = kept.known(made.cover.key(one.id))
        if one.id in fresh or known is None:
            last += 1
            documents[one.id] = last
        else:
            documents[one.id] = order_of(known.number)
    laid = made.laid
    groups = {
        "entities": [one.id for one in laid.resolved.entities], "events": [one.id for one in laid.assessed.events],
        "origins": [one.id for one in laid.assessed.origins],
    }  # fmt: skip
    for kind, ids in groups.items():
        known_places = _known(kept, kind, ids)
        again = [one.id for one in new[kind]]
        places[kind] = _placed(shelf, kind, places[kind] | known_places, again, (0, LAST))
        later = [one for one in _made(renewal, made, kind) if one not in places[kind]]
        places[kind] |= {one: place for place, one in enumerate(later, LAST)}
    fresh_links = {*new["resolved_links"], *new["links"]}
    links = {link_id(one) for one in (*laid.resolved.links, *laid.assessed.links)}
    own = places["links"] | _known(kept, "links", sorted(links))
    anew = set(map(link_id, (*new["resolved_links"], *new["links"])))
    anew -= {link_id(one) for one in (*laid.resolved.links, *laid.assessed.links) if one not in fresh_links}
    for kind, between in (("resolved_links", (0, LATER)), ("links", (LATER, LAST))):
        ids = [one for one in map(link_id, new[kind]) if one in anew]
        own = _placed(shelf, "links", own, ids, between)
    places["links"] = own
    return Order(documents, places), places


def _made(renewal: Renewal, made: Fraction, kind: str) -> list[str]:
    """The groups that only decisions made, in their order."""
    if kind == "entities":
        return renewal.people.parted
    return [one.id for one in made.laid.assessed.events] if kind == "events" else []


def _known(kept: Shelf, kind: str, ids: list[str]) -> dict[str, int]:
    """The places at which groups stand, but for those that only decisions made."""
    asked = "SELECT raw, number FROM row WHERE kind = ? AND raw IN (*) ORDER BY number DESC"
    found = {raw: order_of(number) for raw, number in kept.ask(asked, (kind,), ids)}
    return {raw: place for raw, place in found.items() if place < LAST}


def _placed(
    shelf: Reshelved, kind: str, places: dict[str, int], anew: list[str], between: tuple[int, int]
) -> dict[str, int]:
    """The places, with those that are new in the ledger after all that stand between two."""
    first, last = span_of(kind, *between)
    number = shelf.last(kind, last)
    place = max(
        [
            order_of(number) if number >= first else between[0] - 1,
            *(one for one in places.values() if between[0] <= one < between[1]),
        ]
    )
    for one in dict.fromkeys(anew):
        place += 1
        places[one] = place
    return places


def _notes(shelf: Reshelved, kept: Shelf, renewal: Renewal, made: Fraction) -> None:
    """What is kept beside rows and lists."""
    secret = renewal.secret
    shelf.keep("ledger", renewal.mark)
    shelf.keep("sealed", seal(secret, renewal.now))
    names = sorted({one.name for one in renewal.people.entities})
    told_ = {"phrases": renewal.phrases, "guarded": renewal.guarded, "names": names}
    seal_ground(shelf, secret, told_ | {"register": dict(renewal.view.register)})
    cover = ShelvedCover(made.words_alone(renewal.now), shelf)
    made.desk = ShelvedDesk(renewal.view.case, cover, shelf, "")
    decided = keep_renewed(shelf, renewal.lookup, made, made.desk)
    shelf.keep("called", cover.words(renewal.view.case.root.resolve().name))
    shelf.keep("index", renewal.view.stamped)
    made.counted = _summary(shelf, kept, renewal, made) | decided


def _summary(shelf: Reshelved, kept: Shelf, renewal: Renewal, made: Fraction) -> dict[str, Any]:
    """How much there is of each kind, as ``View.summary`` counts it."""
    counts: dict[str, Any] = dict(kept.note("summary"))
    counts |= {kind: shelf.number(kind) for kind in KINDS}
    documents = [made.cover.key(one) for one in sorted(made.touched.documents)]
    for sign, there in ((-1, kept), (1, shelf)):
        for row in there.some(documents).values():
            counts["failed"] += sign * (row["failure"] is not None)
            counts["partly_read"] += sign * any(one["name"] == "coverage" for one in row["metadata"])
            counts["damaged"] += sign * sum(region["kind"] == "damage" for region in row["regions"])
        unnamed = (row for one in documents for row in there.inside("statements", one))
        counts["anonymous_statements"] += sign * sum(row["source_kind"] == "anonymous" for row in unnamed)
    counts["conflicts"] = shelf.count("conflict", "links")
    counts["protected"] = sum(one in renewal.people.by_id for one in renewal.people.judged.people)
    return counts | {"looked_up": looked_up(renewal.view.case)}

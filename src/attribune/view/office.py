"""What articles call people beside their names: posts and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from attribune.model import Mention
    from attribune.profiles import Profile

    from .cover import Cover
    from .overlay import Laid
    from .row import Row, Rows


def offices(
    mentions: Iterable[Mention], laid: Laid, rows: Rows, cover: Cover, profile: Profile
) -> Iterator[tuple[str, str, Row]]:
    """What mentions of public people say of their posts, each with the ids inside the case of the entity and the
    document: ``words, document, published, span``. Of people at risk nothing is given, since a post tells who they are.
    """
    dates = {one.id: one.published for one in laid.records.documents}
    marked = {one.id: one.protect for one in laid.resolved.entities}
    polite = {one.rstrip(".").casefold() for one in profile.honorifics}
    for one in mentions:
        told = [words for words in (*one.offices, *one.titles) if words.rstrip(".").casefold() not in polite]
        entity = rows.mention(one)["entity"] if told else None
        if entity is None or cover.protects(entity, marked[entity]):
            continue
        place = {"start": one.span.start, "end": one.span.end, "quote": one.span.quote}
        for words in told:
            row = {"words": cover.words(words), "published": dates.get(one.document)}
            yield entity, one.document, cover.row("mentions", row | {"document": one.document, "span": place})

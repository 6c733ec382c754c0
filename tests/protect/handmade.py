"""Small cases for protection: texts with who is named where."""

from __future__ import annotations

from dataclasses import dataclass

from attribune.model import Document, Entity, Made, Mention, Records, Resolved, Span, document_id, record_id
from attribune.protect import Policy, Settings, Shield

MADE = Made("test.hand")


@dataclass(frozen=True)
class Named:
    """Somebody named in texts: ``places`` are (number of the text, start, end)."""

    name: str
    protect: bool = True
    places: tuple[tuple[int, int, int], ...] = ()
    kind: str = "person"


def shield_of(texts, people, decisions=(), policy=None, reasons=None, **records):
    """A shield over texts whose documents are called by their number. ``reasons`` say why somebody is protected."""
    documents = tuple(
        Document(document_id(f"{number}.txt", "00"), f"{number}.txt", "00", text, "text/plain", "utf-8")
        for number, text in enumerate(texts)
    )
    mentions, entities = [], []
    for number, one in enumerate(people):
        own = []
        for text, start, end in one.places:
            span = Span.of(texts[text], start, end)
            own.append(
                Mention(
                    record_id(documents[text].id, "mention", span, ordinal=number),
                    documents[text].id, span, one.kind, one.name, f"local{number}", MADE,
                )
            )  # fmt: skip
        names = tuple(dict.fromkeys([one.name, *(mention.span.quote for mention in own)]))
        ids = tuple(mention.id for mention in own)
        why = (reasons or {}).get(one.name, "by hand")
        entities.append(Entity(f"e{number}", one.kind, one.name, names, ids, one.protect, why, MADE))
        mentions += own
    records = Records(documents=documents, mentions=tuple(mentions), **records)
    settings = Settings(b"\x01" * 32, policy or Policy(), tuple(decisions))
    return Shield(records, Resolved(entities=tuple(entities)), settings)


def named(texts, name, words=None, *, protect=True, kind="person"):
    """Somebody whose every occurrence under these words is a mention."""
    places = []
    for number, text in enumerate(texts):
        start = text.find(words or name)
        while start >= 0:
            places.append((number, start, start + len(words or name)))
            start = text.find(words or name, start + 1)
    return Named(name, protect, tuple(places), kind)


def shown(shield, number=0):
    """The text of one of the documents as it may be shown."""
    return shield.redaction(document_id(f"{number}.txt", "00")).text

"""What is known of a field, as plain values; ``profiles.load`` reads it from data files."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event of a type.

    ``lemmas`` is the sequence of lemmas, head first as written ("turn up", "request asylum" is ("request", "asylum"));
    ``pos`` the part of speech of its head (VERB, NOUN, ADJ). ``needs`` and ``bars`` are sense restrictions: names
    of tests that ``extract`` knows, each with its value ("object=asylum|refuge", "subject=person", "to=place").
    ``status`` overrides the type's default.
    """

    lemmas: tuple[str, ...]
    pos: str
    needs: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """How grammar and the kind of filler choose an argument.

    ``paths`` are the grammatical places in order of preference ("subject", "object", "passive_subject", "by", "of", "possessive",
    "compound", "prep:from", "prep:to", "clause:for"); ``fillers`` the kinds that may fill it (person, group, organisation, place, thing, number, clause).
    """

    name: str
    paths: tuple[str, ...]
    fillers: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class EventType:
    """An event type with its triggers and roles, its default status, and its PLOVER or CAMEO code where one exists."""

    name: str
    description: str
    triggers: tuple[Trigger, ...]
    roles: tuple[Role, ...]
    status: str = "occurred"
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation under all its names. ``kind`` is government, media, company, party, body; ``names`` are (name, language code)."""

    name: str
    kind: str
    names: tuple[tuple[str, str], ...]
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place under all its names, with its demonyms, coordinates (degrees) and the place that it lies in."""

    name: str
    kind: str
    names: tuple[tuple[str, str], ...]
    demonyms: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office or rank as words before or after a name; ``public`` says whether who holds it is a public figure."""

    title: str
    public: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of a field."""

    name: str
    event_types: tuple[EventType, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    offices: tuple[Office, ...] = ()
    honorifics: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)

"""What is known of a field, as plain values; ``profiles.load`` reads it from data files."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event of a type.

    ``lemmas`` are the lemmas, head first ("turn up"; of the noun phrase "border closure": "closure", "border"); one
    of them may name several ("asylum|refuge"). ``pos`` is the part of speech of the head (VERB, NOUN, ADJ).
    ``needs`` and ``bars`` are sense restrictions ``PLACE=VALUE|VALUE``: all of ``needs`` must hold, none of
    ``bars``. PLACE is a grammatical place as in ``Role.paths``, or "modifier"; VALUE is a lemma, a kind
    ("@person"), or "*" for anything. Places joined by "/" are alternatives. ``roles`` have paths that come before
    those of the type.
    """

    lemmas: tuple[str, ...]
    pos: str
    needs: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    status: str | None = None
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """How grammar and the kind of filler choose an argument.

    ``paths`` are the grammatical places in order of preference: "subject" and "object" are logical (the object of
    "was arrested" is its grammatical subject, its subject stands after "by"), "possessive", "modifier", "support"
    (subject of a verb that holds up a noun: "carried out an execution"), a preposition by its word ("from", "of"),
    "because" and "purpose" (clauses), "station" (where the affected one is stationed), "employer" (an organisation
    inside the words for the affected one), "count" (the number of them), "native" (where they come from), "told" (what
    a telling of the same event close before names; with "told:TYPE.ROLE" one of another event of the same people).
    "PATH@CONDITION" asks for a kind, or that a subject is "alone" (of a verb without object) or "acting" (with one).
    ``fillers`` are the kinds that may fill
    it (person, group, organisation, place, thing, number, clause); empty: any.
    """

    name: str
    paths: tuple[str, ...]
    fillers: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class EventType:
    """An event type with its triggers and roles, its default status, and its PLOVER or CAMEO code where one exists.

    ``attempted`` is the type that it becomes where it is only tried ("attempted to defect"), None where it stays
    itself. ``recurs`` says that a bare noun of it names no single event ("sanctions"), so that all bare ones in a
    document are told of as one. ``core`` names the roles that make two tellings the same event, most telling first.
    ``kin`` is the type under which it is compared with its like: what one paper calls an expulsion is a repatriation to
    another. ``exclusive``: of one participant it is told only once in a life, so that two tellings without a clash are
    one.
    """

    name: str
    description: str
    triggers: tuple[Trigger, ...]
    roles: tuple[Role, ...]
    status: str = "occurred"
    code: str | None = None
    attempted: str | None = None
    recurs: bool = False
    exclusive: bool = False
    kin: str | None = None
    core: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation under all its names. ``kind`` is government, media, company, party, embassy, armed or body;
    ``names`` are (name, language code).
    """

    name: str
    kind: str
    names: tuple[tuple[str, str], ...]
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place under all its names, with its demonyms, coordinates (degrees) and the place that it lies in.

    ``kind`` is region, country, province or city; ``closed`` marks a state that does not let its people go.
    """

    name: str
    kind: str
    names: tuple[tuple[str, str], ...]
    demonyms: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    within: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """An office or rank as words before or after a name; ``public`` says whether who holds it is a public figure."""

    title: str
    public: bool


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """All that is known of a field. A profile is equal to itself only, so that what is worked out from one can be
    remembered by it.
    """

    name: str
    event_types: tuple[EventType, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    offices: tuple[Office, ...] = ()
    honorifics: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    description: str = ""

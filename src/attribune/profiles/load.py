"""Profiles out of their files: ``load``, ``check`` and ``new``."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from .profile import EventType, Office, Organisation, Place, Profile, Role, Trigger
from .schema import (
    TOLD,
    EventTypeEntry,
    OfficeEntry,
    OrganisationEntry,
    PlaceEntry,
    ProfileFile,
    Strict,
    TriggerEntry,
    read,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
_LISTS = {"names", "demonyms"}
_CORE = ("affected", "agent", "object")  # of the roles that most fields share
_SHIPPED = "{name}.yaml"
Entry = TypeVar("Entry", bound=Strict)


class ProfileError(ValueError):
    """A profile that cannot be used: its message lists what is wrong, a line each."""


def find(name: str, beside: Path | None = None) -> Path:
    """The file of a profile: a path, or the name of one that is shipped (or lies in the folder ``beside``)."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        return path
    own = beside / _SHIPPED.format(name=name) if beside else None
    return own if own and own.exists() else HERE / _SHIPPED.format(name=name)


@lru_cache(maxsize=8)
def load(name: str = "exile") -> Profile:
    """The profile of that name, or the one in the file of that path, with all that it extends.

    Raises ``ProfileError`` with one line ``FILE:LINE: what`` for each thing that is wrong.
    """
    path = find(name)
    if not path.exists():
        known = ", ".join(sorted(one.stem for one in HERE.glob("*.yaml")))
        raise ProfileError(f"there is no profile {name}; shipped are {known}, any other is named by its file")
    profile, wrong = _profile(path, ())
    if wrong or profile is None:
        raise ProfileError("\n".join(wrong))
    return profile


def check(path: str | Path) -> list[str]:
    """What is wrong with the profile in a file: ``FILE:LINE: what``. Empty where it can be used."""
    return _profile(Path(path), ())[1]


def _profile(path: Path, above: tuple[Path, ...]) -> tuple[Profile | None, list[str]]:
    if path in above:
        return None, [f"{path.name}:1: extends itself"]
    entry, wrong = read(path)
    if entry is None:
        return None, wrong
    base: Profile | None = Profile("")
    if entry.extends:
        under = find(entry.extends, path.parent)
        base, more = (
            _profile(under, (*above, path))
            if under.exists()
            else (None, [f"{path.name}:1: extends: there is no profile {entry.extends}"])
        )
        wrong = wrong + more
    organisations = list(_entries(entry.organisations, OrganisationEntry, path, wrong))
    places = list(_entries(entry.places, PlaceEntry, path, wrong))
    offices = list(_entries(entry.offices, OfficeEntry, path, wrong))
    wrong = wrong + _unknown(entry, path)
    if wrong or base is None:
        return None, wrong
    return Profile(
        name=entry.name,
        description=entry.description,
        event_types=_override(base.event_types, (_event_type(n, e, entry) for n, e in entry.event_types.items())),
        organisations=base.organisations
        + tuple(Organisation(e.name, e.kind, _names(e.name, e.names), e.country) for e in organisations),
        places=base.places + tuple(map(_place, places)),
        offices=base.offices + tuple(Office(e.title, e.public) for e in offices),
        honorifics=base.honorifics + tuple(entry.honorifics),
        relations=base.relations + tuple(entry.relations),
        surnames=base.surnames + tuple(entry.surnames),
        parts={**base.parts, **entry.parts},
    ), []


def _unknown(entry: ProfileFile, path: Path) -> list[str]:
    """Event types that others refer to but nobody defines."""
    named = [(f"{name}.attempted", one.attempted) for name, one in entry.event_types.items() if one.attempted]
    named += [(f"{name}.kin", one.kin) for name, one in entry.event_types.items() if one.kin]
    for name, one in entry.event_types.items():
        paths = ((role, path) for role, paths in one.roles.items() for path in paths)
        told = ((role, path.removeprefix(f"{TOLD}:")) for role, path in paths if path.startswith(f"{TOLD}:"))
        named += [(f"{name}.roles.{role}", path.partition(".")[0]) for role, path in told]
    return [
        f"{path.name}:1: event_types.{where}: there is no event type {other}"
        for where, other in named
        if other not in entry.event_types
    ]


def _entries(given: list[Entry] | str, kind: type[Entry], path: Path, wrong: list[str]) -> Iterator[Entry]:
    """The entries of a list, or of the table that it names. ``wrong`` grows by what is wrong with the table."""
    if not isinstance(given, str):
        yield from given
        return
    table = path.parent / given
    if not table.exists():
        wrong.append(f"{path.name}:1: there is no table {given}")
        return
    with table.open(encoding="utf-8", newline="") as lines:
        numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    rows = csv.DictReader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    for (number, _), row in zip(numbered[1:], rows, strict=True):
        cells = {
            key: [one.strip() for one in value.split(";")] if key in _LISTS else value
            for key, value in row.items()
            if key and value
        }
        try:
            yield kind.model_validate(cells)
        except ValidationError as invalid:
            first = invalid.errors()[0]
            wrong.append(f"{given}:{number}: {'.'.join(map(str, first['loc']))}: {first['msg']}")


def _override(base: tuple[EventType, ...], own: Iterator[EventType]) -> tuple[EventType, ...]:
    """The event types of both; one of the same name replaces."""
    return tuple({one.name: one for one in (*base, *own)}.values())


def _names(name: str, names: list[str]) -> tuple[tuple[str, str], ...]:
    """Names with their languages: "ko:..." is Korean, one without a mark English."""
    marked = [one.partition(":") if one[2:3] == ":" and one[:2].islower() else ("en", ":", one) for one in names]
    return tuple(dict.fromkeys([(name, "en"), *((text, language) for language, _, text in marked)]))


def _place(entry: PlaceEntry) -> Place:
    return Place(
        entry.name,
        entry.kind,
        _names(entry.name, entry.names),
        tuple(entry.demonyms),
        entry.latitude,
        entry.longitude,
        entry.within,
        entry.closed,
    )


def _event_type(name: str, entry: EventTypeEntry, whole: ProfileFile) -> EventType:
    triggers = [
        _trigger(one, pos, whole)
        for pos, words in (("VERB", entry.triggers.verb), ("NOUN", entry.triggers.noun), ("ADJ", entry.triggers.adj))
        for one in words
    ]
    return EventType(
        name=name,
        description=entry.description,
        triggers=tuple(triggers),
        roles=_roles(entry.roles, whole, entry.required),
        status=entry.status,
        code=entry.code,
        attempted=entry.attempted,
        recurs=entry.recurs,
        exclusive=entry.exclusive,
        kin=entry.kin,
        core=tuple(entry.core) or tuple(one for one in _CORE if one in entry.roles) or tuple(entry.roles)[:1],
    )


def _trigger(entry: TriggerEntry, pos: str, whole: ProfileFile) -> Trigger:
    return Trigger(
        tuple(entry.words.split()),
        pos,
        tuple(entry.needs),
        tuple(entry.bars),
        entry.status,
        _roles(entry.roles, whole, []),
    )


def _roles(given: dict[str, list[str]], whole: ProfileFile, required: list[str]) -> tuple[Role, ...]:
    return tuple(
        Role(name, tuple(paths), tuple(whole.roles.get(name, ())), name in required) for name, paths in given.items()
    )


def new(path: str | Path) -> Path:
    """Write a commented profile to start from. Raises ``FileExistsError`` rather than overwrite."""
    target = Path(path)
    with target.open("x", encoding="utf-8") as out:
        out.write((HERE / "template.txt").read_text("utf-8").replace("NAME", target.stem))
    return target

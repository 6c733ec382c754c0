"""What a profile file may hold, and what is wrong with one, by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

KINDS: tuple[str, ...] = (
    "person",
    "group",
    "organisation",
    "place",
    "building",
    "body",
    "country",
    "closed",
    "thing",
    "number",
    "time",
)
KINDS += ("clause", "event", "named")
CONDITIONS = (*KINDS, "alone", "acting")
TOLD = "told"  # the path of what a telling close before names
_TEST = re.compile(r"[a-z_@/ -]+=[^=]+")


def _words(value: object) -> object:
    """A trigger may be written as its words alone."""
    return {"words": value} if isinstance(value, str) else value


def _test(value: str) -> str:
    if not _TEST.fullmatch(value):
        raise ValueError('a restriction is written PLACE=VALUE or PLACE=VALUE|VALUE, as in "object=@person|staff"')
    values = value.partition("=")[2].split("|")
    if unknown := [one for one in values if one.startswith("@") and one[1:] not in KINDS]:
        raise ValueError(f"{', '.join(unknown)} is no kind; kinds are {', '.join('@' + kind for kind in KINDS)}")
    return value


def _path(value: str) -> str:
    if value.startswith(TOLD + ":"):
        if not re.fullmatch(r"[^.]+\.[^.]+", value.removeprefix(TOLD + ":")):
            raise ValueError('what another event told is written told:TYPE.ROLE, as in "told:travel.destination"')
        return value
    _, marked, condition = value.removeprefix("+").partition("@")
    if marked and condition not in CONDITIONS:
        raise ValueError(f"{condition} is no condition; conditions are {', '.join(CONDITIONS)}")
    return value


def _kind(value: str) -> str:
    if value not in KINDS:
        raise ValueError(f"{value} is no kind; kinds are {', '.join(KINDS)}")
    return value


Test = Annotated[str, AfterValidator(_test)]
PathName = Annotated[str, AfterValidator(_path)]
Kind = Annotated[str, AfterValidator(_kind)]
Status = Literal["occurred", "reported", "rumoured", "denied", "planned", "possible", "prevented"]


class Strict(BaseModel):
    """Nothing that is not named here may stand in a file."""

    model_config = ConfigDict(extra="forbid")


class TriggerEntry(Strict):
    """Words that name an event."""

    words: str = Field(description='lemmas, head first; "a|b" are alternatives', min_length=1)
    needs: list[Test] = Field([], description="restrictions that must all hold: PLACE=VALUE|VALUE")
    bars: list[Test] = Field([], description="restrictions of which none may hold")
    status: Status | None = Field(None, description="the status that these words give")
    roles: dict[str, list[PathName]] = Field({}, description="paths that come before those of the type")


TriggerWords = Annotated[TriggerEntry, BeforeValidator(_words)]


class Triggers(Strict):
    """The triggers of an event type by part of speech."""

    verb: list[TriggerWords] = []
    noun: list[TriggerWords] = []
    adj: list[TriggerWords] = []


class EventTypeEntry(Strict):
    """One event type."""

    description: str
    triggers: Triggers
    roles: dict[str, list[PathName]] = Field(
        {}, description="for each role the grammatical places it is found in, best first"
    )
    required: list[str] = Field([], description="roles without which there is no event")
    core: list[str] = Field(
        [], description="roles by which two tellings are known as one; the first role if none is named"
    )
    status: Status = "occurred"
    code: str | None = Field(None, description="PLOVER type and CAMEO code: COERCE 173")
    attempted: str | None = Field(None, description="the type it becomes where it is only tried")
    recurs: bool = Field(default=False, description="all bare nouns of it in a document tell of one event")
    exclusive: bool = Field(default=False, description="told once of one participant")
    kin: str | None = Field(None, description="the type with which it is compared: other papers may call it so")


class OrganisationEntry(Strict):
    """One organisation; ``names`` are as "name" (English) or "ko:name"."""

    name: str
    kind: Literal["government", "media", "company", "party", "embassy", "armed", "body"]
    names: list[str] = []
    country: str | None = None


class PlaceEntry(Strict):
    """One place."""

    name: str
    kind: Literal["region", "country", "province", "city"]
    names: list[str] = []
    demonyms: list[str] = []
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    within: str | None = None
    closed: bool = False


class OfficeEntry(Strict):
    """One office or rank."""

    title: str
    public: bool = False


class ProfileFile(Strict):
    """A profile file. Lists of organisations, places and offices may stand in a table: ``places: places.tsv``."""

    name: str = Field(min_length=1)
    description: str = ""
    extends: str | None = Field(None, description="a profile whose lists this one adds to")
    event_types: dict[str, EventTypeEntry] = {}
    roles: dict[str, list[Kind]] = Field({}, description="the kinds that may fill a role, whatever the event")
    parts: dict[str, Literal["affected", "agent", "object"]] = Field(
        {},
        description="the part that a role plays: whom it befalls, who does it, what it concerns",
    )
    organisations: list[OrganisationEntry] | str = []
    places: list[PlaceEntry] | str = []
    offices: list[OfficeEntry] | str = []
    honorifics: list[str] = []
    relations: list[str] = []
    surnames: list[str] = []


def read(path: Path) -> tuple[ProfileFile | None, list[str]]:
    """The file's content, or None, and what is wrong with it: messages ``FILE:LINE: what``."""
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        problem = getattr(broken, "problem", None) or str(broken)
        return None, [f"{path.name}:{mark.line + 1 if mark else 1}: {problem}"]
    except (OSError, UnicodeDecodeError) as unreadable:
        return None, [f"{path.name}:1: cannot be read: {unreadable}"]
    if not isinstance(node, yaml.MappingNode):
        return None, [f"{path.name}:1: a profile is a mapping that begins with name: ..."]
    doubled = [f"{path.name}:{line}: {key} is given twice" for key, line in _doubled(node)]
    try:
        return ProfileFile.model_validate(_plain(node)), doubled
    except ValidationError as invalid:
        found = [(_line(node, error["loc"]), _explain(error)) for error in invalid.errors()]
        return None, doubled + [f"{path.name}:{line}: {message}" for line, message in sorted(set(found))]


def _plain(node: yaml.Node) -> object:
    """Mappings, lists and strings. Words stay words: YAML would read "on" and the surname "No" as truth values."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value


def _doubled(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Keys that stand twice in one mapping, of which YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from _doubled(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _doubled(item)


def _line(node: yaml.Node, place: tuple[int | str, ...]) -> int:
    """The line of the innermost node on the way of an error."""
    line = node.start_mark.line + 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    node, line = value, key.start_mark.line + 1
                    break
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _explain(error: ErrorDetails) -> str:
    """An error in words that name the key."""
    place = ".".join(str(step) for step in error["loc"] if not str(step).startswith(("list[", "function-", "str")))
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        return f"{place}: there is no such key"
    if error["type"] == "missing":
        return f"{place} is missing"
    return f"{place}: {message}"

"""What an analyst writes into a case by hand: hypotheses, positions and the register of sources.

YAML files in the case's folder: one for each question, ``hypotheses.yaml`` and ``hypotheses-NAME.yaml``, the same for
positions, and one register. They are precious, like the decisions: builds neither read nor write them. The
pages write them too; what stood there before is then kept beside it, as ``hypotheses.yaml~``, comments included.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from attribune.model import AttribuneError

from .atomic import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Text = Annotated[str, Field(min_length=1)]


class NotebookError(AttribuneError):
    """A file that an analyst wrote says something that means nothing; the message names the file and the key."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HypothesisEntry(_Strict):
    """A hypothesis: a short id, and the sentence that it stands for."""

    id: Text
    text: Text


class EvidenceEntry(_Strict):
    """A record as evidence, by its id as shown, with {hypothesis: rating} and why it is rated so.

    ``origin`` is a name of the analyst's own: items that share it count as one origin, whatever the ledger says.
    """

    record: Text
    origin: str = ""
    ratings: dict[str, Literal["CC", "C", "N", "I", "II", "NA"]] = {}
    note: str = ""


class HypothesesFile(_Strict):
    """``hypotheses.yaml``: a question, its rival answers and the evidence."""

    question: str = ""
    hypotheses: list[HypothesisEntry] = Field(min_length=2)
    evidence: list[EvidenceEntry] = []


class AssignedEntry(_Strict):
    """A record that tells where a party stands."""

    party: Text
    record: Text


class PositionsFile(_Strict):
    """``positions.yaml``: a question, and who says what about it."""

    question: Text
    assigned: list[AssignedEntry] = []


class RegisterFile(_Strict):
    """``register.yaml``: how reliable outlets and speakers are, as the analyst judges them."""

    sources: dict[str, Reliability] = {}


_FILES: dict[str, type[_Strict]] = {
    "hypotheses": HypothesesFile,
    "positions": PositionsFile,
    "register": RegisterFile,
}
_WRITING = RLock()
_NAME = re.compile(r"[\w-]{1,60}")
_LONGEST = 40  # letters of a question that its file is called by
_Model = TypeVar("_Model", bound=_Strict)


class Notebook:
    """The analyst's files of the case in a folder. Each is read when asked for; None where it is not there.

    Raises ``NotebookError`` where a file cannot be read as what it should be.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def questions(self, kind: Literal["hypotheses", "positions"]) -> list[str]:
        """The names of the questions of a kind that have a file, the one without a name, "", first."""
        own = [""] if (self._root / f"{kind}.yaml").exists() else []
        return own + sorted(path.stem.removeprefix(f"{kind}-") for path in self._root.glob(f"{kind}-*.yaml"))

    def hypotheses(self, name: str = "") -> HypothesesFile | None:
        """The hypotheses of a question. Every rating is of a hypothesis that is there, no record is evidence twice."""
        file = _file("hypotheses", name)
        found = self._read(file, HypothesesFile)
        if found:
            known = [one.id for one in found.hypotheses]
            _once(file, "hypotheses", "id", known)
            _once(file, "evidence", "record", [one.record for one in found.evidence])
            for place, item in enumerate(found.evidence):
                for rated in item.ratings:
                    if rated not in known:
                        raise NotebookError(f"{file}: evidence.{place}.ratings.{rated}: no such hypothesis")
        return found

    def positions(self, name: str = "") -> PositionsFile | None:
        """The positions that parties take on a question."""
        return self._read(_file("positions", name), PositionsFile)

    def register(self) -> dict[str, Reliability]:
        """{name of an outlet or speaker, casefolded: its reliability}."""
        found = self._read("register.yaml", RegisterFile)
        return {" ".join(name.split()).casefold(): grade for name, grade in found.sources.items()} if found else {}

    def register_as_written(self) -> dict[str, str]:
        """The register with names as the analyst wrote them."""
        found = self._read("register.yaml", RegisterFile)
        return dict(found.sources) if found else {}

    def version(self, kind: str, name: str = "") -> str:
        """What tells one state of a file from another; empty where it is not there."""
        try:
            return hashlib.sha256((self._root / _file(kind, name)).read_bytes()).hexdigest()[:16]
        except OSError:
            return ""

    def free(self, kind: Literal["hypotheses", "positions"], words: str) -> str:
        """The name of a file for a question asked in these words that no question of its kind has yet."""
        taken = set(self.questions(kind))
        begun = "-".join(re.findall(r"\w+", words.casefold()))[:_LONGEST].strip("-_") or "question"
        names = ("", begun, *(f"{begun}-{number}" for number in range(2, len(taken) + 3)))
        return next(one for one in names if one not in taken)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Nobody else writes until the block ends, so that what was read in it still stands when it is written."""
        with _WRITING:
            yield

    def write(self, kind: str, content: dict[str, object], seen: str | None = None, name: str = "") -> None:
        """Write ``hypotheses``, ``positions`` or ``register``, checked as it would be when read.

        Raises NotebookError where it means nothing, or where it is no longer as it was when its writer saw it: ``seen``
        is the version then.
        """
        with _WRITING:
            path = self._root / _file(kind, name)
            if seen is not None and seen != self.version(kind, name):
                raise NotebookError(f"{path.name} was changed by somebody since you opened it: look again")
            try:
                made = _FILES[kind].model_validate(content)
            except ValidationError as invalid:
                raise NotebookError("; ".join(_explain(path.name, invalid))) from invalid
            text = yaml.safe_dump(
                made.model_dump(exclude_defaults=True), allow_unicode=True, sort_keys=False, width=120
            )
            if path.exists():
                write_bytes(path.with_name(f"{path.name}~"), path.read_bytes())
            write_bytes(path, text.encode("utf-8"))

    def _read(self, name: str, model: type[_Model]) -> _Model | None:
        path = self._root / name
        try:
            node = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as unreadable:
            raise NotebookError(f"{name}: cannot be read: {unreadable}") from unreadable
        except yaml.YAMLError as broken:
            mark = getattr(broken, "problem_mark", None)
            line = f"line {mark.line + 1}: " if mark else ""
            raise NotebookError(f"{name}: {line}{getattr(broken, 'problem', None) or 'no YAML'}") from broken
        try:
            return model.model_validate({} if node is None else _plain(name, node))
        except ValidationError as invalid:
            raise NotebookError("; ".join(_explain(name, invalid))) from invalid
        except RecursionError as endless:
            raise NotebookError(f"{name}: a value holds itself") from endless


def _file(kind: str, name: str) -> str:
    """The file of a question. Raises ``NotebookError`` for a name that would lead out of the case's folder."""
    if name and not _NAME.fullmatch(name):
        raise NotebookError(f"{name}: the name of a question has letters, digits, - and _ only")
    return f"{kind}-{name}.yaml" if name else f"{kind}.yaml"


def _plain(name: str, node: yaml.Node, place: str = "") -> object:
    """Mappings, lists and words; a key that stands twice, of which YAML would keep the last, is refused.

    Words stay words: YAML would read the party "No" and the hypothesis 1 as something else.
    """
    if isinstance(node, yaml.MappingNode):
        made: dict[str, object] = {}
        for key, value in node.value:
            if key.value in made:
                raise NotebookError(f"{name}: {place}{key.value}: is given twice")
            made[str(key.value)] = _plain(name, value, f"{place}{key.value}.")
        return made
    if isinstance(node, yaml.SequenceNode):
        return [_plain(name, one, f"{place}{number}.") for number, one in enumerate(node.value)]
    return node.value


def _explain(name: str, invalid: ValidationError) -> Iterator[str]:
    for error in invalid.errors():
        where = ".".join(str(step) for step in error["loc"])
        yield f"{name}: {where + ': ' if where else ''}{error['msg'][:1].lower()}{error['msg'][1:]}"


def _once(name: str, group: str, key: str, values: list[str]) -> None:
    for place, value in enumerate(values):
        if value in values[:place]:
            raise NotebookError(f"{name}: {group}.{place}.{key}: {value} is given twice")

"""A case on disk."""

from __future__ import annotations

import fcntl
import os
import secrets
import tomllib
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attribune.model import Assessed, AttribuneError, Records, Resolved

from .annotated import Annotations
from .atomic import write_bytes
from .backup import NAME, back_up
from .decision import REASSESSED, Decisions
from .generation import Generations
from .locked import is_locked
from .original import Originals
from .remote import is_collapsed
from .schema import FORMAT, part_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from attribune.model import Document

_SECRET = 32  # bytes: a shorter one was cut off, and could be guessed
ATTRIBUTION = "polnear"  # of a new case, and of one from before it could be chosen
_SETTINGS = """\
# An Attribune case. Everything in originals/, decisions.db and secret is precious; ledger/ is derived.
format = {format}
profile = "{profile}"      # what is known of the field: a profile's name, or the path of its file
pipeline = "{pipeline}"    # the spaCy pipeline that parses the prose
attribution = "{attribution}" # what finds statements: "polnear" (learned weights) or "rules" (written by hand)

[protection]
# People at risk are shown by pseudonyms in every output. See docs/protection.md.
ages = "band"              # of protected people: "band" (decades), "drop", or "keep"
descriptions = "general"   # of unnamed people and sources: "general" or "keep"
# In a sentence that names a person at risk:
towns = "general"          # towns and other small places: "general" or "keep"
posts = "general"          # the person's post, and small bodies: "general" or "keep"
relations = "keep"         # "wife", "son": "general" or "keep"
dates = "keep"             # "year" or "keep"
"""


class CaseError(AttribuneError):
    """A case cannot be opened or used; the message says why and what to do."""


class Case:
    """A folder with originals, decisions and the ledger made of them.

    Only ``build`` and ``view`` use it: the first writes the ledger, the second shows it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.originals = Originals(root / "originals")
        self.generations = Generations(root / "ledger")
        self.annotations = Annotations(root / "ledger" / "annotated")

    @classmethod
    def create(cls, root: Path, profile: str, pipeline: str, attribution: str = ATTRIBUTION) -> Case:
        """A new case, or the one that is there already, which must be of that profile, pipeline and attribution."""
        _local(root)
        if not (root / "case.toml").exists() and not is_locked(root):
            if root.exists() and not _begun(root):
                raise CaseError(f"{root} is a folder with other things in it: name a new one, or an empty one")
            for folder in ("originals", "ledger"):
                (root / folder).mkdir(parents=True, exist_ok=True)
            write_bytes(root / "secret", secrets.token_hex(32).encode("ascii"))
            (root / "secret").chmod(0o600)
            named = {"profile": profile, "pipeline": pipeline, "attribution": attribution}
            text = _SETTINGS.format(format=FORMAT, **{name: _escaped(value) for name, value in named.items()})
            write_bytes(root / "case.toml", text.encode("utf-8"))
        case = cls.open(root)
        for name, asked, usual in (
            ("profile", profile, profile),
            ("pipeline", pipeline, pipeline),
            ("attribution", attribution, ATTRIBUTION),
        ):
            if (there := case.settings.get(name, usual)) != asked:
                raise CaseError(f"the case {root} has the {name} {there}: change it in {root / 'case.toml'}, not here")
        return case

    @classmethod
    def open(cls, root: Path) -> Case:
        """The case in that folder. Raises ``CaseError`` where there is none, or one of a newer version."""
        _local(root)
        if is_locked(root):
            raise CaseError(f"the case {root} is locked: open it with 'attribune unlock {root}'")
        if not (root / "case.toml").is_file():
            raise CaseError(f"there is no case in {root}: make one with 'attribune build INPUTS --case {root}'")
        case = cls(root)
        found = case.settings.get("format")
        if found is None:  # an emptied file would also lift what it says of protection
            raise CaseError(f"{root / 'case.toml'} says no format, as every case does: it was emptied, or cut off")
        if not isinstance(found, int) or found > FORMAT:
            newer = f"(format {found}; this one reads up to {FORMAT})"
            raise CaseError(f"the case {root} was made by a newer version {newer}: update attribune")
        return case

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What ``case.toml`` says."""
        try:
            return tomllib.loads((self.root / "case.toml").read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
            raise CaseError(f"{self.root / 'case.toml'} cannot be read: {broken}") from broken

    @property
    def policy(self) -> dict[str, Any]:
        """The protection policy."""
        return dict(self.settings.get("protection", {}))

    @cached_property
    def secret(self) -> bytes:
        """The key of pseudonyms and of ids outside the case."""
        try:
            held = bytes.fromhex((self.root / "secret").read_text("ascii"))
        except (OSError, ValueError) as missing:
            raise CaseError(f"{self.root / 'secret'} cannot be read: pseudonyms cannot be made without it") from missing
        if len(held) < _SECRET:
            raise CaseError(f"{self.root / 'secret'} was cut off: pseudonyms cannot be made without it")
        return held

    @cached_property
    def decisions(self) -> Decisions:
        """What people decided, and the ids that events and entities were given."""
        return Decisions(self.root / NAME)

    def reassessing(self) -> list[str]:
        """The hashes of the decisions in force that change what a build resolves and assesses.

        A confirmation changes something only where it takes a rejection back.
        """
        active = self.decisions.active()
        out = {one.target for one in active if one.kind == "reject"}
        changing = (*REASSESSED, "set")
        return [one.hash for one in active if one.kind in changing and (one.kind != "confirm" or one.target in out)]

    def pending(self) -> int:
        """How many such decisions were made or taken back since the generation in force was built."""
        return len(set(self.reassessing()) ^ set(self.generations.manifest().get("decided", ())))

    def original(self, sha256: str) -> bytes:
        """The bytes of an original."""
        return self.originals.read(sha256)

    def document(self, one: str) -> Document | None:
        """One document of the generation in force, by its id."""
        return self.generations.document(one)

    def records(self) -> Records:
        """Every record of every document, of the generation in force."""
        return part_of(Records, self.generations.read)

    def resolved(self) -> Resolved:
        """Entities, copies and events as resolved."""
        return part_of(Resolved, self.generations.read)

    def assessed(self) -> Assessed:
        """Events with their grades, chains, origins and conflicts."""
        return part_of(Assessed, self.generations.read)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Only one build writes a case at a time; what people decided is copied at its end.

        Raises ``CaseError`` where another one writes, or the case cannot be written.
        """
        try:
            handle = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as refused:
            raise CaseError(f"the case {self.root} cannot be written: {refused.strerror}") from refused
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            os.close(handle)
            raise CaseError(f"another build is writing the case {self.root}: wait for it to end") from busy
        try:
            yield
            back_up(self.decisions)
        finally:
            os.close(handle)


def _begun(root: Path) -> bool:
    """Whether a folder is empty, or holds no more than what the making of a case begins with and was cut off."""
    there = {path.name for path in root.iterdir() if not path.name.endswith(".draft")}
    folders = [root / name for name in ("originals", "ledger") if name in there]
    empty = all(one.is_dir() and not any(one.iterdir()) for one in folders)
    return empty and (there <= {"originals", "ledger"} or (there == {"originals", "ledger", "secret"}))


def _local(root: Path) -> None:
    if is_collapsed(str(root)):
        why = "a case is worked on in a folder of this machine"
        raise CaseError(f"{why}: 'attribune bring FOLDER ADDRESS' fetches one, 'attribune send FOLDER ADDRESS' puts it")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')

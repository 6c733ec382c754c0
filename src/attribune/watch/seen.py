"""What was seen already: how each feed answered last, and which pages were taken in."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribune.ledger.atomic import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

FILE = "watch.json"


@dataclass(slots=True)
class Seen:
    """``watch.json`` of a case. Addresses stand there as keyed hashes: the file does not tell what was read."""

    path: Path
    key: bytes
    feeds: dict[str, dict[str, str]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path, key: bytes) -> Seen:
        """What a case has seen; nothing where the file is missing or spoiled, since pages are known by their bytes."""
        path = root / FILE
        try:
            held = json.loads(path.read_bytes())
            return cls(path, key, dict(held["feeds"]), dict(held["pages"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls(path, key)

    def save(self) -> None:
        """Write it, whole or not at all."""
        held = {"feeds": self.feeds, "pages": self.pages}
        write_bytes(self.path, json.dumps(held, indent=1, sort_keys=True).encode("ascii"))

    def name(self, address: str) -> str:
        """How an address stands in the file."""
        return hmac.new(self.key, address.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]

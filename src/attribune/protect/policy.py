"""What a case's settings say about protection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args, get_type_hints

from attribune.model import AttribuneError

if TYPE_CHECKING:
    from collections.abc import Mapping


class PolicyError(AttribuneError, ValueError):
    """The protection policy of a case says something that it cannot say."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is made general besides names, which are always replaced.

    ``ages`` of protected people are shown as decades, dropped, or kept; in ``descriptions`` of unnamed sources narrow
    places and bodies are made general, or kept. In a paragraph that names a protected person, ``towns`` and smaller
    places, and the ``posts`` of that person and small bodies, are made general or kept; so, where that is asked for,
    are ``relations``, and ``dates`` are shown as their year.
    """

    ages: Literal["band", "drop", "keep"] = "band"
    descriptions: Literal["general", "keep"] = "general"
    towns: Literal["general", "keep"] = "general"
    posts: Literal["general", "keep"] = "general"
    relations: Literal["general", "keep"] = "keep"
    dates: Literal["year", "keep"] = "keep"

    @classmethod
    def read(cls, settings: Mapping[str, object]) -> Policy:
        """The policy of ``[protection]`` in ``case.toml``. Raises PolicyError for a value that means nothing.

        A misspelt key is an error too: somebody who believes to have asked for protection must get it.
        """
        allowed = {name: get_args(kind) for name, kind in get_type_hints(cls).items()}
        for name, value in settings.items():
            if name not in allowed:
                raise PolicyError(f"[protection] knows no {name!r}, only {', '.join(allowed)}")
            if value not in allowed[name]:
                raise PolicyError(f"[protection] {name} is one of {', '.join(allowed[name])}, not {value!r}")
        return cls(**settings)  # type: ignore[arg-type]  # checked above

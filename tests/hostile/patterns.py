# ruff: noqa: T201 - it is a program
"""Prints the regular expressions of the package that some text could make slow, a line each, and how many were looked
at: every one that is compiled while its modules are loaded and articles are read in English and Korean.

A process of its own, since it must listen before the package is loaded. ``regexploit`` tells how the time grows with a
text that fails to match (2 is quadratic); possessive repeats, which it does not know, are taken for common ones, but
where all are possessive nothing is tried twice.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from typing import Any

from regexploit.ast.sre import SreOpParser
from regexploit.redos import find

_FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE
_ENGLISH = "Moscow, May 3. - The envoy left on the 9th, a source told Interfax. At least 40 of 300 sailors may follow."
_KOREAN = "3월 9일 김철호 대사가 평양으로 소환됐다고 소식통이 전했다. 노동자 40명은 남았다."


class Parser(SreOpParser):  # type: ignore[misc]  # the library has no types
    """As the library reads patterns, with what Python 3.11 added."""

    def __init__(self) -> None:
        super().__init__()
        self.gives_back = False

    def from_MAX_REPEAT(self, data: Any) -> Any:  # noqa: N802 - the library's way
        """A repeat that may give back what it took."""
        self.gives_back = self.gives_back or str(data[1]) == "MAXREPEAT"
        return super().from_MAX_REPEAT(data)

    def from_POSSESSIVE_REPEAT(self, data: Any) -> Any:  # noqa: N802 - the library's way
        """A repeat that gives nothing back, as one that may: it is never faster."""
        return super().from_MAX_REPEAT(data)


def growth(pattern: str, flags: int) -> int:
    """With which power of the text's length the time to fail grows; 1 is linear."""
    parser = Parser()
    read = parser.parse_sre(pattern, flags & _FLAGS)
    return max((one.starriness for one in find(read)), default=1) if parser.gives_back else 1


def compiled() -> dict[tuple[str, int], str]:
    """{(pattern, flags): the module that compiles it}."""
    found: dict[tuple[str, int], str] = {}
    inner = re._compile  # type: ignore[attr-defined]

    def listening(pattern: object, flags: int) -> object:
        module = str(sys._getframe(2).f_globals.get("__name__", ""))
        if isinstance(pattern, str) and module.startswith("attribune"):
            found.setdefault((pattern, int(flags)), module)
        return inner(pattern, flags)

    re._compile = listening  # type: ignore[attr-defined]
    attribune = importlib.import_module("attribune")
    for module in pkgutil.walk_packages(attribune.__path__, "attribune."):
        importlib.import_module(module.name)
    for text in (_ENGLISH, _KOREAN):
        attribune.statements(text)
        attribune.times(text, published="2019-03-12")
        attribune.figures(text)
    return found


def main() -> None:
    """Print what is slow."""
    found = compiled()
    for (pattern, flags), module in sorted(found.items(), key=lambda one: (one[1], one[0])):
        if growth(pattern, flags) > 1:
            print(f"{module}: {pattern}")
    print(len(found))


if __name__ == "__main__":
    main()

"""Forms as browsers send them: read whole, with a limit, and only where they carry the visitor's token."""

from __future__ import annotations

import re
from hmac import compare_digest
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from attribune.model import AttribuneError

from .session import visitor

if TYPE_CHECKING:
    from starlette.requests import Request

_MOST = 512 * 1024  # bytes; a matrix of a thousand records is a tenth of that
_FIELDS = 20_000
_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")


class FormError(AttribuneError):
    """A form cannot be taken as it is; the message says what is wrong with it."""


class Form:
    """The fields of a form. Spaces around values are left out; a field that is not there is empty."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = [(name, value.strip()) for name, value in pairs]
        self._first: dict[str, str] = {}
        for name, value in self._pairs:
            self._first.setdefault(name, value)

    def __getitem__(self, name: str) -> str:
        return self._first.get(name, "")

    def all(self, name: str) -> list[str]:
        """Every value of a field that may be there more than once."""
        return [value for key, value in self._pairs if key == name and value]

    def under(self, prefix: str) -> dict[str, str]:
        """{rest of the name: value} of all fields whose names begin so."""
        return {key[len(prefix) :]: value for key, value in self._first.items() if key.startswith(prefix)}

    @property
    def back(self) -> str:
        """Where the answer leads: an address of these pages, else the overview."""
        back = self["back"]
        return back if len(back) < 2_000 and _LOCAL.fullmatch(back) else "/"


async def read(request: Request) -> Form:
    """The form of a request. Raises FormError where it is too long or does not come from a page of ours."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST:
            raise FormError("This form is too long.")
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError as broken:
        raise FormError("This form cannot be read.") from broken
    form = Form(pairs)
    if not compare_digest(form["token"].encode(), visitor().token.encode()):
        raise FormError("This page was opened before the server was started anew: go back, reload it and try again.")
    return form

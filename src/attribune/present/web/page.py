"""One page: a template with what it is given, the case and its visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.responses import HTMLResponse

from attribune.model import AttribuneError
from attribune.view import NotReadyError

from .assessing import Assessing
from .session import visitor
from .setting import templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi.responses import Response

    from .room import Room, Rooms


GONE = "The case holds no such record. It may have been built anew since this page was opened."


class NoRecordError(AttribuneError, LookupError):
    """The case holds no such record."""


class Press:
    """Sets pages."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.assessing = Assessing(rooms.case)
        self._templates = templates()

    def page(self, room: Room, name: str, status: int = 200, **given: Any) -> Response:  # noqa: ANN401 - what a template needs
        """A page of a case, made with the template of that name. Where it is late, what it stands on is made anew."""
        if room.stand.late:
            self.rooms.prepare()
        template = self._templates.get_template(f"{name}.html")
        told = {"room": room, "page": name, "visitor": visitor(), "assessing": self.assessing.state, **given}
        return HTMLResponse(template.render(told), status)

    def bare(self, name: str, status: int = 200, **given: Any) -> Response:  # noqa: ANN401 - as above
        """A page that shows nothing of a case."""
        return HTMLResponse(self._templates.get_template(f"{name}.html").render(visitor=visitor(), **given), status)

    def waiting(self) -> Response:
        """What is answered while nothing may be shown; meanwhile what the pages stand on is made in another process."""
        self.rooms.prepare()
        failed = self.rooms.preparing.state.failed
        made = self.bare("waiting", 503, failed=failed and "What the pages stand on could not be made.")
        made.headers["retry-after"] = "10"
        return made

    def refusal(self, error: Exception, status: int) -> Response:
        """The page that says what could not be done; what a view says holds nothing protected."""
        if isinstance(error, NotReadyError):
            return self.waiting()
        words = str(error) if isinstance(error, AttribuneError) else "There is no such page."
        room = self.rooms.room()
        try:
            _ = room.stand
        except NotReadyError:
            return self.waiting()
        return self.page(room, "missing", status, words=room.stand.scrub(words), refused=status != 404)


def known(rows: Mapping[str, Any], one: str) -> Any:  # noqa: ANN401 - a row, or an affair
    """The row of that id. Raises NoRecordError where there is none."""
    if one not in rows:
        raise NoRecordError(GONE)
    return rows[one]

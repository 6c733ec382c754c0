"""The signs of the visual language, the same in the terminal, on pages and in briefs."""

from __future__ import annotations

SPEAKER = {
    "person": "●",
    "government": "■",
    "organisation": "◆",
    "media": "▲",
    "anonymous": "○",
    "unspecified": "◌",
}
"""Who speaks: named person, government, organisation, media, anonymous, nobody named."""

TELLING = {
    "occurred": "──",
    "reported": "╌╌",
    "rumoured": "··",
    "planned": "┄┄",
    "possible": "┄┄",
    "denied": "─/",
    "prevented": "─/",
}
"""How it is told: solid, long dash, dots, light dash, solid with a stroke."""

CONFLICT = "≠"
FROM = "←"
PROTECTED = "◇"

"""Events in a text: triggers, participants, status, time, and which tellings are of one event."""

from .report import read

__all__ = ["read"]

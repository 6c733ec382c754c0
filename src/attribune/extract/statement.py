"""Statements of a document: who says what."""

from __future__ import annotations

from .attribution import RANKERS, EventFactuality, Ranker, event_factuality, statements

__all__ = ["RANKERS", "EventFactuality", "Ranker", "event_factuality", "statements"]

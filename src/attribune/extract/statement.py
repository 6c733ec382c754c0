"""Statements of a document: who says what."""

from __future__ import annotations

from .attribution import RANKERS, Ranker, statements

__all__ = ["RANKERS", "Ranker", "statements"]

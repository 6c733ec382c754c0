"""The calendar as English news tells it: words, grammar, and arithmetic on stretches of days."""

from .reading import Reading, Resolved, Setting, Tense
from .resolve import resolve

__all__ = ["Reading", "Resolved", "Setting", "Tense", "resolve"]

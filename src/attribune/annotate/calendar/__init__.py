"""The calendar as English news tells it: words, grammar, and arithmetic on stretches of days."""

from .reading import Reading, Setting, Tense
from .resolve import Resolved, resolve

__all__ = ["Reading", "Resolved", "Setting", "Tense", "resolve"]

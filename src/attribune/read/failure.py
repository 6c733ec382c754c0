"""Why something could not be read, in a sentence for a reader."""

from __future__ import annotations


class UnreadableError(ValueError):
    """Carries the sentence that becomes ``Document.failure``."""

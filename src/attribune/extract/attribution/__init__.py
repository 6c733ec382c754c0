"""Who says what: cues, what is said, who says it, how sure they sound."""

from .factuality import EventFactuality, event_factuality
from .statement import RANKERS, Ranker, statements

__all__ = ["RANKERS", "EventFactuality", "Ranker", "event_factuality", "statements"]

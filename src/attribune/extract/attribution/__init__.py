"""Who says what: cues, what is said, who says it, how sure they sound."""

from .statement import RANKERS, Ranker, statements

__all__ = ["RANKERS", "Ranker", "statements"]

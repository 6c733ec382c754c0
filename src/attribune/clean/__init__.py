"""Labels of what in a document is prose and what is not; nothing is deleted."""

from .mojibake import repaired
from .region import clean

__all__ = ["clean", "repaired"]

"""Where the stages run."""

from .batch import Work
from .local import Local
from .memory import undisturbed
from .spark import Spark, SparkError

__all__ = ["Local", "Spark", "SparkError", "Work", "undisturbed"]

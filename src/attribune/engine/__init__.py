"""Where the stages run."""

from .local import Local, Work

__all__ = ["Local", "Work"]

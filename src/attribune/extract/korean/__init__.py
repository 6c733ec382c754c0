"""Statements and figures of Korean text."""

from .figure import figures
from .statement import statements

__all__ = ["figures", "statements"]

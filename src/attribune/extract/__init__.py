"""From an annotated document to its records: statements, reports, figures, forecasts."""

from .figure import figures
from .forecast import forecasts
from .report import reports
from .statement import statements

__all__ = ["figures", "forecasts", "reports", "statements"]

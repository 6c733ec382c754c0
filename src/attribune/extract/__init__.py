"""From an annotated document to its records: statements, reports, figures, forecasts."""

from .figure import figures
from .forecast import forecasts
from .report import reports
from .statement import EventFactuality, statements
from .statement import event_factuality as factuality

__all__ = ["EventFactuality", "factuality", "figures", "forecasts", "reports", "statements"]

"""The case on disk: originals, decisions, and the ledger derived from them."""

from .case import Case, CaseError
from .generation import DamagedLedgerError
from .original import Kept

__all__ = ["Case", "CaseError", "DamagedLedgerError", "Kept"]

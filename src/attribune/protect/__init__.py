"""Who is at risk, and how they are hidden from readers."""

from .policy import Policy, PolicyError
from .pseudonym import LOZENGE
from .redaction import Redaction, Replacement
from .risk import Risk, at_risk
from .shield import LEADS, Settings, Shield
from .spelling import Spellings

__all__ = [
    "LEADS",
    "LOZENGE",
    "Policy",
    "PolicyError",
    "Redaction",
    "Replacement",
    "Risk",
    "Settings",
    "Shield",
    "Spellings",
    "at_risk",
]

"""Names of people compared across spellings: Korean ones by what their syllables stand for. Usable alone."""

from .comparison import SAME, Comparison, compare, compare_korean, keys
from .pairs import write_pairs

__all__ = ["SAME", "Comparison", "compare", "compare_korean", "keys", "write_pairs"]

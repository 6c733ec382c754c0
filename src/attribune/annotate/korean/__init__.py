"""Korean text: sentences and morphemes, names, times; by kiwipiepy, the extra ``attribune[ko]``."""

from .analyser import available, version
from .document import annotated

__all__ = ["annotated", "available", "version"]

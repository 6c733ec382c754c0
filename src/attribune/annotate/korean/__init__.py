"""Korean text: sentences and morphemes, names, times. Words are told apart by kiwipiepy, the extra ``attribune[ko]``."""

from .analyser import available, version
from .name import mentions
from .sentence import sentences
from .time import times

__all__ = ["available", "mentions", "sentences", "times", "version"]

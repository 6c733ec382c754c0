"""The reading room: a case as web pages on this machine. Needs the extra ``attribune[pages]``."""

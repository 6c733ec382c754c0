"""What a user did or has that cannot be worked with."""


class AttribuneError(Exception):
    """The base of all errors that the command line tells in one line: the message says what is wrong and what to do."""

"""Failures that end a run: what happened, what to do, and the exit code."""

from __future__ import annotations

USAGE = 2
COULD_NOT_CHECK = 3


class TtdnError(Exception):
    """A failure told to the user in one sentence.

    `message` and `hint` are msgids with `{name}` fields, filled from `values` in the reader's language.
    `exit_code` is SPEC section 5: 2 for wrong usage or configuration, 3 for "could not check".
    """

    def __init__(self, message: str, hint: str = "", *, exit_code: int = COULD_NOT_CHECK, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code
        self.values = values


class UsageError(TtdnError):
    """Wrong usage or configuration: exit code 2."""

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message, hint, exit_code=USAGE, **values)

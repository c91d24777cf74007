"""Failures that end a run: what happened, what to do, and the exit code."""

from __future__ import annotations

import errno
import os
from typing import NamedTuple

from ttdn_cli.findings import Term
from ttdn_cli.text.i18n import N_

USAGE = 2
COULD_NOT_CHECK = 3


_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("there is no such file or folder"),
    errno.EACCES: N_("there is no right to do so"),
    errno.EPERM: N_("there is no right to do so"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EIO: N_("the disk reports an error"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


def reason_of(error: OSError | ValueError) -> Term | str:
    """Return why the system refused something, in words that can be translated where they are common."""
    number = getattr(error, "errno", None) or 0
    return Term(_REASONS[number]) if number in _REASONS else os.strerror(number) if number else type(error).__name__


class Terminated(BaseException):
    """SIGTERM was received."""


# The signals of this run, which are one for the whole process. Libraries make errors of their own of what is raised in
# the midst of them (pydantic while it builds a model, Python while it builds a class): those are no faults.
signals: list[BaseException] = []


class Crash(NamedTuple):
    """A fault of our own, as values of a message: over which file or rule, its kind, file and line, and its words."""

    subject: str
    kind: str
    where: str
    problem: str


def crash_of(error: Exception, subject: str = "") -> Crash:
    """Return what is known of a fault of our own.

    Raises what a signal raised when there was one: the error is what a library made of it.
    """
    if signals:
        raise signals[0]
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    where = f"{os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno}" if frame else "?"
    return Crash(subject, type(error).__name__, where, str(error))


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

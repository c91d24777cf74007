"""What a rule says: one fault, its place, and the values that words are made of. No text in a language.

They are named tuples and no dataclasses, because every start of the program would pay for making those.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple, Self

Path = tuple[str | int, ...]
Because = Literal["contradiction", "impossible-date", "no-evidence", "after-as-of", "left-out", "rejected"]
NO_VALUES: Mapping[str, object] = {}  # no proxy of one: what a process reads for another is pickled
UNREAD: tuple[Because, ...] = ("left-out", "rejected")  # of these there is no entry with words of its own


class Severity(StrEnum):
    """How much a finding weighs; `--fail-on` compares them."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Term(str):
    """Words of the program that are shown inside a message, and translated like it."""

    __slots__ = ()


class FieldName(str):
    """The name of a field as files have it; `label` is what Vietnamese readers call it, if anything."""

    __slots__ = ("label",)
    label: str

    def __new__(cls, name: str = "", label: str = "") -> Self:
        """Take the name and the label."""
        found = super().__new__(cls, name)
        found.label = label
        return found


class Days(int):
    """A number of calendar days, which each language words in its own way."""

    __slots__ = ()


class Month(int):
    """A month of the year, from 1, which each language names in its own way."""

    __slots__ = ()


class Moved(NamedTuple):
    """A due date that fell on a day off: the working day that counts, and the day that the plan names."""

    day: date
    written: date


class Phrase(NamedTuple):
    """A message that is a value inside another one."""

    message: str
    values: Mapping[str, object] = NO_VALUES


class Place(NamedTuple):
    """A place in a file: the file as it is shown, and a path in its data or, where the tree is gone, a line.

    `line` and `column` count from 1; 0 means that `at` is still to be looked up.
    """

    file: str
    at: Path = ()
    line: int = 0
    column: int = 0


class Related(NamedTuple):
    """Another place that the finding contradicts or rests on."""

    place: Place
    message: str
    values: Mapping[str, object] = NO_VALUES


class InputError(NamedTuple):
    """What the reader or the model found in a file; the rule of that name turns it into a finding."""

    rule: str
    code: str
    place: Place
    values: Mapping[str, object] = NO_VALUES
    agency: str | None = None
    period: str | None = None
    task: str | None = None
    related: tuple[Related, ...] = ()


class NotCounted(NamedTuple):
    """Why what was last reported of an occurrence, or a report that came, does not count; `place` is where that stands.

    `error` is the input error that an item was left out or a file was rejected for; its words fill `reason` in the
    message, and its place `position`. `before` says why what came before it does not count either.
    `who` is the name of whose word it is, where that is not the one agency that is spoken of anyway; `came` the day on
    which it came, if that is known.
    """

    because: Because
    place: Place
    message: str
    values: Mapping[str, object] = NO_VALUES
    error: InputError | None = None
    before: NotCounted | None = None
    who: str = ""
    came: date | None = None


class Finding(NamedTuple):
    """One thing wrong: a rule, a severity, a place in a file, and what is needed to act on it.

    `subject` tells findings of one rule about one item apart; with the ids it makes the fingerprint.
    `due` is the last day of the occurrence, inclusive; `days_overdue` counts calendar days. `behind` are the leads that
    have not done their part of what is overdue.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    hint: str
    values: Mapping[str, object]
    agency: str | None = None
    task: str | None = None
    occurrence: str | None = None
    period: str | None = None
    due: date | None = None
    days_overdue: int | None = None
    related: tuple[Related, ...] = ()
    subject: str = ""
    not_counted: NotCounted | None = None
    behind: tuple[str, ...] | None = None

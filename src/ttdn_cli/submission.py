"""What was submitted: a report as it counts, or the reasons why it does not."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ttdn_cli.findings import Fault, Path
from ttdn_cli.load.tree import Spot
from ttdn_cli.model.fields import State
from ttdn_cli.model.names import fold
from ttdn_cli.model.periods import Period

ITEM_FIELDS = (
    "task", "occurrence", "state", "completed_on", "progress", "coordinated_with",
    "deliverables", "evidence", "result", "obstacles", "proposals",
)  # fmt: skip
HEAD_FIELDS = ("schema", "agency", "period", "submitted_on", "plan_revision", "nothing_to_report", "items")
_FIELD_AT = {name: number + 1 for number, name in enumerate(ITEM_FIELDS)}
_NAMES_FROM = len(ITEM_FIELDS) + 1
_SHIFT = 32


class Delivered(NamedTuple):
    """One thing that a report says was delivered; `name` is folded for comparison."""

    name: str
    quantity: int


class Spots:
    """Positions of a report's parts, packed, so that the tree itself need not be kept."""

    __slots__ = ("head", "items")

    def __init__(self, marks: Any, kept: list[int]) -> None:
        """Take the marks of a tree whose root is a mapping, and the indexes of the items to keep."""
        self.head = _pack(marks, HEAD_FIELDS, _mark_of(marks, "items"))
        below = marks["items"][1] if kept else ()
        self.items = {index: _pack_item(*below[index]) for index in kept}

    def locate(self, at: Path) -> Spot:
        """Return line and column (from 1) of a path in the report, or of its nearest known parent."""
        if not at or at[0] not in HEAD_FIELDS:
            return (1, 1)
        packed = self.items.get(at[1]) if at[0] == "items" and len(at) > 1 and isinstance(at[1], int) else None
        if packed is None:
            return _unpack(self.head[HEAD_FIELDS.index(str(at[0])) + 1] or self.head[0])
        here = packed[0]
        if len(at) > 2:  # noqa: PLR2004 - items, index, field
            here = packed[_FIELD_AT.get(str(at[2]), 0)] or here
            if at[2] == "coordinated_with" and len(at) > 3:  # noqa: PLR2004 - … and index of a name
                here = packed[_NAMES_FROM + int(at[3])]
        return _unpack(here)


def _mark_of(marks: Any, key: str) -> Any:
    return marks[key][0] if key in marks else next(iter(marks.values()))[0]


def _unpack(packed: int) -> Spot:
    return packed >> _SHIFT, packed & ((1 << _SHIFT) - 1)


def _pack(marks: Any, fields: tuple[str, ...], start: Any) -> list[int]:
    """Return line and column of a start and of each field, each in one number; 0 for a field that is not there."""
    found = [(start.line + 1 << _SHIFT) + start.column + 1]
    for name in fields:
        if mark := marks.get(name):
            found.append((mark[0].line + 1 << _SHIFT) + mark[0].column + 1)
        else:
            found.append(0)
    return found


def _pack_item(start: Any, marks: Any) -> array[int]:
    packed = _pack(marks, ITEM_FIELDS, start)
    names = marks.get("coordinated_with")
    if names and names[1]:
        packed += [(mark.line + 1 << _SHIFT) + mark.column + 1 for mark, _ in names[1]]
    return array("Q", packed)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a report says of one occurrence, with every name looked up.

    `named` holds, in the order written, the ids of the agencies and groups in `coordinated_with` (None for a name
    that fits nobody). `shown` tells whether any evidence is given.
    """

    index: int
    task: str
    occurrence: str
    state: State
    completed_on: date | None
    progress: int | None
    named: tuple[str | None, ...]
    delivered: tuple[Delivered, ...]
    shown: bool
    obstacles: str

    @property
    def at(self) -> Path:
        """The path of the entry in its file."""
        return ("items", self.index)


@dataclass(frozen=True, slots=True)
class Report:
    """One agency's report for one period, as far as it counts.

    `entries` are the items without an error, `mentions` the tasks that any item speaks of, `left_out` the
    (task, occurrence or None) of items left out. `whole` is False when `items` itself could not be read.
    """

    file: str
    agency: str
    period: Period
    submitted_on: date
    plan_revision: int | None
    nothing: bool
    entries: tuple[Entry, ...]
    mentions: frozenset[str]
    left_out: frozenset[tuple[str, str | None]]
    partial: bool
    whole: bool
    spots: Spots


@dataclass(slots=True)
class Submission:
    """One file: its faults, and the report in it unless it was rejected.

    Of a rejected file `agency`, `period` and `submitted_on` are kept as far as they could be read. `crash` says what
    went wrong in the program itself, which is nobody's fault but ours.
    """

    file: str
    faults: list[Fault] = field(default_factory=list)
    report: Report | None = None
    agency: str | None = None
    period: Period | None = None
    submitted_on: date | None = None
    crash: str | None = None


def delivered(name: str, quantity: int) -> Delivered:
    """Return something delivered, its name ready for comparison."""
    return Delivered(fold(name), quantity)

"""What was submitted: a report as it counts, or the reasons why it does not."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdn_cli.errors import Crash
from ttdn_cli.files.tree import Position, TableNames
from ttdn_cli.findings import InputError, Path, Phrase, Place, Term
from ttdn_cli.limits import MAX_ALIKE
from ttdn_cli.model.names import fold, says_nothing
from ttdn_cli.model.periods import Period
from ttdn_cli.model.states import State

if TYPE_CHECKING:
    from ttdn_cli.model.status import Item

# The parts of a report that findings point at; anything else is placed at the item or the head.
ITEM_FIELDS = (
    "task", "occurrence", "state", "completed_on", "progress", "coordinated_with", "deliverables", "evidence",
)  # fmt: skip
HEAD_FIELDS = ("schema", "agency", "period", "submitted_on", "plan_revision", "nothing_to_report", "items")
_ITEM_AT: dict[str | int, int] = {name: number for number, name in enumerate(ITEM_FIELDS, 1)}
_HEAD_AT: dict[str | int, int] = {name: number for number, name in enumerate(HEAD_FIELDS, 1)}
_NAMES_FROM = len(ITEM_FIELDS) + 1
UNREAD = ""  # the name of something delivered
_ITEMS_FROM = 2 * (len(HEAD_FIELDS) + 1)


class Delivered(NamedTuple):
    """One thing that a report says was delivered; `name` is folded for comparison."""

    name: str
    quantity: int


class Texts(NamedTuple):
    """What an entry says in words, as written; kept only where it is asked for. Quantities stand in `products`.

    Where words cannot be read, a `Term` stands in their place, to be said in the reader's language.
    """

    result: str
    obstacles: str
    proposals: str
    evidence: tuple[str, ...]
    products: tuple[tuple[str, int, str], ...]


class Positions:
    """Positions of a report's parts, packed, so that the tree itself need not be kept.

    Each part has two numbers, line and column from 0: the head, then its fields in the order of `HEAD_FIELDS`. For each
    item follow its index, how many numbers it has, and these: the item itself, its fields in the order of
    `ITEM_FIELDS`, each name in `coordinated_with`. A field that is not there has the place of the whole.
    """

    __slots__ = ("packed",)

    def __init__(self, marks: Any, kept: list[int]) -> None:
        """Take the marks of a tree whose root is a mapping, and the indexes of the items to keep."""
        start = marks["items"][0] if "items" in marks else next(iter(marks.values()))[0]
        found: list[int] = []
        _pack(found, marks, HEAD_FIELDS, start)
        below = marks["items"][1] if kept else ()
        for index in kept:
            found += (index, 0)
            begins = len(found)
            _pack_item(found, *below[index])
            found[begins - 1] = len(found) - begins
        try:
            self.packed = array("H", found)
        except OverflowError:  # a very long line or file
            self.packed = array("I", found)

    @classmethod
    def read(cls, text: str) -> Positions:
        """Return the positions that `write` has written."""
        found = cls.__new__(cls)
        found.packed = array(text[0], bytes.fromhex(text[1:]))
        return found

    def write(self) -> str:
        """Return the positions as text, for a machine of the same kind."""
        return self.packed.typecode + self.packed.tobytes().hex()

    def head(self) -> Positions:
        """Return the positions of the head alone; those of many files are the same, and kept once."""
        return _head(self.write()[: 1 + 2 * self.packed.itemsize * _ITEMS_FROM])

    def locate(self, at: Path) -> Position:
        """Return line and column (from 1) of a path in the report, or of its nearest known parent."""
        if not at or at[0] not in _HEAD_AT:
            return (1, 1)
        begins = self._item(at[1]) if at[0] == "items" and len(at) > 1 else None
        if begins is None:
            return self._spot(2 * _HEAD_AT[at[0]])
        if len(at) == 2:  # noqa: PLR2004 - items, index
            return self._spot(begins)
        if at[2] == "coordinated_with" and len(at) > 3:  # noqa: PLR2004 - … field, index of a name
            return self._spot(begins + 2 * (_NAMES_FROM + int(at[3])))
        return self._spot(begins + 2 * _ITEM_AT.get(at[2], 0))

    def _item(self, index: str | int) -> int | None:
        """Return where the numbers of an item begin."""
        begins = _ITEMS_FROM
        while begins < len(self.packed):
            if self.packed[begins] == index:
                return begins + 2
            begins += 2 + self.packed[begins + 1]
        return None

    def _spot(self, begins: int) -> Position:
        return self.packed[begins] + 1, self.packed[begins + 1] + 1


@lru_cache
def _head(text: str) -> Positions:
    return Positions.read(text)


def _pack(found: list[int], marks: Any, fields: tuple[str, ...], start: Any) -> None:
    whole = start.line, start.column
    found += whole
    for name in fields:
        if name in marks:
            mark = marks[name][0]
            found += (mark.line, mark.column)
        else:
            found += whole


def _pack_item(found: list[int], start: Any, marks: Any) -> None:
    _pack(found, marks, ITEM_FIELDS, start)
    names = marks.get("coordinated_with")
    if names and names[1]:
        for mark, _ in names[1]:
            found += (mark.line, mark.column)


class Entry(NamedTuple):
    """What a report says of one occurrence, with every name looked up.

    `number` is the index of its item. `named` holds, in the order written, the ids of the agencies and groups in
    `coordinated_with` (None for a name that fits nobody, "" for words that are no name). `shown` tells whether any
    evidence is given. `texts` is None unless the intake was told to keep them.
    """

    number: int
    task: str
    occurrence: str
    state: State
    completed_on: date | None
    progress: int | None
    named: tuple[str | None, ...]
    delivered: tuple[Delivered, ...]
    shown: bool
    obstacles: str
    texts: Texts | None = None

    @property
    def at(self) -> Path:
        """The path of the entry in its file."""
        return ("items", self.number)


class LeftOut(NamedTuple):
    """An item that was left out for an error: the task it names and, where that can be told, the occurrence.

    `place` is the item's; `error` the first one found in it, None where more items had errors than are kept; `explains`
    tells whether it gives obstacles.
    """

    task: str
    occurrence: str | None
    place: Place
    error: InputError | None
    explains: bool = False


class Blank(NamedTuple):
    """An item in which nothing is filled in: its task and, where that can be told, the occurrence, and its place."""

    task: str
    occurrence: str | None
    place: Place


class Report(NamedTuple):
    """One agency's report for one period, as far as it counts.

    `entries` are the items without an error, `left_out` those left out and `blank` those with nothing filled in, the
    first of each task and occurrence. `known_tasks` is kept when the entries are not.
    """

    file: str
    agency: str
    period: Period
    submitted_on: date
    plan_revision: int | None
    nothing: bool
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    partial: bool
    positions: Positions
    known_tasks: int | None = None
    blank: tuple[Blank, ...] = ()

    def head(self) -> Report:
        """Return what is needed of a report that does not count: whose it is, of when, and where that stands."""
        return self._replace(entries=(), left_out=(), blank=(), positions=self.positions.head(), known_tasks=self.tasks)

    @property
    def tasks(self) -> int:
        """How many tasks its entries speak of."""
        return len({entry.task for entry in self.entries}) if self.known_tasks is None else self.known_tasks

    @property
    def order(self) -> tuple[date, date]:
        """What tells which of two reports is the newer one: the period, then the day of submission."""
        return self.period.begins, self.submitted_on

    @property
    def mentions(self) -> frozenset[str]:
        """The tasks that any item, right or wrong, speaks of."""
        return frozenset([entry.task for entry in self.entries] + [one.task for one in self.left_out])


@dataclass(slots=True)
class Submission:
    """One file: its faults, and the report in it unless it was rejected.

    Of a rejected file `agency`, `period` and `submitted_on` are kept as far as they could be read, and in `refused` the
    first error for which it was rejected. `filed` is the period that it is looked at with: its own or, where the folder
    contradicts it, the earliest that can be meant. `may_be_for` are the ids of all periods that a file without a report
    may be for, as far as it and its folder say.
    `crash` says what went wrong in the program itself, which is nobody's fault but ours. `table` says how places in
    a table are called.
    `counts` tells of each rule how many faults were found, more than are kept; `remarks` what is told besides.
    `evidence` are the files that a report names. `unread` tells that a file is of a kind that is not read.
    """

    file: str
    input_errors: list[InputError] = field(default_factory=list)
    report: Report | None = None
    agency: str | None = None
    period: Period | None = None
    filed: Period | None = None
    submitted_on: date | None = None
    crash: Crash | None = None
    table: TableNames | None = None
    counts: dict[str, int] | None = None
    remarks: tuple[Phrase, ...] = ()
    evidence: tuple[str, ...] = ()
    unread: bool = False
    may_be_for: frozenset[str] = frozenset()
    refused: InputError | None = None

    def keep(self, input_error: InputError) -> None:
        """Keep a fault; of those of one rule that are more than are told, only how many there are."""
        self.counts = self.counts or {}
        count = self.counts[input_error.rule] = self.counts.get(input_error.rule, 0) + 1
        if count <= MAX_ALIKE + 1:
            self.input_errors.append(input_error)

    @property
    def order(self) -> tuple[date, date]:
        """What tells which of two files is the newer one; where the period is unknown the day stands for it."""
        day = self.submitted_on or date.min
        return (self.period.begins if self.period else day), day

    @property
    def more(self) -> dict[str, int]:
        """How many faults there are of each rule that were not kept."""
        return {rule: count - MAX_ALIKE - 1 for rule, count in (self.counts or {}).items() if count > MAX_ALIKE + 1}


def delivered(name: str, quantity: int) -> Delivered:
    """Return something delivered, its name ready for comparison; a name that cannot be read is `UNREAD`."""
    return Delivered(UNREAD if isinstance(name, Term) else fold(name), quantity)


def stripped(text: str | None) -> str:
    """Return a text without blanks at its edges; a remark that stands for one stays what it is."""
    return text if isinstance(text, Term) else (text or "").strip()


def texts_of(item: Item) -> Texts:
    """Return what an item says in words."""
    return Texts(
        result=stripped(item.result),
        obstacles=stripped(item.obstacles),
        proposals=stripped(item.proposals),
        evidence=tuple(stripped(one) for one in item.evidence if not says_nothing(one)),
        products=tuple((one.name, one.quantity, one.unit or "") for one in item.deliverables),
    )

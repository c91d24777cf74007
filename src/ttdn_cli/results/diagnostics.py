"""Findings become rows: each gets its file, line, column, words, hint and fingerprint; then they are counted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from ttdn_cli.errors import Crash
from ttdn_cli.files.cell_places import row_of
from ttdn_cli.files.tree import Position, TableNames
from ttdn_cli.findings import Finding, Place, Severity
from ttdn_cli.intake.plan_reader import PlanFiles
from ttdn_cli.intake.submission import Submission
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.judging.waivers import NO_WAIVERS, WaivedBy, WaiverFile
from ttdn_cli.results.files import FileRow
from ttdn_cli.results.not_counted import NotCountedRow, Reasons
from ttdn_cli.results.places import place_name
from ttdn_cli.text.i18n import N_, Words

if TYPE_CHECKING:
    from ttdn_cli.model.findings_output import CountsOut, OutcomesOut

Locate = Callable[[Place], Position]
_Placed = tuple[str, int, int, str, int]  # file, line, column, rule, and which of the findings it is
NO_TABLES: Mapping[str, TableNames] = MappingProxyType({})
HIDDEN = N_("the row is hidden")


class RelatedRow(NamedTuple):
    """Another place that a row rests on."""

    path: str
    line: int
    column: int
    message: str


class Row(NamedTuple):
    """One finding, ready to be shown; line and column count from 1.

    `place` is what the place is called in a workbook (Báo cáo!F12) or a Word file; None in a text file.
    """

    rule: str
    severity: Severity
    message: str
    hint: str
    path: str
    line: int
    column: int
    agency: str | None
    agency_name: str | None
    task: str | None
    occurrence: str | None
    period: str | None
    due: date | None
    days_overdue: int | None
    related: tuple[RelatedRow, ...]
    fingerprint: str
    waiver: WaivedBy | None = None
    place: str | None = None
    not_counted: NotCountedRow | None = None
    behind: tuple[str, ...] | None = None

    @property
    def where(self) -> str:
        """The place as it is shown: `path:line:column`, in a workbook `path:sheet!cell`."""
        return f"{self.path}:{self.place}" if self.place else f"{self.path}:{self.line}:{self.column}"


class Report(NamedTuple):
    """Everything that a format shows. `as_of` is None where nothing was judged by time (`plan check`).

    `province` is set where several plans are judged in one run, each by itself. `crashes` are faults of the program:
    what they would have found is missing. `follow_from` is the period that reporting began with, where that is set,
    `not_followed` how many occurrences are left out for it. `shipped` names the files of a plan that came with the
    program. `is_single` says that single files were checked, `earlier` are pairs of task and occurrence that were left
    aside for it; `mending` are the rules whose errors are mended in a file before it is sent, and `is_judged_whole`
    that all ran. `unsettled` is how many points of the plan nobody has decided yet. `not_run` are the rules that were
    left out of those that judge reports.
    """

    rows: tuple[Row, ...]
    waived: tuple[Row, ...]
    files: tuple[FileRow, ...]
    outcomes: OutcomesOut | None
    plan_id: str
    plan_revision: int | None
    plan_path: str
    as_of: date | None
    quarter: str | None
    complete: bool
    province: str | None = None
    crashes: tuple[Crash, ...] = ()
    follow_from: str | None = None
    not_followed: int = 0
    shipped: frozenset[str] = frozenset()
    is_single: bool = False
    earlier: tuple[tuple[str, str], ...] = ()
    mending: frozenset[str] = frozenset()
    is_judged_whole: bool = True
    unsettled: int = 0
    not_run: tuple[str, ...] = ()

    @property
    def to_mend(self) -> tuple[Row, ...]:
        """The errors in the files themselves, which their senders can mend."""
        files = {one.path for one in self.files}
        return tuple(
            row
            for row in self.rows
            if row.severity is Severity.ERROR and row.rule in self.mending and row.path in files
        )

    @property
    def counts(self) -> CountsOut:
        """How many rows there are of each severity."""
        found: CountsOut = {"error": 0, "warning": 0, "info": 0}
        for row in self.rows:
            found[row.severity.value] += 1
        return found


def locator(book: PlanFiles, submissions: Iterable[Submission], waivers: WaiverFile = NO_WAIVERS) -> Locate:
    """Return the function that finds the line of a place, in the plan's files, in a report or among the waivers.

    In a Word file a line stands for a table and a row (`row_of`).
    """
    positions = {one.report.file: one.report.positions for one in submissions if one.report}

    def locate(place: Place) -> Position:
        if place.line:
            return place.line, place.column
        if place.file in positions:
            return positions[place.file].locate(place.at)
        return book.locate(place.file, place.at) or waivers.locate(place.file, place.at) or (1, 1)

    return locate


def rows(  # noqa: PLR0913 - what a row is made of
    findings: list[tuple[Finding, WaivedBy | None]],
    locate: Locate,
    words: Words,
    name: Callable[[str], str],
    note: Callable[[Finding], str] = lambda _: "",
    tables: Mapping[str, TableNames] = NO_TABLES,
) -> list[Row]:
    """Return the rows of findings, sorted by path, line, column and rule. The list is empty afterwards.

    `note` gives what is said after a message, `tables` says by path how places in a table are called.
    """
    making = _Rows(locate, words, name, note, tables)
    placed = [(one.place.file, *locate(one.place), one.rule, number) for number, (one, _) in enumerate(findings)]
    placed = list(_in_order(placed, lambda number: making.message(findings[number][0])))
    placed.reverse()
    findings[:] = [findings[key[4]] for key in placed]
    found = []
    while findings:  # taken from its end, so that very many are not there twice
        path, line, column, *_ = placed.pop()
        found.append(making.row(*findings.pop(), path, line, column))
    return found


class _Rows:
    """Findings on their way to rows, in order; what is said of many files of one agency is kept once."""

    def __init__(
        self,
        locate: Locate,
        words: Words,
        name: Callable[[str], str],
        note: Callable[[Finding], str],
        tables: Mapping[str, TableNames],
    ) -> None:
        self._locate, self._words, self._name, self._note, self._tables = locate, words, name, note, tables
        self._reasons = reasons(words, tables, locate)
        self._seen: dict[bytes, int] = {}
        self._last: dict[str, Row] = {}

    def message(self, one: Finding) -> str:
        """Return what is said of a finding, with why something does not count, the note, and that its row is hidden."""
        why = f"; {self._reasons.message(one.not_counted)}" if one.not_counted else ""
        said = self._words.say(one.message, **one.values) + why + self._note(one)
        table = self._tables.get(one.place.file)
        if table and table.hidden and self._locate(one.place)[0] - 1 in table.hidden:
            said += f" ({self._words.say(HIDDEN)})"
        return said

    def row(self, one: Finding, waiver: WaivedBy | None, path: str, line: int, column: int) -> Row:
        """Return the row of a finding at its place."""
        message, related, table = self.message(one), self._related(one), self._tables.get(path)
        if alike := self._last.get(one.rule):
            message = alike.message if message == alike.message else message
            related = alike.related if related == alike.related else related
        found = self._last[one.rule] = Row(
            rule=one.rule,
            severity=one.severity,
            message=message,
            hint=self._words.say(one.hint, **one.values),
            path=path,
            line=row_of(path, line),
            column=column,
            agency=one.agency,
            agency_name=self._name(one.agency) if one.agency else None,
            task=one.task,
            occurrence=one.occurrence,
            period=one.period,
            due=one.due,
            days_overdue=one.days_overdue,
            related=related,
            fingerprint=_fingerprint(one, self._seen, table),
            waiver=waiver,
            place=place_name(table, line, column, self._words) if table else None,
            not_counted=self._reasons.row(one.not_counted),
            behind=one.behind,
        )
        return found

    def _related(self, one: Finding) -> tuple[RelatedRow, ...]:
        say = self._words.say
        return tuple(
            RelatedRow(other.place.file, row_of(other.place.file, line), column, say(other.message, **other.values))
            for other in one.related
            for line, column in (self._locate(other.place),)
        )


def _in_order(placed: list[_Placed], text: Callable[[int], str]) -> Iterator[_Placed]:
    """Yield the places of findings in order, those of one rule at one place by what is said."""
    placed.sort()
    for _, alike in groupby(placed, key=itemgetter(0, 1, 2, 3)):
        first, *more = alike
        yield from sorted((first, *more), key=lambda key: text(key[4])) if more else (first,)


def noted_position(place: Place) -> Position:
    """Return line and column of a place that was noted with them, as those of input errors are."""
    return place.line, place.column


def reasons(words: Words, tables: Mapping[str, TableNames], locate: Locate = noted_position) -> Reasons:
    """Return what words the reasons why something does not count; `tables` as in `rows`."""

    def named(at: Place) -> str | None:
        return place_name(tables[at.file], *locate(at), words) if at.file in tables else None

    return Reasons(words, locate, named)


def tables_of(case: Case) -> dict[str, TableNames]:
    """Return how places in the table of each workbook or Word file are called, by path."""
    return {one.file: one.table for one in case.received.submissions if one.table}


def names_of(case: Case) -> tuple[str, ...]:
    """Return the names of the files that were handed in, with and without their folders, and of sheets (`Báo cáo!`)."""
    files = [one.file for one in case.received.submissions]
    sheets = (one.table.sheet for one in case.received.submissions if one.table and one.table.sheet is not None)
    every = (*files, *map(os.path.basename, files), *(f"{sheet}!" for sheet in sheets))
    return tuple(dict.fromkeys(every))


def _fingerprint(one: Finding, seen: dict[bytes, int], table: TableNames | None) -> str:
    """Return a mark of the finding that does not change when lines move; a repeated one is numbered."""
    from hashlib import sha256

    name = os.path.basename(one.place.file)
    if table and table.sheet is not None:
        name = f"{name}!{table.sheet}"
    elif table and table.table is not None:
        name = f"{name}!{table.table}"
    parts = (one.rule, name, one.agency or "", one.task or "", one.occurrence or "", one.period or "", one.subject, "")
    mark = sha256("\x1f".join(parts).encode("utf-8", "backslashreplace"))
    without = mark.digest()
    seen[without] = seen.get(without, 0) + 1
    mark.update(str(seen[without]).encode())
    return mark.hexdigest()[:16]


def count_outcomes(outcomes: Iterable[Outcome]) -> OutcomesOut:
    """Return how many of some outcomes there are of each."""
    found = dict.fromkeys(Outcome, 0)
    for outcome in outcomes:
        found[outcome] += 1
    return cast("OutcomesOut", {outcome.value: count for outcome, count in found.items()})

"""Findings become rows: each gets its file, line, column, words, hint and fingerprint; then they are counted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from ttdn_cli.errors import Crash
from ttdn_cli.files.tree import Position
from ttdn_cli.findings import Finding, Place, Severity
from ttdn_cli.intake.plan_reader import PlanFiles
from ttdn_cli.intake.submission import Submission
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.judging.waivers import NO_WAIVERS, WaivedBy, WaiverFile
from ttdn_cli.text.i18n import Words

if TYPE_CHECKING:
    from ttdn_cli.model.findings_output import CountsOut, OutcomesOut, Verdict

Locate = Callable[[Place], Position]
_Placed = tuple[str, int, int, str, int]  # file, line, column, rule, and which of the findings it is
NO_SHEETS: Mapping[str, str] = MappingProxyType({})


class RelatedRow(NamedTuple):
    """Another place that a row rests on."""

    path: str
    line: int
    column: int
    message: str


class Row(NamedTuple):
    """One finding, ready to be shown; line and column count from 1. `cell` is the place in a workbook: Báo cáo!F12."""

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
    cell: str | None = None

    @property
    def where(self) -> str:
        """The place as it is shown: `path:line:column`, in a workbook `path:sheet!cell`."""
        return f"{self.path}:{self.cell}" if self.cell else f"{self.path}:{self.line}:{self.column}"


class FileRow(NamedTuple):
    """One report file and what became of it."""

    path: str
    agency: str | None
    period: str | None
    verdict: Verdict


class Report(NamedTuple):
    """Everything that a format shows. `as_of` is None where nothing was judged by time (`plan check`).

    `province` is set where several plans are judged in one run, each by itself. `crashes` are faults of the program:
    what they would have found is missing. `follow_from` is the period that reporting began with, where that is set,
    `not_followed` how many occurrences are left out for it.
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

    @property
    def counts(self) -> CountsOut:
        """How many rows there are of each severity."""
        found: CountsOut = {"error": 0, "warning": 0, "info": 0}
        for row in self.rows:
            found[row.severity.value] += 1
        return found


def renamed(report: Report, name: Callable[[str], str]) -> Report:
    """Return a report in which every file is called as `name` says."""

    def row(one: Row) -> Row:
        related = tuple(other._replace(path=name(other.path)) for other in one.related)
        return one._replace(path=name(one.path), related=related)

    return report._replace(
        rows=tuple(map(row, report.rows)),
        waived=tuple(map(row, report.waived)),
        files=tuple(one._replace(path=name(one.path)) for one in report.files),
        plan_path=name(report.plan_path),
    )


def together(reports: Sequence[Report]) -> Report:
    """Return one report of the plans that were judged; of several it names each among the files, and none at its head.

    What two plans share, a registry, is told once; findings of the same mark are numbered.
    """
    if len(reports) == 1:
        return reports[0]
    every = sorted({row for one in reports for row in one.rows}, key=lambda row: (*row[4:7], row.rule, row.message))
    marks: dict[str, int] = {}
    found = []
    for row in every:
        count = marks[row.fingerprint] = marks.get(row.fingerprint, 0) + 1
        found.append(row if count == 1 else row._replace(fingerprint=f"{row.fingerprint}-{count}"))
    files = tuple(sorted(FileRow(one.plan_path, None, None, _plan_verdict(one)) for one in reports))
    crashes = tuple(crash for one in reports for crash in one.crashes)
    return reports[0]._replace(
        rows=tuple(found), files=files, plan_id="", plan_revision=None, plan_path="", crashes=crashes
    )


def _plan_verdict(report: Report) -> Verdict:
    if report.plan_revision is None:
        return "rejected"
    return "with_errors" if report.counts["error"] else "accepted"


def locator(book: PlanFiles, submissions: Iterable[Submission], waivers: WaiverFile = NO_WAIVERS) -> Locate:
    """Return the function that finds the line of a place, in the plan's files, in a report or among the waivers."""
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
    sheets: Mapping[str, str] = NO_SHEETS,
) -> list[Row]:
    """Return the rows of findings, sorted by path, line, column and rule. The list is empty afterwards.

    `note` gives what is said after a message, `sheets` names the sheet that was read of a workbook, by path.
    """
    making = _Rows(locate, words, name, note, sheets)
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
        sheets: Mapping[str, str],
    ) -> None:
        self._locate, self._words, self._name, self._note, self._sheets = locate, words, name, note, sheets
        self._seen: dict[bytes, int] = {}
        self._last: dict[str, Row] = {}

    def message(self, one: Finding) -> str:
        """Return what is said of a finding, with the note after it."""
        return self._words.say(one.message, **one.values) + self._note(one)

    def row(self, one: Finding, waiver: WaivedBy | None, path: str, line: int, column: int) -> Row:
        """Return the row of a finding at its place."""
        message, related = self.message(one), self._related(one)
        if alike := self._last.get(one.rule):
            message = alike.message if message == alike.message else message
            related = alike.related if related == alike.related else related
        found = self._last[one.rule] = Row(
            rule=one.rule,
            severity=one.severity,
            message=message,
            hint=self._words.say(one.hint, **one.values),
            path=path,
            line=line,
            column=column,
            agency=one.agency,
            agency_name=self._name(one.agency) if one.agency else None,
            task=one.task,
            occurrence=one.occurrence,
            period=one.period,
            due=one.due,
            days_overdue=one.days_overdue,
            related=related,
            fingerprint=_fingerprint(one, self._seen),
            waiver=waiver,
            cell=cell_name(self._sheets[path], line, column) if path in self._sheets else None,
        )
        return found

    def _related(self, one: Finding) -> tuple[RelatedRow, ...]:
        say = self._words.say
        return tuple(
            RelatedRow(other.place.file, *self._locate(other.place), say(other.message, **other.values))
            for other in one.related
        )


def _in_order(placed: list[_Placed], text: Callable[[int], str]) -> Iterator[_Placed]:
    """Yield the places of findings in order, those of one rule at one place by what is said."""
    placed.sort()
    for _, alike in groupby(placed, key=itemgetter(0, 1, 2, 3)):
        first, *more = alike
        yield from sorted((first, *more), key=lambda key: text(key[4])) if more else (first,)


def cell_name(sheet: str, line: int, column: int) -> str:
    """Return the name of a cell as a workbook shows it; row and column count from 1."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{sheet}!{letters}{line}"


def _fingerprint(one: Finding, seen: dict[bytes, int]) -> str:
    """Return a mark of the finding that does not change when lines move; a repeated one is numbered."""
    from hashlib import sha256

    name = os.path.basename(one.place.file)
    parts = (one.rule, name, one.agency or "", one.task or "", one.occurrence or "", one.period or "", one.subject, "")
    mark = sha256("\x1f".join(parts).encode("utf-8", "backslashreplace"))
    without = mark.digest()
    seen[without] = seen.get(without, 0) + 1
    mark.update(str(seen[without]).encode())
    return mark.hexdigest()[:16]


def file_rows(case: Case, failed: set[str]) -> list[FileRow]:
    """Return what became of every file; `failed` holds the paths with a finding of severity error."""
    aside = {report.file for report, _, _ in case.received.set_aside}
    found = []
    for one in case.received.submissions:
        if one.report is None:
            verdict: Verdict = "rejected"
        elif one.file in aside:
            verdict = "superseded"
        elif one.report.partial:
            verdict = "partial"
        else:
            verdict = "with_errors" if one.file in failed else "accepted"
        found.append(FileRow(one.file, one.agency, one.period.id if one.period else None, verdict))
    return sorted(found, key=lambda row: row.path)


def count_outcomes(case: Case, keys: Iterable[tuple[str, str]] | None = None) -> OutcomesOut:
    """Return how many occurrences came out how; with `keys`, only those (task, occurrence)."""
    outcomes = case.outcomes.by_occurrence
    found = dict.fromkeys(Outcome, 0)
    for key in outcomes if keys is None else keys:
        found[outcomes[key]] += 1
    return cast("OutcomesOut", {outcome.value: count for outcome, count in found.items()})

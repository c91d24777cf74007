"""Who is written to, and why: what each agency still owes on D, made of the findings that concern it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.findings import Finding, NotCounted
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import COORDINATOR, LEAD, Owed, expected_reports
from ttdn_cli.model.periods import Period
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.model.states import State

if TYPE_CHECKING:
    from ttdn_cli.judging.cutoff import ReportedEntry
    from ttdn_cli.model.lists_output import Role

# The rules whose findings somebody can settle by doing, sending or adding something.
ASKED_BY = (
    "overdue", "missing-report", "unreported-task", "missing-coordinator", "disputed-coordination", "short-delivery",
    "no-evidence",
)  # fmt: skip
# Why an entry does not count, where its agency can mend that.
CORRECTED = ("contradiction", "impossible-date", "no-evidence", "left-out")


class Kind(StrEnum):
    """What is asked for."""

    WORK = "work"  # an overdue occurrence
    REPORT = "report"  # a report that has not come, or could not be read
    MENTION = "mention"  # an occurrence that the lead's report leaves out
    NAME = "name"  # the lead does not say that a coordinator took part
    PART = "part"  # a coordinator says nothing of its part
    DELIVERY = "delivery"  # less was delivered than planned
    EVIDENCE = "evidence"
    AGAIN = "again"  # a report that came and does not count
    CORRECT = "correct"  # an entry that does not count, or an item left out


class Want(NamedTuple):
    """One thing asked for; `what` names coordinators or quantities, as `kind` has it."""

    kind: Kind
    what: tuple[str, ...] = ()


class Debt(NamedTuple):
    """One row of a letter: an occurrence, or the report of a period with the tasks that it should have spoken of.

    `due` is the last day, inclusive; `days` the calendar days since, 0 when it is not over. `state` is what the
    agency itself last reported, in its own words, `heard` the day on which it did, `confirmed` whether that was after
    the due date. `not_counted` says why the last that came from it does not count. `unread` are the names of files of
    nobody, among which there may be what the agency reported.
    """

    role: Role
    occurrence: Occurrence | None
    period: Period | None
    tasks: tuple[str, ...]
    due: date | None
    days: int
    state: State | None
    heard: date | None
    confirmed: bool
    not_counted: NotCounted | None
    wants: tuple[Want, ...]
    unread: tuple[str, ...] = ()
    progress: int | None = None

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of things asked for."""
        return frozenset(want.kind for want in self.wants)


class Letter(NamedTuple):
    """What one agency is asked for: reports first, then occurrences in the plan's order.

    `unclear` are findings that it is to make clear, besides.
    """

    agency: str
    debts: tuple[Debt, ...]
    unclear: tuple[Finding, ...] = ()


def letters(case: Case, findings: Iterable[Finding]) -> list[Letter]:
    """Return a letter for every agency that owes something, in the registry's order.

    `findings` are those of the rules in `ASKED_BY` that no waiver covers.
    """
    desk = _Desk(case)
    every = sorted(findings, key=lambda one: ASKED_BY.index(one.rule))
    for finding in every:
        desk.take(finding)
    desk.take_left_out()
    order = {one: number for number, one in enumerate(case.directory.agencies)}
    return [Letter(one, desk.debts(one)) for one in sorted(desk.owing, key=order.__getitem__)]


class _Desk:
    """Findings sorted by whom they are to be asked of."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.windows = {(one.task, one.id): one for one in case.all_occurrences}
        self.expected = {(one.agency, one.period.id): one for one in expected_reports(case)}
        self.reports: dict[str, list[Owed]] = {}
        self.wants: dict[str, dict[tuple[str, str, Role], list[Want]]] = {}

    @property
    def owing(self) -> set[str]:
        """The agencies that owe something."""
        return {*self.reports, *self.wants} & set(self.case.directory.agencies)

    def take(self, finding: Finding) -> None:
        """Note what a finding asks of whom."""
        if finding.rule == "missing-report":
            owed = self.expected[str(finding.agency), str(finding.period)]
            for agency in self.case.directory.successors_of(self._members(owed.agency)):  # who answers for it now
                self.reports.setdefault(agency, []).append(owed)
            return
        window = self.windows.get((str(finding.task), str(finding.occurrence)))
        if window is None:  # an amendment has ended the occurrence
            return
        for agency, role, want in self._asked(finding, window):
            known = self.wants.setdefault(agency, {}).setdefault((window.task, window.id, role), [])
            if want not in known:
                known.append(want)

    def take_left_out(self) -> None:
        """Ask for the correction of every item that was left out and of which nothing that counts has come since."""
        for window in self.windows.values():
            for agency in self.case.directory.agencies:
                why = self._why(agency, window) if self.case.entries.left_out(agency, window) else None
                if why and why.because == "left-out":
                    role = LEAD if agency in self.case.lead_assignments.leads(window.task) else COORDINATOR
                    wants = self.wants.setdefault(agency, {}).setdefault((window.task, window.id, role), [])
                    wants.append(Want(Kind.CORRECT))

    def _members(self, name: str) -> list[str]:
        members = self.case.directory.members(name)
        return [one for one in self.case.directory.agencies if one in members]

    def _asked(self, finding: Finding, window: Occurrence) -> Iterator[tuple[str, Role, Want]]:
        agency = str(finding.agency)
        found = finding.values.get("found")
        if finding.rule == "overdue":
            yield from ((one, LEAD, Want(Kind.WORK)) for one in self._late(window))
        elif finding.rule == "unreported-task":
            yield from ((one, LEAD, Want(Kind.MENTION)) for one in self._silent_since(agency, window, found))
        elif finding.rule == "missing-coordinator":
            yield from self._named(agency, window)
            if agency in self.case.directory.agencies and not self._speaks(agency, window.task, None):
                yield agency, COORDINATOR, Want(Kind.PART)
        elif finding.rule == "disputed-coordination" and "coordinated_with" in finding.place.at:
            if not self._speaks(agency, window.task, found):
                yield agency, COORDINATOR, Want(Kind.PART)
        elif finding.rule == "disputed-coordination":
            if self.case.coordination.is_missing(agency, window) or agency not in self._named_by_leads(window):
                yield from self._named(agency, window)
        else:
            delivered = finding.values.get("delivered")
            want = Want(Kind.DELIVERY, delivered) if isinstance(delivered, tuple) else Want(Kind.EVIDENCE)
            yield from ((one, LEAD, want) for one in self.case.directory.successors(agency))

    def _named(self, agency: str, window: Occurrence) -> Iterator[tuple[str, Role, Want]]:
        """Ask the lead whose entry decides to say whether a coordinator took part."""
        want = Want(Kind.NAME, (self.case.directory.name(agency),))
        yield from ((one, LEAD, want) for one in self._members(self.case.authoritative.speaker(window)))

    def _named_by_leads(self, window: Occurrence) -> set[str]:
        members = self.case.directory.members
        return {who for name in self.case.coordination.named(window) for who in members(name)}

    def _late(self, window: Occurrence) -> Iterator[str]:
        """Yield the leads that have not reported their part done: of a group, whoever spoke for it, else all."""
        for party, _ in self.case.authoritative.behind(window):
            spoke = [one for one in party.members if self._last(one, window) or self._why(one, window)]
            yield from spoke or party.members

    def _why(self, agency: str, window: Occurrence) -> NotCounted | None:
        return self.case.not_counted.of_agency(agency, window)

    def _last(self, agency: str, window: Occurrence) -> ReportedEntry | None:
        said = self.case.entries.of(agency, window)
        return said[-1] if said else None

    def _silent_since(self, agency: str, window: Occurrence, period: object) -> Iterator[str]:
        """Yield who stands for an agency, unless it has spoken of the occurrence in a later report."""
        for one in self.case.directory.successors(agency):
            last = self._last(one, window)
            if last is None or not isinstance(period, Period) or last.report.period.begins < period.begins:
                yield one

    def _speaks(self, agency: str, task: str, since: object) -> bool:
        """Tell whether a report of an agency, for a period or a later one, mentions a task, or is not there at all.

        Of a report that has not come the letter speaks by itself, when the task is among those that it is owed for.
        """
        first = since.begins if isinstance(since, Period) else date.min
        owed = any(task in one.tasks for one in self.reports.get(agency, ()))
        own = self.case.received.reports_for(agency)
        return owed or any(task in one.mentions for one in own if one.period.begins >= first)

    def debts(self, agency: str) -> tuple[Debt, ...]:
        """Return what an agency owes."""
        order = {key: number for number, key in enumerate(self.windows)}
        wants = sorted(self.wants.get(agency, {}).items(), key=lambda pair: order[pair[0][:2]])
        rows = [self._row(agency, self.windows[task, name], role, want) for (task, name, role), want in wants]
        return (*map(self._report, self.reports.get(agency, ())), *rows)

    def _report(self, owed: Owed) -> Debt:
        due = self.case.report_due(owed.period)
        days = max((self.case.as_of - due).days, 0) if due else 0
        want = (Want(Kind.AGAIN if owed.not_counted else Kind.REPORT),)
        row = (owed.role, None, owed.period, owed.tasks, due, days, None, None)
        return Debt(*row, confirmed=False, not_counted=owed.not_counted, wants=want, unread=_names((owed,)))

    def _row(self, agency: str, window: Occurrence, role: Role, wants: list[Want]) -> Debt:
        case = self.case
        last, not_counted = self._last(agency, window), self._why(agency, window)
        if last is None and role == LEAD and len(case.lead_assignments.parties(window)) == 1:
            last = case.authoritative.entry(window)  # what it took over from an earlier lead
            not_counted = not_counted or case.not_counted.of(window)
        days = [one.report.submitted_on for one in (last,) if one]
        days += [report.submitted_on for report, _ in case.entries.left_out(agency, window)]
        heard = max(days, default=None)
        late = any(want.kind is Kind.WORK for want in wants)
        return Debt(
            role,
            window,
            None,
            (window.task,),
            window.due,
            (case.as_of - window.due).days if late and window.due else 0,
            last.entry.state if last else None,
            heard,
            heard is not None and window.due is not None and heard > window.due,
            not_counted,
            _told(wants, not_counted),
            () if last else _names(self.reports.get(agency, ())),
            last.entry.progress if last else None,
        )


def _names(owed: Iterable[Owed]) -> tuple[str, ...]:
    """Return the names of the files that are not read beside reports that are missing."""
    return tuple(dict.fromkeys(os.path.basename(path) for one in owed for path in one.unread))


def _told(wants: list[Want], why: NotCounted | None) -> tuple[Want, ...]:
    """Return what is asked of an occurrence: whoever is to tell of its completion need not be asked for its state.

    Who has reported what does not count is asked to correct that, not to do the work.
    """
    kinds = {want.kind for want in wants}
    needless = {Kind.MENTION} if Kind.WORK in kinds else set()
    first: tuple[Want, ...] = ()
    if why and why.because in CORRECTED:
        instead = {Kind.WORK, Kind.CORRECT} | ({Kind.EVIDENCE} if why.because == "no-evidence" else set())
        first = (Want(Kind.CORRECT),) if kinds & instead else ()
        needless |= instead
    return (*first, *(want for want in wants if want.kind not in needless))

"""The tables of a meeting that set agencies against tasks and periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import LEAD, MISSING, Owed, expected_reports, received
from ttdn_cli.model.plan import Task
from ttdn_cli.papers.meeting.content import Cell, HeatRow, MatrixRow, Meeting, SilentRow
from ttdn_cli.results.diagnostics import Report
from ttdn_cli.results.not_counted import Reasons
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import RECEIVED, ROLES, received_words

NOT_ASKED = N_("not asked")
PARTS = {
    "lead": N_("lead, has reported"),
    "lead_silent": N_("lead, has not reported"),
    "reported": N_("has reported itself"),
    "named": N_("named by the lead"),
    "missing": N_("asked by the plan, not named by the lead"),
    "silent": N_("nothing heard"),
    "rejected": N_("file received, not counted"),
    "disputed": N_("reports disagree"),
    "later": N_("its time has not come"),
    "open": N_("open group, not followed up"),
    "none": NOT_ASKED,
}
Waived = Mapping[tuple[str, str | None, str | None], str]


def reports_owed(
    case: Case, words: Words, waived: Waived, reasons: Reasons
) -> tuple[int, list[SilentRow], list[HeatRow]]:
    """Return how many reports were owed, those not received, and what became of each agency's reports by period."""
    owed = [one for one in expected_reports(case) if case.complete or one.received not in MISSING]
    silent = [_silent(case, one, words, waived, reasons) for one in owed if one.received in MISSING]
    return len(owed), silent, list(_heat(case, owed, words))


def _silent(case: Case, one: Owed, words: Words, waived: Waived, reasons: Reasons) -> SilentRow:
    members = case.directory.members(one.agency)
    return SilentRow(
        period=words.period(one.period.id),
        agencies=tuple(dict.fromkeys((one.agency, *(other for other in case.directory.agencies if other in members)))),
        agency=words.show(case.name_now(one.agency)),
        role=words.say(ROLES[one.role]),
        is_lead=one.role == LEAD,
        tasks=one.tasks,
        received=reasons.message(one.not_counted)
        if one.not_counted
        else received_words(one.received, one.unread, words),
        is_received=one.not_counted is not None,
        file=one.not_counted.place.file if one.not_counted else "",
        waived=waived.get(("missing-report", one.agency, one.period.id), ""),
        unread=one.unread,
    )


def _heat(case: Case, owed: list[Owed], words: Words) -> Iterator[HeatRow]:
    """Yield the agencies that owe or sent reports, in the registry's order, then groups that owe one as a whole."""
    expected = {(one.agency, one.period.id): one.received for one in owed}
    told = {code: Cell(code, words.say(text)) for code, text in (*RECEIVED.items(), ("not_asked", NOT_ASKED))}
    beside = {
        period.id: Cell("none", received_words("none", case.received.unread(period), words)) for period in case.periods
    }
    for agency in (*case.directory.agencies, *case.directory.groups):
        cells = []
        for period in case.periods:
            code = expected.get((agency, period.id)) or received(case, agency, period)[0]
            none = beside[period.id] if (agency, period.id) in expected else told["not_asked"]
            cells.append(none if code == "none" else told[code])
        if any(cell.code != "not_asked" for cell in cells):
            yield HeatRow(agency, words.show(case.name_now(agency)), tuple(cells))


def matrix(case: Case, report: Report, words: Words) -> Iterator[MatrixRow]:
    """Yield the part of each agency and group of the plan in each task: agencies first, in the registry's order.

    An agency that nobody names but by a group, and that reports on nothing, has no row: the group has one.
    """
    parts = _Parts(case, report)
    told = {code: Cell(code, words.say(text)) for code, text in PARTS.items()}
    for name in (*case.directory.agencies, *case.directory.groups):
        is_group = name in case.directory.groups
        if not is_group and not any(parts.concerns(task, name) for task in case.plan.tasks):
            continue
        codes = [parts.of(task, name) for task in case.plan.tasks]
        if set(codes) - {"none"}:
            yield MatrixRow(name, case.directory.name(name), is_group, tuple(told[code] for code in codes))


class _Parts:
    """Who said what of whose part in a task, over all reports that count."""

    def __init__(self, case: Case, report: Report) -> None:
        self.case = case
        self.disputed = {
            (row.task, row.agency) for row in (*report.rows, *report.waived) if row.rule == "disputed-coordination"
        }
        self.mentioned: set[tuple[str, str]] = set()
        self.heard: set[str] = set()
        for one in case.received.reports:
            for successor in case.received.successors(one):
                self.heard.add(successor)
                self.mentioned.update((task, successor) for task in one.mentions)
        self.followed = {one.task for one in case.all_occurrences if case.following.covers(one)}
        self.begun = {one.task for one in case.all_occurrences if one.begins < case.as_of}
        self.named: dict[str, frozenset[str]] = {}
        self.missing: set[tuple[str, str]] = set()
        for task in case.plan.tasks:
            windows = case.plan.occurrences[task.id]
            self.named[task.id] = frozenset().union(*map(case.coordination.named, windows))
            self.missing.update((task.id, one) for window in windows for one in case.coordination.missing(window))

    def of(self, task: Task, name: str) -> str:
        """Return the code of one field."""
        leads = (*task.lead, *self.case.lead_assignments.leads(task.id))
        if name in leads:
            return "lead" if self._has_reported(task, name) else self._silent(task, name, "lead_silent")
        if name in self.case.directory.groups:
            return self._of_group(task, name)
        if (task.id, name) in self.missing | self.disputed:
            return "missing" if (task.id, name) in self.missing else "disputed"
        if self._has_reported(task, name):
            return "reported"
        if self._is_named(task, name):
            return "named"
        return self._silent(task, name, "silent") if self._is_asked(task, name) else "none"

    def _is_named(self, task: Task, name: str) -> bool:
        """Tell whether the lead names an agency: by itself or, where the plan does not, by a group that holds it."""
        named = self.named[task.id]
        by_group = name not in task.coordinators and any(name in self.case.directory.members(one) for one in named)
        return name in named or by_group

    def _of_group(self, task: Task, name: str) -> str:
        if (task.id, name) in self.missing:
            return "missing"
        if name not in task.coordinators:
            return "none"
        if self.case.directory.is_open(name):
            return "open"
        leads = frozenset(self.case.lead_assignments.leads(task.id))
        members = self.case.directory.members(name)
        if members <= leads:  # nobody is left to take part
            return "none"
        if self.case.directory.is_answered(name, self.named[task.id], leads):
            return "named"
        has_reported = any((task.id, one) in self.mentioned for one in members - leads)
        return "reported" if has_reported else self._silent(task, name, "silent")

    def _has_reported(self, task: Task, name: str) -> bool:
        """Tell whether a report of an agency, or of a member of a group, mentions a task."""
        return any((task.id, one) in self.mentioned for one in self.case.directory.members(name))

    def concerns(self, task: Task, name: str) -> bool:
        """Tell whether plan or lead name an agency itself for a task, or it reports on it."""
        leads = self.case.lead_assignments.leads(task.id)
        own = name in (*task.lead, *leads, *task.coordinators, *self.named[task.id])
        return own or (task.id, name) in self.mentioned | self.missing

    def _is_asked(self, task: Task, name: str) -> bool:
        """Tell whether the plan asks an agency or group itself: by name, or in a group that requires all."""
        waiting, seen = list(task.coordinators), set()
        while waiting:
            one = waiting.pop()
            if one == name:
                return True
            group = self.case.directory.groups.get(one)
            if group and group.requires == "all" and one not in seen:
                seen.add(one)
                waiting.extend(group.members)
        return False

    def _silent(self, task: Task, name: str, code: str) -> str:
        """Return the code for silence, where anything can be concluded from it."""
        if task.id not in self.followed:
            return "none"
        if task.id not in self.begun:
            return "later"
        members = self.case.directory.members(name)
        if any(self.case.received.rejected(one) for one in members):
            return "rejected"
        is_known = self.case.complete or self.heard.intersection({name, *members})
        return code if is_known else "none"


def agencies_in(found: Meeting, case: Case) -> dict[str, str]:
    """Return the names of everybody that a row is about, by id, in the registry's order."""
    about = {
        agency
        for rows in (
            *(found.overdue, found.soon, found.silent, found.bars, found.done, found.notes, found.waived),
            *(found.clarify, found.work, found.ahead),
            *((found.since.changes, found.since.came) if found.since else ()),
        )
        for row in rows
        for agency in row.agencies
    }
    about.update(agency for file in found.quality.faulty for agency in file.agencies)
    about.update(row.agency for row in found.matrix)
    about.update(row.agency for row in found.heat)
    order = (*case.directory.agencies, *case.directory.groups)
    return {one: case.directory.name(one) for one in order if one in about}

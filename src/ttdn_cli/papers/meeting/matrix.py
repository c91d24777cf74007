"""The table that sets agencies against tasks: the part of each, as far as its own reports and the leads' say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ttdn_cli.judging.case import Case
from ttdn_cli.papers.meeting.content import Cell, MatrixRow
from ttdn_cli.results.diagnostics import Report
from ttdn_cli.text.i18n import N_, Words

if TYPE_CHECKING:
    from ttdn_cli.model.plan import Task
    from ttdn_cli.model.schedule import Occurrence

NOT_ASKED = N_("not asked")
PARTS = {
    "lead": N_("lead, has reported"),
    "lead_silent": N_("lead, has not reported"),
    "led": N_("reported while it was a lead"),
    "reported": N_("has reported itself"),
    "part": N_("some of the group have reported"),
    "before": N_("an office before it has reported, it itself not yet"),
    "named": N_("named by the lead"),
    "kin": N_("the lead names an office before or after it, not it itself"),
    "missing": N_("asked by the plan, not named by the lead"),
    "silent": N_("nothing heard"),
    "rejected": N_("file received, not counted"),
    "left_out": N_("entry received, not counted"),
    "disputed": N_("reports disagree"),
    "later": N_("its time has not come"),
    "open": N_("open group, not followed up"),
    "none": NOT_ASKED,
}


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
            cells = tuple(told[code] for code in codes)
            yield MatrixRow(name, words.show(case.name_now(name)), is_group, cells)


class _Asked:
    """Who is asked in a task on D, and whom the leads' entries name in it; sets of ids."""

    def __init__(self, case: Case, task: Task) -> None:
        leads, directory = case.lead_assignments, case.directory
        self.windows = case.plan.occurrences[task.id]
        self.parties = leads.answering(task.id)
        self.leads = frozenset(member for party in self.parties for member in party.members)
        self.lead_groups = frozenset(one for one in task.lead if one in directory.groups)
        self.is_withdrawn = task.id in leads.withdrawn
        self.coordinators = leads.coordinators(task.id)
        self.each = frozenset(_each(case, self.coordinators))
        self.missing = frozenset(one for window in self.windows for one in case.coordination.missing(window))
        self.kin = frozenset(one for window in self.windows for one in case.coordination.named(window))
        self.named: set[str] = set()
        self.by_group: set[str] = set()
        for reported in (each for window in self.windows for each in case.entries.of_leads(window)):
            then = leads.directory_on(reported.report.period.ends)
            for one in filter(None, reported.entry.named):
                self.named.add(one)
                if one in then.groups:
                    self.by_group |= then.members(one)


def _each(case: Case, coordinators: tuple[str, ...]) -> Iterator[str]:
    """Yield the agencies and groups that are asked themselves: by name, or in a group that requires all."""
    waiting, seen = list(coordinators), set()
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            yield one
            group = case.directory.groups.get(one)
            waiting += group.members if group and group.requires == "all" else ()


class _Parts:
    """Who said what of whose part in a task, over all reports that count."""

    def __init__(self, case: Case, report: Report) -> None:
        self.case, self.directory = case, case.directory
        self.disputed = {
            (row.task, row.agency) for row in (*report.rows, *report.waived) if row.rule == "disputed-coordination"
        }
        self.own: set[tuple[str, str]] = set()
        self.beside: set[tuple[str, str]] = set()  # what was said by who did not lead then
        self.left_out: set[tuple[str, str]] = set()
        self.before: set[tuple[str, str]] = set()
        for one in case.received.reports:
            said = {entry.task for entry in one.entries}
            self.own.update((task, one.agency) for task in said)
            self.beside.update((task, one.agency) for task in said if not case.entries.is_of_lead(one, task))
            self.left_out.update((item.task, one.agency) for item in one.left_out)
            self.before.update((task, heir) for heir in case.received.successors(one) for task in said)
        self.heard = {one.agency for one in case.received.reports}
        self.asked = {task.id: _Asked(case, task) for task in case.plan.tasks}

    def concerns(self, task: Task, name: str) -> bool:
        """Tell whether plan or lead name an agency itself for a task, or it reports on it."""
        asked, key = self.asked[task.id], (task.id, name)
        named = name in asked.leads or name in asked.coordinators or name in asked.named or name in asked.missing
        return named or key in self.own or key in self.left_out or key in self.disputed

    def of(self, task: Task, name: str) -> str:
        """Return the code of one field."""
        asked = self.asked[task.id]
        if name in asked.leads or name in asked.lead_groups:
            return self._of_lead(task, name)
        return self._of_group(task, name) if name in self.directory.groups else self._of_agency(task, name)

    def _of_agency(self, task: Task, name: str) -> str:
        asked, key = self.asked[task.id], (task.id, name)
        first = {
            "missing": name in asked.missing,
            "disputed": key in self.disputed,
            "reported": key in self.beside,
            "named": name in asked.named,
            "led": key in self.own,
        }
        if found := next((code for code, is_true in first.items() if is_true), ""):
            return found
        if name not in asked.coordinators and name in asked.by_group:
            return "named"
        if name not in asked.each:
            return "left_out" if key in self.left_out else "none"
        kin = "kin" if name in asked.kin else ""
        return self._came(task, (name,)) or kin or self._silent(task, name, "silent")

    def _of_lead(self, task: Task, name: str) -> str:
        parties = [party.members for party in self.directory.parties(name)]
        members = tuple(one for party in parties for one in party)
        if said := self._said(task, parties, self.own) or self._came(task, members):
            return "lead" if said == "reported" else said
        groups = [party for party in self.asked[task.id].parties if name in party.members and party.name != name]
        is_answered = any(self._said(task, [party.members], self.own) for party in groups)
        return "none" if is_answered else self._silent(task, name, "lead_silent")

    def _of_group(self, task: Task, name: str) -> str:
        asked = self.asked[task.id]
        if name in asked.missing:
            return "missing"
        if name not in asked.coordinators:
            return "none"
        if self.directory.is_open(name):
            return "open"
        every = (
            tuple(one for one in party.members if one not in asked.leads) for party in self.directory.parties(name)
        )
        parties = [party for party in every if party]
        if not parties:  # nobody is left to take part
            return "none"
        if any(self._is_named(window, name, asked) for window in asked.windows):
            return "named"
        members = tuple(one for party in parties for one in party)
        some = "part" if self._said(task, parties, self.own) else ""  # as leads, which they are no longer
        said = self._said(task, parties, self.beside) or some
        return said or self._came(task, members) or self._silent(task, name, "silent")

    def _said(self, task: Task, parties: Sequence[tuple[str, ...]], own: set[tuple[str, str]]) -> str:
        """Return whether any of each party, or of some, are among who reported themselves; "" where nobody is."""
        spoke = [any((task.id, one) in own for one in party) for party in parties]
        return "" if not any(spoke) else "reported" if all(spoke) else "part"

    def _is_named(self, window: Occurrence, name: str, asked: _Asked) -> bool:
        return self.directory.is_answered(name, self.case.coordination.named(window), asked.leads)

    def _came(self, task: Task, agencies: tuple[str, ...]) -> str:
        """Return the code for what came beside reports of their own that count; "" where nothing did."""
        if any((task.id, one) in self.left_out for one in agencies):
            return "left_out"
        return "before" if any((task.id, one) in self.before for one in agencies) else ""

    def _silent(self, task: Task, name: str, code: str) -> str:
        """Return the code for silence, where anything can be concluded from it."""
        asked, case, members = self.asked[task.id], self.case, self.directory.members(name)
        leads = case.lead_assignments.leads
        own = [one for one in asked.windows if members.intersection(leads(one))] if code == "lead_silent" else []
        windows = own or asked.windows
        if asked.is_withdrawn or not any(map(case.following.covers, windows)):
            return "none"
        if all(one.begins >= case.as_of for one in windows):
            return "later"
        if any(case.received.rejected(one) for one in members):
            return "rejected"
        is_known = case.complete or self.heard.intersection(members)
        return code if is_known else "none"

"""The dated events of a plan, as of a day: what falls due, and when reports are to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ttdn_cli.findings import Moved
from ttdn_cli.judging.amendments import Amendments
from ttdn_cli.judging.leads import LeadAssignments
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.periods import Period
from ttdn_cli.model.plan import Amendment, Plan, Task
from ttdn_cli.model.schedule import Occurrence


class Due(NamedTuple):
    """One occurrence with a due date. `lead` and `coordinators` are ids, `amended_by` what changed its task so far.

    `since` is the day of the newest document that bears on it. `gone` tells that it applied once and does no more;
    then the rest is as it was when it last applied.
    """

    task: Task
    occurrence: Occurrence
    lead: tuple[str, ...]
    coordinators: tuple[str, ...]
    amended_by: tuple[Amendment, ...]
    since: date
    day: date
    gone: bool = False


class ReportDay(NamedTuple):
    """The last day (inclusive) on which a report of a period is in time; `written` is the day before it was moved."""

    period: Period
    day: date
    written: date
    since: date
    gone: bool = False

    @property
    def shown(self) -> date | Moved:
        """The day for messages."""
        return self.day if self.day == self.written else Moved(self.day, self.written)


class Agenda(NamedTuple):
    """What a calendar holds, by date: of the `plan` as issued, for one `agency` or (None) for everybody."""

    plan: Plan
    agency: str | None
    dues: tuple[Due, ...]
    reports: tuple[ReportDay, ...]


def agenda(plan: Plan, directory: Directory, day: date, agency: str | None = None) -> Agenda:
    """Return the events of a plan as it is on a day; `plan` is the plan as issued, `directory` the whole registry.

    With an agency only what it leads, coordinates (by name or through a closed group) or owes a report on. What an
    earlier state of the plan asked for and the present one does not is kept and marked as gone, so that a calendar
    that was handed out before can be put right.
    """
    seen = _Seen(plan, directory.on(day), day, agency)
    dues: dict[tuple[str, str], Due] = {}
    reports: dict[str, ReportDay] = {}
    for since in sorted({date.min, *(one.effective for _, one in plan.effective(day))}):
        dues = {key: due._replace(gone=True) for key, due in dues.items()}
        reports = {key: one._replace(gone=True) for key, one in reports.items()}
        dues.update({(due.task.id, due.occurrence.id): due for due in seen.dues(since)})
        reports.update({one.period.id: one for one in seen.reports(since)})
    return Agenda(
        plan,
        agency,
        tuple(sorted(dues.values(), key=lambda due: due.day)),
        tuple(sorted(reports.values(), key=lambda one: one.day)),
    )


class _Seen:
    """A plan as one agency, or everybody, sees it from a later day."""

    def __init__(self, plan: Plan, directory: Directory, day: date, agency: str | None) -> None:
        self.plan, self.directory = plan, directory
        self.mine = frozenset(directory.successors(agency)) if agency else None
        self.amended: dict[str, list[Amendment]] = Amendments(plan, day).by_task
        self.issued = plan.document.date or plan.begins

    def dues(self, since: date) -> Iterator[Due]:
        """Yield what falls due by the plan as it was from a day on, in the plan's order."""
        state = LeadAssignments(Amendments(self.plan, since), self.directory)
        for task in self._tasks(state, since):
            amended_by = tuple(self.amended.get(task.id, ()))
            last = self._newest(amended_by)
            for one in state.plan.occurrences[task.id]:
                names = (*state.leads(one), *task.coordinators)
                if one.due and self._concerns(member for name in names for member in self.directory.members(name)):
                    lead = tuple(party.name for party in state.parties(one)) or state.named(one)
                    yield Due(task, one, lead, task.coordinators, amended_by, last, one.due)

    def reports(self, since: date) -> Iterator[ReportDay]:
        """Yield the report days of the periods by whose end a task had begun on which a report is owed."""
        state = LeadAssignments(Amendments(self.plan, since), self.directory)
        begun = [
            one.begins
            for task in self._tasks(state, since)
            for one in state.plan.occurrences[task.id]
            if self._concerns((*state.leads(one), *task.coordinators))
        ]
        last = self._newest(one for told in self.amended.values() for one in told)
        for period in self.plan.periods.values():
            written = self.plan.reporting.due_day(period)
            if written and begun and min(begun) <= period.ends:
                yield ReportDay(period, self.plan.working_day(written), written, last)

    def _tasks(self, state: LeadAssignments, since: date) -> Iterator[Task]:
        withdrawn = self.plan.withdrawn(since)
        return (task for task in state.tasks.values() if task.id not in withdrawn)

    def _concerns(self, agencies: Iterable[str]) -> bool:
        return self.mine is None or not self.mine.isdisjoint(agencies)

    def _newest(self, amendments: Iterable[Amendment]) -> date:
        return max([self.issued, *(one.document.date or one.effective for one in amendments)])

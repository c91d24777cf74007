"""Who leads and coordinates what, and when: groups, agencies merged or renamed, amendments that change the lead."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from ttdn_cli.findings import Path
from ttdn_cli.judging.amendments import Amendments
from ttdn_cli.model.milestone_leads import own_leads
from ttdn_cli.model.periods import ONE_DAY, Period

if TYPE_CHECKING:
    from ttdn_cli.intake.submission import Report
    from ttdn_cli.model.agencies import Directory, Party
    from ttdn_cli.model.plan import Plan, Task
    from ttdn_cli.model.schedule import Occurrence

Led: TypeAlias = "str | Occurrence"  # a task by its id, or one of its occurrences


def _key(of: Led) -> tuple[str, str]:
    """Return what tells apart who may have leads of their own: tasks, and milestones within them."""
    return (of, "") if isinstance(of, str) else (of.task, of.id if of.milestone else "")


class LeadAssignments:
    """The parts of agencies in the tasks of a plan, on D and on earlier days (SPEC 3, "Who is asked, who speaks").

    `plan` and `tasks` are as on D, with everybody who stands for somebody else looked up; `directory` is the registry
    as it was given. Agencies are ids of the registry, tasks ids of the plan. A day is a civil day: an amendment is in
    force from its first day on, that day included. Who has taken over by D stands for who is gone on earlier days too.
    Leads are asked for by task, or by occurrence, which may be a milestone with leads of its own among the task's.
    """

    def __init__(self, amendments: Amendments, directory: Directory) -> None:
        """Take the plan with its amendments as of D, and the registry as it is on D, or on a later day."""
        self.directory = directory
        self._amendments, self._issued, self._as_of = amendments, amendments.issued, amendments.as_of
        self.withdrawn = amendments.withdrawn
        self.plan = self._current(amendments.plan)
        self.tasks: dict[str, Task] = {task.id: task for task in self.plan.tasks}
        self._directories: dict[int, Directory] = {}
        self._days = self._turning_days()
        self._on: dict[tuple[str, str, int], tuple[tuple[Party, ...], tuple[str, ...]]] = {}
        self._parts: dict[tuple[str, int], frozenset[str] | None] = {}
        self._days_of: dict[str, tuple[date, ...]] = {}
        self._within: dict[tuple[str, str, str], frozenset[str]] = {}

    def _turning_days(self) -> list[date]:
        """Return the days up to D from which on the plan or the registry was another one."""
        agencies = self.directory.registry.agencies
        days = {one.effective for one in self._issued.amendments}
        days.update(one.valid_from for one in agencies if one.valid_from)
        days.update(one.valid_to + ONE_DAY for one in agencies if one.valid_to and one.valid_to < self._as_of)
        return sorted(one for one in days if one <= self._as_of)

    def _current(self, plan: Plan) -> Plan:
        """Return a plan in which agencies that are gone are replaced by those that took over."""
        successors = self.directory.successors_of
        tasks = tuple(
            task
            if successors(task.lead) == task.lead and successors(task.coordinators) == task.coordinators
            else task.model_copy(update={"lead": successors(task.lead), "coordinators": successors(task.coordinators)})
            for task in plan.tasks
        )
        return plan if tasks == plan.tasks else plan.with_tasks(tasks)

    def parties(self, of: Led, day: date | None = None) -> tuple[Party, ...]:
        """Return who answers for a task or occurrence as its leads, on D or on an earlier day.

        Each member of a group that requires all is a party by itself; a group of which any member may answer is one.
        """
        return self._led(of, day)[0]

    def leads(self, of: Led, day: date | None = None) -> tuple[str, ...]:
        """Return the agencies that lead a task or occurrence, on D or on an earlier day; of a group its members."""
        return self._led(of, day)[1]

    def named(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the leads of an occurrence as the plan names them, agencies or groups, or who took over from them."""
        own = occurrence.milestone.lead if occurrence.milestone else ()
        leads = next(one.lead for one in self._amendments.plan.tasks if one.id == occurrence.task) if own else ()
        found = own_leads(self.directory, own, leads)
        return self.tasks[occurrence.task].lead if found is None else found or self.directory.successors_of(own)

    def named_on(self, of: Led, day: date) -> tuple[str, ...]:
        """Return the leads that a plan named on a day up to D, agencies or groups, or who had taken over by then."""
        task, directory = of if isinstance(of, str) else of.task, self.directory_on(day)
        leads = next(one.lead for one in self._issued.on(day).tasks if one.id == task)
        own = own_leads(directory, self._own(of, day), leads)
        return directory.standing_of(leads) if own is None else own

    def answering(self, of: Led, day: date | None = None) -> tuple[Party, ...]:
        """Return the parties whose word decides: who leads, or where all are gone without successor, who led last."""
        for then in (day, *(one - ONE_DAY for one in reversed(self._days) if day is None or one <= day)):
            if found := self.parties(of, then):
                return found
        return ()

    def turn(self, day: date | None) -> int:
        """Return which stretch between turning days a day lies in; None is D."""
        return bisect_right(self._days, day) if day else len(self._days)

    def coordinators(self, task: str, day: date | None = None) -> tuple[str, ...]:
        """Return the agencies and groups that the plan names as coordinators of a task, on D or on an earlier day."""
        day = min(day or self._as_of, self._as_of)
        found = next(one.coordinators for one in self._issued.on(day).tasks if one.id == task)
        return self.directory_on(day).standing_of(found)

    def directory_on(self, day: date | None = None) -> Directory:
        """Return the registry as it was on a day, or on D when that is earlier."""
        number = self.turn(day)
        if number not in self._directories:
            self._directories[number] = self.directory.on(min(day or self._as_of, self._as_of))
        return self._directories[number]

    def _led(self, of: Led, day: date | None) -> tuple[tuple[Party, ...], tuple[str, ...]]:
        key = *_key(of), self.turn(day)
        if key not in self._on:
            then = min(day or self._as_of, self._as_of)
            directory = self.directory_on(then)
            found = (party for lead in self.named_on(of, then) for party in directory.parties(lead))
            parties = tuple(dict.fromkeys(found))
            self._on[key] = parties, tuple(dict.fromkeys(one for party in parties for one in party.members))
        return self._on[key]

    def _own(self, of: Led, day: date) -> tuple[str, ...]:
        """Return the leads that a milestone has of its own, as the plan named them on a day, or on D if it had none."""
        if isinstance(of, str) or of.milestone is None:
            return ()
        then = next((one for one in self._issued.on(day).occurrences[of.task] if one.id == of.id), of)
        return then.milestone.lead if then.milestone else ()

    def ever_led(self, of: Led) -> tuple[str, ...]:
        """Return the agencies that led a task or occurrence on any day up to D, the earliest first."""
        days = (date.min, *self._days)
        return tuple(dict.fromkeys(lead for day in days for lead in self.leads(of, day)))

    def leads_now(self, of: Led, agency: str) -> bool:
        """Tell whether an agency, or one that took over from it, leads on D."""
        return not set(self.directory.successors(agency)).isdisjoint(self.leads(of))

    def _days_in(self, period: Period) -> tuple[date, ...]:
        """Return the days of a period on which anything could be another, up to D: its first, and turning days."""
        if period.id not in self._days_of:
            turning = (one for one in self._days if period.begins < one <= period.ends)
            self._days_of[period.id] = (min(period.begins, self._as_of), *turning)
        return self._days_of[period.id]

    def led_in(self, of: Led, agency: str, period: Period) -> bool:
        """Tell whether an agency led a task or occurrence on any day of a period."""
        key = *_key(of), period.id
        if key not in self._within:
            self._within[key] = frozenset(lead for day in self._days_in(period) for lead in self.leads(of, day))
        return agency in self._within[key]

    def led_by(self, of: Led, report: Report) -> bool:
        """Tell whether the sender of a report led a task or occurrence by the day of its submission."""
        return report.agency in self.leads(of, report.submitted_on) or report.submitted_on > report.period.ends

    def took_over(self, occurrence: Occurrence, agency: str, day: date) -> tuple[date, tuple[str, ...]] | None:
        """Return since when a lead has held the part of others, by a day, and who held it the day before; or None.

        By an amendment it took over from all who led no longer, unless it led already and others came in their place;
        as a successor from whoever it followed. It is among them itself where it led already.
        """
        for since in reversed([one for one in self._days if one <= day]):
            before, now = self.leads(occurrence, since - ONE_DAY), self.leads(occurrence, since)
            if agency not in now:
                continue
            gone = [one for one in before if one not in now]
            successors = self.directory_on(since).successors
            came = set(now).difference(before, *map(successors, gone))  # without those that followed somebody
            if not (self._is_given(occurrence, since) and (agency not in before or not came)):
                gone = [one for one in gone if agency in successors(one)]
            if gone:
                return since, (*gone, *((agency,) if agency in before else ()))
        return None

    def _is_given(self, occurrence: Occurrence, day: date) -> bool:
        """Tell whether an amendment of a day names other leads of an occurrence, be they a milestone's own."""
        changes = [one.changes[occurrence.task] for one in self._amendments.of(occurrence.task) if one.effective == day]
        return any(one.lead for one in changes) or self._own(occurrence, day) != self._own(occurrence, day - ONE_DAY)

    def has_part(self, task: str, agency: str, period: Period) -> bool:
        """Tell whether an agency had a part in a task on any day of a period; anybody, where an open group is named."""
        for day in self._days_in(period):
            known = self._taking_part(task, day)
            if known is None or agency in known:
                return True
        return False

    def _taking_part(self, task: str, day: date) -> frozenset[str] | None:
        key = task, self.turn(day)
        if key not in self._parts:
            directory = self.directory_on(day)
            one = next(one for one in self._issued.on(day).tasks if one.id == task)
            names = directory.standing_of((*one.lead, *one.coordinators))
            known = frozenset(member for name in names for member in directory.members(name))
            self._parts[key] = None if any(map(directory.is_open, names)) else known
        return self._parts[key]

    def asked_at(self, task: str, coordinator: str, day: date | None = None) -> Path:
        """Return the path of the name in the plan that asks for a coordinator, itself or whom it took over from.

        `coordinator` is one of `coordinators(task, day)`.
        """
        day = min(day or self._as_of, self._as_of)
        named = next(one.coordinators for one in self._issued.on(day).tasks if one.id == task)
        then = self.directory_on(day)
        number = next(number for number, one in enumerate(named) if coordinator in then.successors(one))
        return self._amendments.at(task, "coordinators", number, day=day)

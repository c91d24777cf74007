"""Who leads and coordinates what, and when: groups, agencies merged or renamed, amendments that change the lead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.findings import Path
from ttdn_cli.judging.amendments import Amendments

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory, Party
    from ttdn_cli.model.plan import Plan, Task


class LeadAssignments:
    """The parts of agencies in the tasks of a plan, on D and on earlier days (SPEC 3, "Who is asked, who speaks").

    `plan` and `tasks` are as on D, with everybody who stands for somebody else looked up; `directory` is the registry
    as it was given. Agencies are ids of the registry, tasks ids of the plan. A day is a civil day: an amendment is in
    force from its first day on, that day included. Who has taken over by D stands for who is gone on earlier days too.
    """

    def __init__(self, amendments: Amendments, directory: Directory) -> None:
        """Take the plan with its amendments as of D, and the registry as it is on D, or on a later day."""
        self.directory = directory
        self._amendments, self._issued, self._as_of = amendments, amendments.issued, amendments.as_of
        self.plan = self._current(amendments.plan)
        self.tasks: dict[str, Task] = {task.id: task for task in self.plan.tasks}
        self._effective = sorted(one.effective for one in self._issued.amendments)
        self._on: dict[tuple[str, date | None], tuple[tuple[Party, ...], tuple[str, ...]]] = {}
        self._parts: dict[tuple[int, str], frozenset[str] | None] = {}

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

    def parties(self, task: str, day: date | None = None) -> tuple[Party, ...]:
        """Return who answers for a task as its leads, on D or on an earlier day.

        Each member of a group that requires all is a party by itself; a group of which any member may answer is one.
        """
        return self._led(task, day)[0]

    def leads(self, task: str, day: date | None = None) -> tuple[str, ...]:
        """Return the agencies that lead a task, on D or on an earlier day; of a group its members."""
        return self._led(task, day)[1]

    def coordinators(self, task: str) -> tuple[str, ...]:
        """Return the agencies and groups that the plan names as coordinators of a task on D, in its order."""
        return self.tasks[task].coordinators

    def _led(self, task: str, day: date | None) -> tuple[tuple[Party, ...], tuple[str, ...]]:
        key = task, min(day, self._as_of) if day else None
        if key not in self._on:
            plan = self._issued.on(min(day, self._as_of)) if day else self.plan
            leads = next(one.lead for one in plan.tasks if one.id == task)
            found = (party for lead in self.directory.successors_of(leads) for party in self.directory.parties(lead))
            every = tuple(dict.fromkeys(found))
            there = (self._there(party, min(day or self._as_of, self._as_of)) for party in every)
            parties = tuple(party for party in there if party.members) or every
            self._on[key] = parties, tuple(dict.fromkeys(one for party in parties for one in party.members))
        return self._on[key]

    def _there(self, party: Party, day: date) -> Party:
        """Return a party without the members that do not exist on a day, nor anybody before or after them."""
        return party._replace(members=tuple(one for one in party.members if self.directory.is_there(one, day)))

    def changed_lead(self, task: str) -> bool:
        """Tell whether an amendment has given a task to other leads by D."""
        return any(one.changes[task].lead for one in self._amendments.of(task))

    def former_leads(self, task: str) -> tuple[str, ...]:
        """Return the agencies that led a task before an amendment gave it to others."""
        now = self.leads(task)
        then = (
            one
            for since, plan in self._issued.versions
            if since <= self._as_of
            for lead in next(found.lead for found in plan.tasks if found.id == task)
            for successor in self.directory.successors(lead)
            for party in self.directory.parties(successor)
            for one in party.members
        )
        return tuple(dict.fromkeys(one for one in then if one not in now)) if self.changed_lead(task) else ()

    def led_on(self, task: str, agency: str, day: date) -> bool:
        """Tell whether an agency led a task on a day."""
        return agency in self.leads(task, day)

    def has_part(self, task: str, agencies: tuple[str, ...], day: date) -> bool:
        """Tell whether one of some agencies has a part in a task on D, or had one on an earlier day.

        Where an open group is named, anybody may have one.
        """
        days = (self._as_of, min(day, self._as_of)) if self._effective else (self._as_of,)
        for plan in map(self._issued.on, days):
            known = self._taking_part(plan, task)
            if known is None or not known.isdisjoint(agencies):
                return True
        return False

    def _taking_part(self, plan: Plan, task: str) -> frozenset[str] | None:
        key = id(plan), task  # the versions of a plan live as long as the plan
        if key not in self._parts:
            one = next(one for one in plan.tasks if one.id == task)
            names = self.directory.successors_of((*one.lead, *one.coordinators))
            known = frozenset(member for name in names for member in self.directory.members(name))
            self._parts[key] = None if any(map(self.directory.is_open, names)) else known
        return self._parts[key]

    def asked_at(self, task: str, coordinator: str) -> Path:
        """Return the path of the name in the plan that asks for a coordinator, itself or whom it took over from.

        `coordinator` is one of `coordinators(task)`.
        """
        named = next(one.coordinators for one in self._issued.on(self._as_of).tasks if one.id == task)
        number = next(number for number, one in enumerate(named) if coordinator in self.directory.successors(one))
        return self._amendments.at(task, "coordinators", number)

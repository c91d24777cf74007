"""Who leads what, and when: groups as lead, agencies that were merged or renamed, amendments that change the lead."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ttdn_cli.findings import Path
from ttdn_cli.intake.submission import Entry

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory, Party
    from ttdn_cli.model.plan import Amendment, Plan, Task
    from ttdn_cli.model.schedule import Occurrence


class LeadAssignments:
    """The tasks of a plan as they are on D, with everybody who stands for somebody else looked up."""

    def __init__(self, issued: Plan, directory: Directory, as_of: date) -> None:
        """Take the plan as issued, with its amendments, and the directory as it is on `as_of`."""
        self._issued, self._directory, self._as_of = issued, directory, as_of
        self.plan = self._current(issued.on(as_of))
        self.tasks: dict[str, Task] = {task.id: task for task in self.plan.tasks}
        self._numbers = {task.id: number for number, task in enumerate(issued.tasks)}
        self._effective = sorted(one.effective for one in issued.amendments)
        self._on: dict[tuple[str, int | None], tuple[tuple[Party, ...], tuple[str, ...]]] = {}
        self._parts: dict[tuple[int, str], frozenset[str] | None] = {}

    def _current(self, plan: Plan) -> Plan:
        """Return a plan in which agencies that are gone are replaced by those that took over."""
        successors = self._directory.successors_of
        tasks = tuple(
            task
            if successors(task.lead) == task.lead and successors(task.coordinators) == task.coordinators
            else task.model_copy(update={"lead": successors(task.lead), "coordinators": successors(task.coordinators)})
            for task in plan.tasks
        )
        return plan if tasks == plan.tasks else plan.with_tasks(tasks)

    @cached_property
    def amendments(self) -> dict[str, list[Amendment]]:
        """The amendments in force on D of each task that has any, the earliest first."""
        found: dict[str, list[Amendment]] = {}
        for _, one in self._issued.effective(self._as_of):
            for task in one.changes:
                found.setdefault(task, []).append(one)
        return found

    def parties(self, task: str, day: date | None = None) -> tuple[Party, ...]:
        """Return who answers for a task as its leads, on D or on an earlier day."""
        return self._led(task, day)[0]

    def leads(self, task: str, day: date | None = None) -> tuple[str, ...]:
        """Return the agencies that lead a task, on D or on an earlier day."""
        return self._led(task, day)[1]

    def _led(self, task: str, day: date | None) -> tuple[tuple[Party, ...], tuple[str, ...]]:
        key = task, bisect_right(self._effective, day) if day else None
        if key not in self._on:
            plan = self._issued.on(min(day, self._as_of)) if day else self.plan
            leads = next(one.lead for one in plan.tasks if one.id == task)
            found = (party for lead in self._directory.successors_of(leads) for party in self._directory.parties(lead))
            parties = tuple(dict.fromkeys(found))
            self._on[key] = parties, tuple(dict.fromkeys(one for party in parties for one in party.members))
        return self._on[key]

    def changed_lead(self, task: str) -> bool:
        """Tell whether an amendment has given a task to other leads by D."""
        return any(one.changes[task].lead for one in self.amendments.get(task, ()))

    def former_leads(self, task: str) -> tuple[str, ...]:
        """Return the agencies that led a task before an amendment gave it to others."""
        now = self.leads(task)
        then = (
            one
            for since, plan in self._issued.versions
            if since <= self._as_of
            for lead in next(found.lead for found in plan.tasks if found.id == task)
            for successor in self._directory.successors(lead)
            for party in self._directory.parties(successor)
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
            names = self._directory.successors_of((*one.lead, *one.coordinators))
            known = frozenset(member for name in names for member in self._directory.members(name))
            self._parts[key] = None if any(map(self._directory.is_open, names)) else known
        return self._parts[key]

    def windows(self, entry: Entry) -> tuple[Occurrence, ...]:
        """Return the occurrences, as they are on D, that an entry speaks of.

        The one of the same id; or the task's only one, when an amendment moved the only one there was; or those that
        lie within the window that the entry was written for. None when a rhythm became coarser: what was said of one
        quarter does not settle a half-year.
        """
        now = self.plan.occurrences[entry.task]
        if not self._issued.amendments:
            return self._same.get((entry.task, entry.occurrence), ())
        same = tuple(one for one in now if one.id == entry.occurrence)
        if same:
            return same
        then = self._issued.every_window[entry.task][entry.occurrence]
        alone = any(plan.occurrences[entry.task] == (then,) for _, plan in self._issued.versions)
        if alone and len(now) == 1:
            return now
        return tuple(one for one in now if then.begins <= one.begins and one.ends <= then.ends)

    def changes_since(self, revision: int, task: str, older: Plan | None) -> tuple[list[str], list[str]]:
        """Return what has changed in a task, by D, since a revision of the plan: names of fields, and document numbers.

        With the older plan the two are compared. Without it every amendment counts that is not known to have been in
        that revision.
        """
        from ttdn_cli.model.plan import AMENDABLE

        told = [one for one in self.amendments.get(task, ()) if one.revision is None or one.revision > revision]
        if older is None:
            fields = {name for one in told for name in (*AMENDABLE, "withdrawn") if getattr(one.changes[task], name)}
        else:
            told = [one for one in told if one not in older.amendments]
            before, now = (_meaning(plan.on(self._as_of), task) for plan in (older, self._issued))
            fields = {name for name in AMENDABLE if before.get(name) != now.get(name)}
            if task in self._issued.withdrawn(self._as_of) - older.withdrawn(self._as_of):
                fields.add("withdrawn")
        return [one for one in (*AMENDABLE, "withdrawn") if one in fields], [
            one.document.number for one in told if one.document.number
        ]

    @cached_property
    def _same(self) -> dict[tuple[str, str], tuple[Occurrence, ...]]:
        return {(one.task, one.id): (one,) for windows in self.plan.occurrences.values() for one in windows}

    def at(self, task: str, field: str = "", *rest: str | int, day: date | None = None) -> Path:
        """Return the path of a task in the plan, or of one of its fields: where an amendment changes it, there.

        With a day before D, as the plan was on that day.
        """
        if field:
            for number, amendment in reversed(self._issued.effective(min(day or self._as_of, self._as_of))):
                if getattr(amendment.changes.get(task), field, None) is not None:
                    return ("amendments", number, "changes", task, field, *rest)
        return ("tasks", self._numbers[task], *((field,) if field else ()), *rest)

    def asked_at(self, task: str, coordinator: str) -> Path:
        """Return the path of the name in the plan that asks for a coordinator, itself or whom it took over from."""
        named = next(one.coordinators for one in self._issued.on(self._as_of).tasks if one.id == task)
        number = next(number for number, one in enumerate(named) if coordinator in self._directory.successors(one))
        return self.at(task, "coordinators", number)


def _meaning(plan: Plan, task: str) -> dict[str, object]:
    """Return what a plan says of a task, without spellings and orders that do not count."""
    one = next((one for one in plan.tasks if one.id == task), None)
    if one is None:
        return {}
    return {
        "lead": frozenset(one.lead),
        "coordinators": frozenset(one.coordinators),
        "scopes": one.scopes,
        "schedule": plan.occurrences[task],
        "deliverables": tuple((product.quantity, product.name) for product in one.deliverables),
    }

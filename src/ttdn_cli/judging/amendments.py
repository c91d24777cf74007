"""What amendments have made of the plan by D: whom they concern, where they stand, which occurrences they moved."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ttdn_cli.findings import Path
from ttdn_cli.intake.submission import Entry, LeftOut

if TYPE_CHECKING:
    from ttdn_cli.model.plan import Amendment, Plan
    from ttdn_cli.model.schedule import Occurrence


class Amendments:
    """The plan as it was issued, and as its amendments have made it by D; each is in force from its first day on."""

    def __init__(self, issued: Plan, as_of: date) -> None:
        """Take the plan as issued, with its amendments, and D, at whose beginning everything is judged."""
        self.issued, self.as_of = issued, as_of
        self.plan = issued.on(as_of)
        self.withdrawn = issued.withdrawn(as_of)
        self._numbers = {task.id: number for number, task in enumerate(issued.tasks)}

    @cached_property
    def by_task(self) -> dict[str, list[Amendment]]:
        """The amendments in force on D of each task that has any, the earliest first."""
        found: dict[str, list[Amendment]] = {}
        for _, one in self.issued.effective(self.as_of):
            for task in one.changes:
                found.setdefault(task, []).append(one)
        return found

    def of(self, task: str) -> list[Amendment]:
        """Return the amendments of a task that are in force on D, the earliest first."""
        return self.by_task.get(task, [])

    def occurrences(self, entry: Entry | LeftOut) -> tuple[Occurrence, ...]:
        """Return the occurrences, as they are on D, that an entry speaks of (SPEC 3, "The authoritative entry")."""
        return self.standing_for(entry.task, str(entry.occurrence))

    def standing_for(self, task: str, occurrence: str) -> tuple[Occurrence, ...]:
        """Return the occurrences, as they are on D, that stand for one that the plan has or had, given by its id.

        The one of the same id; or the task's only one, when an amendment moved the only one there was; or those that
        lie within its window. None when a rhythm became coarser: what was said of one
        quarter does not settle a half-year.
        """
        now = self.plan.occurrences[task]
        if not self.issued.amendments:
            return self._same.get((task, occurrence), ())
        same = tuple(one for one in now if one.id == occurrence)
        if same:
            return same
        then = self.issued.every_window[task][occurrence]
        alone = any(plan.occurrences[task] == (then,) for _, plan in self.issued.versions)
        if alone and len(now) == 1:
            return now
        return tuple(one for one in now if then.begins <= one.begins and one.ends <= then.ends)

    @cached_property
    def _same(self) -> dict[tuple[str, str], tuple[Occurrence, ...]]:
        return {(one.task, one.id): (one,) for windows in self.plan.occurrences.values() for one in windows}

    def changes_since(self, revision: int, task: str, older: Plan | None) -> tuple[list[str], list[str]]:
        """Return what has changed in a task, by D, since a revision of the plan: names of fields, and document numbers.

        With the older plan the two are compared. Without it every amendment counts that is not known to have been in
        that revision.
        """
        from ttdn_cli.model.plan import AMENDABLE

        told = [one for one in self.of(task) if one.revision is None or one.revision > revision]
        if older is None:
            fields = {name for one in told for name in (*AMENDABLE, "withdrawn") if getattr(one.changes[task], name)}
        else:
            told = [one for one in told if one not in older.amendments]
            before, now = (_meaning(plan.on(self.as_of), task) for plan in (older, self.issued))
            fields = {name for name in AMENDABLE if before.get(name) != now.get(name)}
            if task in self.withdrawn - older.withdrawn(self.as_of):
                fields.add("withdrawn")
        return [one for one in (*AMENDABLE, "withdrawn") if one in fields], [
            one.document.number for one in told if one.document.number
        ]

    def at(self, task: str, field: str = "", *rest: str | int, day: date | None = None) -> Path:
        """Return the path of a task in the plan, or of one of its fields: where an amendment changes it, there.

        With a day before D, as the plan was on that day.
        """
        if field:
            for number, amendment in reversed(self.issued.effective(min(day or self.as_of, self.as_of))):
                if getattr(amendment.changes.get(task), field, None) is not None:
                    return ("amendments", number, "changes", task, field, *rest)
        return ("tasks", self._numbers[task], *((field,) if field else ()), *rest)


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

"""Which amendments have changed the time of an occurrence, who leads it, or whether it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from ttdn_cli.judging.case import Case
from ttdn_cli.model.milestone_leads import own_leads
from ttdn_cli.model.periods import ONE_DAY

if TYPE_CHECKING:
    from ttdn_cli.model.plan import Amendment, Plan
    from ttdn_cli.model.schedule import Occurrence

Changes: TypeAlias = "Callable[[Case, Amendment, Occurrence], bool]"


def amending(case: Case, changes: Changes, *forms: Occurrence) -> list[Amendment]:
    """Return the amendments in force on D that have changed an occurrence, given as it was and as it is."""
    every = case.amendments.of(forms[0].task)
    return [one for one in every if any(changes(case, one, form) for form in forms)]


def gives_time(case: Case, amendment: Amendment, occurrence: Occurrence) -> bool:
    """Tell whether an amendment brought in or ended an occurrence, or gave it another due date."""
    before, now = (_windows(plan, occurrence) for plan in _turn(case, amendment))
    is_other = {one.due for one in before} != {one.due for one in now}
    return bool(amendment.changes[occurrence.task].schedule) and is_other


def gives_lead(case: Case, amendment: Amendment, occurrence: Occurrence) -> bool:
    """Tell whether an amendment named other leads of an occurrence; a milestone may have its own among the task's."""
    change = amendment.changes[occurrence.task]
    before, now = (_leads(case, plan, occurrence) for plan in _turn(case, amendment))
    return bool(change.lead or change.schedule) and before != now


def withdraws(_case: Case, amendment: Amendment, occurrence: Occurrence) -> bool:
    """Tell whether an amendment withdrew the task of an occurrence."""
    return bool(amendment.changes[occurrence.task].withdrawn)


def changes_fields(
    case: Case, amendment: Amendment, task: str, occurrence: Occurrence | None, fields: Iterable[str]
) -> bool:
    """Tell whether an amendment changed any of some fields of a task, time and leads as far as an occurrence goes."""
    of_occurrence = {"schedule": gives_time, "lead": gives_lead} if occurrence else {}
    return any(
        of_occurrence[one](case, amendment, occurrence)
        if occurrence and one in of_occurrence
        else getattr(amendment.changes[task], one) is not None
        for one in fields
    )


def _turn(case: Case, amendment: Amendment) -> tuple[Plan, Plan]:
    """Return the plan as it was before an amendment, and from its first day on."""
    issued = case.amendments.issued
    return issued.on(amendment.effective - ONE_DAY), issued.on(amendment.effective)


def _windows(plan: Plan, occurrence: Occurrence) -> list[Occurrence]:
    return [one for one in plan.occurrences[occurrence.task] if one.id == occurrence.id]


def _leads(case: Case, plan: Plan, occurrence: Occurrence) -> tuple[str, ...]:
    leads = next(one.lead for one in plan.tasks if one.id == occurrence.task)
    named = next((one.milestone.lead for one in _windows(plan, occurrence) if one.milestone), ())
    return own_leads(case.directory, named, leads) or leads

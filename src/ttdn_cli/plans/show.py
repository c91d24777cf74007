"""The plan as programs read it (`plan show --format json`): every id looked up, every occurrence worked out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.fields import dump
from ttdn_cli.model.milestone_leads import own_leads
from ttdn_cli.model.plan import Plan, Task
from ttdn_cli.model.schedule import Occurrence, Schedule

if TYPE_CHECKING:
    from ttdn_cli.model.plan_view_output import OccurrenceOut, PlanView, Scoped, TaskOut


def plan_on(plan: Plan, directory: Directory, day: date) -> tuple[Plan, Directory]:
    """Return a plan and its registry as they are on a day: amendments carried out, and who exists then.

    In place of agencies that are gone stand those that took over; before its time an agency is nobody.
    """
    then, plan = directory.on(day), plan.on(day)
    tasks = tuple(
        task.model_copy(
            update={
                "lead": then.standing_of(task.lead),
                "coordinators": then.standing_of(task.coordinators),
                "scopes": _scopes_on(task, then),
                "schedule": _schedule_on(task, then),
            }
        )
        for task in plan.tasks
    )
    duties = tuple(
        duty.model_copy(update={"agencies": then.standing_of(duty.agencies), "with_": then.standing_of(duty.with_)})
        for duty in plan.duties
    )
    return plan.with_tasks(tasks).model_copy(update={"duties": duties}), then


def _scopes_on(task: Task, then: Directory) -> dict[str, str]:
    """Return the scopes by who has them on the day of a directory; whoever followed several has all of theirs."""
    found: dict[str, str] = {}
    for identity, scope in task.scopes.items():
        for one in then.standing_of((identity,)):
            found[one] = f"{found[one]}; {scope}" if one in found else scope
    return found


def _schedule_on(task: Task, then: Directory) -> Schedule:
    """Return the time frame with the leads of its milestones on the day of a directory.

    None are named where all leads of the task answer; who is gone without a successor is named still.
    """
    if not any(one.lead for one in task.schedule.milestones or ()):
        return task.schedule
    found = []
    for one in task.schedule.milestones or ():
        own = own_leads(then, one.lead, task.lead)
        found.append(one.model_copy(update={"lead": () if own is None else own or one.lead}))
    return task.schedule.model_copy(update={"milestones": tuple(found)})


def plan_view(plan: Plan, directory: Directory, as_of: date | None = None) -> PlanView:
    """Return the plan with every id looked up and every occurrence worked out; with a day, as it is on that day."""
    issued = plan
    if as_of:
        plan, directory = plan_on(plan, directory, as_of)
    found = _plan_view(plan, directory)
    found["as_of"] = _text(as_of)
    if plan.parent:
        found["parent"] = {name: _text(value) for name, value in dict(plan.parent).items()}
    if issued.amendments:
        found["amendments"] = [
            {
                "document": {name: _text(value) for name, value in dict(one.document).items()},
                "effective": one.effective.isoformat(),
                "reason": one.reason,
                "tasks": list(one.changes),
            }
            for one in issued.amendments
        ]
    return found


def _plan_view(plan: Plan, directory: Directory) -> PlanView:
    return {
        "schema": "ttdn/plan-view/1",
        "id": plan.id,
        "revision": plan.revision,
        "as_of": None,
        "document": {name: _text(value) for name, value in dict(plan.document).items()},
        "legal_bases": list(plan.legal_bases),
        "purposes": list(plan.purposes),
        "requirements": list(plan.requirements),
        "funding": plan.funding,
        "recipients": list(plan.recipients),
        "tasks": [_task(plan, directory, task) for task in plan.tasks],
        "duties": [
            {
                "id": duty.id,
                "agencies": list(duty.agencies),
                "role": duty.role,
                "with": list(duty.with_),
                "text": duty.text,
                "when": duty.when,
            }
            for duty in plan.duties
        ],
        "agencies": [
            {"id": one.id, "name": one.name, "name_en": one.name_en, "aliases": list(one.aliases), "kind": one.kind}
            for one in directory.registry.agencies
            if one.id in directory.standing_of((one.id,))
        ],
        "groups": [
            {"id": one.id, "name": one.name, "open": one.open, "requires": one.requires, "members": list(one.members)}
            for one in directory.groups.values()
        ],
        "assumptions": [{"about": one.about, "text": one.text, "to_settle": one.to_settle} for one in plan.assumptions],
    }


def _task(plan: Plan, directory: Directory, task: Task) -> TaskOut:
    schedule = dump(task.schedule)
    return {
        "id": task.id,
        "title": task.title,
        "content": list(task.content),
        "lead": [{"id": one, "name": directory.name(one), **_scope(task, one)} for one in task.lead],
        "coordinators": [
            {
                "id": one,
                "name": directory.name(one),
                "kind": "group" if one in directory.groups else "agency",
                "open": directory.is_open(one),
                "members": _members(directory, one),
                **_scope(task, one),
            }
            for one in task.coordinators
        ],
        "schedule": schedule,
        "occurrences": [_occurrence(directory, task, one) for one in plan.occurrences[task.id]],
        "deliverables": [{"name": one.name, "quantity": one.quantity, "unit": one.unit} for one in task.deliverables],
        "funding": list(task.funding),
        "parent": list(task.parent),
        "subjects": list(task.subjects),
        "notes": list(task.notes),
    }


def _scope(task: Task, identity: str) -> Scoped:
    return {"scope": task.scopes[identity]} if identity in task.scopes else {}


def _occurrence(directory: Directory, task: Task, one: Occurrence) -> OccurrenceOut:
    own = one.milestone
    leads = directory.standing_of(own.lead) if own and own.lead else task.lead
    found: OccurrenceOut = {
        "id": one.id,
        "begins": one.begins.isoformat(),
        "due": _text(one.due),
        "name": own.name if own else None,
        "percent": own.percent if own else None,
        "leads": list(leads),
    }
    if one.due and one.due != one.ends:
        found["due_as_written"] = one.ends.isoformat()
    return found


def _members(directory: Directory, identity: str) -> list[str]:
    if identity not in directory.groups:
        return []
    order: Iterable[str] = directory.agencies
    return [one for one in order if one in directory.members(identity)]


def _text(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)

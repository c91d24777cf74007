"""What the list commands show, made from a case: one view each, the same for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ttdn_cli.judging.case import Case, Outcome
from ttdn_cli.judging.expected_reports import expected_reports
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.fields import dump
from ttdn_cli.model.plan import Plan, Task
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.results.diagnostics import Locate, count_outcomes

if TYPE_CHECKING:
    from ttdn_cli.model.outputs import (
        AgencyRow,
        ExpectedRow,
        MissingOut,
        OccurrenceOut,
        OverdueOut,
        OverdueRow,
        Particulars,
        PlanView,
        Scoped,
        SummaryOut,
        TaskOut,
    )


def overdue_view(case: Case, locate: Locate) -> OverdueOut:
    """Return what is overdue, the longest first, and what falls due soon, the nearest first."""
    late = [_overdue_row(case, one, locate) for one in case.with_outcome(Outcome.OVERDUE)]
    soon = [_overdue_row(case, one, locate) for one in case.occurrences if case.is_due_soon(one)]
    return {
        "schema": "ttdn/overdue/1",
        "as_of": case.as_of.isoformat(),
        "quarter": case.books.quarter.id if case.books.quarter else None,
        "overdue": sorted(late, key=lambda row: -row["days_overdue"]),
        "due_soon": sorted(soon, key=lambda row: row["due"]),
    }


def _overdue_row(case: Case, occurrence: Occurrence, locate: Locate) -> OverdueRow:
    spoken = case.authoritative(occurrence)
    place = case.place(occurrence)
    heard = case.last_heard(occurrence)
    due = occurrence.due or case.as_of
    return {
        "task": occurrence.task,
        "occurrence": occurrence.id,
        "title": case.tasks[occurrence.task].title,
        "lead": list(case.tasks[occurrence.task].lead),
        "due": due.isoformat(),
        "days_overdue": max((case.as_of - due).days, 0),
        "state": case.state(spoken).value if spoken else None,
        "last_heard": heard.isoformat() if heard else None,
        "confirmed": case.is_confirmed(occurrence),
        "obstacles": (spoken.entry.obstacles or None) if spoken else None,
        "path": place.file,
        "line": locate(place)[0],
        **_particulars(case, occurrence),
    }


def _particulars(case: Case, occurrence: Occurrence) -> Particulars:
    """Return what only some occurrences have; keys that do not apply are left out."""
    found: Particulars = {}
    if occurrence.due and occurrence.due != occurrence.ends:
        found["due_as_written"] = occurrence.ends.isoformat()
    if case.is_aspirational(occurrence):
        found["aspirational"] = True
    if told := case.leading.amendments.get(occurrence.task):
        found["amended_by"] = [one.document.number or one.effective.isoformat() for one in told]
    return found


def missing_view(case: Case) -> MissingOut:
    """Return every report that was owed for a period that is over, and what became of it."""
    rows: list[ExpectedRow] = [
        {
            "agency": owed.agency,
            "period": owed.period.id,
            "role": owed.role,
            "tasks": list(owed.tasks),
            "received": owed.received,
            "path": owed.file,
        }
        for owed in expected_reports(case)
    ]
    return {"schema": "ttdn/missing/1", "as_of": case.as_of.isoformat(), "expected": rows}


def summary_view(case: Case) -> SummaryOut:
    """Return the outcomes in all and by lead, with each agency's reports."""
    received: dict[str, list[Any]] = {}
    for owed in expected_reports(case):
        received.setdefault(owed.agency, []).append({"period": owed.period.id, "received": owed.received})
    led: dict[str, list[tuple[str, str]]] = {}
    for occurrence in case.occurrences:
        for lead in case.leads(occurrence):
            led.setdefault(lead, []).append((occurrence.task, occurrence.id))
    rows: list[AgencyRow] = [
        {"agency": agency, "outcomes": count_outcomes(case, led.get(agency, [])), "reports": received.get(agency, [])}
        for agency in dict.fromkeys((*led, *received))
    ]
    return {
        "schema": "ttdn/summary/1",
        "as_of": case.as_of.isoformat(),
        "outcomes": count_outcomes(case),
        "agencies": rows,
    }


def plan_view(plan: Plan, directory: Directory, as_of: date | None = None) -> PlanView:
    """Return the plan with every id looked up and every occurrence worked out; with a day, as it is on that day."""
    issued, plan = plan, plan.on(as_of) if as_of else plan
    found = _plan_view(plan, directory)
    if as_of:
        found["as_of"] = as_of.isoformat()
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
        ],
        "groups": [
            {"id": one.id, "name": one.name, "open": one.open, "requires": one.requires, "members": list(one.members)}
            for one in directory.registry.groups
        ],
        "assumptions": [{"about": one.about, "text": one.text} for one in plan.assumptions],
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
        "occurrences": [_occurrence(one) for one in plan.occurrences[task.id]],
        "deliverables": [{"name": one.name, "quantity": one.quantity, "unit": one.unit} for one in task.deliverables],
    }


def _scope(task: Task, identity: str) -> Scoped:
    return {"scope": task.scopes[identity]} if identity in task.scopes else {}


def _occurrence(one: Occurrence) -> OccurrenceOut:
    found: OccurrenceOut = {"id": one.id, "begins": one.begins.isoformat(), "due": _text(one.due)}
    if one.due and one.due != one.ends:
        found["due_as_written"] = one.ends.isoformat()
    if one.milestone and one.milestone.name:
        found["name"] = one.milestone.name
    if one.milestone and one.milestone.percent is not None:
        found["percent"] = one.milestone.percent
    return found


def _members(directory: Directory, identity: str) -> list[str]:
    if identity not in directory.groups:
        return []
    order: Iterable[str] = directory.agencies
    return [one for one in order if one in directory.members(identity)]


def _text(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)

"""Which reports were owed, by whom, and what became of each: for `missing-report`, `missing` and `summary`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.case import Case
from ttdn_cli.findings import Place
from ttdn_cli.model.periods import Period

if TYPE_CHECKING:
    from ttdn_cli.model.outputs import Received, Role

LEAD: Role = "lead"
COORDINATOR: Role = "coordinator"


class Owed(NamedTuple):
    """One report that was owed: `tasks` are the active tasks of the role, `place` is where the plan asks for it.

    `received` is in_time, late, nothing_to_report, rejected or none; `file` the report that came, if any.
    """

    agency: str
    period: Period
    role: Role
    tasks: tuple[str, ...]
    place: Place
    received: Received
    file: str | None


def expected_reports(case: Case) -> list[Owed]:
    """Return every report that was owed for a period that is over, by period, then in the plan's order.

    An agency owes one when it leads an active task or the plan names it, by itself and not by a group, as the
    coordinator of one (SPEC 4, `missing-report`).
    """
    rejected = {
        (one.agency, one.period.id): one.file
        for one in case.submissions
        if not one.report and one.agency and one.period
    }
    found = []
    for period in case.periods:
        roles: dict[str, dict[str, list[tuple[str, Place]]]] = {}
        for occurrence in case.active(period):
            task = case.tasks[occurrence.task]
            place = case.task_place(task.id, "lead")
            for lead in task.lead:
                roles.setdefault(lead, {}).setdefault(LEAD, []).append((task.id, place))
            for number, one in enumerate(task.coordinators):
                if one in case.directory.agencies and one not in task.lead:
                    place = case.task_place(task.id, "coordinators", number)
                    roles.setdefault(one, {}).setdefault(COORDINATOR, []).append((task.id, place))
        for agency, parts in roles.items():
            role = LEAD if LEAD in parts else COORDINATOR
            tasks = tuple(dict.fromkeys(task for task, _ in parts[role]))
            received, file = _received(case, agency, period, rejected)
            found.append(Owed(agency, period, role, tasks, parts[role][0][1], received, file))
    return found


def _received(
    case: Case, agency: str, period: Period, rejected: dict[tuple[str, str], str]
) -> tuple[Received, str | None]:
    report = case.by_key.get((agency, period.id))
    if report is None:
        file = rejected.get((agency, period.id))
        return ("rejected", file) if file else ("none", None)
    if report.nothing:
        return "nothing_to_report", report.file
    last = case.plan.reporting.due_day(period)
    return ("late" if last and report.submitted_on > last else "in_time"), report.file

"""Which reports were owed, by whom, and what became of each: for `missing-report`, `missing` and `summary`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.findings import NotCounted, Place
from ttdn_cli.judging.case import Case
from ttdn_cli.model.periods import Period

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Party
    from ttdn_cli.model.lists_output import Received, Role

LEAD: Role = "lead"
COORDINATOR: Role = "coordinator"
MISSING: tuple[Received, ...] = ("rejected", "none")
_BEST: tuple[Received, ...] = ("in_time", "late", "nothing_to_report", *MISSING)


class Owed(NamedTuple):
    """One report that was owed: `tasks` are the active tasks of the role, `place` is where the plan asks for it.

    `received` is in_time, late, nothing_to_report, rejected or none; `file` the report that came, if any. `unread`,
    where none counts, are files that count for nobody, as they cannot be read or their sender is not known: it may be
    among them. `not_counted`
    says of a report that has not come which file came and why it does not count.
    """

    agency: str
    period: Period
    role: Role
    tasks: tuple[str, ...]
    place: Place
    received: Received
    file: str | None
    not_counted: NotCounted | None = None
    unread: tuple[str, ...] = ()


def expected_reports(case: Case) -> list[Owed]:
    """Return every report that was owed for a period that is over, by period, then in the plan's order.

    An agency owes one when it leads an active task or the plan names it, by itself and not by a group, as the
    coordinator of one (SPEC 4, `missing-report`). Of a group as lead each member owes one, or the group as a whole
    where any member may answer. Who owes it is who led the task when the period ended. Where only some files are given,
    nothing is said of reports that are not among them.
    """
    from ttdn_cli.model.agencies import Party

    found = []
    for period in case.periods:
        unread = case.received.unread(period)
        roles: dict[Party, dict[str, list[tuple[str, Place]]]] = {}
        for occurrence in case.active.in_period(period):
            task = case.tasks[occurrence.task]
            for party in case.lead_assignments.parties(occurrence, period.ends):
                if not case.active.is_active_for(party, occurrence, period):
                    continue
                place = Place(case.issued.file, case.amendments.at(task.id, "lead", day=period.ends))
                roles.setdefault(party, {}).setdefault(LEAD, []).append((task.id, place))
            leads = case.lead_assignments.leads(task.id, period.ends)
            for one in case.lead_assignments.coordinators(task.id, period.ends):
                if one in case.directory.agencies and one not in leads:
                    place = case.coordinator_place(task.id, one, period.ends)
                    roles.setdefault(Party(one, (one,)), {}).setdefault(COORDINATOR, []).append((task.id, place))
        for party, parts in roles.items():
            role = LEAD if LEAD in parts else COORDINATOR
            tasks = tuple(dict.fromkeys(task for task, _ in parts[role]))
            came, file = min(
                (received(case, one, period) for one in party.members), key=lambda one: _BEST.index(one[0])
            )
            if not case.complete and came == "none":
                continue
            why = case.not_counted.report(party.members, period) if came in MISSING else None
            beside = unread if came in MISSING else ()
            found.append(Owed(party.name, period, role, tasks, parts[role][0][1], came, file, why, beside))
    return found


def received(case: Case, agency: str, period: Period) -> tuple[Received, str | None]:
    """Return what became of an agency's report for a period, and its file if one came."""
    report = case.received.report(agency, period)
    if report is None:
        rejected = [one for one in case.received.rejected(agency, period) if one.period or len(one.may_be_for) == 1]
        return ("rejected", max(rejected, key=lambda one: one.order).file) if rejected else ("none", None)
    if report.nothing:
        return "nothing_to_report", report.file
    last = case.report_due(period)
    return ("late" if last and case.received.first_submitted(report) > last else "in_time"), report.file

"""Whom a matter is asked of on D: who answers for an agency that is gone, and in whose name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ttdn_cli.judging.case import Case
from ttdn_cli.model.periods import Period

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence


def answering(case: Case, name: str, *tasks: str | None) -> tuple[str, ...]:
    """Return the agencies that answer on D for an agency, or for each member of a group.

    Of several that took over from one agency, those that have a part in one of the tasks, where any has. An agency that
    is gone without successor has nobody.
    """
    found: list[str] = []
    for member in case.directory.members_in_order(name):
        heirs = case.directory.standing_of((member,))
        found += [one for one in heirs if any(task and has_part(case, one, task) for task in tasks)] or heirs
    return tuple(dict.fromkeys(found))


def has_part(case: Case, agency: str, task: str) -> bool:
    """Tell whether an agency leads a task on D, or the plan names it as coordinator, itself or in a closed group."""
    if task not in case.tasks:
        return False
    known = case.lead_assignments.coordinators(task)
    return agency in case.lead_assignments.leads(task) or any(agency in case.directory.members(one) for one in known)


def is_in_plan(case: Case, agency: str, task: str, period: object) -> bool:
    """Tell whether the plan gives an agency a part in a task, on D or at the end of a period, by name or closed group.

    So does what it gave to those in whose place the agency stands, and to whoever led the task on any day.
    """
    leads, members = case.lead_assignments, case.directory.members
    days = (None, *((period.ends,) if isinstance(period, Period) else ()))
    named = {who for day in days for one in leads.coordinators(task, day) for who in members(one)}
    return not named.union(leads.ever_led(task)).isdisjoint(line(case, agency))


def line(case: Case, agency: str) -> tuple[str, ...]:
    """Return an agency with those in whose place it stands on D, itself first."""
    kin = case.directory.lineage(agency)
    return (agency, *(one for one in kin if one != agency and agency in case.directory.successors(one)))


def in_name_of(case: Case, owing: str, agency: str, period: Period) -> tuple[str, ...]:
    """Return in whose name an agency sends the report for a period that an agency or group owed; own name: nobody's."""
    if owing in case.directory.agencies:
        return () if owing == agency else (owing,)
    is_own = bool(case.directory.existing((agency,), period))
    return () if is_own else case.directory.predecessors(agency, period)


def held_before(case: Case, agency: str, window: Occurrence) -> tuple[str, ...]:
    """Return the agencies from which a lead took over an occurrence after it had begun.

    Nobody where it led already, and stands at what it said itself: that is its own part.
    """
    found = case.lead_assignments.took_over(window, agency, case.as_of)
    if found is None or window.begins >= found[0]:
        return ()
    stand = next((said for party, said in case.authoritative.parts(window) if agency in party.members), None)
    if agency in found[1] and stand and stand.report.agency == agency:
        return ()
    return tuple(one for one in found[1] if one != agency)


def unanswered(case: Case, concerned: Iterable[str]) -> tuple[str, ...]:
    """Return those of some agencies for which nobody answers on D, as they are gone without successor."""
    names = set(concerned)
    return tuple(one for one in case.directory.agencies if one in names and not answering(case, one))

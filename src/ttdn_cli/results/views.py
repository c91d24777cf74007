"""What the list commands show, made from a case: one view each, the same for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdn_cli.files.cell_places import row_of
from ttdn_cli.findings import NotCounted
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import expected_reports
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.results.diagnostics import Locate, count_outcomes, reasons, tables_of
from ttdn_cli.results.last_said import LastSaid, last_said, last_said_by_part
from ttdn_cli.results.not_counted import Reasons
from ttdn_cli.text.i18n import Words

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Party
    from ttdn_cli.model.findings_output import NotCountedOut
    from ttdn_cli.model.lists_output import (
        AgencyRow,
        ExpectedRow,
        MissingOut,
        OverdueOut,
        OverdueRow,
        Particulars,
        PartRow,
        ReceivedRow,
        SummaryOut,
    )


def overdue_view(case: Case, locate: Locate, words: Words) -> OverdueOut:
    """Return what is overdue, the longest first, and what falls due soon, the nearest first."""
    told = reasons(words, tables_of(case), locate)
    late = [_overdue_row(case, one, locate, told) for one in case.outcomes.having(Outcome.OVERDUE)]
    soon = [_overdue_row(case, one, locate, told) for one in case.occurrences if case.outcomes.is_due_soon(one)]
    return {
        "schema": "ttdn/overdue/1",
        "as_of": case.as_of.isoformat(),
        "quarter": case.cutoff.quarter.id if case.cutoff.quarter else None,
        "follow_from": case.following.shown,
        "not_followed": case.not_followed,
        "overdue": sorted(late, key=lambda row: -row["days_overdue"]),
        "due_soon": sorted(soon, key=lambda row: row["due"]),
    }


def _overdue_row(case: Case, occurrence: Occurrence, locate: Locate, told: Reasons) -> OverdueRow:
    reported, said = case.authoritative.entry(occurrence), last_said(case, occurrence)
    place = case.place(occurrence)
    heard = case.authoritative.last_heard(occurrence)
    due = occurrence.due or case.as_of
    return {
        "task": occurrence.task,
        "occurrence": occurrence.id,
        "title": case.tasks[occurrence.task].title,
        "lead": list(case.lead_assignments.named(occurrence)),
        "behind": list(case.authoritative.who_is_behind(occurrence)),
        "due": due.isoformat(),
        "days_overdue": case.outcomes.days_overdue(occurrence),
        "state": said.state.value if said.state else None,
        "progress": said.progress,
        "said_on": said.day.isoformat() if said.day else None,
        "said_by": said.sender or None,
        "last_heard": heard.isoformat() if heard else None,
        "confirmed": case.outcomes.is_confirmed(occurrence),
        "obstacles": (told.words.written(reported.entry.obstacles) or None) if reported else None,
        "path": place.file,
        "line": row_of(place.file, locate(place)[0]),
        "not_counted": _out(told, said.not_counted),
        "unread": list(said.unread),
        **_particulars(case, occurrence, told),
    }


def _part_row(party: Party, said: LastSaid, told: Reasons) -> PartRow:
    return {
        "lead": party.name,
        "state": said.state.value if said.state else None,
        "progress": said.progress,
        "said_on": said.day.isoformat() if said.day else None,
        "said_by": said.sender or None,
        "not_counted": _out(told, said.not_counted),
        "unread": list(said.unread),
    }


def _particulars(case: Case, occurrence: Occurrence, told: Reasons) -> Particulars:
    """Return what only some occurrences have; keys that do not apply are left out."""
    found: Particulars = {}
    if occurrence.due and occurrence.due != occurrence.ends:
        found["due_as_written"] = occurrence.ends.isoformat()
    if case.is_aspirational(occurrence):
        found["aspirational"] = True
    if changes := case.amendments.of(occurrence.task):
        found["amended_by"] = [one.document.number or one.effective.isoformat() for one in changes]
    parts = last_said_by_part(case, occurrence)
    if len(parts) > 1:
        found["parts"] = [_part_row(party, said, told) for party, said in parts]
    return found


def _out(told: Reasons, why: NotCounted | None) -> NotCountedOut | None:
    row = told.row(why)
    return row.out() if row else None


def missing_view(case: Case, locate: Locate, words: Words) -> MissingOut:
    """Return every report that was owed for a period that is over, and what became of it."""
    told = reasons(words, tables_of(case), locate)
    rows: list[ExpectedRow] = [
        {
            "agency": owed.agency,
            "answers": list(case.directory.standing_of((owed.agency,))),
            "period": owed.period.id,
            "role": owed.role,
            "tasks": list(owed.tasks),
            "received": owed.received,
            "path": owed.file,
            "unread": list(owed.unread),
            "not_counted": _out(told, owed.not_counted),
        }
        for owed in expected_reports(case)
    ]
    return {
        "schema": "ttdn/missing/1",
        "as_of": case.as_of.isoformat(),
        "follow_from": case.following.shown,
        "not_followed": case.not_followed,
        "expected": rows,
    }


def summary_view(case: Case) -> SummaryOut:
    """Return the outcomes in all and by lead, with each agency's reports."""
    received: dict[str, list[ReceivedRow]] = {}
    for owed in expected_reports(case):
        row: ReceivedRow = {"period": owed.period.id, "received": owed.received, "unread": list(owed.unread)}
        received.setdefault(owed.agency, []).append(row)
    led: dict[str, list[Outcome]] = {}
    for occurrence in case.occurrences:
        own = case.outcomes.by_lead(occurrence)
        for lead in case.lead_assignments.leads(occurrence):
            if lead in own:  # else none of the files is its own
                led.setdefault(lead, []).append(own[lead])
    rows: list[AgencyRow] = [
        {
            "agency": agency,
            "answers": list(case.directory.standing_of((agency,))),
            "outcomes": count_outcomes(led.get(agency, [])),
            "reports": received.get(agency, []),
        }
        for agency in dict.fromkeys((*led, *received))
    ]
    return {
        "schema": "ttdn/summary/1",
        "as_of": case.as_of.isoformat(),
        "follow_from": case.following.shown,
        "not_followed": case.not_followed,
        "outcomes": count_outcomes(case.outcomes.by_occurrence.values()),
        "agencies": rows,
    }

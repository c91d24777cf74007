"""The reply to one agency on its reports: what came in, what they said, what is to be made clear, what is next due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.findings import Finding
from ttdn_cli.intake.submission import Report
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry, first_entries
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.model.states import State
from ttdn_cli.papers.letter_text import (
    ASKING,
    CLOSING,
    DEADLINE,
    Sender,
    Written,
    address,
    basis,
    due_cell,
    head,
    occurrence_cell,
    own_units,
    recipients,
    sentence,
    taken_over,
    tell,
)
from ttdn_cli.papers.letter_unclear import settled_note, unclear_item, unclear_of_others
from ttdn_cli.papers.letter_whom import answering
from ttdn_cli.papers.letters import Letter
from ttdn_cli.papers.meeting.work import OPEN, delivered, next_period
from ttdn_cli.results.diagnostics import names_of
from ttdn_cli.results.last_said import LastSaid
from ttdn_cli.results.not_counted import Reasons
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import ROLES

if TYPE_CHECKING:
    from ttdn_cli.model.periods import Period

_IN_ORDER = N_("On the report on carrying out plan {number}")
_TO_CLEAR = N_("On making clear the report on carrying out plan {number}")
_RECEIVED = N_("{sender} has received the {reports}, and thanks {who} for the cooperation.")
_REPORT = N_("report on {period} of {agency} (sent on {day})")
_NOTHING = N_("The report on {period} says that there is nothing to report.")
_AS_FOLLOWS = N_("What was reported has been put together as follows:")
_CLEAR = N_("As of {day} nothing in what was reported has to be made clear.")
_NEXT = N_("Next due for {who}: {items}.")


class Reply(NamedTuple):
    """What one agency is answered: the reports that came in of the newest period, and what it is to make clear.

    `settled` is what it reported since.
    """

    agency: str
    reports: tuple[Report, ...]
    unclear: tuple[Finding, ...]
    settled: tuple[Finding, ...] = ()


def replies(
    case: Case, letters: Sequence[Letter], findings: Sequence[Finding], settled: Sequence[Finding]
) -> list[Reply]:
    """Return a reply for every agency that gets no letter and has sent reports or has something to make clear.

    They are in the registry's order. `findings` are those that no waiver covers, `settled` what was reported since.
    """
    unclear, over = unclear_of_others(letters, case, findings, settled)
    written = {one.agency for one in letters}
    first = case.cutoff.quarter or (case.periods[-1] if case.periods else None)
    came: dict[str, list[Report]] = {}
    for report in case.received.reports:
        if first is None or report.period.begins >= first.begins:
            for agency in answering(case, report.agency, *sorted(report.mentions)):
                came.setdefault(agency, []).append(report)
    return [
        Reply(one, tuple(came.get(one, ())), tuple(unclear.get(one, ())), tuple(over.get(one, ())))
        for one in case.directory.agencies
        if one not in written and (one in came or one in unclear)
    ]


def write(reply: Reply, case: Case, sender: Sender, told: Reasons) -> Written:
    """Return a reply in words."""
    words = told.words
    whom = address(reply.agency, case, sender, words)
    values = whom.values
    entries = [one for report in reply.reports for one in first_entries(report)]
    rows = tuple(
        (str(number), *_row(one, case, told))
        for number, one in enumerate((one for one in entries if case.entries.occurrence(one.entry)), 1)
    )
    before = [basis(case, sender, words, values)]
    if reply.reports:
        before += taken_over((one.agency for one in reply.reports), reply.agency, case, words, values)
        named = "; ".join(_named(one, case, words) for one in reply.reports)
        before.append(sentence(words, _RECEIVED, **values, reports=named))
        before += [tell(words, _NOTHING, period=one.period) for one in reply.reports if one.nothing]
    if rows:
        before.append(words.say(_AS_FOLLOWS))
    after = [*settled_note(reply.settled, case, told), tell(words, DEADLINE if reply.unclear else _CLEAR, **values)]
    if due := "; ".join(_next_due(reply.agency, case, words)):
        after.append(tell(words, _NEXT, **values, items=due))
    return Written(
        case.directory.name(reply.agency),
        head(_TO_CLEAR if reply.unclear else _IN_ORDER, case, sender, words),
        whom.to,
        tuple(before),
        rows,
        tell(words, ASKING, **values) if reply.unclear else "",
        tuple(unclear_item(one, reply.agency, case, told) for one in reply.unclear),
        (*after, sentence(words, CLOSING, **values)),
        recipients(case, words, own=whom.own, for_report=False),
        "; ".join(_why(reply, case, words)),
        names_of(case),
        is_reply=True,
        own=own_units(whom, case.directory.name(reply.agency), words),
    )


def _named(report: Report, case: Case, words: Words) -> str:
    agency = case.directory.name(report.agency)
    return tell(words, _REPORT, period=report.period, agency=agency, day=report.submitted_on)


def _row(reported: ReportedEntry, case: Case, told: Reasons) -> Iterator[str]:
    """Yield the cells of an entry: what it is about, in which role, until when, and its own words.

    These are there where the texts of reports were kept.
    """
    words, entry = told.words, reported.entry
    window = case.entries.occurrence(entry)
    if window is None:  # an amendment has ended the occurrence
        return
    why = case.not_counted.entry(reported)
    yield occurrence_cell(window, case, words)
    yield words.say(ROLES["lead" if case.entries.is_of_lead(reported.report, entry.task) else "coordinator"])
    yield due_cell(window, case, words)
    if entry.state is State.DONE and entry.completed_on and why is None:
        yield words.say(N_("done, completed on {day}"), day=entry.completed_on)
    else:
        yield told.said(LastSaid(entry.state, entry.progress, why, ()))
    if texts := entry.texts:
        result = " ".join(words.written(texts.result).split()).rstrip(".")
        yield "; ".join(filter(None, (*delivered(texts, words), result, *map(words.written, texts.evidence))))
    else:
        yield ""


def _next_due(agency: str, case: Case, words: Words) -> Iterator[str]:
    """Yield what an agency has to do next: what it leads and falls due, and the report of the next period.

    Only its own part that is not finished, while it exists, as plan and registry have it on D.
    """
    period, ahead = next_period(case), [one for one in case.occurrences if case.outcomes.of(one) in OPEN]
    led = sorted(_led(agency, ahead, case), key=lambda one: (one.due, one.task))
    near = [one for one in led if period and one.due and one.due <= period.ends] or led[:1]
    for one in near:
        name = f"{one.task} ({words.period(one.id)})"
        yield tell(words, N_("{item} by {due}"), item=name, due=one.due_shown)
    due = case.report_due(period) if period else None
    if period and due and due >= case.as_of and _owes(agency, period, case):
        yield tell(words, N_("report on {period} by {due}"), period=period, due=due)


def _led(agency: str, ahead: Sequence[Occurrence], case: Case) -> list[Occurrence]:
    return [
        one
        for one in ahead
        if one.due
        and _exists(agency, one.due, case)
        and any(agency in party.members for party, _ in case.authoritative.behind(one))
    ]


def _exists(agency: str, day: date, case: Case) -> bool:
    """Tell whether an agency that stands on D is still there on a later day."""
    last = case.directory.agencies[agency].valid_to
    return last is None or day <= last


def _owes(agency: str, period: Period, case: Case) -> bool:
    """Tell whether an agency will owe a report: it leads active work, or the plan names it, itself, as coordinator."""
    leads = case.lead_assignments
    return _exists(agency, period.ends, case) and any(
        agency in leads.coordinators(one.task)
        or any(
            agency in party.members and case.active.is_active_for(party, one, period) for party in leads.parties(one)
        )
        for one in case.active.in_period(period)
    )


def _why(reply: Reply, case: Case, words: Words) -> Iterator[str]:
    """Yield in a few words what a reply is about, for the list."""
    yield from (_named(one, case, words) for one in reply.reports)
    if reply.unclear:
        yield words.say(N_("to be made clear: {count}"), count=len(reply.unclear))
    else:
        yield words.say(N_("in order, nothing is asked"))

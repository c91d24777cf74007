"""The tables of a meeting that set agencies against tasks and periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import LEAD, MISSING, Owed, expected_reports, received
from ttdn_cli.papers.meeting.content import Cell, HeatRow, Meeting, SilentRow
from ttdn_cli.papers.meeting.matrix import NOT_ASKED
from ttdn_cli.results.not_counted import Reasons
from ttdn_cli.text.i18n import Words
from ttdn_cli.text.labels import RECEIVED, ROLES, received_words

Waived = Mapping[tuple[str, str | None, str | None], str]


def reports_owed(
    case: Case, words: Words, waived: Waived, reasons: Reasons
) -> tuple[int, list[SilentRow], list[HeatRow]]:
    """Return how many reports were owed, those not received, and what became of each agency's reports by period."""
    owed = [one for one in expected_reports(case) if case.complete or one.received not in MISSING]
    silent = [_silent(case, one, words, waived, reasons) for one in owed if one.received in MISSING]
    return len(owed), silent, list(_heat(case, owed, words))


def _silent(case: Case, one: Owed, words: Words, waived: Waived, reasons: Reasons) -> SilentRow:
    members = case.directory.members(one.agency)
    return SilentRow(
        period=words.period(one.period.id),
        agencies=tuple(dict.fromkeys((one.agency, *(other for other in case.directory.agencies if other in members)))),
        agency=words.show(case.name_now(one.agency)),
        role=words.say(ROLES[one.role]),
        is_lead=one.role == LEAD,
        tasks=one.tasks,
        received=reasons.message(one.not_counted)
        if one.not_counted
        else received_words(one.received, one.unread, words),
        is_received=one.not_counted is not None,
        file=one.not_counted.place.file if one.not_counted else "",
        waived=waived.get(("missing-report", one.agency, one.period.id), ""),
        unread=one.unread,
    )


def _heat(case: Case, owed: list[Owed], words: Words) -> Iterator[HeatRow]:
    """Yield the agencies that owe or sent reports, in the registry's order, then groups that owe one as a whole."""
    expected = {(one.agency, one.period.id): one.received for one in owed}
    told = {code: Cell(code, words.say(text)) for code, text in (*RECEIVED.items(), ("not_asked", NOT_ASKED))}
    beside = {
        period.id: Cell("none", received_words("none", case.received.unread(period), words)) for period in case.periods
    }
    for agency in (*case.directory.agencies, *case.directory.groups):
        cells = []
        for period in case.periods:
            code = expected.get((agency, period.id)) or received(case, agency, period)[0]
            none = beside[period.id] if (agency, period.id) in expected else told["not_asked"]
            cells.append(none if code == "none" else told[code])
        if any(cell.code != "not_asked" for cell in cells):
            yield HeatRow(agency, words.show(case.name_now(agency)), tuple(cells))


def agencies_in(found: Meeting, case: Case) -> dict[str, str]:
    """Return the names of everybody that a row is about, by id, in the registry's order."""
    about = {
        agency
        for rows in (
            *(found.overdue, found.soon, found.silent, found.bars, found.done, found.notes, found.waived),
            *(found.clarify, found.work, found.ahead),
            *((found.since.changes, found.since.came) if found.since else ()),
        )
        for row in rows
        for agency in row.agencies
    }
    about.update(agency for file in found.quality.faulty for agency in file.agencies)
    about.update(row.agency for row in found.matrix)
    about.update(row.agency for row in found.heat)
    order = (*case.directory.agencies, *case.directory.groups)
    return {one: case.directory.name(one) for one in order if one in about}

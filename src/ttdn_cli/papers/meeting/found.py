"""What the findings say to a meeting: what has to be made clear, by whom, and how far the reports can be relied on."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.findings import Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.papers.meeting.content import Cell, FileRow, Quality, RuleCount, Unknown
from ttdn_cli.papers.meeting.content_work import ClarifyRow, Uncounted
from ttdn_cli.papers.meeting.plain import plain
from ttdn_cli.papers.meeting.work import named_window
from ttdn_cli.results.diagnostics import Report
from ttdn_cli.results.last_said import last_said
from ttdn_cli.results.places import position_name
from ttdn_cli.rules import InputRule, load
from ttdn_cli.rules._manual import summary
from ttdn_cli.text.i18n import Words
from ttdn_cli.text.labels import SEVERITIES, VERDICTS

SHOWN_REASONS = 5
NOT_WHOLE = ("rejected", "partial", "unread")
UNKNOWN_NAMES = ("unknown-agency", "unknown-coordinator")
MISSING = "missing-coordinator"
TOLD_ELSEWHERE = ("overdue", "missing-report", "unread-file")  # each has a table of its own


def clarify(case: Case, report: Report, words: Words) -> Iterator[ClarifyRow]:
    """Yield the findings that are no mere notes and have no table of their own, in the registry's order of senders.

    The agency is whose file is to be corrected; where there is no such file, whom the finding is about. Of one that is
    gone it is said who answers now.
    """
    names = {(one.task, one.id): named_window(one, words) for one in case.all_occurrences}
    order = {one: number for number, one in enumerate(case.directory.agencies)}
    senders = {one.path: one.agency for one in report.files}
    found = []
    for row in report.rows:
        if row.severity is Severity.INFO or row.rule in TOLD_ELSEWHERE:
            continue
        sender = senders.get(row.path) or row.agency or ""
        heirs = case.directory.standing_of((sender,)) if sender else ()
        window = words.period(row.occurrence) if row.occurrence else ""
        named = names.get((row.task or "", row.occurrence or ""), window)
        found.append(
            ClarifyRow(
                agencies=tuple(dict.fromkeys(filter(None, (sender, row.agency, *heirs)))),
                agency=words.show(case.name_now(sender)) if sender else "",
                task=row.task or "",
                message=row.message.replace(f"{row.task} ({window})", f"{row.task} ({named})"),
                asked=plain(row.hint, words),
                source=row.where,
                about=words.show(case.name_now(row.agency)) if row.agency else "",
                is_missing=row.rule == MISSING,
            )
        )
    yield from sorted(found, key=lambda one: order.get(one.agencies[0], len(order)) if one.agencies else -1)


def uncounted(case: Case, report: Report) -> Uncounted:
    """Return what the numbers do not hold, beside files."""
    return Uncounted(
        entries=sum(
            last_said(case, one).not_counted is not None
            for one in case.occurrences
            if one.task not in case.lead_assignments.withdrawn
        ),
        unsettled=tuple((one.about, one.text) for one in case.plan.assumptions if one.to_settle),
        not_run=report.not_run,
        crashed=tuple(dict.fromkeys(one.subject for one in report.crashes)),
        earlier=len(case.earlier),
        beyond_cutoff=case.received.beyond_cutoff,
    )


def quality(case: Case, report: Report, words: Words) -> Quality:
    """Return how far the reports can be relied on."""
    cells = {code: Cell(code, words.say(text)) for code, text in VERDICTS.items()}
    counts = {code: sum(one.verdict == code for one in report.files) for code in VERDICTS}
    why: dict[str, list[str]] = {}
    unread: set[str] = set()  # files in which something could not be read
    for row in report.rows:
        if row.severity is Severity.ERROR and isinstance(load(row.rule), InputRule):
            unread.add(row.path)
        if (row.severity is Severity.ERROR and row.path != report.plan_path) or row.rule == "unread-file":
            why.setdefault(row.path, []).append(row.message)
    faulty = [
        FileRow(
            path=one.path,
            agencies=(one.agency,) if one.agency else (),
            agency=words.show(case.name_now(one.agency)) if one.agency else "",
            period=words.period(one.period) if one.period else "",
            verdict=cells[one.verdict],
            why=tuple(why.get(one.path, ())[:SHOWN_REASONS]),
        )
        for one in report.files
        if one.verdict in NOT_WHOLE or (one.verdict == "with_errors" and one.path in unread)
    ]
    return Quality(
        files=len(report.files),
        verdicts=tuple((cells[code], count) for code, count in counts.items() if count),
        faulty=tuple(faulty),
        rules=tuple(_rules(report, words)),
        unknown=tuple(
            Unknown(row.path, position_name(row.place, row.line, words), row.message)
            for row in report.rows
            if row.rule in UNKNOWN_NAMES
        ),
    )


def _rules(report: Report, words: Words) -> Iterator[RuleCount]:
    counts: dict[tuple[int, str], int] = {}
    order = list(Severity)
    for row in report.rows:
        key = order.index(row.severity), row.rule
        counts[key] = counts.get(key, 0) + 1
    for (weight, rule), count in sorted(counts.items()):
        severity = Cell(order[weight].value, words.say(SEVERITIES[order[weight]]))
        about = plain(summary(load(rule), words), words).replace("`", "")
        yield RuleCount(rule, about, severity, count)

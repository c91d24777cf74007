"""Format `text`: for a terminal grouped by what matters; on a pipe one line a finding, `path:line:column`."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Severity
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.judging.waivers import WaivedBy
from ttdn_cli.render._single import closing_lines, earlier_line, read_lines
from ttdn_cli.results.diagnostics import Report, Row
from ttdn_cli.results.places import said_at
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import SEVERITIES, WAIVED_BY

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ttdn_cli.model.findings_output import CountsOut, OutcomesOut
    from ttdn_cli.render._paint import Paragraph

IS_TEXT = True
FROM_ROOT = False
JOINS = True  # of several plans the results may stand one after the other, as each names its province
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
FIRST = ("overdue", "missing-report")
TITLES = {
    "overdue": N_("OVERDUE ({count})"),
    "missing-report": N_("NO REPORT RECEIVED ({count})"),
    "": N_("OTHER FINDINGS ({count})"),
    "mend": N_("TO CORRECT IN THE FILE ({count})"),
}
NOTHING = N_("No findings.")
COUNTS: tuple[tuple[Literal["error", "warning", "info"], str], ...] = (
    ("error", N_("errors: {count}")),
    ("warning", N_("warnings: {count}")),
    ("info", N_("notes: {count}")),
)
OUTSIDE = {
    Outcome.NOT_BEGUN: N_("not begun: {count}"),
    Outcome.CANCELLED: N_("cancelled or withdrawn: {count}"),
    Outcome.UNDATED_OPEN: N_("no due date, open: {count}"),
    Outcome.UNDATED_DONE: N_("no due date, done: {count}"),
}


def render(report: Report, screen: Screen) -> bytes:
    """Return the findings as text."""
    if screen.width is not None:
        from ttdn_cli.render._paint import paint

        return paint(_grouped(report, screen), screen).encode("utf-8", "backslashreplace")
    whose = f" ({_whose(report)})" if report.province is not None else ""
    found = io.BytesIO()  # line by line: of very many findings all the text at once would be twice as much
    for told in _lines(report, screen.words):
        found.write(f"{told}{whose}\n".encode("utf-8", "backslashreplace"))
    return found.getvalue()


def _lines(report: Report, words: Words) -> Iterator[str]:
    """Yield a line for each finding; of single files first what was read, and last whether they can be sent."""
    if not _is_before_sending(report):
        yield from (line(row, words) for row in _every(report))
        return
    yield from read_lines(report, words)
    for rows in _mended_first(report):
        yield from (line(row, words) for row in rows)
    yield from closing_lines(report, words)


def _is_before_sending(report: Report) -> bool:
    """Tell whether somebody checks files of his own, and not what many have sent."""
    return report.is_single and report.province is None


def _mended_first(report: Report) -> tuple[list[Row], list[Row]]:
    """Return what is to be mended in the files, and all the rest."""
    mend = report.to_mend
    apart = set(map(id, mend))
    return list(mend), [row for row in _every(report) if id(row) not in apart]


def _every(report: Report) -> Iterator[Row]:
    """Yield the findings and the waived ones, which stand where they would have been."""
    return merge(report.rows, report.waived, key=lambda row: (row.path, row.line, row.column, row.rule))


def _whose(report: Report) -> str:
    """Return the province and plan that findings are of, where there are several."""
    return clean(f"{report.province}; {report.plan_id}")


def line(row: Row, words: Words) -> str:
    """Return a finding on one line that nothing in the data can break or colour."""
    kind = _kind(row, words)
    if row.waiver:
        kind = f"{kind} ({waiver_text(row.waiver, words)})"
    return clean(f"{row.where}: {kind}: {said_at(row.place, row.message)} [{row.rule}]")


def _kind(row: Row, words: Words) -> str:
    return words.say(N_("waived") if row.waiver else SEVERITIES[row.severity])


def waiver_text(waiver: WaivedBy, words: Words) -> str:
    """Return why a finding is waived, by whom, and until which day."""
    return words.say(WAIVED_BY, **waiver._asdict())


def _grouped(report: Report, screen: Screen) -> Iterator[RenderableType | Paragraph]:
    told: set[str] = set()
    every = list(_every(report))
    if every and report.province is not None:
        from ttdn_cli.render._paint import text

        yield text(_whose(report), "bold reverse")
    is_single = _is_before_sending(report)
    if is_single:
        mend, every = _mended_first(report)
        head = screen.words.say(N_("READ ({count})"), count=len(report.files))
        yield from _plain_section(head, read_lines(report, screen.words))
        yield from _section(TITLES["mend"], mend, screen, told)
    for rule in FIRST:
        yield from _section(TITLES[rule], [row for row in every if row.rule == rule], screen, told)
    yield from _section(TITLES[""], [row for row in every if row.rule not in FIRST], screen, told)
    if is_single:
        *more, verdict = closing_lines(report, screen.words)
        yield from _plain_section("", more) if more else ()
        yield from _plain_section(verdict, ())


def _plain_section(title: str, lines: Sequence[str]) -> Iterator[RenderableType | Paragraph]:
    from ttdn_cli.render._paint import Paragraph, text

    yield from (text(title, "bold"),) if title else ()
    yield from (Paragraph(one) for one in lines)
    yield text("")


def _section(title: str, rows: Sequence[Row], screen: Screen, told: set[str]) -> Iterator[RenderableType | Paragraph]:
    from ttdn_cli.render._paint import Paragraph, text

    if not rows:
        return
    words = screen.words
    waived = sum(row.waiver is not None for row in rows)
    head = words.say(title, count=len(rows) - waived)
    yield text(words.say(N_("{head}, waived: {count}"), head=head, count=waived) if waived else head, "bold")
    nobody = words.say(N_("The plan and files of unknown origin"))
    order = sorted(rows, key=lambda row: (row.agency_name is None, row.agency_name or ""))  # they are so by place
    kinds = {severity: words.say(name) for severity, name in SEVERITIES.items()}
    for agency, members in groupby(order, key=attrgetter("agency_name")):
        yield Paragraph(clean(agency or nobody), "underline", " ")
        for row in members:
            kind = _kind(row, words) if row.waiver else kinds[row.severity]
            style = "" if row.waiver else STYLES[row.severity]
            yield Paragraph(clean(f"{kind}: {row.message}"), style, "   ")
            yield Paragraph(clean(f"     {row.where}  {row.rule}"), "dim", whole=True)
            if row.waiver:
                yield Paragraph(clean(waiver_text(row.waiver, words)), margin="     ")
            elif row.hint and row.hint not in told:
                told.add(row.hint)
                yield Paragraph(clean(f"→ {row.hint}"), margin="     ")
    yield text("")


def footer(report: Report, words: Words, *, quiet: bool) -> str:
    """Return what is said after the findings: the counts, the two-by-two table, D, the next step; if quiet, D alone.

    Of one province among several the counts and D.
    """
    lines = []
    if not quiet:
        files = words.say(N_("Files: {files}"), files=len(report.files)) + ". " if report.files else ""
        waived = words.say(N_(" Waived: {count}."), count=len(report.waived)) if report.waived else ""
        lines.append(files + counted(report.counts, words) + waived)
    if report.as_of and report.outcomes:
        quarter = words.period(report.quarter) if report.quarter else None
        plan = report.plan_id, report.plan_revision
        lines += [] if quiet or report.province is not None else two_by_two(report.outcomes, words)
        shipped = bool(report.shipped)
        lines.append(as_of_line(*plan, report.as_of, quarter, words, complete=report.complete, shipped=shipped))
        lines += followed_line(report.follow_from, report.not_followed, words)
        if report.earlier and not quiet:
            lines.append(earlier_line(report.earlier, words))
    elif not quiet:
        lines += _plan_lines(report, words)
    if report.rows and not quiet and report.province is None:
        order = {rule: number for number, rule in enumerate(FIRST)}
        weight = list(Severity)
        worst = min(
            (report.is_single and report.to_mend) or report.rows,
            key=lambda row: (weight.index(row.severity), order.get(row.rule, 9), row.rule),
        )
        lines.append(words.say(N_("Next step: ttdn explain {rule}"), rule=worst.rule))
    return "\n".join(clean(one) for one in lines)


def _plan_lines(report: Report, words: Words) -> list[str]:
    """Return the line that says which plan was judged, or which plans."""
    if not report.plan_path:
        return [words.say(N_("Plans judged: {paths}"), paths=tuple(one.path for one in report.files))]
    if report.plan_revision is None:
        return [words.say(N_("Plan judged: {path}"), path=report.plan_path)]
    said = N_("Plan judged: {path} ({plan}, revision {revision})")
    if report.shipped:
        said = N_("Plan judged: the one that ships with the program ({plan}, revision {revision})")
    judged = words.say(said, path=report.plan_path, plan=report.plan_id, revision=report.plan_revision)
    unsettled = [words.say(N_("Points to settle in the plan: {count}"), count=report.unsettled)]
    return [judged, *(unsettled if report.unsettled else ())]


def counted(counts: CountsOut, words: Words) -> str:
    """Return how many findings there are of each severity that there are any of."""
    parts = [words.say(text, count=counts[kind]) for kind, text in COUNTS if counts[kind]]
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}." if said else words.say(NOTHING)


def as_of_line(  # noqa: PLR0913 - what the line says
    plan: str, revision: int | None, day: date, quarter: object, words: Words, *, complete: bool, shipped: bool = False
) -> str:
    """Return the line that says as of which day, and by which plan."""
    said = words.say(N_("As of {day}"), day=day)
    if quarter:
        said += words.say(N_(" (reports up to {quarter})"), quarter=quarter)
    named = N_("; plan {plan}, revision {revision}")
    if shipped:
        named = N_("; the plan that ships with the program: {plan}, revision {revision}")
    said += words.say(named, plan=plan, revision=revision)
    if not complete:
        said += words.say(N_("; only what the files given lead is judged"))
    return said


def followed_line(first: str | None, left_out: int, words: Words) -> list[str]:
    """Return the line that says from when on reports are asked for and how much is left out, if that is set."""
    said = N_(
        "Reports are asked for from {period} on; occurrences due before it that no report speaks of, not counted: "
        "{count}"
    )
    return [words.say(said, period=words.period(first), count=left_out)] if first else []


def two_by_two(outcomes: OutcomesOut, words: Words) -> list[str]:
    """Return the Government's table: done or not, within the due date or past it; the rest beside it."""
    cells = [[outcomes["done_on_time"], outcomes["done_late"]], [outcomes["in_time"], outcomes["overdue"]]]
    heads = ["", words.say(N_("within due date")), words.say(N_("past due date")), words.say(N_("total"))]
    names = [words.say(N_("Done")), words.say(N_("Not done"))]
    rows = [[name, *map(str, row), str(sum(row))] for name, row in zip(names, cells, strict=True)]
    columns = [max(len(row[n]) for row in (heads, *rows)) for n in range(4)]
    lines = [
        "  ".join(
            [row[0].ljust(columns[0]), *(cell.rjust(width) for cell, width in zip(row[1:], columns[1:], strict=True))]
        )
        for row in (heads, *rows)
    ]
    return [*lines, *beside_table({one: outcomes[one.value] for one in Outcome}, words)]


def beside_table(outcomes: Mapping[Outcome, int], words: Words) -> list[str]:
    """Return the line that says what stands beside the table, without what there is nothing of; none for nothing."""
    beside = "; ".join(words.say(text, count=outcomes[one]) for one, text in OUTSIDE.items() if outcomes[one])
    total = sum(outcomes.values())
    return [words.say(N_("Beside the table, of {total} occurrences: "), total=total) + beside] if beside else []

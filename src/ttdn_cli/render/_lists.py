"""The list commands as text: a table on a terminal, one line a row on a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Moved
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.model.states import State
from ttdn_cli.render.text import waiver_text
from ttdn_cli.results.last_said import LastSaid, said_text
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words, shorten
from ttdn_cli.text.labels import AMENDED_BY, NOW, ROLES, received_words, unread_words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ttdn_cli.judging.waivers import Waived, WaivedBy
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.model.lists_output import (
        AgencyRow,
        ExpectedRow,
        MissingOut,
        OverdueOut,
        OverdueRow,
        PartRow,
        SummaryOut,
    )
    from ttdn_cli.render._paint import Paragraph

OUTCOMES = {
    Outcome.DONE_ON_TIME: N_("done on time"),
    Outcome.DONE_LATE: N_("done late"),
    Outcome.IN_TIME: N_("in time"),
    Outcome.OVERDUE: N_("overdue"),
    Outcome.NOT_BEGUN: N_("not begun"),
    Outcome.CANCELLED: N_("cancelled"),
    Outcome.UNDATED_OPEN: N_("undated, open"),
    Outcome.UNDATED_DONE: N_("undated, done"),
}
Block = tuple[str, Sequence[str], Sequence[Sequence[str]], Sequence[int]]


def draw(blocks: Sequence[Block], screen: Screen, notes: Sequence[str] = ()) -> bytes:
    """Return titled tables, then notes; each block is a title, the heads, the rows and which columns hold numbers."""
    if screen.width is None:
        lines = [" | ".join(clean(cell) for cell in row) for _, _, rows, _ in blocks for row in rows]
        lines += map(clean, notes)
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    from ttdn_cli.render._paint import paint, table, text

    parts: list[RenderableType | Paragraph] = []
    for title, heads, rows, numbers in blocks:
        parts.append(text(title, "bold"))
        if rows:
            parts += table(heads, rows, numbers, screen.width)
        parts.append(text(""))
    parts += map(text, notes)
    return paint(parts, screen).encode("utf-8", "backslashreplace")


def overdue(view: OverdueOut, directory: Directory, screen: Screen, waived: Waived) -> bytes:
    """Return what is overdue and what falls due soon, by lead agency; on a pipe each row with its place."""
    words = screen.words
    as_of = date.fromisoformat(view["as_of"])
    late = [(row, row["days_overdue"], _mark(waived, "overdue", row, words)) for row in view["overdue"]]
    soon = [
        (row, (date.fromisoformat(row["due"]) - as_of).days, _mark(waived, "due-soon", row, words))
        for row in view["due_soon"]
    ]
    blocks = [
        *_by_lead(N_("OVERDUE ({count})"), N_("Days overdue"), late, directory, screen),
        *_by_lead(N_("DUE SOON ({count})"), N_("Days left"), soon, directory, screen),
    ]
    if screen.width is None:
        labels = words.say(N_("overdue")), words.say(N_("due soon"))
        rows = [
            [
                f"{row['path']}:{row['line']}",
                label,
                _leads(row, directory),
                *_overdue(row, directory, words, days, mark),
            ]
            for label, listed in zip(labels, (late, soon), strict=True)
            for row, days, mark in listed
        ]
        blocks = [("", (), rows, ())]
    return draw(blocks, screen)


def _by_lead(
    title: str, days_head: str, rows: Sequence[tuple[OverdueRow, int, str]], directory: Directory, screen: Screen
) -> list[Block]:
    words = screen.words
    heads = [words.say(one) for one in (N_("Task"), N_("Due"), days_head, N_("State; last heard"))]
    blocks: list[Block] = [(words.say(title, count=len(rows)), (), (), ())]
    for lead in dict.fromkeys(_leads(row, directory) for row, _, _ in rows):
        cells = [
            _overdue(row, directory, words, days, mark) for row, days, mark in rows if _leads(row, directory) == lead
        ]
        blocks.append((lead, heads, cells, (2,)))
    return blocks


def _leads(row: OverdueRow, directory: Directory) -> str:
    return ", ".join(directory.name(one) for one in row["behind"])


def _mark(waived: Waived, rule: str, row: OverdueRow, words: Words) -> str:
    return _told(waived.get((rule, row["task"], row["occurrence"])), words)


def _told(waiver: WaivedBy | None, words: Words) -> str:
    """Return the end of a cell that says that a row is waived, and why; nothing when it is not."""
    return words.say(N_("; waived: {why}"), why=waiver_text(waiver, words)) if waiver else ""


def _said(row: OverdueRow, words: Words, directory: Directory) -> str:
    """Return what was last said; where several leads are behind, by each of them."""
    told: dict[str, list[str]] = {}
    for one in row.get("parts", ()):
        said = _row_said(one, words)
        told.setdefault(said, []).append(directory.name(one["lead"]))
    if len(told) > 1:
        return "; ".join(f"{', '.join(names)}: {said}" for said, names in told.items())
    return next(iter(told), "") or _row_said(row, words)


def _row_said(row: OverdueRow | PartRow, words: Words) -> str:
    state = State(row["state"]) if row["state"] else None
    day = date.fromisoformat(row["said_on"]) if row["said_on"] else None
    last = LastSaid(state, row["progress"], None, tuple(row["unread"]), day, row["said_by"] or "")
    return said_text(last, row["not_counted"], words)


def _overdue(row: OverdueRow, directory: Directory, words: Words, days: int, mark: str) -> list[str]:
    state = _said(row, words, directory)
    heard = row["last_heard"]
    if heard:
        day = date.fromisoformat(heard)
        state += "; " + (words.say(N_("last heard on {day}"), day=day) if row["not_counted"] else words.day(day))
        if row["days_overdue"] and not row["confirmed"]:
            came = row["not_counted"] is not None and row["not_counted"]["because"] == "rejected"
            none = N_("unconfirmed: not heard after the due date")
            read = N_("unconfirmed: no report that counts since the due date")
            state += f" ({words.say(read if came else none)})"
    name = f"{row['task']} ({words.period(row['occurrence'])}) {shorten(row['title'])}"
    due = date.fromisoformat(row["due"])
    written = date.fromisoformat(row["due_as_written"]) if "due_as_written" in row else due
    notes = [words.say(N_("striven for"))] if row.get("aspirational") else []
    if "amended_by" in row:
        notes.append(words.say(AMENDED_BY, documents=tuple(row["amended_by"])))
    name += f" ({'; '.join(notes)})" if notes else ""
    return [name, words.show(Moved(due, written) if written != due else due), str(days), state + mark]


def missing(view: MissingOut, directory: Directory, screen: Screen, waived: Waived) -> bytes:
    """Return the reports that were owed and have not been received."""
    words = screen.words
    heads = [words.say(one) for one in (N_("Period"), N_("Agency"), N_("Role"), N_("Tasks"), N_("Report"))]
    missing = [row for row in view["expected"] if row["received"] in ("none", "rejected")]
    notes = _notes(missing)
    rows = [
        [
            words.period(row["period"]),
            _name_now(row, directory, words),
            words.say(ROLES[row["role"]]),
            ", ".join(row["tasks"]),
            _received(row, notes, words) + _told(waived.get(("missing-report", row["agency"], row["period"])), words),
        ]
        for row in missing
    ]
    title = words.say(
        N_("NO REPORT THAT COUNTS ({count} of {total} owed)"), count=len(rows), total=len(view["expected"])
    )
    said = [words.say(N_("Note {number}: "), number=one) + unread_words(files, words) for files, one in notes.items()]
    return draw([(title, heads, rows, ())], screen, said)


def _name_now(row: ExpectedRow | AgencyRow, directory: Directory, words: Words) -> str:
    """Return the name of who owed a report; where others answer for it on D, with these."""
    name, answers = directory.name(row["agency"]), row["answers"]
    if not answers or row["agency"] in answers:
        return name
    return words.say(NOW, agency=name, heirs=tuple(map(directory.name, answers)))


def _notes(rows: Sequence[ExpectedRow]) -> dict[tuple[str, ...], int]:
    """Return the numbers of the lists of files beside more than one report: a note says each of them once."""
    every = Counter(tuple(row["unread"]) for row in rows if row["unread"])
    return {files: number for number, files in enumerate((one for one in every if every[one] > 1), 1)}


def _received(row: ExpectedRow, notes: Mapping[tuple[str, ...], int], words: Words) -> str:
    """Return what came: of a file that does not count, what it is and why."""
    why, unread = row["not_counted"], tuple(row["unread"])
    said = f"{why['message']} ({why['path']})" if why else received_words(row["received"], unread, words)
    if unread in notes:
        return said + words.say(N_(" (note {number})"), number=notes[unread])
    return f"{said}; {unread_words(unread, words)}" if unread else said


def summary(view: SummaryOut, directory: Directory, screen: Screen) -> bytes:
    """Return the outcomes by lead agency, and how many of its reports came in and count, and came in and do not.

    Outcomes that nothing has are left out; so on a pipe, too, the first row says what the numbers are.
    """
    words = screen.words
    outcomes = list(OUTCOMES)
    used = [one for one in outcomes if view["outcomes"][one.value]]
    heads = [words.say(N_("Agency")), *(words.say(OUTCOMES[one]) for one in used), words.say(N_("reports"))]
    reports = [one for row in view["agencies"] for one in row["reports"]]
    has_rejected = any(one["received"] == "rejected" for one in reports)
    heads += [words.say(N_("received, not counted"))] if has_rejected else []
    files = tuple(dict.fromkeys(file for one in reports for file in one["unread"]))
    rows = []
    for row in view["agencies"]:
        came = sum(one["received"] not in ("none", "rejected") for one in row["reports"])
        counts = [str(row["outcomes"][one.value]) for one in used]
        rejected = [str(sum(one["received"] == "rejected" for one in row["reports"]))] if has_rejected else []
        rows.append([_name_now(row, directory, words), *counts, f"{came}/{len(row['reports'])}", *rejected])
    if rows and screen.width is None:
        rows.insert(0, heads)
    note = words.say(N_("Beside reports that are missing, ")) + unread_words(files, words)
    return draw([(words.say(N_("BY AGENCY")), heads, rows, range(1, len(heads)))], screen, [note] if files else [])

"""The later parts of the paper for a meeting: reports, coordination, timeline, evidence, words, quality."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.papers.meeting.content import Cell, Meeting
from ttdn_cli.papers.meeting.done import NO_EVIDENCE
from ttdn_cli.papers.meeting.sections_since import NO_SENDER, since
from ttdn_cli.papers.meeting.sections_work import ahead, clarify, work
from ttdn_cli.papers.meeting.wording import (
    Field,
    Paper,
    Row,
    Section,
    Table,
    coded,
    folder_line,
    heads,
    item,
    legend,
    lines_of,
    number,
    signed,
    spans,
)
from ttdn_cli.text.i18n import N_, Words

LED_BY = N_("Led by")
GROUP = N_("{name} (group of agencies)")


def sections(meeting: Meeting, words: Words) -> list[Section]:
    """Return the whole paper."""
    paper = Paper(words)
    return [
        paper.totals(meeting),
        *since(meeting, words),
        paper.overdue(meeting),
        paper.soon(meeting),
        paper.silent(meeting),
        ahead(meeting, words),
        clarify(meeting, words),
        heat(meeting, words),
        matrix(meeting, words),
        timeline(meeting, words),
        followed(meeting, words),
        work(meeting, words),
        notes(meeting, words),
        *waived(meeting, words),
        quality(meeting, words),
    ]


def heat(meeting: Meeting, words: Words) -> Section:
    """Return what became of each agency's reports, period by period."""
    name = words.say(N_("Reports by agency and period"))
    if not meeting.heat:
        return Section("heat", name, (words.say(N_("No reporting period is over yet.")),))
    tables = tuple(_came_in(meeting, name, span, words) for span in spans(len(meeting.periods)))
    return Section("heat", name, (), tables)


def _came_in(meeting: Meeting, name: str, span: slice, words: Words) -> Table:
    periods = meeting.periods[span]
    rows = tuple(Row((row.agency,), (Field((row.name,)), *map(came, row.cells[span]))) for row in meeting.heat)
    if len(periods) < len(meeting.periods):
        name = words.say(N_("Periods from {first} to {last}"), first=periods[0], last=periods[-1])
    return Table(name, (words.say(N_("Reporting agency")), *periods), rows)


def came(cell: Cell) -> Field:
    """Return the field of one report; its code is told apart from outcomes of the same name."""
    return Field((cell.words,), "", f"report_{cell.code}")


def matrix(meeting: Meeting, words: Words) -> Section:
    """Return the part of each agency in each task, in blocks of a dozen tasks with who takes part in them."""
    name = words.say(N_("Who takes part in which task"))
    said = words.say(
        N_("By all reports that count, of any period. An agency named only by its group has no row of its own.")
    )
    tables = tuple(table for span in spans(len(meeting.tasks)) if (table := _block(meeting, name, span, words)).rows)
    marks = legend(cell for row in meeting.matrix for cell in row.cells)
    return Section("matrix", name, (said,), tables, marks)


def _block(meeting: Meeting, name: str, span: slice, words: Words) -> Table:
    tasks = meeting.tasks[span]
    rows = tuple(
        Row(
            (row.agency,),
            (Field((words.say(GROUP, name=row.name) if row.is_group else row.name,)), *map(signed, row.cells[span])),
        )
        for row in meeting.matrix
        if any(cell.code != "none" for cell in row.cells[span])
    )
    if len(tasks) < len(meeting.tasks):
        name = words.say(N_("Tasks {first} to {last}"), first=tasks[0].id, last=tasks[-1].id)
    heads = (words.say(N_("Agency or group")), *(task.id for task in tasks))
    return Table(name, heads, rows, ("", *(task.title for task in tasks)), is_dense=True)


def timeline(meeting: Meeting, words: Words) -> Section:
    """Return every occurrence with its days; the page draws it as well."""
    name = words.say(N_("Timeline of the plan"))
    names = (N_("Occurrence of the task"), LED_BY, N_("First day"), N_("Due on"), N_("Outcome"))
    none = words.say(N_("no due date"))
    rows = []
    for bar in meeting.bars:
        more = words.say(N_("completed on {day}"), day=bar.completed) if bar.completed else bar.said
        due = words.day(bar.due) if bar.due else none
        rows.append(
            Row(
                bar.agencies,
                (
                    Field((f"{bar.task} ({bar.occurrence})", bar.title)),
                    Field(bar.leads),
                    Field((words.day(bar.begins),), "day"),
                    Field((due, *((bar.notes,) if bar.notes else ())), "day"),
                    Field(tuple(filter(None, (bar.outcome.words, more))), "", bar.outcome.code),
                ),
            )
        )
    return Section("timeline", name, (), (Table(name, heads(words, *names), tuple(rows)),))


def followed(meeting: Meeting, words: Words) -> Section:
    """Return what is done, with its evidence."""
    name = words.say(N_("Completed, with evidence"))
    if not meeting.done:
        return Section("done", name, (words.say(N_("No occurrence counts as completed.")),))
    names = (
        N_("Completed occurrence"),
        LED_BY,
        N_("Completed on"),
        N_("Delivered"),
        N_("Evidence named"),
        N_("Result"),
    )
    none = words.say(NO_EVIDENCE)
    rows = tuple(
        Row(
            row.agencies,
            (
                item(row.task, row.occurrence, row.title),
                Field(row.leads),
                Field((words.day(row.completed), row.outcome.words), "day", row.outcome.code),
                Field(row.delivered, "words"),
                Field(row.evidence or (none,), "links"),
                Field(lines_of(row.result), "words"),
            ),
        )
        for row in meeting.done
    )
    return Section("done", name, (), (Table(name, heads(words, *names), rows),))


def notes(meeting: Meeting, words: Words) -> Section:
    """Return obstacles and proposals in the agencies' own words, whole."""
    name = words.say(N_("Obstacles and proposals, in the agencies' words"))
    if not meeting.notes:
        return Section(
            "notes", name, (words.say(N_("The reports that count tell of no obstacle and of no proposal.")),)
        )
    names = (N_("Reported by"), N_("On the occurrence"), N_("Obstacles, difficulties"), N_("Proposals"))
    told = N_("report for {period}, {day}")
    rows = tuple(
        Row(
            row.agencies,
            (
                Field((row.agency, words.say(told, period=row.period, day=row.submitted_on))),
                Field(tuple(filter(None, (*item(row.task, row.occurrence, row.title).lines, row.settled)))),
                Field(lines_of(row.obstacles), "words"),
                Field(lines_of(row.proposals), "words"),
            ),
        )
        for row in meeting.notes
    )
    return Section("notes", name, (), (Table(name, heads(words, *names), rows),))


def waived(meeting: Meeting, words: Words) -> list[Section]:
    """Return what is waived, where anything is."""
    if not meeting.waived:
        return []
    name = words.say(N_("Findings that are waived"))
    names = (N_("Finding"), N_("Reason"), N_("By whose decision"), N_("Until"))
    rows = tuple(
        Row(
            row.agencies,
            (
                Field((row.message,)),
                Field((row.reason,)),
                Field((row.authority,)),
                Field((words.day(row.until),), "day"),
            ),
        )
        for row in meeting.waived
    )
    return [Section("waived", name, (), (Table(name, heads(words, *names), rows),))]


def quality(meeting: Meeting, words: Words) -> Section:
    """Return how far the reports, and the plan, can be relied on."""
    say, found = words.say, meeting.quality
    told = tuple(f"{cell.words}: {count}" for cell, count in found.verdicts)
    said = [say(N_("Files looked at: {files}; {verdicts}."), files=found.files, verdicts=told)]
    if (found.faulty or found.unknown) and meeting.folder:
        said.append(folder_line(meeting, words))
    if not found.rules:
        said.append(say(N_("There are no findings.")))
    return Section("quality", say(N_("Quality of the data")), tuple(said), tuple(_quality(meeting, words)))


def _quality(meeting: Meeting, words: Words) -> Iterator[Table]:
    """Yield the tables that have a row."""
    found = meeting.quality
    files = (
        Row(one.agencies, (Field((one.path,)), Field(tuple(sender)), coded(one.verdict), Field(one.why)))
        for one in found.faulty
        for sender in (filter(None, (one.agency or words.say(NO_SENDER), one.period)),)
    )
    unknown = (Row((), (Field((f"{one.path}, {one.place}",)), Field((one.message,)))) for one in found.unknown)
    unsettled = (Row((), (Field((about,)), Field(lines_of(text)))) for about, text in meeting.uncounted.unsettled)
    rules = (Row((), (Field((one.about,)), coded(one.severity), number(one.number))) for one in found.rules)
    for name, caption, names, rows in (
        (
            "files",
            N_("Files that do not count whole"),
            (N_("File"), N_("Agency, period"), N_("What became of it"), N_("Why")),
            files,
        ),
        ("unknown", N_("Names that fit nobody"), (N_("Place"), N_("What is written")), unknown),
        (
            "unsettled",
            N_("Points of the plan to be settled"),
            (N_("What it is about"), N_("Not settled yet")),
            unsettled,
        ),
        (
            "rules",
            N_("Findings by rule"),
            (N_("What it says"), N_("Weight"), N_("Findings")),
            rules,
        ),
    ):
        table = Table(words.say(caption), heads(words, *names), tuple(rows), id=name)
        if table.rows:
            yield table

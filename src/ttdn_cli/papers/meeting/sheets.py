"""The tables of a meeting with their values: days stay days and numbers numbers, for workbooks and annexes."""

from __future__ import annotations

from collections.abc import Iterable

from ttdn_cli.papers.meeting.content import DueRow, Meeting, SilentRow
from ttdn_cli.papers.meeting.sheet import Crossing, Sheet, Value, crossed
from ttdn_cli.papers.meeting.sheets_since import CAME, since_sheets
from ttdn_cli.papers.meeting.wording import BEHIND, folder_line
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import unread_words

TASK, NAME, OCCURRENCE = N_("Id of task"), N_("Task or title"), N_("Occurrence (time frame)")
LEADS, DUE = N_("Who leads it"), N_("Last day (due date)")
# The names of sheets, by which the text refers to tables.
OVERDUE, SOON, SILENT = N_("Overdue ones"), N_("Due soon ones"), N_("Reports missing")
AHEAD, CLARIFY, COORDINATION = N_("Next period"), N_("To be made clear"), N_("Coordination sheet")
TIMELINE, RECEIVED, DONE = N_("Timeline sheet"), N_("Reports received"), N_("Completed ones")
WORK, NOTES = N_("Results of work"), N_("Obstacles, proposals")
WAIVERS, RULES, FILES = N_("Waivers sheet"), N_("Findings by rule"), N_("Files to be looked at")
WAIVED = N_("Waived: why, by whom, until when")


def summary(meeting: Meeting, words: Words) -> list[Sheet]:
    """Return the official table, its shares and what stands beside it, for one sheet."""
    say, found = words.say, meeting.totals
    name, widths = say(N_("Summary sheet")), (48, 20, 20, 14)
    return [
        _sheet(
            words,
            name,
            N_("Results of carrying out the plan (occurrences)"),
            (N_("State of completion"), N_("Within due date"), N_("Past due date"), N_("Sum of row")),
            widths,
            [
                (say(N_("Completed tasks")), found.done_on_time, found.done_late, found.done),
                (say(N_("Uncompleted tasks")), found.in_time, found.overdue, found.open),
                (
                    say(N_("Sum of column")),
                    found.done_on_time + found.in_time,
                    found.done_late + found.overdue,
                    found.table,
                ),
            ],
        ),
        _sheet(
            words,
            name,
            N_("Shares, each with its base"),
            (N_("What is counted, and of what"), N_("Number counted"), N_("Size of base"), N_("Share in %")),
            widths,
            [
                (f"{one.label} / {one.of}", one.number, one.base, one.number / one.base if one.base else None)
                for one in meeting.shares
            ],
        ),
        _sheet(
            words,
            name,
            N_("Beside the table (occurrences)"),
            (N_("Kind of occurrence"), N_("How many of them")),
            widths,
            [
                (say(N_("Its time has not come")), found.not_begun),
                (say(N_("Cancelled or withdrawn")), found.cancelled),
                (say(N_("No due date set, under way")), found.undated_open),
                (say(N_("No due date set, completed")), found.undated_done),
                (say(N_("All occurrences of the plan")), found.total),
            ],
        ),
    ]


def sheets(meeting: Meeting, words: Words) -> list[Sheet]:
    """Return the tables, in the order in which they are shown."""
    every = (
        *since_sheets(meeting, words),
        *due_sheets(meeting, words),
        _silent(meeting, words),
        _ahead(meeting, words),
        _clarify(meeting, words),
        _matrix(meeting, words),
        _timeline(meeting, words),
        _heat(meeting, words),
        _done(meeting, words),
        _work(meeting, words),
        _notes(meeting, words),
        _waived(meeting, words),
        *_quality(meeting, words),
    )
    note = folder_line(meeting, words)
    with_files = [words.say(one) for one in (SILENT, CLARIFY, FILES, CAME)]
    return [one._replace(note=note) if one.name in with_files else one for one in every]


def _sheet(  # noqa: PLR0913 - the parts of a sheet
    words: Words,
    name: str,
    title: str,
    heads: Iterable[str],
    widths: tuple[int, ...],
    rows: Iterable[tuple[Value, ...]],
) -> Sheet:
    return Sheet(words.say(name), words.say(title), tuple(map(words.say, heads)), widths, tuple(rows))


def due_sheets(meeting: Meeting, words: Words) -> list[Sheet]:
    """Return what is overdue and what falls due soon."""
    heads = (TASK, NAME, OCCURRENCE, BEHIND, DUE)
    after = (N_("State last reported"), N_("Day of last report"), N_("Reported after due date"))
    last = (N_("Obstacles, as reported"), N_("Notes on due date"), WAIVED)
    widths = (9, 28, 13, 20, 12, 9, 14, 12, 11, 32, 14, 16)

    def rows(found: Iterable[DueRow]) -> Iterable[tuple[Value, ...]]:
        for row in found:
            sure = words.say(N_("yes, it was") if row.confirmed else N_("not yet so"))
            start = (row.task, row.title, row.occurrence, "; ".join(row.behind), row.due, row.days)
            yield (*start, row.state, row.heard, sure, row.obstacles, row.notes, row.waived)

    def one(name: str, title: str, days: str, found: Iterable[DueRow]) -> Sheet:
        return _sheet(words, name, title, (*heads, days, *after, *last), widths, rows(found))

    return [
        one(OVERDUE, N_("Occurrences past their due date"), N_("Days past due date"), meeting.overdue),
        one(SOON, N_("Occurrences that fall due soon"), N_("Days until due date"), meeting.soon),
    ]


def _silent(meeting: Meeting, words: Words) -> Sheet:
    heads = (N_("Period of report"), N_("Agency that owes it"), N_("Role in its tasks"), N_("Its tasks (ids)"))
    more = (N_("What was received"), N_("File, if any"), WAIVED)
    rows = (
        (row.period, row.agency, row.role, ", ".join(row.tasks), row.received, _files(row, words), row.waived)
        for row in meeting.silent
    )
    return _sheet(
        words,
        SILENT,
        N_("Reports not received or not counted"),
        (*heads, *more),
        (13, 36, 11, 18, 16, 24, 22),
        rows,
    )


def _ahead(meeting: Meeting, words: Words) -> Sheet:
    heads = (TASK, NAME, OCCURRENCE, LEADS, N_("First day of it"), DUE, N_("In the period"), N_("Notes on due date"))
    rows = (
        (row.task, row.title, row.occurrence, "; ".join(row.leads), row.begins, row.due, row.what, row.notes)
        for row in meeting.ahead
    )
    title = N_("Work that begins or falls due in the next period")
    return _sheet(words, AHEAD, title, heads, (9, 44, 15, 28, 12, 12, 18, 20), rows)


def _work(meeting: Meeting, words: Words) -> Sheet:
    heads = (TASK, NAME, OCCURRENCE, N_("Agency that reports"), N_("Period of report"), N_("Day of report"))
    more = (N_("State last reported"), N_("Products delivered"), N_("Evidence as named"), N_("Result, as reported"))
    rows = (
        (
            row.task, row.title, row.occurrence, row.agency, row.period, row.submitted_on, row.said,
            "; ".join(row.delivered), "; ".join(row.evidence), row.result,
        )
        for row in meeting.work
    )  # fmt: skip
    widths = (9, 24, 13, 20, 12, 12, 16, 18, 20, 40)
    title = N_("Results of the work, by task and agency")
    return _sheet(words, WORK, title, (*heads, *more), widths, rows)


def _clarify(meeting: Meeting, words: Words) -> Sheet:
    heads = (N_("Agency that is asked"), N_("Its task"), N_("What was found"), N_("What is asked for"))
    rows = ((row.agency, row.task, row.message, row.asked, row.source) for row in meeting.clarify)
    name, title = CLARIFY, N_("Matters to be made clear")
    return _sheet(words, name, title, (*heads, N_("Place in the files")), (26, 9, 56, 44, 30), rows)


def _files(row: SilentRow, words: Words) -> str:
    return "; ".join(filter(None, (row.file, unread_words(row.unread, words))))


def _matrix(meeting: Meeting, words: Words) -> Sheet:
    say = words.say
    tasks = tuple(task.id for task in meeting.tasks)
    across = Crossing(say(N_("Agency or group")), tasks, 12, say(N_("Its tasks (ids)")), "none")
    title = say(N_("Coordination: the part of each agency in each task"))
    return crossed(say(COORDINATION), title, across, meeting.matrix, words)


def _timeline(meeting: Meeting, words: Words) -> Sheet:
    heads = (TASK, NAME, OCCURRENCE, LEADS, N_("First day of it"), DUE, N_("Day of completion"))
    rows = (
        (
            bar.task, bar.title, bar.occurrence, "; ".join(bar.leads), bar.begins, bar.due, bar.completed,
            bar.outcome.words, bar.said, bar.notes,
        )
        for bar in meeting.bars
    )  # fmt: skip
    more = (N_("Outcome as of day"), N_("State last reported"), N_("Notes on due date"))
    widths = (9, 30, 15, 22, 12, 12, 12, 18, 24, 16)
    return _sheet(words, TIMELINE, N_("All occurrences of the plan"), (*heads, *more), widths, rows)


def _heat(meeting: Meeting, words: Words) -> Sheet:
    say = words.say
    across = Crossing(say(N_("Agency that reports")), meeting.periods, 20, say(N_("Period of report")), "not_asked")
    return crossed(say(RECEIVED), say(N_("Reports received, by agency and period")), across, meeting.heat, words)


def _done(meeting: Meeting, words: Words) -> Sheet:
    heads = (TASK, NAME, OCCURRENCE, LEADS, DUE, N_("Day of completion"), N_("Outcome as of day"))
    more = (N_("Products delivered"), N_("Evidence as named"), N_("Result, as reported"))
    rows = (
        (
            row.task, row.title, row.occurrence, "; ".join(row.leads), row.due, row.completed, row.outcome.words,
            "; ".join(row.delivered), "; ".join(row.evidence), row.result,
        )
        for row in meeting.done
    )  # fmt: skip
    widths = (9, 26, 13, 18, 12, 12, 16, 16, 22, 38)
    return _sheet(words, DONE, N_("Completed occurrences, with evidence"), (*heads, *more), widths, rows)


def _notes(meeting: Meeting, words: Words) -> Sheet:
    heads = (N_("Agency that reports"), TASK, NAME, OCCURRENCE, N_("Period of report"), N_("Day of report"))
    more = (N_("Obstacles, as reported"), N_("Proposals, as reported"), N_("Outcome as of day"))
    rows = (
        (
            row.agency, row.task, row.title, row.occurrence, row.period, row.submitted_on, row.obstacles,
            row.proposals, row.settled,
        )
        for row in meeting.notes
    )  # fmt: skip
    title = N_("Obstacles and proposals, in the words of the agencies")
    widths = (22, 9, 24, 13, 12, 12, 38, 38, 16)
    return _sheet(words, NOTES, title, (*heads, *more), widths, rows)


def _waived(meeting: Meeting, words: Words) -> Sheet:
    heads = (N_("What was found"), N_("Reason of waiver"), N_("Authority of waiver"), N_("Last day of waiver"))
    rows = ((row.message, row.reason, row.authority, row.until) for row in meeting.waived)
    return _sheet(words, WAIVERS, N_("Findings that are waived"), heads, (48, 44, 34, 12), rows)


def _quality(meeting: Meeting, words: Words) -> list[Sheet]:
    quality = meeting.quality
    heads = (N_("Severity of findings"), N_("What it says"), N_("How many of them"))
    counts = ((row.severity.words, row.about, row.number) for row in quality.rules)
    name, title = RULES, N_("Findings, counted by rule")
    rules = _sheet(words, name, title, heads, (16, 104, 12), counts)
    files: list[tuple[Value, ...]] = [
        (row.path, row.agency, row.period, row.verdict.words, "; ".join(row.why)) for row in quality.faulty
    ]
    unknown = words.say(N_("name not known"))
    files += [(f"{row.path}, {row.place}", "", "", unknown, row.message) for row in quality.unknown]
    parts = (N_("Path of file"), N_("Agency that reports"), N_("Period of report"), N_("What became of it"))
    about = N_("Files that do not count whole, and names not known")
    return [
        rules,
        _sheet(words, FILES, about, (*parts, N_("Why it is so")), (36, 28, 12, 18, 56), files),
    ]

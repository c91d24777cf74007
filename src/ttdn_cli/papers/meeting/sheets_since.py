"""The tables of what has changed since an earlier day, with their values, for workbooks and annexes."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.papers.meeting.content import Meeting
from ttdn_cli.papers.meeting.content_since import Since
from ttdn_cli.papers.meeting.sections_since import NO_SENDER
from ttdn_cli.papers.meeting.sheet import Sheet, Value
from ttdn_cli.papers.meeting.since import CHANGES
from ttdn_cli.text.i18n import N_, Words

CHANGED, CAME = N_("Changes"), N_("Reports come in")  # the names of the sheets


def since_sheets(meeting: Meeting, words: Words) -> Iterator[Sheet]:
    """Yield what has changed and which reports came in, where that was asked for."""
    if found := meeting.since:
        yield _changes(found, words)
        yield _came(found, words)


def _changes(found: Since, words: Words) -> Sheet:
    heads = (N_("Kind of change"), N_("Id of task"), N_("Task or title"), N_("Occurrence (time frame)"))
    more = (N_("Who leads it"), N_("Last day (due date)"), N_("What has changed"))
    rows: list[tuple[Value, ...]] = [
        (words.say(CHANGES[row.kind]), row.task, row.title, row.occurrence, "; ".join(row.leads), row.due, row.what)
        for row in found.changes
    ]
    title = words.say(N_("What has changed since {day}"), day=found.day)
    return Sheet(words.say(CHANGED), title, _heads((*heads, *more), words), (24, 9, 34, 15, 26, 12, 44), tuple(rows))


def _came(found: Since, words: Words) -> Sheet:
    heads = (N_("Agency that reports"), N_("Period of report"), N_("Day of report"), N_("What became of it"))
    unknown = words.say(N_("day of submission not known: it cannot be said when it came in"))
    rows: list[tuple[Value, ...]] = [
        (row.agency or words.say(NO_SENDER), row.period, row.submitted_on, row.became, row.file) for row in found.came
    ]
    rows += [("", "", None, unknown, file) for file in found.undated]
    title = words.say(N_("Reports come in since {day}"), day=found.day)
    return Sheet(words.say(CAME), title, _heads((*heads, N_("Path of file")), words), (36, 16, 12, 44, 36), tuple(rows))


def _heads(names: tuple[str, ...], words: Words) -> tuple[str, ...]:
    return tuple(map(words.say, names))

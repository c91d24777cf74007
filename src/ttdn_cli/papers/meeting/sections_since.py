"""The part of the paper on what has changed since an earlier day, the last meeting for one."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.findings import Phrase
from ttdn_cli.papers.meeting.content import Meeting
from ttdn_cli.papers.meeting.content_since import ChangeRow, Since
from ttdn_cli.papers.meeting.since import CHANGES
from ttdn_cli.papers.meeting.wording import Field, Row, Section, Table, folder_line, heads, item
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import first_of

ALWAYS = ("overdue", "done", "moved")  # their numbers are told when they are 0, too
NO_SENDER = N_("sender not known")
_NOTHING = N_(
    "From {day} to {as_of} nothing has changed: nothing fell overdue or was completed, no due date was moved, and no"
    " report came in."
)
_NOTHING_DATED = N_(
    "From {day} to {as_of} nothing has changed: nothing fell overdue or was completed, no due date was moved, and no"
    " report with a known day of submission came in."
)


def since(meeting: Meeting, words: Words) -> list[Section]:
    """Return what has changed, where that was asked for."""
    found = meeting.since
    if found is None:
        return []
    tables = [*_changes(found, words), *_came(found, words)]
    title = words.say(N_("What has changed since {day}"), day=found.day)
    files = (folder_line(meeting, words),) if found.came and meeting.folder else ()
    return [Section("since", title, (*told_since(meeting, words), *files), tuple(tables))]


def told_since(meeting: Meeting, words: Words) -> tuple[str, ...]:
    """Return the sentences on what has changed, none where that was not asked for."""
    found = meeting.since
    if found is None:
        return ()
    between = {"day": found.day, "as_of": meeting.as_of}
    if found.changes or found.came:
        said = words.say(N_("Changes from {day} to {as_of}: {counts}."), **between, counts=tuple(_counts(found, words)))
    else:
        said = words.say(_NOTHING_DATED if found.undated else _NOTHING, **between)
    if not found.undated:
        return (said,)
    unsure = N_("The day of submission of these files is not known, so it cannot be said when they came in: {files}")
    return said, words.say(unsure, files=first_of(found.undated))


def _counts(found: Since, words: Words) -> Iterator[Phrase]:
    """Yield how many changes there are of each kind, and how many reports came in."""
    for kind, caption in CHANGES.items():
        number = sum(row.kind == kind for row in found.changes)
        if number or kind in ALWAYS:
            yield Phrase("{name}: {number}", {"name": small_first(words.say(caption)), "number": number})
    not_counted = sum(not row.counts for row in found.came)
    some, every = N_("reports come in: {came}, not counted of these: {not_counted}"), N_("reports come in: {came}")
    yield Phrase(some if not_counted else every, {"came": len(found.came), "not_counted": not_counted})


def small_first(text: str) -> str:
    """Return a text as it stands after a number or inside a sentence."""
    return text[0].lower() + text[1:]


def _changes(found: Since, words: Words) -> Iterator[Table]:
    names = (N_("Occurrence"), N_("Kind of change"), N_("Lead agency"), N_("Due date"), N_("What has changed"))
    rows = tuple(_row(row, words) for row in found.changes)
    if rows:
        yield Table(words.say(N_("Changes of the work")), heads(words, *names), rows)


def _row(row: ChangeRow, words: Words) -> Row:
    due = words.day(row.due) if row.due else words.say(N_("no due date"))
    more = (Field(row.leads), Field((due,), "day"), Field((row.what,) if row.what else ()))
    return Row(row.agencies, (item(row.task, row.occurrence, row.title), Field((words.say(CHANGES[row.kind]),)), *more))


def _came(found: Since, words: Words) -> Iterator[Table]:
    names = (N_("Agency that reports"), N_("Period of report"), N_("Day of submission"), N_("What became of it"))
    nobody = words.say(NO_SENDER)
    rows = tuple(
        Row(
            row.agencies,
            (
                Field((row.agency or nobody,)),
                Field((row.period,) if row.period else (), "day"),
                Field((words.day(row.submitted_on),), "day"),
                Field((row.became, row.file)),
            ),
        )
        for row in found.came
    )
    if rows:
        yield Table(words.say(N_("Reports come in since then")), heads(words, *names), rows)

"""The parts of the paper on work under way, on what is ahead, and on what has to be made clear."""

from __future__ import annotations

from ttdn_cli.papers.meeting.content import Meeting
from ttdn_cli.papers.meeting.content_work import ClarifyRow
from ttdn_cli.papers.meeting.wording import Field, Row, Section, Table, heads, item, lines_of
from ttdn_cli.text.i18n import N_, Words

NOBODY = N_("sender not known")
NOTHING_AHEAD = N_("No occurrence begins or falls due in {period}.")
ASKED_FOR = N_("What is asked for")
LAST_PERIOD = N_("The plan has no further period.")


def work(meeting: Meeting, words: Words) -> Section:
    """Return what agencies report of the work, completed work of the leads apart."""
    name = words.say(N_("Results of the work, by task and agency"))
    if not meeting.work:
        return Section(
            "work", name, (words.say(N_("The reports that count tell of no results but those of completed work.")),)
        )
    names = (
        N_("On the occurrence"),
        N_("Reported by"),
        N_("What was reported"),
        N_("Delivered"),
        N_("Evidence named"),
        N_("Result"),
    )
    told = N_("report for {period}, {day}")
    rows = tuple(
        Row(
            row.agencies,
            (
                item(row.task, row.occurrence, row.title),
                Field((row.agency, words.say(told, period=row.period, day=row.submitted_on))),
                Field((row.said,)),
                Field(row.delivered, "words"),
                Field(row.evidence, "links"),
                Field(lines_of(row.result), "words"),
            ),
        )
        for row in meeting.work
    )
    return Section("work", name, (), (Table(name, heads(words, *names), rows),))


def ahead(meeting: Meeting, words: Words) -> Section:
    """Return what begins or falls due in the next period."""
    name = words.say(N_("Work that begins or falls due in the next period"))
    if not meeting.ahead:
        none = NOTHING_AHEAD if meeting.next_period else LAST_PERIOD
        return Section("ahead", name, (words.say(none, period=meeting.next_period),))
    names = (N_("Occurrence"), N_("Lead agency"), N_("First day"), N_("Due date"), N_("In the period"))
    none = words.say(N_("no due date"))
    rows = tuple(
        Row(
            row.agencies,
            (
                item(row.task, row.occurrence, row.title),
                Field(row.leads),
                Field((words.day(row.begins),), "day"),
                Field((words.day(row.due) if row.due else none, *((row.notes,) if row.notes else ())), "day"),
                Field((row.what,)),
            ),
        )
        for row in meeting.ahead
    )
    said = words.say(N_("Occurrences that begin or fall due in {period}:"), period=meeting.next_period)
    return Section("ahead", name, (said,), (Table(name, heads(words, *names), rows),))


def clarify(meeting: Meeting, words: Words) -> Section:
    """Return what has to be made clear, by whom."""
    name = words.say(N_("Matters to be made clear"))
    if not meeting.clarify:
        return Section("clarify", name, (words.say(N_("Nothing has to be made clear.")),))
    missing = [row for row in meeting.clarify if row.is_missing]
    others = [row for row in meeting.clarify if not row.is_missing]
    tables = []
    if missing:
        caption = words.say(N_("Coordinators that the plan asks for and no report of the lead names"))
        names = (N_("Coordinator not named yet"), N_("Its task"), N_("Agency asked"), N_("What was found"), ASKED_FOR)
        rows = tuple(Row(row.agencies, (Field((row.about,)), *_asked(row, words))) for row in missing)
        tables.append(Table(caption, heads(words, *names), rows, id="coordinators"))
    if others:
        caption = words.say(N_("Other matters to be made clear")) if missing else name
        asked = heads(words, N_("Agency that is asked"), N_("Its task"), N_("What was found"), ASKED_FOR)
        tables.append(Table(caption, asked, tuple(Row(row.agencies, _asked(row, words)) for row in others)))
    return Section("clarify", name, (), tuple(tables))


def _asked(row: ClarifyRow, words: Words) -> tuple[Field, ...]:
    """Return who is asked, on what task, for what."""
    asked, task = Field((row.agency or words.say(NOBODY),)), Field((row.task,))
    told = Field((row.message,)), Field((row.asked,))
    return (task, asked, *told) if row.is_missing else (asked, task, *told)

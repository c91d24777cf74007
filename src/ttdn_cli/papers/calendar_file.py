"""A calendar file (iCalendar, RFC 5545): one all-day event for each due date and each report day.

The file is made from the plan alone: no clock, no chance, so that it replaces what an earlier one put into a calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

from ttdn_cli.extras import need
from ttdn_cli.model.periods import ONE_DAY
from ttdn_cli.model.schedule import Deliverable
from ttdn_cli.papers.calendar import Agenda, Due, ReportDay
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words

DUE_ALARM, REPORT_ALARM = timedelta(days=-7), timedelta(days=-3)
LONGEST = 1000  # characters of one line of a description
Name = Callable[[str], str]


def calendar(found: Agenda, name: Name, words: Words) -> bytes:
    """Return the file; `name` gives the official name of an agency or group by its id.

    Raises `UsageError` when the library of the extra `calendar` is not there.
    """
    icalendar = need("calendar", "icalendar")
    whole = icalendar.Calendar()
    whole.add("prodid", f"-//ttdn//ttdn//{words.language.upper()}")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole["X-WR-CALNAME"] = icalendar.vText(_title(found, name, words))
    events = [
        *((due.day, _due_event(icalendar, found, due, name, words)) for due in found.dues),
        *((one.day, _report_event(icalendar, found, one, name, words)) for one in found.reports),
    ]
    for _, event in sorted(events, key=lambda pair: pair[0]):
        whole.add_component(event)
    data: bytes = whole.to_ical()
    return data


def _title(found: Agenda, name: Name, words: Words) -> str:
    number = found.plan.document.number or found.plan.id
    if found.agency:
        return _safe(words.say(N_("Plan {plan}: {agency}"), plan=number, agency=name(found.agency)))
    return _safe(words.say(N_("Plan {plan}"), plan=number))


def _due_event(icalendar: Any, found: Agenda, due: Due, name: Name, words: Words) -> Any:
    task, occurrence = due.task, due.occurrence
    what = occurrence.milestone.name if occurrence.milestone and occurrence.milestone.name else task.title
    said = N_("No longer applies: {task} {what}") if due.gone else N_("Due: {task} {what}")
    summary = words.say(said, task=task.id, what=what)
    uid = _uid(found.plan.id, "due", task.id, occurrence.id)
    return _event(icalendar, found, due, uid, summary, _due_lines(found, due, name, words), DUE_ALARM)


def _due_lines(found: Agenda, due: Due, name: Name, words: Words) -> Iterator[str]:
    """Yield the lines of a description; what the plan is silent about has none."""
    task, occurrence = due.task, due.occurrence
    yield f"{task.id} {task.title}"
    yield _line(words, N_("Window"), words.show(occurrence))
    yield _line(words, N_("Due"), words.show(occurrence.due_shown))
    if occurrence.milestone and occurrence.milestone.name:
        yield _line(words, N_("Milestone"), occurrence.milestone.name)
    yield _line(words, N_("Lead"), ", ".join(map(name, due.lead)))
    if due.coordinators:
        yield _line(words, N_("Coordinators"), ", ".join(map(name, due.coordinators)))
    made = (occurrence.milestone and occurrence.milestone.deliverables) or task.deliverables
    if made:
        yield _line(words, N_("Deliverables"), "; ".join(map(_amount, made)))
    if task.schedule.tentative:
        yield words.say(N_("The plan expects this date (tentative)"))
    if task.schedule.strives_for(occurrence):
        yield words.say(N_("the plan strives for this date"))
    for one in due.amended_by:
        said = N_("Amended by {document}, in force from {day}")
        yield words.say(said, document=one.document.number or words.day(one.effective), day=one.effective)
    yield _source(found, words)


def _amount(made: Deliverable) -> str:
    much = " ".join(part for part in ("" if made.quantity is None else str(made.quantity), made.unit or "") if part)
    return f"{made.name}: {much}" if much else made.name


def _report_event(icalendar: Any, found: Agenda, one: ReportDay, name: Name, words: Words) -> Any:
    said = N_("No longer applies: report for {period}") if one.gone else N_("Send the report for {period}")
    to = found.plan.reporting.to
    lines = [
        _line(words, N_("Last day in time"), words.show(one.shown)),
        *([_line(words, N_("To"), name(to))] if to else []),
        _source(found, words),
    ]
    uid = _uid(found.plan.id, "report", one.period.id)
    return _event(icalendar, found, one, uid, words.say(said, period=one.period), lines, REPORT_ALARM)


def _source(found: Agenda, words: Words) -> str:
    document = found.plan.document
    if document.number and document.date:
        return words.say(N_("Plan {number} of {day}"), number=document.number, day=document.date)
    return _line(words, N_("Plan"), document.number or found.plan.id)


def _line(words: Words, label: str, value: str) -> str:
    return f"{words.say(label)}: {value}"


def _uid(*parts: str) -> str:
    """Return an id that is the same whenever and in whatever language the file is made."""
    return "/".join(quote(part, safe="") for part in parts) + "@ttdn"


def _event(  # noqa: PLR0913 - the parts of an event
    icalendar: Any, found: Agenda, of: Due | ReportDay, uid: str, summary: str, lines: Any, alarm: timedelta
) -> Any:
    summary = _safe(summary)
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(of.since))
    event.add("sequence", found.plan.revision)
    event.add("dtstart", of.day)
    if of.day < date.max:
        event.add("dtend", of.day + ONE_DAY)  # the day after the last one
    event.add("summary", summary)
    event.add("description", "\n".join(_cut(_safe(line)) for line in lines))
    event.add("transp", "TRANSPARENT")  # a due date does not make a day busy
    event.add("status", "CANCELLED" if of.gone else "CONFIRMED")
    if not of.gone:
        reminder = icalendar.Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", summary)
        reminder.add("trigger", alarm)
        event.add_component(reminder)
    return event


def _safe(text: str) -> str:
    """Return a text that nothing obeys, wherever the format breaks the line."""
    return re.sub(":(?=:)", r"\\x3a", clean(text))


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _stamp(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

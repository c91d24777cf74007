"""What an agency owes in a period, laid out for it to fill in: one template for each agency, whatever its format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ttdn_cli.intake.sheet_columns import HEAD, label, state_word, state_words
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.judging.expected_reports import COORDINATOR, LEAD
from ttdn_cli.model.periods import Period, parse_occurrence
from ttdn_cli.model.plan import Document
from ttdn_cli.model.schedule import Deliverable, Occurrence
from ttdn_cli.model.states import State
from ttdn_cli.model.status import FORM
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words

VERSION = 2  # of the form, kept in the workbook


class Before(NamedTuple):
    """What the agency last reported of an occurrence, in its own words."""

    period: Period
    state: State
    progress: int | None
    result: str
    obstacles: str
    proposals: str


class Owed(NamedTuple):
    """One occurrence that the agency reports on. `leads` and `asked` are names, `role` is lead or coordinator."""

    occurrence: Occurrence
    title: str
    role: str
    leads: tuple[str, ...]
    asked: tuple[str, ...]
    planned: tuple[Deliverable, ...]
    before: Before | None


class Template(NamedTuple):
    """One report to fill in. `due` is the last day for sending it, where the plan sets one."""

    plan: str
    revision: int
    document: Document
    begins: date
    agency: str
    name: str
    period: Period
    due: date | None
    owed: tuple[Owed, ...]


def templates(
    case: Case, period: Period, recall: Callable[[ReportedEntry], tuple[str, str, str]]
) -> dict[str, Template]:
    """Return the template of every agency that owes something in a period, by id, in the plan's order.

    An agency owes an entry for each active occurrence of which it has a part to do as lead, by itself or in a group, or
    that the plan names it for as coordinator, by the last day of the period or D. `recall` gives result, obstacles and
    proposals of an earlier entry.
    """
    owed: dict[str, list[Owed]] = {}
    day = min(period.ends, case.as_of)
    for occurrence in case.active.in_period(period):
        task = case.tasks[occurrence.task]
        leads = _asked_as_leads(case, occurrence, period)
        coordinators = case.lead_assignments.coordinators(task.id, day)
        others = case.lead_assignments.leads(task.id, day)
        named = tuple(one for one in coordinators if one in case.directory.agencies and one not in others)
        for agency in dict.fromkeys((*leads, *named)):
            entry = Owed(
                occurrence,
                task.title,
                LEAD if agency in leads else COORDINATOR,
                tuple(map(case.directory.name, case.lead_assignments.named_on(occurrence, day))),
                tuple(case.directory.name(one) for one in coordinators if one not in others),
                case.deliverables(occurrence),
                _before(case, agency, occurrence, period, recall),
            )
            owed.setdefault(agency, []).append(entry)
    plan, due = case.plan, case.report_due(period)
    head = (plan.id, plan.revision, plan.document, plan.begins)
    return {one: Template(*head, one, case.directory.name(one), period, due, tuple(owed[one])) for one in owed}


def _asked_as_leads(case: Case, occurrence: Occurrence, period: Period) -> tuple[str, ...]:
    """Return the agencies that led an active occurrence when a period ended, and still have a part of it to do."""
    parties = case.lead_assignments.parties(occurrence, period.ends)
    return tuple(
        one for party in parties if case.active.is_active_for(party, occurrence, period) for one in party.members
    )


def _before(
    case: Case,
    agency: str,
    occurrence: Occurrence,
    period: Period,
    recall: Callable[[ReportedEntry], tuple[str, str, str]],
) -> Before | None:
    earlier = [one for one in case.entries.of(agency, occurrence) if one.report.period.begins < period.begins]
    if not earlier:
        return None
    last = earlier[-1]
    return Before(last.report.period, last.entry.state, last.entry.progress, *recall(last))


def head_values(template: Template, words: Words) -> dict[str, str]:
    """Return what stands in the head of a sheet, by field; what only the agency can say is left empty."""
    given = {
        "schema": FORM,
        "agency": template.name if clean(template.name) == template.name else template.agency,
        "period": _capital(words.period(template.period.id)),
        "plan_revision": str(template.revision),
    }
    return {field: given.get(field, "") for field in HEAD}


def occurrence_word(one: Owed, words: Words) -> str:
    """Return the occurrence as a form shows it: in words where these are read back as the same one, else its id."""
    said = _capital(words.period(one.occurrence.id))
    return said if parse_occurrence(said) == one.occurrence.id else one.occurrence.id


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def title_of(template: Template, words: Words) -> str:
    """Return the title of a report."""
    return words.say(N_("Status report for {found}"), found=template.period)


def about(template: Template, words: Words) -> str:
    """Return which plan the report answers to."""
    document = template.document
    if document.number and document.date:
        named = words.say(N_("Plan {number} of {date}"), number=document.number, date=document.date)
    else:
        named = words.say(N_("Plan {plan}"), plan=template.plan)
    return f"{named}: {document.title}" if document.title else named


def heading(one: Owed, words: Words) -> str:
    """Return the task with its title and the agency's part in it."""
    part = words.say(N_("as lead") if one.role == LEAD else N_("coordinates"))
    return f"{one.occurrence.task}. {one.title} ({part})"


def when(one: Owed, words: Words) -> str:
    """Return the occurrence and its due date."""
    found = words.period(one.occurrence.id)
    if one.occurrence.due is None:
        return found
    return words.say(N_("{found}; due {due}"), found=found, due=one.occurrence.due_shown)


def due(one: Owed, words: Words) -> list[str]:
    """Return the due date, where there is one: the occurrence itself stands in a column of its own."""
    return [words.say(N_("Due {due}"), due=one.occurrence.due_shown)] if one.occurrence.due else []


def asks(one: Owed, words: Words) -> list[str]:
    """Return what the plan asks for: who leads, who coordinates, what is delivered."""
    lines = []
    if one.role == COORDINATOR:
        lines.append(words.say(N_("Led by: {names}")).format(names="; ".join(one.leads)))
    elif one.asked:
        lines.append(words.say(N_("Coordinators: {names}")).format(names="; ".join(one.asked)))
    if one.planned:
        lines.append(words.say(N_("Deliverables: {names}")).format(names="; ".join(map(amount, one.planned))))
    return lines


def amount(deliverable: Deliverable) -> str:
    """Return a deliverable as the sheet wants it: name: quantity unit."""
    said = " ".join(str(part) for part in (deliverable.quantity, deliverable.unit) if part is not None)
    return f"{deliverable.name}: {said}" if said else deliverable.name


def recalled(one: Owed, words: Words) -> list[str]:
    """Return what the agency reported before, line by line; nothing where it has not."""
    before = one.before
    if before is None:
        return []
    state = state_word(before.state, words.language).lower()
    said = f"{state}, {before.progress}%" if before.progress is not None else state
    lines = [words.say(N_("Reported for {found}: {state}"), found=before.period, state=said)]
    texts = (
        (N_("Result: {text}"), before.result),
        (N_("Obstacles: {text}"), before.obstacles),
        (N_("Proposals: {text}"), before.proposals),
    )
    return lines + [words.say(message).format(text=" ".join(text.split())) for message, text in texts if text.strip()]


def notes(template: Template, words: Words, *, sheet: bool) -> list[str]:
    """Return how the form is filled in; `sheet` tells a sheet or Word file from YAML."""
    say = words.say
    first = say(N_("Write the day of submission"))
    if template.due:
        first += say(N_("; the report is due on {due}"), due=template.due)
    found = [first]
    if sheet:
        states = "; ".join(state_words(words.language))
        found.append(say(N_("States: {states}")).format(states=states))
    found.append(say(N_("The day of completion goes with a task that is done, and only with such a one")))
    if sheet:
        found += [
            say(N_("Several agencies, or several pieces of evidence, are separated by ; or a line break")),
            say(N_("Deliverables are written name: quantity unit, for example {sample}")).format(
                sample=say(N_("Bulletin: 1 issue; Brochure: 2 books"))
            ),
            say(N_("Who has nothing to report writes x beside “{label}”")).format(
                label=label("nothing_to_report", words.language)
            ),
        ]
    found.append(say(N_("What is left empty says nothing; a form that comes back with nothing filled in is no report")))
    return found

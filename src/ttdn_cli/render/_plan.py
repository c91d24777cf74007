"""The plan and its tasks as text."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Term
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.plan import Plan, Task
from ttdn_cli.model.schedule import Milestone
from ttdn_cli.render._lists import draw
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words, shorten

_RHYTHMS = {
    "month": N_("once a month"),
    "quarter": N_("once a quarter"),
    "half": N_("once in six months"),
    "year": N_("once a year"),
}
LED_BY = N_("Lead: {names}")


def plan_text(plan: Plan, directory: Directory, screen: Screen) -> bytes:
    """Return the plan's tasks as a table, or on a pipe a line each."""
    words = screen.words
    document = plan.document
    title = " ".join(
        part for part in (document.number, words.day(document.date) if document.date else None, document.title) if part
    )
    heads = [words.say(one) for one in (N_("Task"), N_("Lead"), N_("Coordinators"), N_("Time frame; due"))]
    rows = [
        [
            f"{task.id} {shorten(task.title)}",
            "; ".join(_scoped(directory, task, one) for one in task.lead) or words.say(N_("nobody on this day")),
            "; ".join(_scoped(directory, task, one) for one in task.coordinators),
            _time(plan, task, words),
        ]
        for task in plan.tasks
    ]
    return draw([(title or plan.id, heads, rows, ())], screen)


def _time(plan: Plan, task: Task, words: Words) -> str:
    due = [words.show(one.due_shown) for one in plan.occurrences[task.id] if one.due]
    written = task.schedule.as_written or _form(plan, task, words)
    marks = [words.say(mark) for mark in _marks(task)]
    return "; ".join(part for part in (written, ", ".join(due), *marks) if part)


def _form(plan: Plan, task: Task, words: Words) -> str:
    """Return the time frame in words, as far as the due dates beside it do not say it."""
    schedule = task.schedule
    if schedule.every:
        return words.say(_RHYTHMS[schedule.every])
    return "" if schedule.by or schedule.milestones else words.period(plan.occurrences[task.id][0].id)


def _marks(task: Task) -> list[str]:
    marks = ((task.schedule.tentative, N_("tentative")), (task.schedule.aspirational, N_("striven for")))
    return [mark for given, mark in marks if given]


def _scoped(directory: Directory, task: Task, identity: str) -> str:
    scope = task.scopes.get(identity)
    return directory.name(identity) + (f" ({scope})" if scope else "")


def task_text(plan: Plan, directory: Directory, task: Task, words: Words) -> str:
    """Return everything the plan says of one task, for `ttdn explain TASK`."""
    lines = [f"{task.id}  {task.title}"]
    lines += [f"  {point}" for point in task.content]
    lines.append(words.say(LED_BY, names=tuple(_scoped(directory, task, one) for one in task.lead)))
    if task.coordinators:
        lines.append(words.say(N_("Coordinators:")))
        lines += [f"  - {_coordinator(directory, task, one, words)}" for one in task.coordinators]
    if task.schedule.as_written:
        lines.append(words.say(N_("Time frame, as written: {text}"), text=task.schedule.as_written))
    for one in plan.occurrences[task.id]:
        said = N_("Occurrence {id}: from {begins}, due {until}") if one.due else N_("Occurrence {id}: no due date")
        line = words.say(said, id=words.period(one.id), begins=one.begins, until=one.due_shown)
        target = "; ".join(_of_milestone(directory, one.milestone, words)) if one.milestone else ""
        lines.append(f"{line}: {target}" if target else line)
    lines += [words.say(N_("Time frame: {mark}"), mark=Term(mark)) for mark in _marks(task)]
    for product in task.deliverables:
        said = N_("To be delivered each time: {quantity} {unit} ({name})")
        quantity = "" if product.quantity is None else product.quantity
        lines.append(words.say(said, quantity=quantity, unit=product.unit or "", name=product.name))
    lines += [
        words.say(said, text="; ".join(quoted))
        for said, quoted in (
            (N_("Funding: {text}"), task.funding),
            (N_("Carries out: {text}"), task.parent),
            (N_("About whom: {text}"), task.subjects),
            (N_("Notes: {text}"), task.notes),
        )
        if quoted
    ]
    for amendment in plan.amendments:
        if task.id in amendment.changes:
            number = amendment.document.number
            lines.append(words.say(N_("Amended by {number} from {day}"), number=number, day=amendment.effective))
    for assumed in plan.assumptions:
        if assumed.about == task.id or assumed.about.startswith(f"{task.id}."):
            lines.append(words.say(N_("Assumption: ")) + assumed.text)
    return "\n".join(clean(line) for line in lines)


def _of_milestone(directory: Directory, one: Milestone, words: Words) -> Iterator[str]:
    """Yield what a milestone asks for beside its day."""
    if target := " ".join((one.name or "", "" if one.percent is None else f"{one.percent}%")).strip():
        yield target
    if one.lead:
        yield words.say(LED_BY, names=tuple(map(directory.name, one.lead)))
    if one.aspirational:
        yield words.say(N_("striven for"))


def _coordinator(directory: Directory, task: Task, identity: str, words: Words) -> str:
    name = _scoped(directory, task, identity)
    if identity not in directory.groups:
        return name
    if directory.is_open(identity):
        return words.say(N_("{name} (open group: asks for nobody by name)"), name=name)
    members = directory.members(identity)
    if len(members) > 5:  # noqa: PLR2004 - more would hide the rest of the page
        return words.say(N_("{name} (group of {count} agencies)"), name=name, count=len(members))
    shown = tuple(directory.name(one) for one in directory.agencies if one in members)
    return words.say(N_("{name} (group: {members})"), name=name, members=shown)

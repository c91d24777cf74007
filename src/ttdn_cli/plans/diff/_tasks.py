"""Tasks compared: who leads, who coordinates, when, and what is delivered; as issued, and as amended in the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.names import fold
from ttdn_cli.model.plan import Plan, Task
from ttdn_cli.model.schedule import Schedule, windows
from ttdn_cli.plans.diff._deliverables import deliverable_differences
from ttdn_cli.plans.diff._fields import REORDERED, Item, missing_from, plain_differences, term
from ttdn_cli.plans.diff._occurrences import occurrence_differences
from ttdn_cli.plans.diff._record import Difference, Version
from ttdn_cli.text.i18n import N_

ADDED = N_("Task added: {title}; lead: {lead}; due: {due}")
REMOVED = N_("Task removed: {title}; its lead was {lead}")
ADDED_ALIKE = N_("Task added: {title}; lead: {lead}; due: {due}; it may be the same task as {other}, which is gone")
REMOVED_ALIKE = N_("Task removed: {title}; its lead was {lead}; it may be the same task as {other}, which is new")
RENUMBERED = N_("It bears the title that {other} had before and may be the same task with another number")
WORDS_STAY = N_("The words of the time frame stay “{words}”, while its days have changed")
WORDS_SAY = N_("The words of the time frame, “{words}”, read as {read}, while the schedule has {due}")
WITHDRAWN = N_("Task withdrawn by {document} from {effective}")
READDED = N_("Task no longer withdrawn")
LEAD = N_("Lead changed: {old} → {new}")
LEAD_ADDED = N_("Lead added: {new}")
LEAD_REMOVED = N_("Lead removed: {old}; still leading: {rest}")
COORDINATOR_ADDED = N_("Coordinator added: {new}")
COORDINATOR_DROPPED = N_("Coordinator dropped: {old}")
TENTATIVE = N_("The time frame is now tentative")
ASPIRATIONAL = N_("The due date is now one to strive for")
BINDING = N_("The due date is no longer only striven for")
FIRM = N_("The time frame is no longer tentative")


class _Book(NamedTuple):
    """A plan in one of its states (as issued, as amended) with the ids of its tasks looked up."""

    plan: Plan
    tasks: dict[str, Task]
    directory: Directory

    def names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.directory.name, ids))


def task_differences(old: Version, new: Version) -> Iterator[Difference]:
    """Yield the differences of tasks: those of the old plan in its order, then the added ones."""
    cutoff = _book(old.plan, old.directory), _book(new.plan, new.directory)
    amended = _amended(old), _amended(new)
    gone = old.plan.withdrawn(date.max), new.plan.withdrawn(date.max)
    alike = _renumbered(*cutoff)
    moved = _moved(*cutoff, alike)
    for identity in dict.fromkeys((*cutoff[0].tasks, *cutoff[1].tasks)):
        if identity not in cutoff[1].tasks:
            yield _whole("task-removed", identity, cutoff[0], alike.get(identity))
        elif identity not in cutoff[0].tasks:
            yield _whole("task-added", identity, cutoff[1], alike.get(identity))
        else:
            issued = list(_of_task(identity, *cutoff))
            known = {(one.kind, one.field, str(one.old), str(one.new)) for one in issued}
            yield from (one for one in issued if one.meaning)
            yield from _withdrawal(identity, new.plan, gone)
            for one in _of_task(identity, *amended):
                if one.meaning and (one.kind, one.field, str(one.old), str(one.new)) not in known:
                    yield one._replace(amended=True)
            if other := moved.get(identity):
                told = RENUMBERED, {"other": other}
                yield Difference("task", "task-renumbered", identity, "id", other, identity, *told, meaning=False)
            yield from (one for one in issued if not one.meaning)


def _book(plan: Plan, directory: Directory) -> _Book:
    return _Book(plan, {task.id: task for task in plan.tasks}, directory)


def _amended(version: Version) -> _Book:
    return _book(version.plan.on(date.max), version.directory)


def _renumbered(old: _Book, new: _Book) -> dict[str, str]:
    """Return, by its id, the id of the task that one which is gone or new may be: they alone have the same title."""
    found: dict[str, str] = {}
    gone = [task for task in old.tasks.values() if task.id not in new.tasks]
    come = [task for task in new.tasks.values() if task.id not in old.tasks]
    for was in gone:
        same = [now for now in come if fold(now.title) == fold(was.title)]
        if len(same) == 1 and sum(fold(one.title) == fold(was.title) for one in gone) == 1:
            found |= {was.id: same[0].id, same[0].id: was.id}
    return found


def _moved(old: _Book, new: _Book, alike: Mapping[str, str]) -> dict[str, str]:
    """Return, by its new id, the old id of a task whose title alone says that it has moved on among those that stay."""
    before, after = _by_title(old), _by_title(new)
    moved = {}
    for title, identities in after.items():
        was = before.get(title, [])
        if len(was) == len(identities) == 1 and was != identities and identities[0] not in alike:
            moved[identities[0]] = was[0]
    return moved


def _by_title(book: _Book) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for task in book.tasks.values():
        found.setdefault(fold(task.title), []).append(task.id)
    return found


def _whole(kind: str, identity: str, book: _Book, other: str | None) -> Difference:
    task = book.tasks[identity]
    values = {
        "title": task.title,
        "lead": book.names(task.lead),
        "due": tuple(one.due for one in book.plan.occurrences[identity]),
        "other": other,
    }
    held = {"title": task.title, "lead": list(task.lead)}
    if kind == "task-added":
        return Difference("task", kind, identity, "tasks", None, held, ADDED_ALIKE if other else ADDED, values)
    return Difference("task", kind, identity, "tasks", held, None, REMOVED_ALIKE if other else REMOVED, values)


def _withdrawal(identity: str, new: Plan, gone: tuple[frozenset[str], frozenset[str]]) -> Iterator[Difference]:
    before, after = identity in gone[0], identity in gone[1]
    if after and not before:
        changing = (one for one in new.amendments if identity in one.changes and one.changes[identity].withdrawn)
        by = min(changing, key=lambda one: one.effective)
        values = {"document": by.document.number or by.document.title, "effective": by.effective}
        yield Difference("task", "task-withdrawn", identity, "withdrawn", before, after, WITHDRAWN, values)
    elif before and not after:
        yield Difference("task", "task-readded", identity, "withdrawn", before, after, READDED)


def _of_task(identity: str, old: _Book, new: _Book) -> Iterator[Difference]:
    was, now = old.tasks[identity], new.tasks[identity]
    item = Item("task", identity)
    yield from _lead(identity, old, new)
    yield from _coordinators(identity, old, new)
    yield from occurrence_differences(identity, old.plan.occurrences[identity], new.plan.occurrences[identity])
    yield from _time_frame(identity, was, now)
    yield from _as_written(identity, old, new)
    yield from deliverable_differences(identity, was.deliverables, now.deliverables)
    yield from plain_differences(item, was, now)


def _lead(identity: str, old: _Book, new: _Book) -> Iterator[Difference]:
    before, after = old.tasks[identity].lead, new.tasks[identity].lead
    gone, come = tuple(missing_from(after, before)), tuple(missing_from(before, after))
    if not gone and not come:
        return
    values = {"old": old.names(gone), "new": new.names(come), "rest": new.names(after)}
    if gone and come:
        kind, message = "lead-changed", LEAD
    else:
        kind, message = ("lead-removed", LEAD_REMOVED) if gone else ("lead-added", LEAD_ADDED)
    yield Difference("task", kind, identity, "lead", list(before), list(after), message, values)


def _coordinators(identity: str, old: _Book, new: _Book) -> Iterator[Difference]:
    before, after = old.tasks[identity].coordinators, new.tasks[identity].coordinators
    for one in missing_from(after, before):
        values = {"old": old.directory.name(one)}
        told = "coordinators", one, None
        yield Difference("task", "coordinator-dropped", identity, *told, COORDINATOR_DROPPED, values)
    for one in missing_from(before, after):
        values = {"new": new.directory.name(one)}
        added = "coordinators", None, one
        yield Difference("task", "coordinator-added", identity, *added, COORDINATOR_ADDED, values)
    if before != after and sorted(before) == sorted(after):
        ordered = "coordinators", list(before), list(after), REORDERED
        yield Difference("task", "words", identity, *ordered, {"field": term("coordinators")}, meaning=False)


def _as_written(identity: str, old: _Book, new: _Book) -> Iterator[Difference]:
    """Yield where the words of a time frame and its days no longer go together: only one of them has changed."""
    was, now = old.tasks[identity].schedule, new.tasks[identity].schedule
    days = [[one.due for one in book.plan.occurrences[identity]] for book in (old, new)]
    if not now.as_written or (now.as_written == was.as_written and days[0] == days[1]):
        return
    told = "schedule.as_written", was.as_written, now.as_written
    values = {"words": now.as_written, "due": tuple(days[1])}
    read = _read(now.as_written, new.plan)
    if read is not None and read != days[1]:
        said = WORDS_SAY, {**values, "read": tuple(read)}
        yield Difference("task", "words", identity, *told, *said, meaning=False)
    elif read is None and now.as_written == was.as_written:
        yield Difference("task", "words", identity, *told, WORDS_STAY, values, meaning=False)


def _read(words: str, plan: Plan) -> list[date | None] | None:
    """Return the due days that the words of a time frame say for certain, None where they are not certain."""
    from ttdn_cli.plans.annex.timeframe import read_time_frame

    frame = read_time_frame(words, plan.begins.year if plan.begins.year == plan.ends.year else None)
    if frame is None:
        return None
    found = windows("", Schedule.model_validate(dict(frame.fields)), plan.begins, plan.ends)
    return [one.due for one in found]


def _time_frame(identity: str, old: Task, new: Task) -> Iterator[Difference]:
    """Yield what differs in a time frame beside its days."""
    item = Item("task", identity, "schedule.")
    for one in plain_differences(item, old.schedule, new.schedule):
        if one.field == "schedule.tentative":
            kind, message = ("made-tentative", TENTATIVE) if one.new else ("made-firm", FIRM)
            yield one._replace(kind=kind, message=message)
        elif one.field == "schedule.aspirational":
            kind, message = ("made-aspirational", ASPIRATIONAL) if one.new else ("made-binding", BINDING)
            yield one._replace(kind=kind, message=message)
        else:
            yield one

"""The plan as a whole, its duties and its amendments compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ttdn_cli.model.fields import dump
from ttdn_cli.model.names import fold
from ttdn_cli.model.plan import Amendment, Change, Plan
from ttdn_cli.model.schedule import FORMS, windows
from ttdn_cli.plans.diff._fields import Item, essence, plain_differences, word_differences
from ttdn_cli.plans.diff._record import Difference, Version
from ttdn_cli.text.i18n import N_

SECTION_NAMES = N_("Names that hold under section {section} changed: {old} → {new}")
DUTY_ADDED = N_("Duty added: {agencies}: {text}")
DUTY_REMOVED = N_("Duty removed: {agencies}: {text}")
AMENDMENT_ADDED = N_("Amendment added, effective {effective}; tasks: {tasks}")
AMENDMENT_REMOVED = N_("Amendment removed, effective {effective}; tasks: {tasks}")
DOCUMENT = N_("Amending document changed: {old} → {new}")
CHANGE_ADDED = N_("It now changes task {task}")
CHANGE_REMOVED = N_("It no longer changes task {task}")
CHANGE = N_("What it changes in task {task} is different")
WORDS = N_("Words changed in what it says of task {task}")


def plan_differences(old: Version, new: Version) -> Iterator[Difference]:
    """Yield the differences of the plan as a whole and of its reporting."""
    names = old.directory.name, new.directory.name
    found = [
        *plain_differences(Item("plan", None), old.plan, new.plan, names),
        *plain_differences(Item("plan", None, "reporting."), old.plan.reporting, new.plan.reporting, names),
    ]
    yield from sorted([*found, *_section_names(old, new)], key=lambda one: not one.meaning)


def _section_names(old: Version, new: Version) -> Iterator[Difference]:
    """Yield the sections whose names for agencies differ."""
    before, after = ({one.id: one.aliases for one in version.plan.sections} for version in (old, new))
    for identity in dict.fromkeys((*before, *after)):
        was, now = before.get(identity, {}), after.get(identity, {})
        if was != now:
            told = f"sections.{identity}.aliases", dict(was), dict(now)
            values = {
                "section": identity,
                "old": tuple(f"{name}: {one}" for name, one in was.items()),
                "new": tuple(f"{name}: {one}" for name, one in now.items()),
            }
            yield Difference("plan", "section-names-changed", None, *told, SECTION_NAMES, values)


def duty_differences(old: Version, new: Version) -> Iterator[Difference]:
    """Yield the differences of duties: those of the old plan in its order, then the added ones."""
    before = {one.id: one for one in old.plan.duties}
    after = {one.id: one for one in new.plan.duties}
    for identity in dict.fromkeys((*before, *after)):
        was, now = before.get(identity), after.get(identity)
        if was and now:
            yield from plain_differences(Item("duty", identity), was, now, (old.directory.name, new.directory.name))
        elif was:
            values = {"agencies": tuple(map(old.directory.name, was.agencies)), "text": was.text}
            yield Difference("duty", "duty-removed", identity, "duties", dump(was), None, DUTY_REMOVED, values)
        elif now:
            values = {"agencies": tuple(map(new.directory.name, now.agencies)), "text": now.text}
            yield Difference("duty", "duty-added", identity, "duties", None, dump(now), DUTY_ADDED, values)


def amendment_differences(old: Version, new: Version) -> Iterator[Difference]:
    """Yield the differences of amendments; those with one document belong together."""
    pairs, gone, come = _paired(old.plan.amendments, new.plan.amendments)
    for was, now in pairs:
        yield from _of_amendment(was, now, old.plan, new.plan)
    for one in gone:
        yield _whole("amendment-removed", one)
    for one in come:
        yield _whole("amendment-added", one)


def _paired(
    old: Sequence[Amendment], new: Sequence[Amendment]
) -> tuple[list[tuple[Amendment, Amendment]], list[Amendment], list[Amendment]]:
    """Return the amendments that belong together, those that are gone, and those that have come."""
    waiting: dict[object, list[Amendment]] = {}
    for one in new:
        waiting.setdefault(_paper(one), []).append(one)
    pairs, left = [], []
    for one in old:
        alike = waiting.get(_paper(one))
        if alike:
            pairs.append((one, alike.pop(0)))
        else:
            left.append(one)
    met = {id(now) for _, now in pairs}
    come = [one for one in new if id(one) not in met]
    gone = []
    for was in left:
        # Another document in the place of the old one, from the same day on or about the same tasks.
        if come and (was.effective == come[0].effective or was.changes.keys() & come[0].changes.keys()):
            pairs.append((was, come.pop(0)))
        else:
            gone.append(was)
    return pairs, gone, come


def _paper(amendment: Amendment) -> tuple[str, object]:
    return fold(amendment.document.number or amendment.document.title or ""), amendment.document.date


def named(amendment: Amendment) -> str:
    """Return how an amendment is called: by the number of its document, else by its first day."""
    return amendment.document.number or amendment.document.title or amendment.effective.isoformat()


def _whole(kind: str, one: Amendment) -> Difference:
    values = {"effective": one.effective, "tasks": tuple(one.changes)}
    if kind == "amendment-added":
        return Difference("amendment", kind, named(one), "amendments", None, dump(one), AMENDMENT_ADDED, values)
    return Difference("amendment", kind, named(one), "amendments", dump(one), None, AMENDMENT_REMOVED, values)


def _of_amendment(old: Amendment, new: Amendment, old_plan: Plan, new_plan: Plan) -> Iterator[Difference]:
    item = Item("amendment", named(new))
    if _paper(old) != _paper(new):
        values = {"old": _cited(old), "new": _cited(new)}
        told = dump(old.document), dump(new.document)
        yield Difference("amendment", "amendment-changed", item.id, "document", *told, DOCUMENT, values)
    for task in dict.fromkeys((*old.changes, *new.changes)):
        was, now = old.changes.get(task), new.changes.get(task)
        field, told = f"changes.{task}", (dump(was), dump(now))
        message = CHANGE if was and now else CHANGE_REMOVED if was else CHANGE_ADDED
        if _meant(was, old_plan) != _meant(now, new_plan):
            yield Difference("amendment", "amendment-changed", item.id, field, *told, message, {"task": task})
        elif was and now and _worded(was) != _worded(now):
            yield Difference("amendment", "words", item.id, field, *told, WORDS, {"task": task}, meaning=False)
    yield from plain_differences(item, old, new)
    if _paper(old) == _paper(new):
        yield from word_differences(item, "document", old.document, new.document)


def _cited(amendment: Amendment) -> tuple[object, ...]:
    return tuple(part for part in (amendment.document.number, amendment.document.date) if part)


def _meant(change: Change | None, plan: Plan) -> Any:
    """Return what an amendment does to a task, whatever the order and the spelling."""
    if change is None:
        return None
    held = {name: essence(getattr(change, name)) for name in Change.model_fields}
    for name in ("lead", "coordinators", "deliverables"):
        value = getattr(change, name)
        held[name] = None if value is None else frozenset(map(_thing, value))
    if change.schedule is not None:
        days = windows("", change.schedule, plan.begins, plan.ends)
        held["schedule"] = (days, essence(change.schedule.model_copy(update=dict.fromkeys((*FORMS, "from_", "to")))))
    return held


def _thing(value: Any) -> Any:
    return value if isinstance(value, str) else (fold(value.name), value.quantity, fold(value.unit or ""))


def _worded(change: Change) -> tuple[object, ...]:
    """Return the words in what an amendment does to a task."""
    written = change.schedule.as_written if change.schedule else None
    return written, frozenset((one.name, one.unit) for one in change.deliverables or ())

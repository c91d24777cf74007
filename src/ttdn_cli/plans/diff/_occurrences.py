"""Occurrences compared: due dates moved, windows that begin earlier or later, occurrences that come and go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.plans.diff._record import Difference
from ttdn_cli.text.i18n import N_

DUE = N_("Due date moved: {old} → {new}")
DUE_SET = N_("Due date set: {new}")
DUE_DROPPED = N_("Due date dropped: it was {old}")
DUE_OF = N_("{occurrence}: due date moved: {old} → {new}")
EARLIER = N_("The window begins earlier: {old} → {new}")
EARLIER_OF = N_("{occurrence}: the window begins earlier: {old} → {new}")
LATER = N_("The window begins later: {old} → {new}")
LATER_OF = N_("{occurrence}: the window begins later: {old} → {new}")
ENDS = N_("The end of the window moved: {old} → {new}")
ENDS_OF = N_("{occurrence}: the end of the window moved: {old} → {new}")
RENAMED = N_("The time frame is given otherwise, with the same days: {old} → {new}")
ADDED = N_("Occurrences added: {new}")
REMOVED = N_("Occurrences removed: {old}")


def occurrence_differences(task: str, old: Sequence[Occurrence], new: Sequence[Occurrence]) -> Iterator[Difference]:
    """Yield the differences between the occurrences of one task.

    Occurrences of one id belong together. What is left over is paired in order when there are as many on both
    sides (they moved), else the rhythm has changed and they are told as removed and added.
    """
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    gone = [one for one in old if one.id not in after]
    come = [one for one in new if one.id not in before]
    alone = len(old) == len(new) == 1
    pairs = [(one, after[one.id]) for one in old if one.id in after]
    if len(gone) == len(come):
        pairs = sorted([*pairs, *zip(gone, come, strict=True)], key=lambda pair: pair[0].begins)
        gone, come = [], []
    for was, now in pairs:
        yield from _moved(task, was, now, alone=alone)
    if gone:
        yield _counted(task, "occurrence-removed", gone, REMOVED)
    if come:
        yield _counted(task, "occurrence-added", come, ADDED)


def _counted(task: str, kind: str, found: Sequence[Occurrence], message: str) -> Difference:
    ids = [one.id for one in found]
    if kind == "occurrence-added":
        return Difference("task", kind, task, "schedule", None, ids, message, {"new": tuple(found)})
    return Difference("task", kind, task, "schedule", ids, None, message, {"old": tuple(found)})


def _moved(task: str, old: Occurrence, new: Occurrence, *, alone: bool) -> Iterator[Difference]:
    """Yield what has changed between two occurrences that belong together."""
    field = f"occurrences.{old.id}."
    if old.due != new.due:
        kind, message = "due-moved", DUE if alone else DUE_OF
        if alone and (old.due is None or new.due is None):
            message = DUE_DROPPED if new.due is None else DUE_SET
        values = {"occurrence": old, "old": old.due, "new": new.due}
        yield Difference("task", kind, task, field + "due", _day(old.due), _day(new.due), message, values)
    if old.begins != new.begins:
        values = {"occurrence": old, "old": old.begins, "new": new.begins}
        if new.begins < old.begins:
            kind, message = "window-begins-earlier", EARLIER if alone else EARLIER_OF
        else:
            kind, message = "window-begins-later", LATER if alone else LATER_OF
        yield Difference("task", kind, task, field + "begins", _day(old.begins), _day(new.begins), message, values)
    if old.ends != new.ends and old.due == new.due:
        values = {"occurrence": old, "old": old.ends, "new": new.ends}
        message = ENDS if alone else ENDS_OF
        yield Difference(
            "task", "window-ends-moved", task, field + "ends", _day(old.ends), _day(new.ends), message, values
        )
    if old.id != new.id and old.due == new.due:
        values = {"old": old, "new": new}
        yield Difference("task", "occurrence-renamed", task, field + "id", old.id, new.id, RENAMED, values)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

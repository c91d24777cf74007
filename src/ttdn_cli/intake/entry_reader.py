"""From the items of a report to its entries: tasks, occurrences and coordinators are looked up (SPEC 2.3, 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from sys import intern
from typing import NamedTuple

from ttdn_cli.files.tree import Tree
from ttdn_cli.findings import Path, Place
from ttdn_cli.intake.noted_errors import NotedErrors, tasks_meant
from ttdn_cli.intake.submission import Blank, Entry, LeftOut, Submission, delivered, stripped, texts_of
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.names import fold, near, reveal, says_nothing
from ttdn_cli.model.periods import parse_occurrence
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.model.states import State
from ttdn_cli.model.status import Item

_MANY = 20  # tasks of one agency that a hint lists


class Basis(NamedTuple):
    """What reports are read against: the plan as issued, its agencies, and the day that is judged by.

    `day` is the last possible one where it is not known beforehand. With `texts`, words are kept.
    """

    plan: Plan
    directory: Directory
    day: date
    texts: bool


class EntryReader:
    """The items of one report, as far as they fit the model, on their way to entries."""

    def __init__(self, basis: Basis, tree: Tree, submission: Submission, noted: NotedErrors) -> None:
        """Take the file as a tree and its submission, of which agency, period and day are known as far as they can be.

        What is wrong with a name is added to `noted`.
        """
        self._basis, self._plan, self._directory = basis, basis.plan, basis.directory
        self._tree, self._found, self._noted = tree, submission, noted

    def entries(self, items: Iterable[tuple[int, Item]]) -> Iterator[Entry]:
        """Yield the entries of items, each with its index; what names no task or occurrence is noted and left out."""
        for index, item in items:
            if item.says_nothing():
                continue
            task = self._plan.task_ids.find(item.task)
            if task is None:
                self._unknown_task(index, item.task)
                continue
            window = self._window(index, task, item.occurrence)
            if window is not None:
                yield self._entry(index, item, task, window)

    def _unknown_task(self, index: int, written: str) -> None:
        """Note that there is no such task, with those that may be meant, and those of the agency."""
        close: tuple[str, ...] = ()
        if self._noted.is_shown("unknown-task"):
            titled = tuple(task.id for task in self._plan.tasks if fold(task.title) == fold(written))
            close = titled[:1] or near(written, self._plan.occurrences)
        at: Path = ("items", index, "task")
        self._noted.add("unknown-task", "task", at, name=reveal(written), near=close, tasks=self._own_tasks)

    @cached_property
    def _own_tasks(self) -> tuple[str, ...]:
        """The tasks that the agency leads or coordinates on the day of submission, or the first ones of many."""
        members, agency = self._directory.members, self._found.agency
        parts = ((task.id, one) for task in self._then.tasks for one in (*task.lead, *task.coordinators))
        found = tuple(dict.fromkeys(task for task, one in parts if agency in members(one)))
        return found if len(found) <= _MANY else (*found[:_MANY], "…")

    def _window(self, index: int, task: str, named: str | None) -> str | None:
        """Return the id of the occurrence that an item speaks of, or note that there is none.

        Any that the task has or had will do, before or after an amendment. Without a name it is looked for in the
        plan as it was when the report was submitted.
        """
        at: Path = ("items", index, "occurrence" if named else "task")
        windows = self._then.occurrences[task]
        if named is not None:
            known = tuple([window.id for window in windows])
            if named in known:
                return named
            for meant in (named, parse_occurrence(named)):  # another task may have an id that reads like a period
                if meant and (meant in known or self._is_occurrence(task, meant)):
                    return meant
            self._noted.add("unknown-task", "occurrence", at, task=task, name=named, known=known)
        else:
            if found := self._only(windows):
                return found
            period = self._found.period
            if period is not None:
                known = tuple([window.id for window in windows])
                self._noted.add("unknown-task", "which", at, task=task, found=period, known=known)
        return None

    def _is_occurrence(self, task: str, name: str) -> bool:
        """Tell whether a task has or had an occurrence, by the day that is judged by or the day of submission."""
        last = max(self._basis.day, self._found.submitted_on or date.min)
        plans = [plan for since, plan in self._plan.versions if since <= last]
        return any(name == window.id for plan in plans for window in plan.occurrences[task])

    @property
    def _then(self) -> Plan:
        """The plan as it was on the day of submission."""
        day = self._found.submitted_on
        return self._plan.on(day) if day and self._plan.amendments else self._plan

    def _only(self, windows: tuple[Occurrence, ...]) -> str | None:
        """Return the only window there is, or of several the only one that contains the report's period."""
        if len(windows) == 1:
            return windows[0].id
        period = self._found.period
        fits = [window.id for window in windows if period and window.contains(period)]
        return fits[0] if len(fits) == 1 else None

    def _entry(self, index: int, item: Item, task: str, occurrence: str) -> Entry:
        if self._noted.legacy:
            from ttdn_cli.intake.legacy_words import readable

            item = readable(item, ("items", index), self._noted.legacy)
        names = self._names(index, item, task) if self._tree.form else item.coordinated_with
        products = item.deliverables
        return Entry(
            number=index,
            task=intern(task),
            occurrence=occurrence,
            state=item.state or State.NOT_STARTED,  # there is one in every item that says something
            completed_on=item.completed_on,
            progress=item.progress,
            named=tuple([self._coordinator(index, n, name, task) for n, name in enumerate(names)]) if names else (),
            delivered=tuple([delivered(one.name, one.quantity) for one in products]) if products else (),
            shown=bool("".join(item.evidence).strip()),
            obstacles=stripped(item.obstacles) if item.obstacles else "",
            texts=texts_of(item) if self._basis.texts else None,
        )

    def _names(self, index: int, item: Item, task: str) -> tuple[str, ...]:
        """Return the names of an item; one cell of a table may hold several, parted by commas or "và"."""
        names = item.coordinated_with
        if not names:
            return names
        from ttdn_cli.intake.sheet_values import known_parts

        parts = [part for name in names for part in known_parts(name, partial(self._is_known, task))]
        marks = self._tree.marks["items"][1][index][1]
        mark = marks["coordinated_with"][0]
        marks["coordinated_with"] = (mark, [(mark, None)] * len(parts))
        return tuple(parts)

    def _is_known(self, task: str, name: str) -> bool:
        return len(self._meant(task, name)) == 1

    def _meant(self, task: str, name: str) -> tuple[str, ...]:
        """Return who a name means: by the heading that the task stands under, else by the registry."""
        ids = self._plan.section_names.find(task, name) or self._directory.all_names.find(name)
        return self._directory.valid(ids, self._found.submitted_on)

    def _coordinator(self, index: int, number: int, name: str, task: str) -> str | None:
        ids = self._meant(task, name)
        if len(ids) == 1:
            return ids[0]
        if says_nothing(name):
            return ""
        at: Path = ("items", index, "coordinated_with", number)
        if self._noted.legacy_name(at, name, self._directory.all_names.find):
            return None
        names: Iterable[str] = [self._directory.name(one) for one in ids]
        if not ids and self._noted.is_shown("unknown-coordinator"):
            names = self._directory.near(name, self._directory.all_names)
        code = "several" if ids else "none"
        self._noted.mention("unknown-coordinator", code, at, name=reveal(name), near=tuple(names))
        return None

    def left_out(self, indexes: Iterable[int]) -> tuple[LeftOut, ...]:
        """Return the items left out that speak of a task, the first of each occurrence; takes indexes in order.

        One whose words are those of another task than its id speaks of both, as nobody can say which was meant.
        """
        found: dict[tuple[str, str | None], LeftOut] = {}
        for index in indexes:
            for task in tasks_meant(self._tree, index, self._plan.task_ids):
                key = task, self._occurrence_of(index, self._then.occurrences[task])
                if key not in found:
                    at: Path = ("items", index)
                    place = Place(self._found.file, at, *self._tree.locate(at))
                    words = self._tree.data["items"][index].get("obstacles")
                    explains = isinstance(words, str) and not says_nothing(words)
                    found[key] = LeftOut(*key, place, self._noted.first.get(index), explains)
        return tuple(found.values())

    def blank(self, indexes: Iterable[int]) -> tuple[Blank, ...]:
        """Return the items in which nothing is filled in, by task and occurrence, each with where its state belongs."""
        found: dict[tuple[str, str | None], Blank] = {}
        for index in indexes:
            for task in tasks_meant(self._tree, index, self._plan.task_ids)[:1]:
                at: Path = ("items", index)
                place = Place(self._found.file, at, *self._tree.locate_missing(at, "state"))
                key = task, self._occurrence_of(index, self._then.occurrences[task])
                found.setdefault(key, Blank(*key, place))
        return tuple(found.values())

    def _occurrence_of(self, index: int, windows: tuple[Occurrence, ...]) -> str | None:
        """Return the occurrence that an item left out speaks of, where it can be told."""
        written = self._tree.data["items"][index].get("occurrence")
        if written is not None and len(windows) > 1:
            meant = (written.strip(), parse_occurrence(written)) if isinstance(written, str) else ()
            return next((one for one in meant if one in {window.id for window in windows}), None)
        return self._only(windows)

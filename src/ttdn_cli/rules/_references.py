"""What ids of a plan and its registry lead to, for `plan-reference`."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from ttdn_cli.findings import Path, Place
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.model.milestone_leads import own_leads
from ttdn_cli.model.periods import ONE_DAY

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.model.fields import Model
    from ttdn_cli.model.plan import Change, Task
    from ttdn_cli.model.schedule import Occurrence, Schedule

Named = tuple[str, Place]
Part: TypeAlias = "Task | Change"


def _kinds_of_ids(seen: PlanCase) -> Iterator[list[Named]]:
    """Yield the ids that must differ from each other, kind by kind, each with its place."""
    registry, plan = seen.directory.registry, seen.plan
    agencies = [(one.id, seen.registry_place("agencies", n, "id")) for n, one in enumerate(registry.agencies)]
    groups = [(one.id, seen.registry_place("groups", n, "id")) for n, one in enumerate(registry.groups)]
    yield agencies + groups
    yield [(one.id, seen.place("sections", n, "id")) for n, one in enumerate(plan.sections)]
    yield [(one.id, seen.place("tasks", n, "id")) for n, one in enumerate(plan.tasks)]
    yield [(one.id, seen.place("duties", n, "id")) for n, one in enumerate(plan.duties)]


def duplicate_key_errors(seen: PlanCase) -> Iterator[Named]:
    """Yield every id that stood before among those of its kind, where it stands again."""
    for ids in _kinds_of_ids(seen):
        met: set[str] = set()
        for identity, place in ids:
            if identity in met:
                yield identity, place
            met.add(identity)


def repeated_milestones(seen: PlanCase) -> Iterator[Named]:
    """Yield every id of a milestone that another milestone of its time frame has, or bears as its day."""
    for _, schedule, at in time_frames(seen):
        met = Counter(one.occurrence_id for one in schedule.milestones or () if one.id is None)
        for number, one in enumerate(schedule.milestones or ()):
            if one.id and met[one.id]:
                yield one.id, seen.place(*at, "milestones", number, "id")
            if one.id:
                met[one.id] += 1


def parts(seen: PlanCase) -> Iterator[tuple[Part, Sequence[str], Path]]:
    """Yield every task, and what amendments make of one, with who takes part in it then, and its path."""
    for number, task in enumerate(seen.plan.tasks):
        yield task, (*task.lead, *task.coordinators), ("tasks", number)
    for number, amendment in enumerate(seen.plan.amendments):
        tasks = {one.id: one for one in reversed(seen.plan.on(amendment.effective).tasks)}
        for identity, change in amendment.changes.items():
            then = tasks.get(identity)
            names = (*then.lead, *then.coordinators) if then else ()
            yield change, names, ("amendments", number, "changes", identity)


def unknown_sections(seen: PlanCase) -> Iterator[Named]:
    """Yield every heading that a task names and the plan does not list, where it lists any."""
    sections = {one.id for one in seen.plan.sections}
    for number, task in enumerate(seen.plan.tasks):
        if task.section and sections and task.section not in sections:
            yield task.section, seen.place("tasks", number, "section")


def unknown_tasks(seen: PlanCase) -> Iterator[Named]:
    """Yield every task that an amendment changes and the plan does not have."""
    known = {one.id for one in seen.plan.tasks}
    for number, amendment in enumerate(seen.plan.amendments):
        for identity in amendment.changes:
            if identity not in known:
                yield identity, seen.place("amendments", number, "changes", identity)


def without_lead(seen: PlanCase) -> Iterator[Named]:
    """Yield every task without a lead, and those from which an amendment takes it."""
    for part, _, at in parts(seen):
        if part.lead == ():
            yield getattr(part, "id", str(at[-1])), seen.place(*at, "lead")


def open_leads(seen: PlanCase) -> Iterator[Named]:
    """Yield every lead that is an open group."""
    for part, _, at in parts(seen):
        for number, one in enumerate(part.lead or ()):
            if seen.directory.is_open(one):
                yield one, seen.place(*at, "lead", number)


def strange_scopes(seen: PlanCase) -> Iterator[Named]:
    """Yield every name that is limited to a scope and takes no part in the task."""
    for part, names, at in parts(seen):
        for name in part.scopes or ():
            if name not in names:
                yield name, seen.place(*at, "scopes", name)


def strange_leads(seen: PlanCase) -> Iterator[Named]:
    """Yield every lead of a milestone that does not lead its task, by itself or in a group, as the task is then."""
    for task, schedule, at in time_frames(seen):
        for number, one in enumerate(schedule.milestones or ()):
            known = seen.directory.among(one.lead, task.lead) if task else one.lead
            for place, name in enumerate(one.lead):
                if name not in known:
                    yield name, seen.place(*at, "milestones", number, "lead", place)


def gone_successors(seen: PlanCase) -> Iterator[Named]:
    """Yield every successor that was gone before the agency that it follows."""
    agencies = seen.directory.agencies
    for number, agency in enumerate(seen.directory.registry.agencies):
        for place, one in enumerate(agency.successor):
            last = agencies[one].valid_to if one in agencies else None
            if last and agency.valid_to and last < agency.valid_to:
                yield one, seen.registry_place("agencies", number, "successor", place)


def never_there(seen: PlanCase) -> Iterator[Named]:
    """Yield every agency whose last day lies before its first."""
    for number, agency in enumerate(seen.directory.registry.agencies):
        if agency.valid_from and agency.valid_to and agency.valid_to < agency.valid_from:
            yield agency.id, seen.registry_place("agencies", number, "valid_to")


def circling_groups(seen: PlanCase) -> Iterator[Named]:
    """Yield every group that is among its own members, directly or through other groups."""
    circles = contained_in_themselves({one.id: one.members for one in seen.directory.groups.values()})
    for number, group in enumerate(seen.directory.registry.groups):
        if group.id in circles:
            yield group.id, seen.registry_place("groups", number, "members")


def circling_successors(seen: PlanCase) -> Iterator[Named]:
    """Yield every agency whose successors lead back to it."""
    agencies = seen.directory.registry.agencies
    circles = contained_in_themselves({one.id: one.successor for one in agencies})
    for number, agency in enumerate(agencies):
        if agency.id in circles:
            yield agency.id, seen.registry_place("agencies", number, "successor")


def time_frames(seen: PlanCase) -> Iterator[tuple[Task | None, Schedule, Path]]:
    """Yield every time frame of a plan, as issued and in amendments, with its task as it is then, and its path."""
    for number, task in enumerate(seen.plan.tasks):
        yield task, task.schedule, ("tasks", number, "schedule")
    for number, amendment in enumerate(seen.plan.amendments):
        tasks = {one.id: one for one in reversed(seen.plan.on(amendment.effective).tasks)}
        for identity, change in amendment.changes.items():
            if change.schedule:
                yield tasks.get(identity), change.schedule, ("amendments", number, "changes", identity, "schedule")


def contained_in_themselves(members: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the ids that lead back to themselves, directly or through others: groups by their members, say.

    Two walks over all of them (Kosaraju), whatever their number: one along the arrows, one against them.
    """
    below = {identity: [one for one in held if one in members] for identity, held in members.items()}
    above: dict[str, list[str]] = {identity: [] for identity in below}
    for identity, held in below.items():
        for one in held:
            above[one].append(identity)
    met: set[str] = set()
    order = [one for identity in below for one in _reached(below, identity, met)]
    met = set()
    circles = (_reached(above, identity, met) for identity in reversed(order))
    return {one for circle in circles for one in circle if len(circle) > 1 or one in below[one]}


def _reached(below: Mapping[str, list[str]], start: str, met: set[str]) -> list[str]:
    """Return what is reached from an id and was not met before, each after all that is reached through it."""
    if start in met:
        return []
    found, waiting = [], [(start, iter(below[start]))]
    met.add(start)
    while waiting:
        identity, others = waiting[-1]
        other = next((one for one in others if one not in met), None)
        if other is None:
            waiting.pop()
            found.append(identity)
        else:
            met.add(other)
            waiting.append((other, iter(below[other])))
    return found


def about_nothing(seen: PlanCase) -> Iterator[Named]:
    """Yield what assumptions are about when it is no id, no field of the plan and no field of what has the id."""
    from ttdn_cli.model.plan import Duty, Plan, Section, Task
    from ttdn_cli.model.registry import Agency, Group

    plan, directory = seen.plan, seen.directory
    ids = {section.id for section in plan.sections} | {task.id for task in plan.tasks}
    ids |= {duty.id for duty in plan.duties} | directory.agencies.keys() | directory.groups.keys()
    of_plan, of_parts = _fields(Plan), _fields(Section, Task, Duty, Agency, Group)
    for number, one in enumerate(plan.assumptions):
        steps = one.about.split(".")
        owners = {".".join(steps[:cut]) for cut in range(1, len(steps)) if steps[cut] in of_parts}
        if one.about not in ids and steps[0] not in of_plan and not owners & ids:
            yield one.about, seen.place("assumptions", number, "about")


def _fields(*models: type[Model]) -> set[str]:
    return {key for model in models for key in model.file_keys().values()}


class LeadsByDay:
    """Whether anybody leads a task on a day: by the plan with its amendments, and by the registry on that day."""

    def __init__(self, seen: PlanCase) -> None:
        """Take the plan as issued, with its registry."""
        self._plan, self._directory = seen.plan, seen.directory
        agencies = seen.directory.registry.agencies
        days = {one.valid_from for one in agencies if one.valid_from}
        days.update(one.valid_to + ONE_DAY for one in agencies if one.valid_to and one.valid_to < date.max)
        self._days = sorted(days)
        self._directories: dict[int, Directory] = {}
        self._tasks: dict[int, dict[str, Task]] = {}

    def exist(self, schedule: Schedule, window: Occurrence) -> bool:
        """Tell whether a lead of an occurrence exists on its due day, or who took over from one.

        True as well where it has none, or by then the task has no such time frame any more, is withdrawn or has no lead
        at all.
        """
        name, day, named = window.task, window.due, window.milestone.lead if window.milestone else ()
        if not self._days or day is None or name in self._plan.withdrawn(day):
            return True
        count = len(self._plan.effective(day))
        if count not in self._tasks:
            self._tasks[count] = {one.id: one for one in reversed(self._plan.on(day).tasks)}
        task = self._tasks[count].get(name)
        if task is None or not task.lead or task.schedule != schedule:
            return True
        turn = bisect_right(self._days, day)
        if turn not in self._directories:
            self._directories[turn] = self._directory.on(day)
        then = self._directories[turn]
        own = own_leads(then, named, task.lead)
        leads = then.standing_of(task.lead) if own is None else own
        return any(then.is_open(one) or then.parties(one) for one in leads)

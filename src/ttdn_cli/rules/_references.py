"""What ids of a plan and its registry lead to, for `plan-reference`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from ttdn_cli.findings import Place
from ttdn_cli.intake.plan_reader import PlanCase

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Group
    from ttdn_cli.model.fields import Model
    from ttdn_cli.model.plan import Change, Task

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


def contained_in_themselves(groups: Iterable[Group]) -> set[str]:
    """Return the ids of the groups that are among their own members, directly or through other groups.

    Two walks over all groups (Kosaraju), whatever their number: one from the groups down, one from the members up.
    """
    members = {group.id: group.members for group in groups}
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
    from ttdn_cli.model.agencies import Agency, Group
    from ttdn_cli.model.plan import Duty, Plan, Section, Task

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

"""What ids of a plan and its registry lead to, for `plan-reference`."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.findings import Place
from ttdn_cli.model.agencies import Agency, Directory, Group
from ttdn_cli.model.fields import Model
from ttdn_cli.model.plan import Duty, Plan, Section, Task
from ttdn_cli.planbook import PlanCase

Named = tuple[str, Place]


def _kinds_of_ids(seen: PlanCase) -> Iterator[list[Named]]:
    """Yield the ids that must differ from each other, kind by kind, each with its place."""
    registry, plan = seen.directory.registry, seen.plan
    agencies = [(one.id, seen.registry_place("agencies", n, "id")) for n, one in enumerate(registry.agencies)]
    groups = [(one.id, seen.registry_place("groups", n, "id")) for n, one in enumerate(registry.groups)]
    yield agencies + groups
    yield [(one.id, seen.place("sections", n, "id")) for n, one in enumerate(plan.sections)]
    yield [(one.id, seen.place("tasks", n, "id")) for n, one in enumerate(plan.tasks)]
    yield [(one.id, seen.place("duties", n, "id")) for n, one in enumerate(plan.duties)]


def repeated(seen: PlanCase) -> Iterator[Named]:
    """Yield every id that stood before among those of its kind, where it stands again."""
    for ids in _kinds_of_ids(seen):
        met: set[str] = set()
        for identity, place in ids:
            if identity in met:
                yield identity, place
            met.add(identity)


def contained_in_themselves(groups: Sequence[Group]) -> set[str]:
    """Return the ids of the groups that are among their own members, directly or through other groups.

    Groups that hold no group, or are held by none, are in no circle; without them, others are not, and so on. What is
    left are the circles, and what leads from one to another.
    """
    below = {group.id: {one for one in group.members} for group in groups}
    below = {identity: members & below.keys() for identity, members in below.items()}
    for _ in range(2):
        below = _without_ends(below)
        below = _turned(below)
    return {identity for identity in below if _leads_to(below, identity)}


def about_nothing(seen: PlanCase) -> Iterator[Named]:
    """Yield what assumptions are about when it is no id, no field of the plan and no field of what has the id."""
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
    return {field.alias or name for model in models for name, field in model.model_fields.items()}

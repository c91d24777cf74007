"""A plan with its registry, read from their files: the models, or everything that is wrong with them."""

from __future__ import annotations

import os
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from ttdn_cli.faults import misfits, refused, repeated, shapeless
from ttdn_cli.findings import Fault, Path, Place
from ttdn_cli.load.tree import Refused, Spot, Tree
from ttdn_cli.load.yaml import parse, read_file
from ttdn_cli.model.agencies import Directory, Registry
from ttdn_cli.model.plan import Plan
from ttdn_cli.paths import beside, shipped

Kind = TypeVar("Kind", bound=BaseModel)


class Planbook(NamedTuple):
    """What was read of a plan: `plan` and `directory` are None where `faults` say why."""

    file: str
    registry_file: str
    plan: Plan | None
    directory: Directory | None
    faults: tuple[Fault, ...]
    trees: dict[str, Tree]

    def locate(self, file: str, at: Path) -> Spot | None:
        """Return line and column of a path in one of the plan's files; None for any other file."""
        tree = self.trees.get(file)
        return tree.locate(at) if tree else None


def read_planbook(opened: str, shown: str) -> Planbook:
    """Read a plan and the registry it names. `opened` is the path, `shown` how messages name it."""
    faults: list[Fault] = []
    trees: dict[str, Tree] = {}
    plan = read_model(opened, shown, Plan, faults, trees)
    if plan is None:
        return Planbook(shown, "", None, None, tuple(faults), trees)
    if plan.due_on_days_off:
        _keep_off(plan, opened, shown, faults, trees)
    registry_file = beside(shown, plan.agencies)
    registry = read_model(beside(opened, plan.agencies), registry_file, Registry, faults, trees)
    directory = Directory(registry) if registry else None
    return Planbook(shown, registry_file, plan, directory, tuple(faults), trees)


def _keep_off(plan: Plan, opened: str, shown: str, faults: list[Fault], trees: dict[str, Tree]) -> None:
    """Give a plan the table of public holidays that it names, or the one that ships with the program."""
    from ttdn_cli.model.days_off import DaysOff

    table = shipped("plan", "days-off.yaml") if plan.days_off is None else beside(opened, plan.days_off)
    named = table if plan.days_off is None else beside(shown, plan.days_off)
    if read := read_model(table, named, DaysOff, faults, trees):
        plan.keep_off(read.calendar())


def read_model(opened: str, shown: str, model: type[Kind], faults: list[Fault], trees: dict[str, Tree]) -> Kind | None:
    """Read one YAML file as a model; when it does not fit, add to `faults` and return None."""
    try:
        tree = parse(read_file(os.path.realpath(opened) if "\0" not in opened else opened))
    except Refused as error:
        faults.append(refused(shown, error))
        return None
    trees[shown] = tree
    found = [fault for _, fault in repeated(shown, tree)]
    if fault := shapeless(shown, tree):
        found.append(fault)
    else:
        try:
            value = model.model_validate(tree.data)
            if not found:
                return value
        except ValidationError as error:
            found += [fault for _, fault in misfits(shown, tree, model, error)]
    faults += found
    return None


class PlanCase(NamedTuple):
    """A plan that could be read, as the plan rules see it; `source` is the text it quotes, when given."""

    book: Planbook
    plan: Plan
    directory: Directory
    source: str | None = None

    def place(self, *at: str | int) -> Place:
        """Return a place in the plan's file."""
        return Place(self.book.file, at)

    def registry_place(self, *at: str | int) -> Place:
        """Return a place in the registry's file."""
        return Place(self.book.registry_file, at)

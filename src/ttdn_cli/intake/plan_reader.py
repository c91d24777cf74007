"""A plan with its registry, read from their files: the models, or everything that is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ttdn_cli.files.opening import read_file
from ttdn_cli.files.paths import beside, shipped, shipped_name
from ttdn_cli.files.tree import FileRejected, Position, Tree
from ttdn_cli.findings import InputError, Path, Place

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.model.fields import Model
    from ttdn_cli.model.plan import Plan

Kind = TypeVar("Kind", bound="Model")
Read = Callable[[str], bytes]
DAYS_OFF = ("plan", "days-off.yaml")


def _from_disk(path: str) -> bytes:
    return read_file(os.path.realpath(path) if "\0" not in path else path)


class PlanFiles(NamedTuple):
    """What was read of a plan: `plan` and `directory` are None where `input_errors` say why.

    `read` names every file that it was read from, with its contents; `files` those on the disk that it is read from,
    or would be if it were not broken. `is_shipped` tells that nobody named the plan: it came with the program.
    """

    file: str
    registry_file: str
    plan: Plan | None
    directory: Directory | None
    input_errors: tuple[InputError, ...]
    trees: dict[str, Tree]
    read: tuple[tuple[str, bytes], ...] = ()
    files: tuple[str, ...] = ()
    is_shipped: bool = False

    @property
    def shipped_files(self) -> frozenset[str]:
        """The names of its files where they came with the program; they lie in nobody's folder."""
        return frozenset((self.file, self.registry_file, shipped_name(*DAYS_OFF)) if self.is_shipped else ())

    def locate(self, file: str, at: Path) -> Position | None:
        """Return line and column of a path in one of the plan's files; None for any other file."""
        tree = self.trees.get(file)
        return tree.locate(at) if tree else None


def read_plan_files(opened: str, shown: str, read: Read = _from_disk, prefix: str = "") -> PlanFiles:
    """Read a plan and the registry it names. `opened` is the path, `shown` how messages name it.

    `read` returns the bytes of a path, and raises `FileRejected`; messages name what it reads with `prefix` before it.
    """
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.model.plan import Plan
    from ttdn_cli.model.registry import Registry

    input_errors: list[InputError] = []
    trees: dict[str, Tree] = {}
    contents: list[tuple[str, bytes]] = []
    on_disk = read is _from_disk
    read, from_disk = _noting(read, contents), _noting(_from_disk, contents)
    plan = read_model(opened, prefix + shown, Plan, input_errors, trees, read)
    files = (opened, *_named_in(trees.get(prefix + shown), opened)) if on_disk else ()
    if plan is None:
        input_errors = _with_ids(input_errors, trees, opened, read)
        return PlanFiles(prefix + shown, "", None, None, tuple(input_errors), trees, files=files)
    if plan.due_on_days_off and plan.days_off is None:
        table = shipped(*DAYS_OFF)
        files += (table,)
        _keep_off(plan, table, shipped_name(*DAYS_OFF), input_errors, trees, from_disk)
    elif plan.due_on_days_off and plan.days_off:
        _keep_off(plan, beside(opened, plan.days_off), prefix + beside(shown, plan.days_off), input_errors, trees, read)
    registry_file = prefix + beside(shown, plan.agencies)
    registry = read_model(beside(opened, plan.agencies), registry_file, Registry, input_errors, trees, read)
    if registry is None and registry_file in trees:
        from ttdn_cli.intake.mistyped import ids_for_names

        input_errors = ids_for_names(input_errors, trees[registry_file].data)
    directory = Directory(registry) if registry else None
    return PlanFiles(prefix + shown, registry_file, plan, directory, tuple(input_errors), trees, tuple(contents), files)


def _with_ids(input_errors: list[InputError], trees: dict[str, Tree], opened: str, read: Read) -> list[InputError]:
    """Return the errors of a plan, each with the id in the registry whose name was written for it."""
    from ttdn_cli.files.yaml import parse
    from ttdn_cli.intake.mistyped import ids_for_names

    data = next((tree.data for tree in trees.values() if isinstance(tree.data, dict)), {})
    if not any(one.code == "slug" for one in input_errors) or not isinstance(data.get("agencies"), str):
        return input_errors
    try:
        return ids_for_names(input_errors, parse(read(beside(opened, data["agencies"]))).data)
    except FileRejected:
        return input_errors


def _named_in(tree: Tree | None, opened: str) -> list[str]:
    """Return the files that a plan names beside itself, also one that cannot be used."""
    data = tree.data if tree and isinstance(tree.data, dict) else {}
    return [beside(opened, str(one)) for one in map(data.get, ("agencies", "days_off")) if isinstance(one, str)]


def _noting(read: Read, contents: list[tuple[str, bytes]]) -> Read:
    """Return a way to read that notes what was read."""

    def noting(path: str) -> bytes:
        data = read(path)
        contents.append((path, data))
        return data

    return noting


def _keep_off(  # noqa: PLR0913 - as read_model
    plan: Plan, opened: str, shown: str, input_errors: list[InputError], trees: dict[str, Tree], read: Read
) -> None:
    """Give a plan the table of public holidays that it names, or the one that ships with the program."""
    from ttdn_cli.model.days_off import DaysOff

    if table := read_model(opened, shown, DaysOff, input_errors, trees, read):
        plan.keep_off(table.calendar())


def read_model(  # noqa: PLR0913 - what is read, how it is named, and where faults and positions go
    opened: str,
    shown: str,
    kind: type[Kind],
    input_errors: list[InputError],
    trees: dict[str, Tree],
    read: Read = _from_disk,
) -> Kind | None:
    """Read one YAML file as a model; when it does not fit, add to `input_errors` and return None."""
    from ttdn_cli.files.yaml import parse
    from ttdn_cli.intake.input_errors import duplicate_key_errors, file_rejected, shape_error, validate

    try:
        tree = parse(read(opened))
    except FileRejected as error:
        input_errors.append(file_rejected(shown, error))
        return None
    trees[shown] = tree
    found = [input_error for _, input_error in duplicate_key_errors(shown, tree)]
    if input_error := shape_error(shown, tree):
        found.append(input_error)
    else:
        value, refused_fields = validate(kind, shown, tree)
        found += [input_error for _, input_error in refused_fields]
        if not found:
            return value
    input_errors += found
    return None


class PlanCase(NamedTuple):
    """A plan that could be read, as the plan rules see it.

    `source` is the text that it quotes, `base` an earlier version to compare with, both only when given.
    """

    book: PlanFiles
    plan: Plan
    directory: Directory
    source: str | None = None
    base: PlanFiles | None = None

    def place(self, *at: str | int) -> Place:
        """Return a place in the plan's file."""
        return Place(self.book.file, at)

    def registry_place(self, *at: str | int) -> Place:
        """Return a place in the registry's file."""
        return Place(self.book.registry_file, at)

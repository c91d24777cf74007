"""The rows of an annex in their places: headings, tasks, points of a task, and rows that add to one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ttdn_cli.plans.annex.numbers import Number
from ttdn_cli.plans.annex.problems import Problem
from ttdn_cli.plans.annex.table import Row

HEADING, TASK, POINT, MORE = "heading", "task", "point", "more"


@dataclass(slots=True)
class Node:
    """A row in its place: its number, its name, what it is, the rows below it, and what is not sure about it."""

    row: Row
    number: Number
    name: str
    parent: Node | None
    kind: str = ""
    below: list[Node] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    more: list[Node] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    is_made: bool = False  # its number does not stand in the table
    has_own: bool = False  # something besides number and name that is not merged with the row above
    has_any: bool = False  # something besides number and name

    @property
    def names_only(self) -> bool:
        """Tell whether the row has nothing but number and name."""
        return not self.has_any


@dataclass(slots=True)
class Structure:
    """The rows in their places, the highest first; words that stand in no task; what keeps it from being read."""

    roots: list[Node]
    notes: list[tuple[int, int, str]]
    problems: list[Problem]

    def nodes(self) -> Iterator[Node]:
        """Yield all headings and tasks in the order of the table, those under points of a task as well."""
        waiting = list(reversed(self.roots))
        while waiting:
            one = waiting.pop()
            if one.kind in (HEADING, TASK):
                yield one
            waiting += reversed(one.below)

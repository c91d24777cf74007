"""The tree that every reader makes: plain data beside the positions of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ttdn_cli.findings import NO_VALUES, Path

Spot = tuple[int, int]


class Quoted(str):
    """Text that was quoted in the file, so that it is never read as a number or as nothing."""

    __slots__ = ()


class Refused(Exception):  # noqa: N818 - a refusal, said as one
    """A file that cannot be used: the rule that says so, why, and where (line and column from 1)."""

    def __init__(self, rule: str, code: str, line: int = 1, column: int = 1, **values: object) -> None:
        super().__init__(code)
        self.rule = rule
        self.code = code
        self.line = line
        self.column = column
        self.values = values


class Repeat:
    """A key that stands twice in one mapping: `at` is the path of the key, the first value is kept."""

    __slots__ = ("at", "first", "spot")

    def __init__(self, at: Path, spot: Spot, first: Spot) -> None:
        self.at = at
        self.spot = spot
        self.first = first


class Mark(NamedTuple):
    """A position as libyaml gives it: line and column from 0."""

    line: int
    column: int


class Trouble(NamedTuple):
    """Something in a sheet that no field can hold: where it would be, why (a code of `invalid-field`), and its cell."""

    at: Path
    code: str
    mark: Mark
    values: Mapping[str, object] = NO_VALUES


class Tree:
    """Data of one file and the positions in it.

    `data` holds dict, list, str, Quoted and None. `marks` runs beside it: for a mapping
    `{key: (mark of the key, marks below)}`, for a list `[(mark of the element, marks below)]`.
    Of a sheet, `sheet` is its name, `troubles` what could not become data, and `spoiled` the numbers of the items that
    have something in a column without a meaning.
    """

    __slots__ = ("data", "marks", "repeats", "root", "sheet", "spoiled", "troubles")

    def __init__(self, data: Any, marks: Any, root: Spot, repeats: list[Repeat]) -> None:
        self.data = data
        self.marks = marks
        self.root = root
        self.repeats = repeats
        self.sheet: str | None = None
        self.troubles: list[Trouble] = []
        self.spoiled: set[int] = set()

    def locate(self, at: Path) -> Spot:
        """Return line and column (from 1) of the key or element at a path, or of its nearest parent."""
        spot, marks = self.root, self.marks
        for step in at:
            try:
                mark, marks = marks[step]
            except (KeyError, IndexError, TypeError):
                break
            spot = (mark.line + 1, mark.column + 1)
        return spot

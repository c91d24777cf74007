"""What keeps the table of an annex from being read: all of it at once, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ttdn_cli.files.tree import TableNames


class Problem(NamedTuple):
    """What keeps a table from being read: its place (line and column from 0), the message, what to do."""

    line: int
    column: int
    message: str
    hint: str
    values: Mapping[str, object]


class TableError(Exception):
    """A table that no plan can be made from; all that is wrong with it at once."""

    def __init__(self, problems: Sequence[Problem], names: TableNames) -> None:
        super().__init__()
        self.problems, self.names = problems, names

"""What a reader of files says, in a form to compare: no test itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ttdn_cli.files.grid import Grid
from ttdn_cli.files.tree import FileRejected


def refusal(read: Callable[[], object]) -> tuple[str, int, int, dict[str, object]]:
    with pytest.raises(FileRejected) as caught:
        read()
    one = caught.value
    return one.code, one.line, one.column, dict(one.values)


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in grid.lines]

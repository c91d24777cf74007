"""The table of what has been tried names a test for each kind, and every test that it names is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.conftest import ROOT

TABLE = ROOT / "tests" / "hardening" / "catalogue.md"
CELLS = re.compile(r"(?<!\\)\|")
NODE = re.compile(r"`([\w/]+\.py(?:::\w+)+)`")


def kinds(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every kind in the tables of a text with the tests that stand beside it."""
    for line in text.splitlines():
        if line.startswith("|") and not line.startswith(("| kind |", "| ---")):
            cells = [cell.strip() for cell in CELLS.split(line)[1:-1]]
            assert len(cells) == 3, line
            assert all(cells[:2]), line
            yield cells[0], NODE.findall(cells[2])


@cache
def functions_of(file: str) -> frozenset[str]:
    """Return the tests of a file below `tests/`, those of a class with its name."""
    path = ROOT / "tests" / file
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body if path.exists() else ():
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return frozenset(name for name in found if name.rpartition("::")[2].startswith("test_"))


def lacking(text: str) -> list[str]:
    """Return the kinds without a test, and the tests that are named and not there."""
    found = []
    for kind, nodes in kinds(text):
        missing = [node for node in nodes if node.partition("::")[2] not in functions_of(node.partition("::")[0])]
        found += missing if nodes else [kind]
    return found


def test_every_kind_has_a_test_and_every_test_named_is_there() -> None:
    text = TABLE.read_text("utf-8")
    assert lacking(text) == []
    names = [kind for kind, _ in kinds(text)]
    assert len(names) == len(set(names)) > 50


@pytest.mark.parametrize(
    "row",
    ["| x | y | |", "| x | y | no test |", "| x | y | `test_cli.py::test_nowhere` |", "| x | y | `no.py::test_x` |"],
)
def test_a_row_without_a_test_is_noticed(row: str) -> None:
    assert len(lacking(row)) == 1

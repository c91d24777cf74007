"""The flow goes one way, between folders and between files: no import goes back, and none goes round in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import ttdn_cli

PACKAGE = Path(ttdn_cli.__file__).parent
# What stands further down may import what stands above it; files of one folder may import each other, not in a circle.
FLOW = (
    "ttdn_cli", "limits", "findings", "clock", "text", "errors", "extras", "files", "console", "model", "settings",
    "plans", "intake", "judging", "rules", "results", "render", "papers", "commands", "cli", "__main__",
)  # fmt: skip
LEVEL = {room: level for level, room in enumerate(FLOW)}


def modules() -> dict[str, Path]:
    """Return every file of the package by the name of its module."""
    return {
        ".".join(("ttdn_cli", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def room(module: str) -> str:
    """Return the room that a module stands in: `ttdn_cli.rules.overdue` stands in `rules`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def imports(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Yield the modules of the package that a file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("ttdn_cli"))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ttdn_cli"):
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                yield below if below in known else node.module


def test_every_import_goes_towards_the_start_of_the_flow() -> None:
    known = modules()
    assert {room(module) for module in known} == set(FLOW)
    wrong = [
        f"{module} imports {other}"
        for module, path in known.items()
        for other in imports(path, known)
        if room(other) != room(module) and LEVEL[room(other)] >= LEVEL[room(module)]
    ]
    assert wrong == []


def test_no_file_imports_itself_through_others() -> None:
    known = modules()
    graph = {module: set(imports(path, known)) - {module} for module, path in known.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(error.args[1]) from None


def test_only_the_clock_reads_the_time() -> None:
    readers = [
        path.name
        for path in PACKAGE.rglob("*.py")
        if any(word in path.read_text("utf-8") for word in ("date.today", "datetime.now", "time.time("))
    ]
    assert readers == ["clock.py"]


def test_models_and_rules_open_no_file() -> None:
    opening = [
        path.name
        for folder in ("model", "rules")
        for path in (PACKAGE / folder).glob("*.py")
        if path.name != "__init__.py"
        and any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("open", "print")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    ]
    assert opening == []


def test_no_agency_task_or_plan_stands_in_the_code() -> None:
    """Any other plan of the genre is one more YAML file."""
    allowed = {"invalid_field.py"}  # a hint shows how an id may look
    named = [
        f"{path.name}: {word}"
        for path in PACKAGE.rglob("*.py")
        if path.name not in allowed
        for word in ("so-tttt", "so-ngoai-vu", "Quảng Ngãi", "quang-ngai", "1387")
        if word in path.read_text("utf-8")
    ]
    assert named == []

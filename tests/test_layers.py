"""The flow goes one way: argv, paths, load, model, case, rules, report, render, commands, cli. No import goes back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ttdn_cli

PACKAGE = Path(ttdn_cli.__file__).parent
LAYERS = [
    {"ttdn_cli", "limits", "unseen"},
    {"findings", "clock", "accents"},
    {"i18n", "paths"},
    {"errors"},
    {"extras"},
    {"output", "progress", "screen", "load", "wording"},
    {"model"},
    {"config", "annex", "plandiff", "watching"},
    {"provinces"},
    {"faults", "submission", "sheet_form"},
    {"sheet_report"},
    {"reading"},
    {"planbook", "intake"},
    {"cache"},
    {"books", "leading"},
    {"agenda", "workers", "case", "history"},
    {"expected", "waiverbook"},
    {"rules"},
    {"report", "manual"},
    {"waiving", "views", "templates", "letters"},
    {"judge", "meeting"},
    {"render"},
    {"commands", "completion", "usage"},
    {"manpage"},
    {"cli"},
    {"__main__"},
]
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}


def room(module: str) -> str:
    """Return the room that a module stands in: `ttdn_cli.rules.overdue` stands in `rules`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def imports(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("ttdn_cli"))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ttdn_cli"):
            names = [f"ttdn_cli.{alias.name}" for alias in node.names] if node.module == "ttdn_cli" else [node.module]
            yield from (name for name in names if name != "ttdn_cli.__version__")


def test_every_import_goes_towards_the_start_of_the_flow() -> None:
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(("ttdn_cli", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        wrong += [
            f"{module} imports {other}"
            for other in imports(path)
            if room(other) != room(module) and LEVEL[room(other)] >= LEVEL[room(module)]
        ]
    assert wrong == []


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

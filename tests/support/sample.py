"""A made-up plan with reports, for tests of reading, intake and the command line: no test itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from ttdn_cli.intake.plan_reader import read_plan_files
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.plan import Plan

RULES = Path(__file__).parents[1] / "rules"
HEAD = "schema: ttdn/status/1\nagency: so-a\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\n"
ITEM = "  - task: T.1\n    state: in_progress\n    coordinated_with: [so-b]\n"
GOOD = f"{HEAD}items:\n{ITEM}"
PLAN = ("--plan", "plan.yaml")
SCRIPT = str(Path(sys.executable).parent / "ttdn")


def lay_out(folder: Path, *, files: dict[str, str | bytes] | None = None) -> Path:
    """Put the plan, its registry and the given files into a folder and return the folder."""
    for name in ("plan.yaml", "agencies.yaml"):
        shutil.copy(RULES / name, folder / name)
    for name, content in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def plan_and_directory() -> tuple[Plan, Directory]:
    """Return the made-up plan and its agencies."""
    book = read_plan_files(str(RULES / "plan.yaml"), "plan.yaml")
    assert book.plan is not None
    assert book.directory is not None
    return book.plan, book.directory


def program(
    *arguments: str, stdin: str | bytes = b"", env: Mapping[str, str] | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the installed script in a process of its own."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    environment = {**os.environ, **(env or {})}
    command = [SCRIPT, *arguments]
    return subprocess.run(
        command, input=given, env=environment, cwd=folder, capture_output=True, timeout=30, check=False
    )

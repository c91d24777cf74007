"""Runs programs in turn and tells what each cost: CPU, wall, memory, and the ratios of one run to another."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
MEGABYTE = 1024
EXPECTED = (0, 1)


@dataclass(frozen=True)
class Spent:
    """What one process and its children cost: seconds, and the memory of the largest of them in megabytes."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True)
class Process:
    """A program to measure."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Row:
    """One line of the table: what a program cost, and how it compares with another one of the same group.

    `factor` is what the ratio is multiplied by, `goal` the most that it may be, `memory_goal` in megabytes. Main rows
    stand in CONTRIBUTING.md.
    """

    says: str
    process: str
    base: str = ""
    goal: float | None = None
    by: str = "cpu"
    factor: float = 1
    memory_goal: float | None = None
    is_main: bool = False


@dataclass(frozen=True)
class Result:
    """What was measured for one row: the ratio, None without a base, and what the program cost."""

    row: Row
    ratio: float | None
    cost: Spent | None
    note: str = ""

    @property
    def is_missed(self) -> bool:
        """Tell whether a goal was not reached; what could not be measured reached none."""
        over = self.row.goal is not None and (self.ratio is None or self.ratio > self.row.goal)
        heavy = self.row.memory_goal is not None and (self.cost is None or self.cost.memory > self.row.memory_goal)
        return over or heavy


def spend(process: Process, folder: Path) -> Spent:
    """Run a program and return what it cost; ends the whole run when the program did not do its work."""
    # This process stays small: a child's peak of memory is never below that of the process it was started from.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TTDN_"))}
    begun = time.perf_counter()
    with subprocess.Popen(
        process.command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in EXPECTED:
        raise SystemExit(f"exit code {child.returncode}: {' '.join(process.command)[:500]}")
    scale = MEGABYTE * MEGABYTE if sys.platform == "darwin" else MEGABYTE
    return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / scale)


def measure(processes: Sequence[Process], folder: Path, rounds: int, *, warm: bool) -> dict[str, list[Spent]]:
    """Run all programs in turn for some rounds; with `warm`, once before that."""
    spent: dict[str, list[Spent]] = {process.name: [] for process in processes}
    for number in range(rounds + warm):
        for process in processes:
            one = spend(process, folder)
            if number >= warm:
                spent[process.name].append(one)
    return spent


def result(row: Row, spent: Mapping[str, Sequence[Spent]]) -> Result:
    """Return the medians for a row: of the costs, and of the ratios to the base in the same round."""
    if row.process not in spent or (row.base and row.base not in spent):
        return Result(row, None, None, "not measured")
    own = spent[row.process]
    cost = Spent(*(median(getattr(one, name) for one in own) for name in ("cpu", "wall", "memory")))
    if not row.base:
        return Result(row, None, cost)
    pairs = zip(own, spent[row.base], strict=True)
    ratio = row.factor * median(getattr(one, row.by) / getattr(other, row.by) for one, other in pairs)
    return Result(row, ratio, cost)


def install(folder: Path, *packages: str) -> str:
    """Install packages into a new environment by the newest pip there is, and return its interpreter.

    The pip that comes with Python 3.11 writes scripts that import `re`, a third of a start. Raises
    `CalledProcessError` when that fails.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    for command in (
        (sys.executable, "-m", "venv", str(folder)),
        (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", "pip"),
        (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages),
    ):
        subprocess.run(command, check=True, env=environment, capture_output=True, text=True)
    return python

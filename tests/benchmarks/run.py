"""Measures ttdn, as ratios in one run, against goals; ends with 1 when a goal is missed.

    python tests/benchmarks/run.py [--files 5000] [--rounds 5] [--python PATH]

A copy is installed the way a user does it, byte code and all, into an environment of its own; `--python` names one
that is already there. Every case is a whole process, run in turn with the others; CPU is that of the process and
its children. Each number is the median over the rounds of the ratio to the base of the same round.
"""

# ruff: noqa: T201 - its table is what it is for

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
FEW = 50
MEGABYTE = 1024
PASS = ("-c", "pass")
BARE_LOOP = """
import os, sys, yaml
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        try:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                yaml.load(file.read(), yaml.CSafeLoader)
        except (yaml.YAMLError, ValueError):
            pass
"""


@dataclass(frozen=True)
class Spent:
    """What one process cost: seconds, and the memory of its largest process in megabytes."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True)
class Case:
    """One process to measure, what it is compared with, and the most that it may cost."""

    name: str
    command: Sequence[str]
    base: str = ""
    goal: float | None = None
    memory_goal: float | None = None


def spend(command: Sequence[str], folder: Path) -> Spent:
    """Run a program and return what it cost; ends the whole run when the program did not do its work."""
    # This process stays small: a child's peak of memory is never below that of the process it was started from.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TTDN_"))}
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"exit code {child.returncode}: {' '.join(command)}")
    scale = MEGABYTE * MEGABYTE if sys.platform == "darwin" else MEGABYTE
    return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / scale)


def install(folder: Path) -> str:
    """Install the program into a new environment and return its interpreter."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    python = str(folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python")
    for command in (
        (sys.executable, "-m", "venv", str(folder / "env")),
        (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT)),
    ):
        subprocess.run(command, check=True, env=environment)
    return python


def corpus(folder: Path, kind: str, reports: int) -> Path:
    """Write a corpus, in another process, say what it is, and return its folder."""
    target = folder / f"{kind}-{reports}"
    command = [sys.executable, str(HERE / "generate.py"), str(target), "--plan", kind, "--reports", str(reports)]
    print(f"  {kind}: {subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()}")
    return target


def cases(python: str, folder: Path, files: int) -> list[Case]:
    """Return everything that is measured; a base stands before what is compared with it."""
    ttdn = str(Path(python).with_name("ttdn"))
    found = [
        Case("python -c pass", (python, *PASS)),
        Case("ttdn --version", (ttdn, "--version"), "python -c pass", 2),
    ]
    for kind in ("2017", "wide"):
        target = corpus(folder, kind, FEW)
        found.append(
            Case(f"check, {FEW} files, {kind}", check(ttdn, target, kind), "python -c pass", 20),
        )
    for kind in ("2017", "wide"):
        target = corpus(folder, kind, files)
        base = f"bare loop, {kind}"
        found += [
            Case(base, (python, "-c", BARE_LOOP, str(target / "reports"))),
            Case(f"check, {kind}, --jobs 1", (*check(ttdn, target, kind), "--jobs", "1"), base, 1, 120),
            Case(f"check, {kind}", check(ttdn, target, kind), base, 1, 120),
        ]
    return found


def check(ttdn: str, target: Path, kind: str) -> tuple[str, ...]:
    """Return the call that checks a corpus."""
    plan = ("--plan", str(target / "plan.yaml")) if kind == "wide" else ()
    return (ttdn, "check", str(target / "reports"), "--quiet", *plan)


def measure(everything: Sequence[Case], folder: Path, rounds: int) -> dict[str, list[Spent]]:
    """Run all cases in turn, once to warm up and then for some rounds."""
    spent: dict[str, list[Spent]] = {case.name: [] for case in everything}
    for number in range(rounds + 1):
        for case in everything:
            one = spend(case.command, folder)
            if number:
                spent[case.name].append(one)
    return spent


def tell(everything: Sequence[Case], spent: dict[str, list[Spent]]) -> bool:
    """Print the table of ratios; return whether every goal was met."""
    met = True
    print(f"\n{'case':28}{'base':20}{'CPU':>7}{'wall':>7}{'goal':>6}{'MB':>7}{'goal':>6}")
    for case in everything:
        own = spent[case.name]
        bases = spent.get(case.base, own)
        cpu = median(one.cpu / other.cpu for one, other in zip(own, bases, strict=True))
        wall = median(one.wall / other.wall for one, other in zip(own, bases, strict=True))
        memory = median(one.memory for one in own)
        missed = (case.goal is not None and cpu > case.goal) or (
            case.memory_goal is not None and memory > case.memory_goal
        )
        met = met and not missed
        print(
            f"{case.name:28}{case.base:20}{cpu:7.2f}{wall:7.2f}{_shown(case.goal):>6}{memory:7.0f}"
            f"{_shown(case.memory_goal):>6}{'  MISSED' if missed else ''}"
        )
    return met


def _shown(goal: float | None) -> str:
    return "" if goal is None else f"≤{goal:g}"


def main() -> int:
    """Read the command line, measure, print; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=5000, help="reports in the large corpora")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count")
    parser.add_argument("--python", help="interpreter of an environment in which ttdn is installed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ttdn-bench-") as name:
        folder = Path(name)
        python = os.path.abspath(asked.python) if asked.python else install(folder)
        versions = "import platform, typer, pydantic, yaml; print('Python', platform.python_version(), 'typer', "
        versions += "typer.__version__, 'pydantic', pydantic.VERSION, 'PyYAML', yaml.__version__)"
        subprocess.run((python, "-c", versions), check=True)
        everything = cases(python, folder, asked.files)
        met = tell(everything, measure(everything, folder, asked.rounds))
    print("\nCPU decides; wall is shown. Memory is that of the largest process.", "" if met else "A goal is missed.")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

"""Prints what the worst input of each kind costs: `python -m tests.benchmarks.worst [PART OF A NAME…]`.

Each row is a whole run of the installed script. Time is that of the processor, which other programs take no part in;
memory is the most that one of its processes held. `MISSED` is what takes more than the goals or ends otherwise than
with 0 to 3. The exit code is 1 when there is any.
"""

# ruff: noqa: T201 - its table is what it is for

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory
from threading import Timer
from typing import NamedTuple

from tests.support.sample import SCRIPT

SECONDS, MEGABYTES = 1.0, 120
ENDS = (0, 1, 2, 3)
PATIENCE = 30  # seconds on the clock, after which a run is ended


class Cost(NamedTuple):
    """What one run took: its exit code (negative when it was ended), seconds of the processor, megabytes."""

    code: int
    seconds: float
    megabytes: float

    @property
    def missed(self) -> bool:
        """Tell whether the run took more than the goals allow, or ended as none may."""
        return self.code not in ENDS or self.seconds > SECONDS or self.megabytes > MEGABYTES


def measure(arguments: tuple[str, ...], folder: Path) -> Cost:
    """Run the script in a folder. This process must be small: what it holds counts for the one that it starts."""
    with Popen([SCRIPT, *arguments], cwd=folder, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL) as child:
        timer = Timer(PATIENCE, child.kill)
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def _lay_out(index: int, folder: Path) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Make the files of a case, in a process that may grow, and return its name and its commands."""
    from tests.support.sample import lay_out
    from tests.support.worst import CASES

    case = CASES[index]
    lay_out(folder, files=case.files())
    return case.name, case.commands


def _chosen(parts: list[str]) -> list[int]:
    """Return the cases whose names hold one of the parts; without any, all."""
    from tests.support.worst import CASES

    return [index for index, case in enumerate(CASES) if not parts or any(part in case.name for part in parts)]


def costs(parts: list[str]) -> Iterator[tuple[str, str, Cost]]:
    """Yield the name of each case, the command, and what it cost."""
    with ProcessPoolExecutor(1) as maker:
        for index in maker.submit(_chosen, parts).result():
            with TemporaryDirectory() as folder:
                name, commands = maker.submit(_lay_out, index, Path(folder)).result()
                for command in commands:
                    shown = " ".join(word for word in command if word in SHOWN or word in FORMS)
                    yield name, shown, measure(command, Path(folder))


SHOWN = ("check", "plan", "report", "remind", "summary")
FORMS = ("md", "html", "docx", "xlsx", "json", "sarif", "junit")


def main(parts: list[str]) -> int:
    """Print the table and return how the program ends."""
    print(f"| worst input | command | ends with | s (at most {SECONDS:g}) | MB (at most {MEGABYTES}) | |")
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    missed = 0
    for name, command, cost in costs(parts):
        mark = "MISSED" if cost.missed else ""
        row = f"| {name} | {command} | {cost.code} | {cost.seconds:.2f} | {cost.megabytes:.0f} | {mark} |"
        print(row, flush=True)
        missed += cost.missed
    print(f"\n{missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Measures ttdn and its peers side by side, in one run, against goals; ends with 1 when one is missed.

    python tests/benchmarks/run.py [--only start,few,papers,many,huge,peers,nation] [--rounds 5] [--write]

A copy is installed the way a user does it, byte code and all, into an environment of its own; `--python` names one
that is already there. Every case is a whole process, run in turn with the others of its group; CPU and memory are
those of the process and its children. Each ratio is the median over the rounds of the ratio to the base of the same
round. `--times 10` makes ten nations of the one; the files of that take 3 GB and a quarter of an hour to write.
"""

# ruff: noqa: T201 - its table is what it is for

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # it is called by its path

from tests.benchmarks.cases import GROUPS, Lab, printing
from tests.benchmarks.measure import ROOT, Result, install, measure, result
from tests.benchmarks.table import fill_document, machine, markdown, text

VERSIONS = (
    "import platform, typer, pydantic, yaml; print(platform.python_version(), typer.__version__, pydantic.VERSION,"
)
VERSIONS += "yaml.__version__, yaml.__with_libyaml__)"


def measured(lab: Lab, only: list[str]) -> list[Result]:
    """Return what every row of the groups gives."""
    found = []
    for name in only:
        group = GROUPS[name](lab)
        print(f"{name}: {len(group.processes)} programs, {group.rounds} rounds", file=sys.stderr)
        spent = measure(group.processes, lab.folder, group.rounds, warm=group.warm)
        found += [result(row, spent) for row in group.rows]
        if name == "many":
            found += [Result(row, ratio, None) for row, ratio in printing(lab).values()]
    return found


def main() -> int:
    """Read the command line, measure, print; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default=",".join(GROUPS), help="groups, separated by commas")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of a case of some seconds; others in proportion")
    parser.add_argument("--times", type=int, default=1, help="how many nations of 63 provinces")
    parser.add_argument("--python", help="interpreter of an environment in which ttdn is installed")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the whole table as Markdown")
    parser.add_argument("--write", action="store_true", help="write the main rows into CONTRIBUTING.md")
    asked = parser.parse_args()
    only = asked.only.split(",")
    if set(only) - set(GROUPS):
        parser.error(f"groups are {', '.join(GROUPS)}")
    with tempfile.TemporaryDirectory(prefix="ttdn-bench-") as name:
        folder = Path(name)
        python = os.path.abspath(asked.python) if asked.python else install(folder / "env", str(ROOT))
        said = subprocess.run((python, "-c", VERSIONS), check=True, capture_output=True, text=True).stdout.split()
        results = measured(Lab(python, folder, asked.rounds, asked.times), only)
    about = machine(said[0])
    print(f"{about['day']}, {about['cores']} cores, {about['memory']:.0f} GB;", end=" ")
    print("Python {}, typer {}, pydantic {}, PyYAML {} (libyaml: {})".format(*said))
    print(text(results))
    if asked.markdown:
        asked.markdown.write_text(markdown(results, about), "utf-8")
    if asked.write:
        fill_document(results, about)
    return int(any(one.is_missed for one in results))


if __name__ == "__main__":
    sys.exit(main())

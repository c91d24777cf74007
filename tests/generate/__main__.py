"""Writes everything that is generated: `python -m tests.generate` names what it changed.

With `--check` nothing is written: what is not up to date is named, and the exit code is 1 where there is any.
"""

# ruff: noqa: T201 - what it changes is what it has to say

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser

from tests.generate.everything import differing, everything, put
from tests.support.environment import bare


def main(arguments: list[str]) -> int:
    """Write or check; return the exit code."""
    parser = ArgumentParser(prog="python -m tests.generate", description="Writes everything that is generated.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where something differs")
    is_check = parser.parse_args(arguments).check
    environment = bare()
    os.environ.clear()
    os.environ.update(environment)
    made = everything()
    names = differing(made) if is_check else put(made)
    for name in names:
        print(f"not up to date: {name}" if is_check else name)
    if is_check and names:
        print("run: python -m tests.generate", file=sys.stderr)
    return int(is_check and bool(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

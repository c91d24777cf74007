"""Makes small changes to the modules that decide, and counts which of them the tests notice.

    python -m tests.mutation.run                      every module below; an hour on one core
    python -m tests.mutation.run rules/overdue files  some of them, by the beginning of their path

What was noticed once is remembered in `mutants/` as long as the module stays the same; what was not is tried again each
time, for there may be new tests. So are the lines that each test comes by, as long as the package stays the same:
remove the folder when a test that it knows was changed. Changes that cannot be noticed are explained in survivors.md;
any other one that survives is marked with an exclamation mark.
"""

# ruff: noqa: T201 - its figures are what it is for

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import pytest

from tests.mutation.mutants import Mutant, mutants, mutated
from tests.mutation.trial import KEPT, PACKAGE, ROOT, Trials, limit, module_of

JOBS = 2
SURVIVORS = Path(__file__).with_name("survivors.md")
MODULES = (
    *("rules/", "judging/", "files/", "console/writing.py", "render/json.py", "text/yaml_text.py"),
    *("model/agencies.py", "model/periods.py", "model/schedule.py", "model/calendar.py", "model/days_off.py"),
    *("model/names.py", "model/fields.py"),
)
# What starts programs of its own, sees nothing of a change made in this process, or goes by chance for long.
LEFT_OUT = (
    *("commands/test_cli_watch.py", "commands/test_completion.py", "commands/test_nation.py", "fuzz"),
    *("hardening/test_ends.py", "hardening/test_faults.py", "hardening/test_workbooks.py", "hardening/test_worst.py"),
    *("hardening/test_writing.py", "papers/meeting", "test_any_folder.py", "test_ci_files.py", "test_layers.py"),
    *("test_same_bytes.py", "test_start.py", "text/test_catalogue.py"),
)
OPTIONS = [
    *("-q", "-m", "", "--assert=plain", "--capture=no", "-o", "required_plugins="),
    *(part for one in ("randomly", "cacheprovider", "xdist", "cov", "faulthandler") for part in ("-p", f"no:{one}")),
]


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads one module with the change made."""

    code: Any

    def get_code(self, _fullname: str) -> Any:
        return self.code


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, name: str, mutant: Mutant) -> None:
        self.name, self.path = module_of(name), PACKAGE / name
        tree = mutated(self.path.read_text("utf-8"), mutant)
        self.code = compile(tree, str(self.path), "exec", dont_inherit=True)

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = _Loader(fullname, str(self.path))
        loader.code = self.code
        return importlib.util.spec_from_file_location(fullname, self.path, loader=loader)


def _key(mutant: Mutant) -> str:
    return f"{mutant.node}.{mutant.way}"


def _apart(name: str, key: str, tests: list[str]) -> int:
    """Run tests in this process with a change made before the module is imported; 1 when one has noticed."""
    mutant = next(one for one in mutants((PACKAGE / name).read_text("utf-8")) if _key(one) == key)
    sys.meta_path.insert(0, _Finder(name, mutant))
    limit()
    return int(pytest.main([*tests, "-x", *OPTIONS]) != 0)


class _Module:
    """The changes of one module, and what became of them."""

    def __init__(self, trials: Trials, name: str) -> None:
        source = (PACKAGE / name).read_text("utf-8")
        self.trials, self.name = trials, name
        self.kept = KEPT / f"{name.replace('/', '-')}-{sha256(source.encode()).hexdigest()[:12]}.json"
        self.noticed: set[str] = set(json.loads(self.kept.read_text("utf-8"))) if self.kept.exists() else set()
        self.every = mutants(source)
        self.survivors: list[Mutant] = []

    def judge(self) -> None:
        """Try every change that was not noticed in an earlier run."""
        waiting = [one for one in self.every if _key(one) not in self.noticed]
        running: dict[int, tuple[Mutant, int]] = {}
        while waiting or running:
            while waiting and len(running) < JOBS:
                mutant = waiting.pop(0)
                tests = self.trials.tests(self.name, mutant)
                if tests:
                    reading, telling = os.pipe()
                    running[self._started(mutant, tests, telling)] = mutant, reading
                    os.close(telling)
                else:
                    self.survivors.append(mutant)
            if running:
                child, status = os.wait()
                self._ended(*running.pop(child), bool(status))

    def _started(self, mutant: Mutant, tests: list[str], telling: int) -> int:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                self.trials.run(self.name, mutant, tests, telling)
                command = [sys.executable, "-m", "tests.mutation.run", "--apart", self.name, _key(mutant), *tests]
                code = subprocess.run(command, check=False, timeout=300).returncode
            finally:
                os._exit(code)
        return child

    def _ended(self, mutant: Mutant, reading: int, noticed: bool) -> None:  # noqa: FBT001 - what the process said
        with os.fdopen(reading, "rb") as pipe:
            test = pipe.read().decode()
        if not noticed:
            self.survivors.append(mutant)
            return
        if test:
            self.trials.killed(self.name, test)
        self.noticed.add(_key(mutant))
        self.kept.write_text(json.dumps(sorted(self.noticed)), "utf-8")


def _judge(names: list[str], trials: Trials) -> None:
    explained = SURVIVORS.read_text("utf-8").splitlines()
    total = left = 0
    for name in names:
        begun = time.monotonic()
        module = _Module(trials, name)
        module.judge()
        count, survived = len(module.every), len(module.survivors)
        total, left = total + count, left + survived
        share = 100 * (count - survived) / count if count else 100
        print(f"{share:5.1f} %  {count - survived} of {count}  {name}  ({time.monotonic() - begun:.0f} s)", flush=True)
        for one in sorted(module.survivors):
            mark = " " if f"- {name}: {one.what}" in explained else "!"
            come = "" if trials.tests(name, one) else "  (no test comes here)"
            print(f"  {mark} {name}:{one.line}: {one.what}{come}", flush=True)
    print(f"{100 * (total - left) / total if total else 100:5.1f} %  {total - left} of {total} changes are noticed")


def main(wanted: list[str]) -> int:
    """Try the modules asked for, print what survives and the score of each."""
    os.chdir(ROOT)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    tempfile.tempdir = tempfile.mkdtemp()  # outside, for the settings of this folder would be found
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]  # a find need not be made small
    hypothesis.settings.register_profile("mutation", derandomize=True, database=None, phases=phases, max_examples=20)
    hypothesis.settings.load_profile("mutation")
    if wanted[:1] == ["--apart"]:
        return _apart(wanted[1], wanted[2], wanted[3:])
    KEPT.mkdir(exist_ok=True)
    names = [path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py"))]
    known = [name for name in names if name.startswith(MODULES) and not name.endswith("__init__.py")]
    names = [name for name in known if not wanted or name.startswith(tuple(wanted))]
    left_out = [f"--ignore=tests/{one}" for one in LEFT_OUT]
    return pytest.main(["tests", *left_out, *OPTIONS], plugins=[Trials(known, partial(_judge, names))])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

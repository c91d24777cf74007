"""Tries changes of modules on the tests that come by the changed line, in forks of a run of pytest that has collected.

The functions of the module that is changed get the new code in place, so that nothing has to be imported again.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant, mutated

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "ttdn_cli"
KEPT = ROOT / "mutants"
BUDGET = 40.0  # seconds of tests that one change is tried on, as long as they take while their lines are watched
CROWD = 50  # tests of one file, from which on more of them are put off
MEMORY = 2 * 1024**3  # bytes of one process
Lines = dict[str, list[int]]


def module_of(name: str) -> str:
    """Return the name to import of a file of the package."""
    return ".".join(("ttdn_cli", *Path(name).with_suffix("").parts)).removesuffix(".__init__")


def silence() -> None:
    """Let this process read and write nothing."""
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silent, stream)


def limit() -> None:
    """Bound the memory of this process, for a loop that a change has made endless."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def functions(names: list[str]) -> dict[str, list[FunctionType]]:
    """Import files of the package and return all functions that each has made."""
    found: dict[str, list[FunctionType]] = {module_of(name): [] for name in names}
    for module in found:
        import_module(module)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__module__ in found:
            found[one.__module__].append(one)
    return found


def put(name: str, mutant: Mutant, made: list[FunctionType]) -> bool:
    """Make a change in the functions that a file has made; tell whether it could be made there."""
    path = PACKAGE / name
    changed = compile(mutated(path.read_text("utf-8"), mutant), str(path), "exec", dont_inherit=True)
    codes = {(one.co_qualname, one.co_firstlineno): one for one in _codes(changed)}
    for one in made:
        code = codes.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
        if code and code.co_freevars != one.__code__.co_freevars:
            return False  # it would need another closure
        if code:
            one.__code__ = code
    return True


class Trials:
    """A plugin of pytest that tries changes instead of running the tests once."""

    def __init__(self, names: list[str], work: Callable[[Trials], None]) -> None:
        """Take the files of the package that may be changed, and what is to be done once all tests are collected."""
        self._names, self._work = names, work
        self.items: dict[str, pytest.Item] = {}
        self.seconds: dict[str, float] = {}
        self.lines: dict[str, Lines] = {}
        self._kills: Counter[tuple[str, str]] = Counter()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._functions = functions(self._names)
        gc.freeze()  # nothing of what the forks share is to be looked at again
        self.items = {one.nodeid: one for one in session.items}
        self._watch()
        self._work(self)
        return True

    def _watch(self) -> None:
        """See in a fork which lines each test comes by, unless that is known from an earlier run."""
        sources = sorted(PACKAGE.rglob("*.py"))
        digest = sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
        kept = KEPT / f"watched-{digest}.json"
        known: dict[str, tuple[float, Lines]] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
        if set(self.items) - set(known):
            child = os.fork()
            if child == 0:
                silence()
                known |= dict(self._watched([one for name, one in self.items.items() if name not in known]))
                kept.write_text(json.dumps(known), "utf-8")
                os._exit(0)
            os.waitpid(child, 0)
            known = json.loads(kept.read_text("utf-8"))
        for test in self.items:
            self.seconds[test], self.lines[test] = known.get(test, (0, {}))

    def _watched(self, items: list[pytest.Item]) -> Iterator[tuple[str, tuple[float, Lines]]]:
        files = {str(PACKAGE / name): name for name in self._names}
        for item, following in zip(items, [*items[1:], None], strict=True):
            hit: dict[str, set[int]] = {}

            def step(frame: FrameType, _event: str, _given: Any, hit: dict[str, set[int]] = hit) -> Any:
                name = files.get(frame.f_code.co_filename)
                if name is None:
                    return None
                hit.setdefault(name, set()).add(frame.f_lineno)
                return step

            begun = time.monotonic()
            sys.settrace(step)
            reports = runtestprotocol(item, nextitem=following, log=False)
            sys.settrace(None)
            if any(one.failed for one in reports):
                hit = {}  # what fails without any change notices none
            yield item.nodeid, (time.monotonic() - begun, {name: sorted(lines) for name, lines in hit.items()})

    def tests(self, name: str, mutant: Mutant) -> list[str]:
        """Return the tests that come by the line of a change, as many as there is time for, the likeliest first."""
        found = []
        for test, lines in self.lines.items():
            own = lines.get(name, ())
            if any(mutant.line <= one <= mutant.last for one in own) or (own and not mutant.within):
                found.append(test)
        found.sort(key=self.seconds.__getitem__)
        ranks: Counter[str] = Counter()
        prices: dict[str, float] = {}
        for one in found:  # the cheapest first, but a file of very many keeps no other file waiting for long
            file = one.partition("::")[0]
            prices[one] = (self.seconds[one] + 0.02) * (1 + ranks[file] / CROWD) / (1 + self._kills[name, one])
            ranks[file] += 1
        found.sort(key=prices.__getitem__)
        left = BUDGET
        for number, one in enumerate(found):
            left -= self.seconds[one]
            if left < 0:
                return found[: max(number, 1)]
        return found

    def killed(self, name: str, test: str) -> None:
        """Remember that a test has noticed a change, as it may well notice the next one."""
        self._kills[name, test] += 1

    def run(self, name: str, mutant: Mutant, tests: list[str], told: int) -> None:
        """Make a change and run tests, in a process of its own that ends with 1 when one has noticed; tell which.

        Returns only when the change cannot be made in a module that is already imported.
        """
        silence()
        if not (mutant.within and put(name, mutant, self._functions[module_of(name)])):
            return
        signal.alarm(int(10 + 5 * sum(self.seconds[one] for one in tests)))  # what never ends is noticed, too
        limit()
        code = 1
        try:
            items = [self.items[one] for one in tests]
            for item, following in zip(items, [*items[1:], None], strict=True):
                if any(one.failed for one in runtestprotocol(item, nextitem=following, log=False)):
                    os.write(told, item.nodeid.encode())
                    break
            else:
                code = 0
        finally:
            os._exit(code)

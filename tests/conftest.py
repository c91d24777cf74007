"""What all tests share."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.environment import bare
from ttdn_cli.cli import main

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Result:
    """What one call of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected findings of the rule cases")
    parser.addoption("--mutations", type=int, default=2_000, help="how many mutations the fuzz tries; CI tries 20,000")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test that is `sampled(n)`, mark all cases but one in n as slow, the same ones in any order of the tests."""
    seen: Counter[str] = Counter()
    for item in sorted(items, key=lambda one: one.nodeid):
        if mark := item.get_closest_marker("sampled"):
            test = item.nodeid.partition("[")[0]
            if seen[test] % mark.args[0]:
                item.add_marker("slow")
            seen[test] += 1


def pytest_configure() -> None:
    """Let the programs that tests start hear an interrupt, also where whoever started the tests does not (`... &`)."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests changes what they see."""
    wanted = bare()
    for name in set(os.environ) - set(wanted):
        monkeypatch.delenv(name)
    for name in ("LANG", "LANGUAGE"):
        monkeypatch.setenv(name, wanted[name])


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that calls the command line in this process."""

    def call(*arguments: str) -> Result:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Result(code, out, err)

    return call

"""The worst input of each kind is answered by the installed script: little time, little memory, no word of a crash.

The limits here leave room for slow machines; `python -m tests.benchmarks.worst` measures against the goals.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.worst import ENDS
from tests.conftest import ROOT
from tests.support.sample import SCRIPT, lay_out
from tests.support.worst import CASES, Case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs the limits of Linux")
BOUNDS = "ulimit -t 5; ulimit -v 400000; ulimit -c 0"  # seconds of the processor, KB of addresses


@pytest.mark.sampled(13)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_no_input_takes_much_or_ends_a_command(case: Case, tmp_path: Path) -> None:
    files = case.files()
    lay_out(tmp_path, files=files)
    shell = ["/bin/sh", "-c", f'{BOUNDS}; exec "$0" "$@"', SCRIPT]
    done = subprocess.run([*shell, *case.commands[0], "--lang", "en"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode in ENDS, done.stderr[-500:]
    assert b"nternal error" not in done.stderr
    assert b"Traceback" not in done.stderr
    if "plan.yaml" not in files:  # of a plan everything is told
        assert len(done.stdout) < 200_000


@pytest.mark.slow
def test_the_benchmark_measures_a_case() -> None:
    name = CASES[0].name
    command = [sys.executable, "-m", "tests.benchmarks.worst", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    assert f"| {name} | check | 1 |" in done.stdout
    assert done.stderr == ""

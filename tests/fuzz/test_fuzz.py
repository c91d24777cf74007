"""Whatever is done to the files, the program says what is wrong with them: no crash, no wait, no output that is obeyed.

`pytest tests/fuzz -m "" --mutations 20000` is what CI runs. A failure is made small and kept in `finds/`, where it is
tried again in every run; the number in its name makes it again: `trial(NUMBER)`.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import yaml

from tests.fuzz.bench import Trial, seeds, trial, tried

FINDS = Path(__file__).parent / "finds"
CHUNKS = 16
SECONDS_TO_MINIMISE = 30


def kind(wrong: str) -> str:
    """Return what stays the same of a fault while its file shrinks: no line numbers, no words of the file."""
    return re.sub(r"[0-9]+|'.*?'", "", wrong.partition(": ")[2])[:60]


def minimised(one: Trial, wrong: str, folder: Path) -> Trial:
    """Return a smaller trial with the same fault: pieces of the spoilt file are left out as long as it stays."""
    until = time.monotonic() + SECONDS_TO_MINIMISE
    data = one.files[one.spoilt]
    size = max(len(data) // 2, 1)
    while size and time.monotonic() < until:
        at = 0
        while at < len(data) and time.monotonic() < until:
            smaller = one._replace(files={**one.files, one.spoilt: data[:at] + data[at + size :]})
            if kind(tried(smaller, folder)) == kind(wrong):
                data = smaller.files[one.spoilt]
            else:
                at += size
        size //= 2
    return one._replace(files={**one.files, one.spoilt: data})


def kept(number: int, one: Trial, wrong: str) -> Path:
    """Write a trial as a case and return its path."""
    path = FINDS / f"{number}.yaml"
    calls = [{"arguments": list(given), "format": form} for given, form in one.calls]
    files = {name: _plain(data) for name, data in one.files.items()}
    found = {"found": wrong, "spoilt": one.spoilt, "calls": calls, "files": files}
    path.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1_000), "utf-8")
    return path


def _plain(data: bytes) -> str | bytes:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.sampled(16)
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_spoilt_file_is_told_and_nothing_else_happens(
    chunk: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for number in range(chunk, request.config.getoption("--mutations"), CHUNKS):
        one = trial(number)
        if wrong := tried(one, tmp_path):
            path = kept(number, minimised(one, wrong, tmp_path), wrong)
            pytest.fail(f"{wrong}\nkept as {path.name}:\n{path.read_text('utf-8')}")


def test_what_was_found_once_stays_mended(tmp_path: Path) -> None:
    for path in sorted(FINDS.glob("*.yaml")):
        case = yaml.safe_load(path.read_text("utf-8"))
        files = {name: data if isinstance(data, bytes) else data.encode() for name, data in case["files"].items()}
        calls = tuple((tuple(one["arguments"]), one["format"]) for one in case["calls"])
        assert tried(Trial(files, case["spoilt"], calls), tmp_path) == "", path.name


@pytest.mark.slow
def test_the_fuzz_notices_a_fault_and_makes_it_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_case: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ttdn_cli.rules.overdue.Overdue.check", lambda _self, case: broken(case))
    one = next(found for found in map(trial, range(1_000)) if tried(found, tmp_path))
    wrong = tried(one, tmp_path)
    assert "Internal error" in wrong
    small = minimised(one, wrong, tmp_path)
    assert len(small.files[one.spoilt]) < len(one.files[one.spoilt])


def test_the_same_number_makes_the_same_trial() -> None:
    assert trial(7) == trial(7)
    assert len(seeds()) > 200

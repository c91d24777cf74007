"""The same input gives the same bytes, whatever the hash seed, locale, order of a folder and number of jobs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Self

import pytest

from tests.conftest import ROOT
from tests.fuzz.bench import SHARED, lay_out, seeds
from tests.support.digest import digests
from tests.support.inprocess import arguments, commands
from tests.support.sample import RULES, program


def shared_reports() -> dict[str, bytes]:
    """Return the reports of all cases on the made-up plan: many of one agency for one period, right and wrong."""
    plan = {name: (RULES / name).read_bytes() for name in SHARED}
    beside = {
        f"reports/{name}": b"" for name in ("d.txt", "a.doc", "~$x.docx", "c.txt", ".e.swp", "b.pdf", "Thumbs.db")
    }
    return (
        plan
        | beside
        | {
            f"reports/{number}/{name.removeprefix('reports/')}": data
            for number, seed in enumerate(seeds())
            if all(seed.files.get(one) == plan[one] for one in SHARED)
            for name, data in seed.files.items()
            if name.startswith("reports/")
        }
    )


def broken_plan() -> dict[str, bytes]:
    """Return a plan in which many names of one place lead nowhere, and a report."""
    names = ", ".join(f"nobody-{number}" for number in range(9))
    agencies = (
        f"schema: ttdn/agencies/1\nagencies:\n- {{id: so-a, name: Sở A, valid_to: 2017-01-01, successor: [{names}]}}\n"
    )
    groups = f"groups:\n- {{id: nhom, name: Nhóm, members: [{names}, nhom]}}\n"
    scopes = "{" + ", ".join(f"nobody-{number}: x" for number in range(9)) + "}"
    task = f"- {{id: T.1, title: x, lead: so-a, coordinators: [{names}], scopes: {scopes}, schedule: {{year: 2019}}}}\n"
    head = "schema: ttdn/plan/1\nid: x\nrevision: 1\nbegins: 2017-01-01\nends: 2017-12-31\nagencies: agencies.yaml\n"
    plan = f"{head}tasks:\n{task}"
    return {"plan.yaml": plan.encode(), "agencies.yaml": (agencies + groups).encode(), "reports/a.yaml": b"items: []\n"}


def real_plan() -> dict[str, bytes]:
    """Return the plan of 2017 with its examples."""
    folder = ROOT / "plan" / "2017"
    plan = (folder / "plan.yaml").read_text("utf-8").replace("../agencies.yaml", "agencies.yaml")
    examples = {
        f"reports/{path.relative_to(folder / 'examples')}": path.read_bytes() for path in folder.rglob("*/Q*/*.yaml")
    }
    return {"plan.yaml": plan.encode(), "agencies.yaml": (ROOT / "plan" / "agencies.yaml").read_bytes(), **examples}


FOLDERS = {"mess": shared_reports, "broken": broken_plan, "real": real_plan}


@pytest.fixture(params=FOLDERS)
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a plan and reports, in which the test works."""
    lay_out(FOLDERS[request.param](), tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_the_hash_seed_and_the_locale_do_not_matter(folder: Path) -> None:
    said = set()
    for seed, locale in zip(("0", "1", "2", "3"), ("C", "C.UTF-8") * 2, strict=True):
        settings = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": ""}
        command = [sys.executable, "-m", "tests.support.digest", str(folder)]
        said.add(subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, check=True, text=True).stdout)
    assert len(said) == 1
    assert next(iter(said)).count("\n") > len(commands())


@pytest.mark.slow
def test_a_file_is_the_same_in_every_locale_and_standard_output_too_where_it_can_show_the_letters(folder: Path) -> None:
    check = next(one for one in commands() if one.words == ("check",))
    for form in check.formats:
        given = [*arguments(check, form)[:-2], "--lang", "vi"]
        files, streams = set(), set()
        for locale in ("C", "C.UTF-8", "POSIX"):
            target = folder / f"{form}-{locale}"
            program(*given, "--output", str(target), env={"LC_ALL": locale}, folder=folder)
            files.add(target.read_bytes() if target.exists() else b"")
            streams.add(program(*given, env={"LC_ALL": locale, "PYTHONUTF8": "1"}, folder=folder).stdout)
        assert len(files) == 1
        assert files == streams


class Shuffled:
    """What lies in a folder, in another order; to be used like what `os.scandir` returns."""

    def __init__(self, scandir: Any, folder: str, random: Random) -> None:
        with scandir(folder) as listing:
            entries = list(listing)
        random.shuffle(entries)
        self._entries: Iterator[os.DirEntry[str]] = iter(entries)

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self._entries

    def __next__(self) -> os.DirEntry[str]:
        return next(self._entries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is open any more."""


@pytest.mark.slow
@pytest.mark.usefixtures("folder")
def test_the_order_of_a_folder_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(digests("--verbose", having="verbose"))
    scandir, listdir = os.scandir, os.listdir
    for seed in range(3):
        random = Random(seed)  # noqa: S311 - an order, no secret
        with monkeypatch.context() as patch:
            patch.setattr(os, "scandir", lambda path=".", random=random: Shuffled(scandir, path, random))
            patch.setattr(
                os, "listdir", lambda path=".", random=random: random.sample(found := listdir(path), len(found))
            )
            assert list(digests("--verbose", having="verbose")) == before


@pytest.mark.slow
@pytest.mark.usefixtures("folder")
def test_the_number_of_jobs_does_not_matter() -> None:
    before = list(digests(having="jobs"))
    for jobs in ("1", "2", "3"):
        assert list(digests("--jobs", jobs, having="jobs")) == before


def test_the_mess_holds_ties_of_every_kind() -> None:
    files = shared_reports()
    assert len(files) > 100
    assert sum(b"period: 2017-Q2" in data for data in files.values()) > 50

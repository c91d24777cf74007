"""Letters name files as their senders know them, without the folders of who received them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import put, task

pytest.importorskip("docx", reason="the extra `office` is not installed")
PLAIN = ("{id: a, name: Sở Ánh}",)
OPEN = "{task: T, state: in_progress}"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def asked(run: Run) -> str:
    """Return what the reply asks about the two reports of one day."""
    Path("ttdn.toml").write_text("follow_from = '2017-Q2'\n", "utf-8")
    given = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "--output", "letters", "--force")
    assert run("remind", "reports", "--all-replies", *given).code == 0
    lines = Path("letters/a.md").read_text("utf-8").replace("`", "").splitlines()
    return next(one for one in lines if "sent 2 reports" in one)


def test_two_reports_of_one_day_are_named_without_their_folder(run: Run) -> None:
    put(task("year: 2017"), PLAIN, {"Q2/a.1 2017-06-19": OPEN, "Q2/a.2 2017-06-19": OPEN})
    one, two = sorted(path.name for path in Path("reports/Q2").glob("*.yaml"))
    told = asked(run)
    assert f"all of 2017-06-19: {one}, {two}; {two} counts" in told
    assert "reports/" not in told


def test_two_files_of_one_name_keep_the_folders_that_tell_them_apart(run: Run) -> None:
    put(task("year: 2017"), PLAIN, {"Q2/a 2017-06-19": OPEN})
    (first,) = Path("reports/Q2").glob("*.yaml")
    second = Path("reports/Q2/sua") / first.name
    second.parent.mkdir()
    second.write_bytes(first.read_bytes())
    told = asked(run)
    assert f"{first}" in told
    assert f"{second}" in told

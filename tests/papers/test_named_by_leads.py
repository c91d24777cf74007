"""A letter to an agency that only the lead names says so, and asks whether that is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import put, task

pytest.importorskip("docx", reason="the extra `office` is not installed")
PLAIN = ("{id: a, name: Sở Ánh}", "{id: b, name: Sở Biển}", "{id: c, name: Sở Cầu}")
OPEN_GROUP = "{id: kin, name: Các đơn vị liên quan, open: true}"
LEAD = "{task: T, state: in_progress, coordinated_with: [b]}"
ELSE = "{task: U, state: in_progress}"
NAMED = "named by the lead in its report, not by the plan"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def letter(run: Run, coordinators: str, more: str = "") -> str:
    """Return the letter to Sở Biển, which says nothing of the task of Sở Ánh, at the close of the second quarter."""
    shared = task("year: 2017", more=f", coordinators: [{coordinators}]")
    other = task("year: 2017", identity="U", lead="b")
    reports = {"Q2/a 2017-06-19": LEAD, "Q2/b 2017-06-19": ELSE}
    put(shared + other + more, (*PLAIN, "{id: kin, name: Các đơn vị}"), reports)
    registry = Path("agencies.yaml")
    kept = registry.read_text("utf-8").replace("  - {id: kin, name: Các đơn vị}\n", f"groups:\n  - {OPEN_GROUP}\n")
    registry.write_text(kept, "utf-8")
    Path("ttdn.toml").write_text("follow_from = '2017-Q2'\n", "utf-8")
    given = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "--output", "letters", "--force")
    assert run("remind", "reports", *given).code == 0
    return Path("letters/b.md").read_text("utf-8")


def test_who_is_named_by_the_lead_alone_is_told_so_and_asked_whether_that_is_so(run: Run) -> None:
    text = letter(run, "kin")
    assert "the plan does not name Sở Biển for them, the report of the lead does (1):" in text
    assert f"T. t (2017); {NAMED} | coordinator |" in text
    assert "1. Confirm the part that the report of the lead names, or say that there was none, in: T (2017)." in text
    assert "the matters of Sở Biển" not in text


def test_who_is_named_by_the_plan_is_asked_for_its_part(run: Run) -> None:
    text = letter(run, "b")
    assert NAMED not in text
    assert "of the matters of Sở Biển these are" in text
    assert "1. Inform of the part taken, or of the reason for not taking part yet, in: T (2017)." in text


def test_who_coordinated_by_the_plan_when_the_lead_named_it_is_not_told_otherwise(run: Run) -> None:
    changed = 'amendments:\n  - {document: {number: "1"}, effective: 2017-07-01, changes: {T: {coordinators: [c]}}}\n'
    assert NAMED not in letter(run, "b", changed)

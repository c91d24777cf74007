"""With no plan named the one that ships is used, and it is named as such, never by where the program lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import HEAD, lay_out
from ttdn_cli.files.paths import shipped
from ttdn_cli.render import formats

SENT = f"{HEAD}nothing_to_report: true\n".replace("so-a", "so-ngoai-vu")
ON = ("--as-of", "2017-07-05")
NAMED = "the plan that ships with the program: quang-ngai-2017, revision 1"
CALLS = {
    "plan check": ("plan", "check"),
    "plan check of a text": ("plan", "check", "--source", "none.txt", "--select", "plan-quotation"),
    "plan show": ("plan", "show"),
    "overdue": ("overdue", "reports", *ON),
    "missing": ("missing", "reports", *ON),
    "summary": ("summary", "reports", *ON),
    "report": ("report", "reports", *ON, "--format", "md"),
    "calendar": ("calendar",),
    "remind": ("remind", "reports", *ON, "-o", "letters"),
    "template": ("template", "--agency", "so-ngoai-vu", "--quarter", "Q2"),
    "config": ("config",),
    **{f"check as {form}": ("check", "reports", *ON, "--format", form) for form in formats()},
}


@pytest.fixture(autouse=True)
def _away_from_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.yaml").write_text(SENT, "utf-8")
    (tmp_path / "none.txt").write_text("Văn bản khác.\n", "utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("call", CALLS)
def test_no_result_and_no_message_says_where_the_program_lies(call: str, run: Run, tmp_path: Path) -> None:
    result = run(*CALLS[call], "--lang", "en")
    assert result.code in (0, 1)
    letters = "".join(path.read_text("utf-8") for path in tmp_path.glob("letters/*.md"))
    for place in (str(Path(shipped("plan")).resolve()), str(Path(shipped()).resolve())):
        assert place not in result.out + result.err + letters


@pytest.mark.parametrize(
    "call", ["overdue", "missing", "summary", "check as text", "check as json", "calendar", "remind"]
)
def test_the_last_lines_say_that_it_is_the_plan_that_ships(call: str, run: Run) -> None:
    assert NAMED in run(*CALLS[call], "--lang", "en").err


def test_a_finding_in_it_stands_where_the_repository_keeps_it(run: Run) -> None:
    found = run("check", "reports", *ON, "--format", "json").json
    assert found["plan"]["path"] == "plan/2017/plan.yaml"
    assert {one["path"] for one in found["findings"] if one["path"] != "reports/a.yaml"} == {"plan/2017/plan.yaml"}


def test_below_the_root_of_a_repository_it_keeps_its_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".git").mkdir()
    monkeypatch.chdir("reports")
    said = run("check", ".", *ON, "--format", "github").out
    assert "file=plan/2017/plan.yaml" in said
    assert "file=reports/a.yaml" in said


def test_plan_check_says_which_plan_it_judged(run: Run, tmp_path: Path) -> None:
    lay_out(tmp_path)
    shipped_one = "Plan judged: the one that ships with the program (quang-ngai-2017, revision 1)"
    own = "Plan judged: plan.yaml (mau-2017, revision 1)"
    assert shipped_one in run("plan", "check", "--lang", "en").err.splitlines()
    assert own in run("plan", "check", "plan.yaml", "--lang", "en").err.splitlines()
    assert own in run("plan", "check", "--plan", "plan.yaml", "--lang", "en").err.splitlines()
    both = run("plan", "check", "plan.yaml", "none.txt", "--lang", "en").err.splitlines()
    assert "Plans judged: none.txt, plan.yaml" in both
    assert "Plan judged: none.txt" in run("plan", "check", "none.txt", "--lang", "en").err.splitlines()


def test_a_shipped_plan_that_is_broken_is_told_without_its_place(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "elsewhere" / "plan.yaml"
    broken.parent.mkdir()
    broken.write_text("schema: ttdn/plan/1\n", "utf-8")
    monkeypatch.setattr("ttdn_cli.commands._plan.shipped", lambda *_parts: str(broken))
    result = run("check", "reports", "--lang", "en")
    assert result.code == 3
    assert "The plan that ships with the program cannot be used" in result.err
    assert "elsewhere" not in result.err

"""As of which day, with which reports, and with what is broken: the same input always gives the same answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, HEAD, PLAN, lay_out, program
from ttdn_cli.files.yaml import parse
from ttdn_cli.rules import load, names

SECOND = f"{HEAD}items:\n  - task: T.2\n    state: in_progress\n".replace("so-a", "so-b")
LATE = GOOD.replace("2017-06-19", "2017-07-05")
NEXT = GOOD.replace("2017-Q2", "2017-Q3").replace("2017-06-19", "2017-09-19")
Today = Callable[[int, int, int], None]


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD}))


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    """Return a function that sets the clock."""

    def put(year: int, month: int, day: int) -> None:
        monkeypatch.setattr("ttdn_cli.commands._context.today", lambda: date(year, month, day))

    put(2026, 1, 1)
    return put


def check(run: Run, *arguments: str, path: str = "reports") -> Any:
    """Return what `ttdn check` says as a document."""
    return run("check", path, *PLAN, "--format", "json", *arguments).json


def rules(document: Any) -> set[str]:
    """Return the rules that found something."""
    return {one["rule"] for one in document["findings"]}


DAYS = {
    "the day after the newest period": ("2017-07-01", (2018, 1, 1), ()),
    "today when that is earlier": ("2017-06-25", (2017, 6, 25), ()),
    "the day itself": ("2017-07-01", (2017, 7, 1), ()),
    "as told": ("2017-05-09", (2018, 1, 1), ("--as-of", "2017-05-09")),
    "as told, day first": ("2017-05-09", (2018, 1, 1), ("--as-of", "9/5/2017")),
    "as told, after today": ("2019-01-01", (2018, 1, 1), ("--as-of", "2019-01-01")),
    "the first day after the quarter": ("2017-10-01", (2018, 1, 1), ("--quarter", "Q3")),
    "the last day of the quarter is not yet its close": ("2017-09-30", (2017, 9, 30), ("--quarter", "Q3")),
    "an earlier quarter": ("2017-04-01", (2018, 1, 1), ("--quarter", "1")),
    "a quarter in Roman numbers": ("2018-01-01", (2018, 5, 1), ("--quarter", "IV")),
    "a quarter in words": ("2017-07-01", (2018, 1, 1), ("--quarter", "Quý II")),
    "a quarter with its year": ("2017-07-01", (2018, 1, 1), ("--quarter", "2017-Q2")),
    "both": ("2017-08-15", (2018, 1, 1), ("--quarter", "Q2", "--as-of", "2017-08-15")),
}


@pytest.mark.parametrize(("expected", "now", "options"), DAYS.values(), ids=DAYS)
def test_the_day_of_judgement(
    expected: str, now: tuple[int, int, int], options: tuple[str, ...], run: Run, today: Today
) -> None:
    today(*now)
    assert check(run, *options)["as_of"] == expected
    for command in ("overdue", "missing", "summary"):
        found = run(command, "--reports", "reports", *PLAN, "--format", "json", *options)
        assert found.json["as_of"] == expected
    assert f"As of {expected}" in run("check", "reports", *PLAN, *options, "--lang", "en").err


def test_with_no_report_that_can_be_read_the_day_is_today(run: Run, today: Today) -> None:
    today(2017, 11, 9)
    lay_out(Path(), files={"broken/a.yaml": "["})
    assert check(run, path="broken")["as_of"] == "2017-11-09"


def test_due_on_the_day_itself_is_not_overdue(run: Run) -> None:
    last, after = check(run, "--as-of", "2017-06-30"), check(run, "--as-of", "2017-07-01")
    assert "overdue" not in {one["rule"] for one in last["findings"] if one["task"] == "T.1"}
    assert [one["days_overdue"] for one in after["findings"] if (one["rule"], one["task"]) == ("overdue", "T.1")] == [1]


def test_a_report_after_the_day_told_is_left_out_and_said(run: Run, today: Today) -> None:
    today(2018, 1, 1)
    lay_out(Path(), files={"reports/so-a.yaml": LATE})
    assert [file["path"] for file in check(run, "--quarter", "Q2")["files"]] == ["reports/so-a.yaml"]
    assert check(run, "--quarter", "Q2", "--as-of", "2017-07-04")["files"] == []
    assert len(check(run, "--quarter", "Q2", "--as-of", "2017-07-05")["files"]) == 1
    result = run("check", "reports", *PLAN, "--as-of", "2017-07-04", "--lang", "en")
    assert "not counted: 1" in result.err


def test_a_report_of_a_later_period_is_left_out_by_the_quarter(run: Run, today: Today) -> None:
    today(2018, 1, 1)
    lay_out(Path(), files={"reports/next.yaml": NEXT})
    assert [file["period"] for file in check(run, "--quarter", "Q2")["files"]] == ["2017-Q2"]
    assert [file["period"] for file in check(run, "--quarter", "Q3")["files"]] == ["2017-Q3", "2017-Q2"]
    assert check(run)["as_of"] == "2017-10-01"


def test_an_explicit_day_makes_the_answer_independent_of_the_clock(run: Run, today: Today) -> None:
    found = []
    for now in ((2017, 1, 1), (2017, 7, 1), (2030, 12, 31)):
        today(*now)
        found.append(run("check", "reports", *PLAN, "--as-of", "2017-07-01"))
    assert found[0] == found[1] == found[2]


def test_a_folder_is_complete_and_single_files_are_not_unless_said_otherwise(run: Run) -> None:
    on = ("--as-of", "2017-07-01")
    folder, file = check(run, *on), check(run, *on, path="reports/so-a.yaml")
    assert (folder["complete"], file["complete"]) == (True, False)
    assert ("missing-report" in rules(folder), "missing-report" in rules(file)) == (True, False)
    overdue = [(one["agency"], one["task"]) for one in file["findings"] if one["rule"] == "overdue"]
    assert overdue == [("so-a", "T.1")]
    assert check(run, *on, "--complete", path="reports/so-a.yaml")["findings"] == folder["findings"]
    assert check(run, *on, "--partial")["findings"] == file["findings"]


def test_files_beside_a_folder_leave_it_complete(run: Run) -> None:
    lay_out(Path(), files={"so-b.yaml": SECOND})
    result = run("check", "reports", "so-b.yaml", *PLAN, "--format", "json", "--as-of", "2017-07-01")
    assert result.json["complete"]
    assert len(result.json["files"]) == 2


def test_the_list_of_what_is_overdue(run: Run) -> None:
    on = ("--reports", "reports", *PLAN, "--as-of", "2017-07-01")
    found = run("overdue", *on, "--format", "json").json
    listed = [(one["task"], one["occurrence"], one["days_overdue"], one["confirmed"]) for one in found["overdue"]]
    assert listed == [("T.2", "2017-Q1", 92, False), ("T.1", "2017-Q2", 1, False), ("T.2", "2017-Q2", 1, False)]
    assert [run("overdue", *on, *more).code for more in ((), ("--exit-code",))] == [0, 1]
    early = ("--reports", "reports", *PLAN, "--as-of", "2017-03-01", "--exit-code")
    assert run("overdue", *early).code == 0
    soon = run("overdue", *early, "--soon", "30", "--format", "json").json
    assert [(one["task"], one["due"]) for one in soon["due_soon"]] == [("T.2", "2017-03-31")]
    assert run("overdue", *early, "--soon", "29", "--format", "json").json["due_soon"] == []


def test_the_list_of_reports_that_were_owed(run: Run) -> None:
    lay_out(Path(), files={"reports/so-b.yaml": SECOND.replace("06-19", "06-32")})
    on = ("--reports", "reports", *PLAN, "--as-of", "2017-07-01")
    rows = run("missing", *on, "--format", "json").json["expected"]
    received = {(row["agency"], row["period"]): row["received"] for row in rows}
    assert received == {
        ("so-a", "2017-Q1"): "none", ("so-b", "2017-Q1"): "none",
        ("so-a", "2017-Q2"): "in_time", ("so-b", "2017-Q2"): "rejected",
    }  # fmt: skip
    assert [run("missing", *on, *more).code for more in ((), ("--exit-code",))] == [0, 1]
    assert run("missing", "--reports", "reports", *PLAN, "--as-of", "2017-03-01", "--exit-code").code == 0


def test_the_summary_counts_every_occurrence_once(run: Run) -> None:
    on = ("--reports", "reports", *PLAN, "--as-of", "2017-07-01")
    found = run("summary", *on, "--format", "json").json
    assert (sum(found["outcomes"].values()), found["outcomes"]["overdue"]) == (8, 3)
    by_lead = {row["agency"]: sum(row["outcomes"].values()) for row in found["agencies"]}
    assert by_lead == {"so-a": 2, "so-b": 6}
    assert [run("summary", *on, *more).code for more in ((), ("--exit-code",))] == [0, 1]


@pytest.mark.parametrize("command", ["overdue", "missing", "summary"])
def test_a_list_without_reports_ends_with_3(command: str, run: Run) -> None:
    Path("empty").mkdir()
    for options in (("--reports", "empty"), ("--reports", "nowhere"), ()):
        result = run(command, *options, *PLAN)
        assert (result.code, result.out) == (3, "")
        assert result.err


BROKEN = {
    "syntax": ("plan.yaml", "id: mau-2017", "id: [", "yaml-syntax"),
    "unknown field": ("plan.yaml", "revision: 1", "revison: 1", "invalid-field"),
    "twice": ("plan.yaml", "revision: 1", "revision: 1\nrevision: 2", "duplicate-key"),
    "lead unknown": ("plan.yaml", "lead: so-a", "lead: so-z", "plan-reference"),
    "id twice": ("plan.yaml", "id: T.2", "id: T.1", "plan-reference"),
    "no window": ("plan.yaml", "{quarter: Q2}", "{from: 2017-05-02, to: 2017-05-01}", "plan-schedule"),
    "registry missing": ("plan.yaml", "agencies.yaml", "nowhere.yaml", "unreadable"),
    "registry with a name that cannot be": ("plan.yaml", "agencies: agencies.yaml", 'agencies: "a\\0b"', "unreadable"),
    "registry broken": ("agencies.yaml", "id: so-c", "id: Sở C", "invalid-field"),
    "aliases": ("agencies.yaml", "agencies:", "agencies: &a", "unreadable"),
}


@pytest.mark.parametrize(("file", "old", "new", "rule"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plan_ends_with_3_and_its_errors_and_plan_check_with_1(
    file: str, old: str, new: str, rule: str, run: Run
) -> None:
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new, 1), "utf-8")
    for arguments in (["check", "reports"], ["overdue", "--reports", "reports"], ["plan", "show"]):
        result = run(*arguments, *PLAN)
        assert (result.code, result.out) == (3, "")
        assert f"[{rule}]" in result.err
        assert "Internal error" not in result.err
    checked = run("plan", "check", "plan.yaml", "--format", "json")
    assert checked.code == 1
    assert rule in {one["rule"] for one in checked.json["findings"]}
    assert all(one["line"] > 0 for one in checked.json["findings"])


def test_a_plan_that_cannot_be_read_is_told_once_whatever_the_number_of_reports(run: Run) -> None:
    lay_out(Path(), files={f"reports/{number}.yaml": GOOD for number in range(20)})
    Path("plan.yaml").write_text("[", "utf-8")
    assert run("check", "reports", *PLAN).err.count("[yaml-syntax]") == 1


def test_a_good_plan_passes_its_check(run: Run) -> None:
    result = run("plan", "check", "plan.yaml", "--format", "json")
    assert (result.code, result.json["counts"]["error"]) == (0, 0)
    assert run("plan", "check", "--plan", "plan.yaml", "--select", "plan-reference").out == ""


def _many(folder: Path) -> None:
    for number in range(12):
        head = HEAD.replace("so-a", ("so-a", "so-b", "so-c", "bao-x")[number % 4]).replace("-Q2", f"-Q{number % 3 + 1}")
        items = (
            "items:\n  - task: T.1\n    state: xong\n    coordinated_with: [Lạ, so-b]\n  - task: T.2\n    state: done\n"
        )
        lay_out(folder, files={f"many/{number * 7 % 12}/r{number}.yaml": f"{head}x: 1\n{items}"})


RUNS: list[tuple[dict[str, str], tuple[str, ...]]] = [
    ({"PYTHONHASHSEED": "0"}, ("--jobs", "1")),
    ({"PYTHONHASHSEED": "1", "LC_ALL": "C"}, ("--jobs", "2")),
    ({"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}, ("--jobs", "1")),
    ({"PYTHONHASHSEED": "3", "LC_ALL": "C", "TZ": "Asia/Ho_Chi_Minh"}, ()),
]


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_same_bytes_under_hash_seeds_locales_and_jobs(form: str, tmp_path: Path) -> None:
    _many(tmp_path)
    options = ("--as-of", "2017-10-01", "--format", form, "--lang", "vi")
    utf8 = {"PYTHONIOENCODING": "utf-8"}
    found = [program("check", "many", *PLAN, *options, *jobs, env={**env, **utf8}).stdout for env, jobs in RUNS]
    assert found[0].count(b"\n") > 12
    assert found == [found[0]] * len(RUNS)


def test_the_same_findings_whatever_the_order_of_the_paths(run: Run, tmp_path: Path) -> None:
    _many(tmp_path)
    paths = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "many").rglob("*.yaml"))
    options = (*PLAN, "--as-of", "2017-10-01", "--complete", "--format", "json")
    assert run("check", *paths, *options).out == run("check", *reversed(paths), *options).out
    assert run("check", *paths, *options).out == run("check", "many", *options).out


def test_findings_are_sorted_by_path_line_column_and_rule(run: Run, tmp_path: Path) -> None:
    _many(tmp_path)
    found = check(run, path="many")["findings"]
    keys = [(one["path"], one["line"], one["column"], one["rule"]) for one in found]
    assert keys == sorted(keys)
    assert len({one["fingerprint"] for one in found}) == len(found)


def test_a_rule_that_crashes_gives_3_and_the_findings_of_the_others(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_arguments: object) -> None:
        raise KeyError("\x1b[31mboom")

    monkeypatch.setattr(type(load("overdue")), "check", crash)
    result = run("check", "reports", *PLAN, "--format", "json", "--as-of", "2017-07-01", "--lang", "en")
    assert result.code == 3
    assert {"missing-report", "unexplained-delay"} <= rules(result.json)
    assert "overdue: KeyError in test_cli_days.py:" in result.err
    assert not any(mark in result.err for mark in ("Traceback", "\x1b"))


@pytest.mark.parametrize(
    "jobs", ["1", pytest.param("2", marks=pytest.mark.skipif(sys.platform == "win32", reason="no fork"))]
)
@pytest.mark.parametrize("kind", [ValueError, RecursionError, MemoryError, AssertionError])
def test_a_file_that_crashes_the_program_gives_3_and_the_findings_of_the_others(
    kind: type[Exception], jobs: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(data: bytes) -> object:
        if b"so-b" in data[:60]:
            raise kind("boom")
        return parse(data)

    lay_out(Path(), files={"reports/so-b.yaml": SECOND})
    monkeypatch.setattr("ttdn_cli.files.yaml.parse", crash)
    result = run("check", "reports", *PLAN, "--format", "json", "--as-of", "2017-07-01", "--jobs", jobs, "--lang", "en")
    assert result.code == 3
    assert [one["path"] for one in result.json["findings"] if one["rule"] == "unexplained-delay"] == [
        "reports/so-a.yaml"
    ]
    assert {file["path"]: file["verdict"] for file in result.json["files"]}["reports/so-b.yaml"] == "rejected"
    assert f"reports/so-b.yaml: {kind.__name__} in test_cli_days.py:" in result.err
    assert "Traceback" not in result.err


def test_any_other_fault_of_the_program_is_told_in_two_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_arguments: object) -> None:
        raise ZeroDivisionError("a\nb\x1b[31m")

    monkeypatch.setattr("ttdn_cli.render.text.render", crash)
    result = run("check", "reports", *PLAN, "--lang", "en", "-q")
    assert (result.code, result.out) == (3, "")
    assert "Internal error: ZeroDivisionError in test_cli_days.py" in result.err
    assert "\x1b" not in result.err
    assert "Traceback" not in result.err


def test_every_rule_can_be_explained_and_is_listed(run: Run) -> None:
    listed = run("rules", "--format", "json").json["rules"]
    assert [one["name"] for one in listed] == list(names())
    for name in names():
        result = run("explain", name)
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(f"{name} (")


def test_in_a_plan_of_several_years_a_quarter_without_its_year_is_asked_back(run: Run) -> None:
    plan = Path("plan.yaml")
    longer = plan.read_text("utf-8").replace("ends: 2017-12-31", "ends: 2018-12-31")
    plan.write_text(longer.replace("quarter: Q", "quarter: 2017-Q"), "utf-8")
    refused = run("overdue", "reports", *PLAN, "--quarter", "II", "--lang", "en")
    assert refused.code == 2
    assert "--quarter: II of which year? The plan runs from 2017-01-01 to 2018-12-31" in refused.err
    assert "for example 2017-Q2" in refused.err

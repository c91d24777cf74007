"""What every finding carries beside its message: a hint, a fingerprint of its own, a path from where one stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.repository import git
from tests.support.sample import HEAD, PLAN, lay_out


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(run: Run, report: str, *options: str) -> list[dict[str, Any]]:
    lay_out(Path.cwd(), files={"reports/a.yaml": report})
    result = run("check", "reports", *PLAN, "--as-of", "2017-07-05", "--lang", "en", "--format", "json", *options)
    return list(result.json["findings"])


@pytest.mark.parametrize(
    ("rule", "report", "first"),
    [
        ("invalid-field", f"{HEAD}nothing_to_report: true\nx1: 1\nx2: 1\n", "x1: 1\n"),
        (
            "unknown-coordinator",
            f"{HEAD}items:\n  - {{task: T.1, state: in_progress, coordinated_with: [X, Y]}}\n",
            "X, ",
        ),
        ("duplicate-key", f"{HEAD}period: 2017-Q2\nagency: so-a\nnothing_to_report: true\n", "period: 2017-Q2\n"),
    ],
)
def test_two_findings_of_one_rule_in_one_file_have_fingerprints_of_their_own(
    rule: str, report: str, first: str, run: Run, folder: Path
) -> None:
    assert folder.exists()
    two = found(run, report, "--select", rule)
    assert [one["rule"] for one in two] == [rule, rule]
    assert two[0]["fingerprint"] != two[1]["fingerprint"]
    moved = found(run, f"# above\n{report}", "--select", rule)
    assert [one["fingerprint"] for one in moved] == [one["fingerprint"] for one in two]
    assert moved[0]["line"] == two[0]["line"] + 1
    head, _, rest = report.rpartition(first)
    (left,) = found(run, head + rest, "--select", rule)
    assert left["fingerprint"] == two[1]["fingerprint"], "of what is left when the first is put right"


def test_the_hint_is_the_rules_own_unless_the_finding_has_a_better_one(run: Run, folder: Path) -> None:
    assert folder.exists()
    silent = found(run, f"{HEAD}nothing_to_report: true\n", "--select", "missing-report")
    hints = {(one["agency"], one["severity"]): one["hint"] for one in silent}
    assert hints["so-b", "error"] == "Ask the agency to send its report"
    overdue = found(run, f"{HEAD}items:\n  - {{task: T.1, state: in_progress}}\n", "--select", "overdue")
    assert {bool(one["hint"]) for one in overdue} == {True}


@pytest.mark.parametrize(
    ("edits", "hint"),
    [
        (("due: 20", "due: 25"), "Raise revision to 2; ttdn plan diff shows all changes"),
        (("revision: 1", "revision: 0"), "Set revision to 1 again"),
    ],
)
def test_a_revision_that_is_wrong_is_told_which_one_is_right(
    edits: tuple[str, str], hint: str, run: Run, folder: Path
) -> None:
    lay_out(folder)
    text = (folder / "plan.yaml").read_text("utf-8")
    (folder / "base.yaml").write_text(text, "utf-8")
    (folder / "plan.yaml").write_text(text.replace(*edits), "utf-8")
    result = run("plan", "check", "plan.yaml", "--base", "base.yaml", "--lang", "en", "--format", "json")
    assert [one["hint"] for one in result.json["findings"] if one["rule"] == "plan-revision"] == [hint]


def test_a_waiver_of_a_name_that_looks_alike_is_told_the_name(run: Run, folder: Path) -> None:
    waiver = "{{rule: overdue, {}, reason: x, authority: y, until: 2017-12-31}}"
    waivers = ", ".join(waiver.format(one) for one in ("task: T1", "period: 2016-Q1"))
    (folder / "waivers.yaml").write_text(f"schema: ttdn/waivers/1\nwaivers: [{waivers}]\n", "utf-8")
    (folder / "ttdn.toml").write_text('waivers = "waivers.yaml"\n', "utf-8")
    report = f"{HEAD}nothing_to_report: true\n"
    hints = [one["hint"] for one in found(run, report, "--select", "overdue,unused-waiver") if "waivers" in one["path"]]
    assert [("look alike: T.1" in one) for one in hints] == [True, False]
    assert all(hints)


def test_json_keeps_the_letters_and_has_no_more_than_it_needs(run: Run, folder: Path) -> None:
    lay_out(folder, files={"reports/a.yaml": f"{HEAD}items:\n  - {{task: T.1, state: in_progress}}\n"})
    shape = run("check", "reports", *PLAN, "--as-of", "2017-07-05", "--format", "json", "--lang", "vi").out
    assert "Sở" in shape
    assert "\\u" not in shape
    lines = run("check", "reports", *PLAN, "--as-of", "2017-07-05", "--format", "jsonl", "--lang", "vi").out
    assert "Sở" in lines
    assert [json.loads(line) for line in lines.splitlines()]


def test_json_names_files_from_the_working_folder_and_annotations_from_the_top(run: Run, folder: Path) -> None:
    git(folder, "init", "--quiet")
    below = folder / "below"
    below.mkdir()
    lay_out(below, files={"reports/a.yaml": f"{HEAD}items:\n  - {{task: T.1, state: in_progress}}\n"})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(below)
        overdue = found(run, f"{HEAD}items:\n  - {{task: T.1, state: in_progress}}\n", "--select", "overdue")
        assert [one["path"] for one in overdue if one["task"] == "T.1"] == ["reports/a.yaml"]
        listed = run("check", "reports", *PLAN, "--as-of", "2017-07-05", "--format", "gitlab", "--select", "overdue")
        assert all(one["location"]["path"].startswith("below/") for one in json.loads(listed.out))


@pytest.mark.parametrize(("old_came", "own_came"), [("2017-06-10", "2017-06-19"), ("2017-06-19", "2017-06-10")])
def test_an_agencys_own_report_goes_before_that_of_whom_it_took_over_from(
    old_came: str, own_came: str, run: Run, folder: Path
) -> None:
    head = "schema: ttdn/status/1\nagency: {}\nperiod: 2017-Q2\nsubmitted_on: {}\nnothing_to_report: true\n"
    files = {"reports/old.yaml": head.format("so-c", old_came), "reports/own.yaml": head.format("so-a", own_came)}
    lay_out(folder, files=dict(files))
    registry = (folder / "agencies.yaml").read_text("utf-8")
    gone = "name: Sở Chăm Lo, valid_to: 2017-06-25, successor: so-a"
    (folder / "agencies.yaml").write_text(registry.replace("name: Sở Chăm Lo", gone), "utf-8")
    listed = run("missing", "--reports", "reports", *PLAN, "--as-of", "2017-07-05", "--format", "json").json
    paths = [one["path"] for one in listed["expected"] if (one["agency"], one["period"]) == ("so-a", "2017-Q2")]
    assert paths == ["reports/own.yaml"]

"""Forms that are filled in alike give the same findings, whatever their format."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.forms import FILL, FILLED, FORMATS, MARK, OWING, PLAN, Q2, need

DAY = date(2017, 6, 19)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def findings(run: Run, path: Path) -> list[tuple[str, ...]]:
    """Return what is said of one file that was filled in, without the places, and the words that name a cell."""
    result = run("check", str(path), *PLAN, "--as-of", "2017-07-01", "--format", "json", "--lang", "en")
    assert "Internal error" not in result.err
    return sorted(
        tuple(str(one[key]) for key in ("rule", "severity", "agency", "task", "occurrence", "message"))
        if one["rule"] != "invalid-field"
        else (one["rule"], one["severity"], str(one["task"]))
        for one in result.json["findings"]
    )


def filled(run: Run, form: str, language: str, words: list[dict[str, Any]]) -> dict[str, list[tuple[str, ...]]]:
    """Return what is said of the forms of all agencies in one format, filled in with the same words in turn."""
    need(form)
    assert run("template", "--all", form, "--format", form, "--lang", language, *Q2).code == 0
    assert sorted(path.name for path in Path(form).iterdir()) == [f"{agency}.{form}" for agency in OWING]
    for agency in OWING:
        FILL[form](Path(form, f"{agency}.{form}"), words, DAY)
    return {agency: findings(run, Path(form, f"{agency}.{form}")) for agency in OWING}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("form", ["xlsx", "docx", "csv"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_form_filled_in_gives_the_findings_of_its_yaml_twin(form: str, language: str, run: Run) -> None:
    twins = filled(run, "yaml", language, FILLED)
    assert filled(run, form, language, FILLED) == twins
    rules = {one[0] for found in twins.values() for one in found}
    assert {"contradiction", "impossible-date", "invalid-field", "no-evidence", "unknown-coordinator"} <= rules


@pytest.mark.parametrize("form", FORMATS)
def test_a_form_with_nothing_filled_in_counts_as_no_report_and_nothing_else_is_said(form: str, run: Run) -> None:
    need(form)
    run("template", "--all", "q", "--format", form, *Q2)
    result = run("check", "q", *PLAN, "--quarter", "Q2", "--format", "json", "--ignore", "missing-report,overdue")
    assert [one["rule"] for one in result.json["findings"]] == ["untouched-template"] * len(OWING)
    assert {one["verdict"] for one in result.json["files"]} == {"rejected"}
    assert {one["period"] for one in result.json["files"]} == {"2017-Q2"}


@pytest.mark.parametrize("form", FORMATS)
def test_rows_left_empty_say_nothing(form: str, run: Run) -> None:
    twins = filled(run, "yaml", "vi", [FILLED[1], {}, {}])
    assert form == "yaml" or filled(run, form, "vi", [FILLED[1], {}, {}]) == twins
    told = {one[0] for found in twins.values() for one in found}
    assert "unreported-task" in told
    assert not told & {"invalid-field", "untouched-template", "contradiction"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_mark_beside_nothing_to_report_is_enough(form: str, language: str, run: Run) -> None:
    need(form)
    name = f"a.{form}"
    assert run("template", "--agency", "so-tttt", "-o", name, "--lang", language, *Q2).code == 0
    FILL[form](Path(name), [{}], DAY)
    MARK[form](Path(name))
    result = run("check", name, *PLAN, "--as-of", "2017-07-01", "--format", "json")
    assert [one["verdict"] for one in result.json["files"]] == ["accepted"]
    assert {one["rule"] for one in result.json["findings"]} & {"invalid-field", "untouched-template"} == set()

"""`ttdn init` begins in a folder: settings, a folder for each period, forms; it asks nothing and overwrites nothing."""

from __future__ import annotations

import errno
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, PLAN, lay_out
from ttdn_cli.extras import is_installed
from ttdn_cli.settings.settings import working_settings

IN_MAY = ("--as-of", "2017-05-02")
YAML = ("--format", "yaml")


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))


def tree() -> list[str]:
    """Return the paths of everything in the working directory but the plan, folders with a slash."""
    every = (path for path in Path().rglob("*") if path.name not in ("plan.yaml", "agencies.yaml"))
    return sorted(f"{path.as_posix()}/" if path.is_dir() else path.as_posix() for path in every)


def settings() -> dict[str, Any]:
    return tomllib.loads(Path("ttdn.toml").read_text("utf-8"))


FOLDERS = ["reports/", "reports/Q1/", "reports/Q2/", "reports/Q3/", "reports/Q4/"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_settings_folders_and_forms_are_written_by_the_same_names_in_both_languages(language: str, run: Run) -> None:
    result = run("init", *PLAN, *IN_MAY, *YAML, "--lang", language)
    assert (result.code, result.err) == (0, "")
    forms = ["forms/", "forms/Q2/", "forms/Q2/so-a.yaml", "forms/Q2/so-b.yaml"]
    assert tree() == [*forms, *FOLDERS, "ttdn.toml"]
    assert settings() == {"plan": "plan.yaml", "reports": "reports", "lang": language, "follow_from": "2017-Q2"}


def test_it_prints_what_it_wrote_and_the_next_three_commands(run: Run) -> None:
    paper = "bao-cao.docx" if is_installed("docx") else "bao-cao.md"
    assert run("init", *PLAN, *IN_MAY, *YAML, "--lang", "en").out == (
        "Settings: ttdn.toml\n"
        "Folders for the reports that come in: reports/Q1, reports/Q2, reports/Q3, reports/Q4\n"
        "Forms for 2017-Q2, ready to be sent out: forms/Q2 (2, .yaml)\n"
        "Reports for 2017-Q2 are put into reports/Q2. The next commands:\n"
        "  ttdn check --quarter Q2\n"
        "  ttdn missing --quarter Q2\n"
        f"  ttdn report --quarter Q2 --output {paper}\n"
    )


def test_the_commands_that_it_prints_work_once_a_report_has_come_in(run: Run) -> None:
    told = run("init", *PLAN, *IN_MAY, *YAML, "--lang", "en").out
    lay_out(Path(), files={"reports/Q2/so-a.yaml": GOOD})
    commands = [line.split()[1:] for line in told.splitlines() if line.startswith("  ttdn")]
    assert [run(*one).code for one in commands] == [1, 0, 0]
    assert run("check", "--format", "json").json["follow_from"] == "2017-Q2"


def test_a_check_before_a_report_has_come_in_says_what_to_do(run: Run) -> None:
    run("init", *PLAN, *IN_MAY, *YAML, "--lang", "en")
    result = run("check")
    assert (result.code, result.out) == (3, "")
    assert result.err.splitlines()[0] == "ttdn: No report found: reports"
    assert "The folder is empty: put the reports there as they come in" in result.err


def test_what_begins_with_the_plan_needs_no_follow_from(run: Run) -> None:
    for day in ("2017-02-01", "2016-11-30"):
        Path("ttdn.toml").unlink(missing_ok=True)
        assert run("init", *PLAN, "--as-of", day, "--format", "csv" if day < "2017" else "yaml").code == 0
        assert settings() == {"plan": "plan.yaml", "reports": "reports"}
        assert Path("forms/Q1").is_dir()


def test_what_begins_in_mid_year_says_in_a_comment_what_that_means(run: Run) -> None:
    run("init", *PLAN, "--quarter", "Q3", *YAML, "--lang", "en")
    lines = Path("ttdn.toml").read_text("utf-8").splitlines()
    assert lines[-3:] == [
        "# Reports are asked for from this period on; what was due before counts only where one speaks of it.",
        "# Take the line out if the reports of the time before are collected as well.",
        'follow_from = "2017-Q3"',
    ]
    form = Path("forms/Q3/so-b.yaml").read_text("utf-8")
    assert "period: 2017-Q3" in form
    assert "2017-Q1" not in form
    assert "2017-Q2" not in form


def test_without_a_plan_named_that_of_the_program_is_followed(run: Run) -> None:
    assert run("init", *IN_MAY, *YAML, "--lang", "en").code == 0
    assert "plan" not in settings()
    assert "# No plan is named here: that is quang-ngai-2017" in Path("ttdn.toml").read_text("utf-8")
    assert len(list(Path("forms/Q2").iterdir())) == 8


def test_a_plan_that_was_set_before_is_named_in_the_new_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    above = Path.cwd()
    Path("ttdn.toml").write_text('plan = "plan.yaml"\nreports = "elsewhere"\nfollow_from = "2017-Q4"\n', "utf-8")
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert run("init", *IN_MAY, *YAML).code == 0
    assert settings() == {"plan": str(above / "plan.yaml"), "reports": "reports", "follow_from": "2017-Q2"}
    assert working_settings().plan == str(above / "plan.yaml")


def test_the_forms_are_workbooks_where_they_can_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    if is_installed("xlsxwriter"):
        assert run("init", *PLAN, *IN_MAY).code == 0
        assert sorted(os.listdir("forms/Q2")) == ["so-a.xlsx", "so-b.xlsx"]
        Path("ttdn.toml").unlink()
    monkeypatch.setattr("ttdn_cli.commands.init.is_installed", lambda _: False)
    assert run("init", *PLAN, "--quarter", "Q3").code == 0
    assert sorted(os.listdir("forms/Q3")) == ["so-a.yaml", "so-b.yaml"]


RHYTHMS = {
    "month": (["2017-01", "2017-02"], "forms/2017-05", "ttdn check --period 2017-05"),
    "half": (["H1", "H2"], "forms/H1", "ttdn check --period 2017-H1"),
    "year": (["2017"], "forms/2017", "ttdn check --period 2017"),
}


@pytest.mark.parametrize("every", RHYTHMS)
def test_folders_are_named_after_the_periods_of_the_plan(every: str, run: Run) -> None:
    folders, forms, command = RHYTHMS[every]
    plan = Path("plan.yaml")
    plan.write_text(plan.read_text("utf-8").replace("every: quarter, to", f"every: {every}, to"), "utf-8")
    result = run("init", *PLAN, *IN_MAY, *YAML, "--lang", "en")
    assert result.code == 0, result.err
    assert sorted(os.listdir("reports"))[:2] == folders
    assert Path(forms).is_dir()
    assert f"  {command}\n" in result.out


def test_in_a_plan_of_several_years_folders_name_the_year(run: Run) -> None:
    plan = Path("plan.yaml")
    text = plan.read_text("utf-8").replace("ends: 2017-12-31", "ends: 2020-12-31")
    plan.write_text(text.replace("{quarter: Q2}", "{by: 2018-06-30}").replace("{quarter: Q4}", "{year: 2018}"), "utf-8")
    result = run("init", *PLAN, "--as-of", "2018-05-02", *YAML, "--lang", "en")
    assert result.code == 0
    assert len(os.listdir("reports")) == 16
    assert Path("reports/2020-Q4").is_dir()
    assert "reports/2017-Q1, …, reports/2020-Q4\n" in result.out
    assert "  ttdn check --quarter 2018-Q2\n" in result.out
    lay_out(
        Path("reports"), files={"2018-Q2/so-a.yaml": GOOD.replace("2017-Q2", "2018-Q2").replace("2017-06", "2018-06")}
    )
    assert run("check", "--select", "wrong-period").code == 0


@pytest.mark.parametrize(
    ("file", "text"),
    [("ttdn.toml", "this is = no TOML ["), ("ttdn.toml", ""), ("pyproject.toml", "[tool.ttdn]\nlang = 'en'\n")],
)
def test_where_settings_are_nothing_is_written(file: str, text: str, run: Run) -> None:
    Path(file).write_text(text, "utf-8")
    result = run("init", *PLAN, "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"ttdn: {file} is there already; nothing is written")
    assert tree() == [file]
    assert Path(file).read_text("utf-8") == text


def test_a_pyproject_of_others_is_no_hindrance(run: Run) -> None:
    Path("pyproject.toml").write_text("[tool.other]\nx = 1\n", "utf-8")
    assert run("init", *PLAN, *IN_MAY, *YAML).code == 0


@pytest.mark.parametrize("there", ["forms/Q2/so-b.yaml", "reports", "reports/Q3", "forms"])
def test_where_something_is_in_the_way_nothing_is_written(there: str, run: Run) -> None:
    lay_out(Path(), files={there: "mine"})
    before = tree()
    result = run("init", *PLAN, *IN_MAY, *YAML, "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"ttdn: These files are there already: {there}")
    assert "Nothing was written" in result.err
    assert tree() == before
    assert Path(there).read_text("utf-8") == "mine"


def test_reports_that_are_there_stay_and_their_words_stand_in_the_forms(run: Run) -> None:
    earlier = GOOD.replace("2017-Q2", "2017-Q1").replace("2017-06", "2017-03").replace("T.1", "T.3")
    lay_out(Path(), files={"reports/Q1/so-a.yaml": f"{earlier}    obstacles: Thiếu cán bộ\n"})
    assert run("init", *PLAN, *IN_MAY, *YAML).code == 0
    assert Path("reports/Q1/so-a.yaml").read_text("utf-8").startswith(earlier)
    assert "Thiếu cán bộ" in Path("forms/Q2/so-a.yaml").read_text("utf-8")


def test_a_plan_that_cannot_be_used_leaves_the_folder_as_it_was(run: Run) -> None:
    Path("broken.yaml").write_text("a: [", "utf-8")
    before = tree()
    for arguments, code in ((("--plan", "broken.yaml"), 3), ((*PLAN, "--quarter", "2019-Q1"), 2)):
        assert run("init", *arguments).code == code
        assert tree() == before


def test_what_was_written_before_a_failure_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    real = os.link

    def link(source: str, target: str) -> None:
        if len(written) == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(target)
        real(source, target)

    monkeypatch.setattr("ttdn_cli.console.writing.os.link", link)
    result = run("init", *PLAN, *IN_MAY, *YAML, "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert result.err.splitlines()[:2] == [
        "Written before the failure: forms/Q2/so-a.yaml. Take them away before ttdn init is called again",
        "ttdn: forms/Q2/so-b.yaml could not be written: the disk is full",
    ]
    assert not Path("ttdn.toml").exists()


def test_names_of_plans_are_written_so_that_they_can_be_read_back(run: Run) -> None:
    for name in ('kế "hoạch"\\.yaml', "a\tb\x7f.yaml"):
        os.link("plan.yaml", name)
        assert run("init", "--plan", name, *IN_MAY, *YAML).code == 0
        assert settings()["plan"] == name
        Path("ttdn.toml").unlink()
        for form in Path("forms/Q2").iterdir():
            form.unlink()

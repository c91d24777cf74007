"""Whoever sends reports brings no settings: a settings file in the folder that is judged counts for nothing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, Run
from tests.support.sample import GOOD, PLAN, lay_out

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
ON = ("--as-of", "2017-07-01", "--lang", "en")
OURS = 'ignore = ["due-soon"]\n'
THEIRS = 'ignore = ["overdue", "missing-report", "unreported-task"]\nfail_on = "never"\n'
IN_PYPROJECT = f"[tool.ttdn]\n{THEIRS}"


@pytest.fixture(autouse=True)
def _an_inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {"inbox/so-a.yaml": GOOD, "inbox/below/so-b.yaml": "x", "ttdn.toml": OURS}
    monkeypatch.chdir(lay_out(tmp_path, files=files))
    shutil.copy("plan.yaml", "inbox")  # so that there is a plan wherever one stands
    shutil.copy("agencies.yaml", "inbox")


def told(result: Result) -> list[str]:
    """Return the files of which it is said that they count for nothing."""
    end = " lies among the reports and counts for nothing; settings are kept where no sender can write"
    return [line.removesuffix(end) for line in result.err.splitlines() if line.endswith(end)]


def is_strict(result: Result) -> bool:
    """Tell whether the run was judged by our settings, and not by those of a sender."""
    return result.code == 1 and "[overdue]" in result.out


WAYS = {
    "where one stands": ("inbox", "."),
    "by its whole path": ("inbox", "ABS"),
    "from below": ("inbox/below", ".."),
    "from below, with a slash": ("inbox/below", "../"),
    "by a detour": ("inbox", "../inbox/below/.."),
}


@pytest.mark.parametrize(("folder", "path"), WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(("name", "text"), [("ttdn.toml", THEIRS), ("pyproject.toml", IN_PYPROJECT)])
def test_settings_in_the_folder_that_is_judged_count_for_nothing_and_one_line_says_so(  # noqa: PLR0913 - the parts of the case
    folder: str, path: str, name: str, text: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(Path(), files={f"inbox/{name}": text})
    whole = str(Path("inbox").absolute())
    plan = str(Path("plan.yaml").absolute())
    monkeypatch.chdir(folder)
    given = path.replace("ABS", whole)
    for call in (("check", given), ("check", "--reports", given)):
        for quiet in ((), ("--quiet",)):
            result = run(*call, "--plan", plan, *ON, *quiet)
            assert is_strict(result)
            assert told(result) == [name if folder == "inbox" else f"{whole}/{name}"]


@pytest.mark.parametrize("command", ["overdue", "missing", "summary", "report", "remind", "template"])
def test_no_command_takes_settings_from_the_reports_it_reads(
    command: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(Path(), files={"inbox/ttdn.toml": 'lang = "vi"\nplan = "nowhere.yaml"\n'})
    monkeypatch.chdir("inbox")
    output = {
        "report": ("--output", "../papers.md"), "remind": ("--output", "../letters"),
        "template": ("--agency", "so-a", "--quarter", "Q2"),
    }.get(command, ())  # fmt: skip
    result = run(command, "--reports", ".", "--plan", "../plan.yaml", *ON, *output)
    assert result.code == 0, result.err
    assert told(result) == ["ttdn.toml"]


def test_a_plan_that_a_sender_sets_is_not_the_plan(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next settings upwards hold."""
    lay_out(Path(), files={"inbox/ttdn.toml": 'plan = "plan.yaml"\n', "ttdn.toml": 'plan = "plan.yaml"\n'})
    monkeypatch.chdir("inbox")
    assert (
        run("check", ".", *ON, "--format", "json").json["plan"]["path"].endswith(f"{Path.cwd().parent.name}/plan.yaml")
    )


def test_settings_that_name_their_own_folder_as_that_of_the_reports_count_for_nothing(run: Run) -> None:
    """Whether nothing is named on the command line or the environment names it."""
    for name in (".", "../" + Path.cwd().name, str(Path.cwd())):
        Path("ttdn.toml").write_text(f'plan = "plan.yaml"\nreports = "{name}"\n', "utf-8")
        result = run("check", *ON)
        assert (result.code, told(result)) == (3, ["ttdn.toml"])
        assert "No report found" in result.err
    assert run("check", "inbox", *PLAN, *ON).code == 1


def test_settings_among_reports_that_the_environment_names_count_for_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(Path(), files={"inbox/ttdn.toml": THEIRS})
    monkeypatch.setenv("TTDN_REPORTS", str(Path("inbox").absolute()))
    monkeypatch.chdir("inbox")
    result = run("check", "--plan", "../plan.yaml", *ON)
    assert is_strict(result)
    assert told(result) == ["ttdn.toml"]


BROKEN: dict[str, bytes] = {"no TOML": b"= [", "unknown": b"x = 1\n", "huge": b"#" * 300_000, "bytes": b"\xff\xfe"}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_settings_among_the_reports_end_no_run(
    content: bytes, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(Path(), files={"inbox/ttdn.toml": content, "inbox/below/pyproject.toml": content})
    monkeypatch.chdir("inbox/below")
    result = run("check", "..", "--plan", "../../plan.yaml", *ON)
    assert is_strict(result)
    assert len(told(result)) == 1


@posix
def test_no_link_brings_settings_into_or_out_of_the_reports(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link in the folder that leads out of it was made by a sender; one outside that leads in leads to a sender's."""
    lay_out(Path(), files={"elsewhere/theirs.toml": THEIRS, "inbox/theirs.txt": THEIRS})
    Path("inbox/ttdn.toml").symlink_to("../elsewhere/theirs.toml")
    Path("linked").symlink_to("inbox")
    plan = str(Path("plan.yaml").absolute())
    for folder, given in (("inbox", "."), ("inbox", "../linked"), ("linked", "."), ("linked", "../inbox")):
        with monkeypatch.context() as inside:
            inside.chdir(folder)
            assert is_strict(run("check", given, "--plan", plan, *ON))
    Path("ttdn.toml").unlink()
    Path("ttdn.toml").symlink_to("inbox/theirs.txt")
    result = run("check", "inbox", *PLAN, *ON)
    assert is_strict(result)
    assert told(result) == ["ttdn.toml"]


@posix
def test_an_honest_link_to_settings_is_followed(run: Run) -> None:
    Path("ttdn.toml").rename("shared.toml")
    Path("shared.toml").write_text('fail_on = "never"\n', "utf-8")
    Path("ttdn.toml").symlink_to("shared.toml")
    result = run("check", "inbox", *PLAN, *ON)
    assert (result.code, told(result)) == (0, [])


def test_settings_beside_the_folder_or_above_it_hold(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("ttdn.toml").write_text('fail_on = "never"\n', "utf-8")
    for folder, given in ((".", "inbox"), ("inbox", "below"), ("inbox/below", ".")):
        with monkeypatch.context() as inside:
            plan = str(Path("plan.yaml").absolute())
            inside.chdir(folder)
            result = run("check", given, "--plan", plan, *ON)
            assert (result.code, told(result)) == (0, [])


def test_a_pyproject_of_others_among_the_reports_is_not_spoken_of(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(Path(), files={"inbox/pyproject.toml": "[tool.other]\n"})
    monkeypatch.chdir("inbox")
    assert told(run("check", ".", "--plan", "../plan.yaml", *ON)) == []


def test_what_is_said_is_repeated_with_a_result_that_was_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TTDN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir("inbox")
    call = ("check", ".", "--plan", "../plan.yaml", *ON)
    without = run(*call)
    lay_out(Path(), files={"ttdn.toml": THEIRS})
    first = run(*call)
    assert run(*call) == first
    assert told(first) == ["ttdn.toml"]
    Path("ttdn.toml").unlink()
    assert run(*call) == without


class TestOfProvinces:
    """A province has its settings beside its reports; in its folder of reports they count for nothing."""

    @pytest.fixture(autouse=True)
    def _two(self, tmp_path: Path) -> None:
        Path("ttdn.toml").unlink()
        for name in ("a", "b"):
            (tmp_path / "all" / name).mkdir(parents=True)
            files: dict[str, str | bytes] = {"reports/so-a.yaml": GOOD}
            lay_out(tmp_path / "all" / name, files={**files, "ttdn.toml": 'plan = "plan.yaml"\nreports = "reports"\n'})

    def test_settings_beside_the_reports_hold(self, run: Run) -> None:
        result = run("check", "all", *ON)
        assert "Provinces judged: 2 of 2." in result.err
        assert told(result) == []

    def test_settings_in_the_reports_of_a_province_are_not_its_settings(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lay_out(Path("all/a"), files={"reports/ttdn.toml": THEIRS})
        before = run("check", "all", *ON)
        assert before.code == 1
        monkeypatch.chdir("all/a/reports")
        result = run("check", ".", *ON)
        assert (result.code, told(result)) == (1, ["ttdn.toml"])

    @pytest.mark.parametrize("reports", [".", "..", "../a", "../../all"])
    def test_a_province_whose_reports_lie_about_its_settings_is_told_and_the_others_judged(
        self, reports: str, run: Run
    ) -> None:
        Path("all/a/ttdn.toml").write_text(f'plan = "plan.yaml"\nreports = "{reports}"\n{THEIRS}', "utf-8")
        result = run("check", "all", *ON)
        assert result.code == 2
        assert "a: ttdn: all/a/ttdn.toml: the settings of the province lie in its folder of reports" in result.err
        assert "Provinces judged: 1 of 2." in result.err

    def test_a_province_that_an_option_names_has_its_settings_wherever_they_lie(self, run: Run) -> None:
        Path("all/a/ttdn.toml").write_text(f'plan = "plan.yaml"\nreports = "."\n{THEIRS}', "utf-8")
        for plan in ("all/a", "all"):
            result = run("check", "--plan", plan, *ON)
            assert "count for nothing" not in result.err
            assert f"Provinces judged: {1 if plan == 'all/a' else 2}" in result.err

    def test_settings_beside_a_plan_that_is_given_by_its_file_count_for_nothing_among_the_reports(
        self, run: Run
    ) -> None:
        Path("all/a/ttdn.toml").write_text(f'plan = "plan.yaml"\n{THEIRS}', "utf-8")
        plans = ("--plan", "all/a/plan.yaml", "--plan", "all/b/plan.yaml")
        assert run("check", "all/a/reports", *plans, *ON).code == 1, "of the other"
        result = run("check", "all/a", *plans, *ON)
        assert result.out.count("[overdue]") == 2 * run("check", "all/a", "--plan", "all/a/plan.yaml", *ON).out.count(
            "[overdue]"
        )
        assert "all/a/ttdn.toml lies among the reports and counts for nothing" in result.err


ODD: dict[str, Callable[[str], object]] = {
    "pipe": getattr(os, "mkfifo", print),
    "link to zeros": lambda name: Path(name).symlink_to("/dev/zero"),
    "link to a terminal": lambda name: Path(name).symlink_to("/dev/tty"),
    "link to nothing": lambda name: Path(name).symlink_to("nowhere"),
    "link to itself": lambda name: Path(name).symlink_to(name),
}


@posix
@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
@pytest.mark.parametrize("name", ["ttdn.toml", "pyproject.toml"])
@pytest.mark.parametrize("call", [("rules",), ("check", "inbox", *PLAN), ("config",), ("plan", "show", *PLAN)])
def test_settings_that_are_no_ordinary_file_end_with_2_and_are_not_waited_for(
    name: str, make: Callable[[str], object], call: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pyproject.toml that leads nowhere is not ours to judge."""
    lay_out(Path(), files={"odd/inbox/so-a.yaml": GOOD})
    shutil.copy("plan.yaml", "odd")
    shutil.copy("agencies.yaml", "odd")
    monkeypatch.chdir("odd")
    make(name)
    result = run(*call, "--lang", "en")
    if name == "pyproject.toml" and not os.path.exists(name):
        assert result.code in (0, 1)
    else:
        assert (result.code, result.out) == (2, "")
        assert f"{name}: the settings cannot be read: " in result.err
        assert "Put a text file with the settings in its place" in result.err


@posix
@pytest.mark.parametrize("name", ["ttdn.toml", "pyproject.toml"])
def test_a_pipe_among_the_reports_is_not_opened_as_settings(
    name: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(f"inbox/{name}")
    monkeypatch.chdir("inbox")
    result = run("check", ".", "--plan", "../plan.yaml", *ON)
    assert is_strict(result)
    assert told(result) == [name]

"""No command writes its result over a file that it reads, however the path is spelt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import GOOD, SCRIPT, lay_out

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links")
WAIVERS = "schema: ttdn/waivers/1\nwaivers: []\n"
SETTINGS = 'plan = "plan.yaml"\nreports = "reports"\nwaivers = "waivers.yaml"\n'
OF_PLAN = ("ttdn.toml", "plan.yaml", "agencies.yaml", "days-off.yaml", "waivers.yaml")
OF_CASE = (*OF_PLAN, "reports/so-a.yaml", "reports/below/so-b.csv")
DAY = ("--as-of", "2017-07-01")
CALLS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **{name: ((name, *DAY), OF_CASE) for name in ("check", "overdue", "missing", "summary")},
    "report": (("report", "--format", "md", "--force", *DAY), OF_CASE),
    "template": (("template", "--agency", "so-a", "--quarter", "Q2", "--force", "--format", "csv"), OF_CASE),
    "calendar": (("calendar",), OF_PLAN),
    "plan show": (("plan", "show"), OF_PLAN),
    "plan check": (
        ("plan", "check", "--source", "source.txt", "--base", "old/plan.yaml"),
        (*OF_PLAN, "source.txt", "old/plan.yaml", "old/agencies.yaml", "old/days-off.yaml"),
    ),
    "plan diff": (("plan", "diff", "old/plan.yaml", "plan.yaml"), (*OF_PLAN, "old/plan.yaml", "old/agencies.yaml")),
    "config": (("config",), ("ttdn.toml",)),
    "rules": (("rules",), ("ttdn.toml",)),
    "schema": (("schema", "plan"), ("ttdn.toml",)),
}
CASES = [(call, name) for call, names in CALLS.values() for name in names]


@pytest.fixture(autouse=True)
def _with_every_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {"reports/so-a.yaml": GOOD, "reports/below/so-b.csv": "x;y\n1;2\n"}
    lay_out(tmp_path, files={**files, "ttdn.toml": SETTINGS, "waivers.yaml": WAIVERS, "source.txt": "x"})
    shutil.copy(ROOT / "plan" / "days-off.yaml", tmp_path)
    plan = tmp_path / "plan.yaml"
    moved = "due_on_days_off: next-working-day\ndays_off: days-off.yaml\n"
    plan.write_text(plan.read_text("utf-8") + moved, "utf-8")
    (tmp_path / "old").mkdir()
    for name in ("plan.yaml", "agencies.yaml", "days-off.yaml"):
        shutil.copy(tmp_path / name, tmp_path / "old")
    monkeypatch.chdir(tmp_path)


def contents() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


@pytest.mark.parametrize(("call", "name"), CASES, ids=[f"{' '.join(call[:2])}: {name}" for call, name in CASES])
def test_a_result_is_not_written_over_what_the_command_reads(call: tuple[str, ...], name: str, run: Run) -> None:
    assert run(*call, "--output", "elsewhere").code in (0, 1)
    before = contents()
    target = name if call[0] != "report" else os.path.join(".", name)
    result = run(*call, "--output", target, "--lang", "en")
    assert (result.code, result.out, contents()) == (3, "", before)
    assert "it is not overwritten" in result.err


@pytest.mark.parametrize("name", OF_CASE)
@pytest.mark.parametrize("spelling", ["reports/../{}", "{abs}", "link", "linked/{}", "hard", "./././{}"])
@posix
def test_another_spelling_of_the_path_changes_nothing(spelling: str, name: str, run: Run) -> None:
    Path("link").symlink_to(name)
    Path("linked").symlink_to(".")
    Path("hard").hardlink_to(name)
    before = contents()
    target = spelling.format(name, abs=str(Path(name).absolute()))
    assert (run("check", *DAY, "--output", target).code, contents()) == (3, before)


@pytest.mark.parametrize("name", OF_CASE)
def test_a_result_that_was_kept_is_not_written_over_them_either(
    name: str, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TTDN_CACHE_DIR", str(tmp_path.parent / "cache"))
    for _ in range(2):
        assert run("check", *DAY, "-o", "elsewhere").code == 1
        before = contents()
        assert (run("check", *DAY, "-o", name).code, contents()) == (3, before)


@pytest.mark.parametrize("name", OF_PLAN)
def test_what_a_broken_plan_names_stays_as_well(name: str, run: Run) -> None:
    """Its findings can be written to a file, and whoever mistypes that file loses nothing."""
    plan = Path("plan.yaml")
    plan.write_text(plan.read_text("utf-8").replace("revision: 1", "revision: one"), "utf-8")
    before = contents()
    assert (run("plan", "check", "--output", name).code, contents()) == (3, before)


@posix
def test_a_report_on_standard_input_is_an_input() -> None:
    before = contents()
    with Path("reports/so-a.yaml").open("rb") as given:
        call = (SCRIPT, "check", "-", *DAY, "--output", "reports/so-a.yaml")
        done = subprocess.run(call, stdin=given, capture_output=True, check=False, timeout=30)
    assert (done.returncode, contents()) == (3, before)


@pytest.mark.sampled(9)
@pytest.mark.parametrize("broken", ["", "plan.yaml", "ttdn.toml", "agencies.yaml", "reports/so-a.yaml"])
@pytest.mark.parametrize("name", [*OF_CASE, "other.toml"])
def test_of_several_provinces_no_file_is_written_over(broken: str, name: str, run: Run) -> None:
    """Also not one of a province that cannot be judged, nor the settings of the working folder."""
    for folder in ("a", "b"):
        Path("all").mkdir(exist_ok=True)
        shutil.copytree(Path(), f"all/{folder}", ignore=shutil.ignore_patterns("all", "old"))
    Path("ttdn.toml").write_text('fail_on = "never"\n', "utf-8")
    if broken:
        Path("all/a", broken).write_text("x: [", "utf-8")
    before = contents()
    target = "ttdn.toml" if name == "other.toml" else f"all/a/{name}"
    result = run("check", "all", *DAY, "--output", target, "--lang", "en")
    assert (result.code, contents()) == (3, before)
    assert "it is not overwritten" in result.err


def test_letters_and_schemas_do_not_replace_inputs(run: Run) -> None:
    """Where names of their own lead to one."""
    for name, call in {
        "letters/danh-sach.md": ("remind", "--output", "letters", "--force", *DAY),
        "schemas/plan.schema.json": ("schema", "--all", "schemas"),
    }.items():
        Path(name).parent.mkdir()
        Path(name).symlink_to("../ttdn.toml")
        assert run(*call).code == 3
        assert Path("ttdn.toml").read_text("utf-8") == SETTINGS

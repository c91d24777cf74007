"""The documents say what is so: generated parts are up to date, commands, settings and paths exist."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.coverage_goals import FULL
from tests.generate.readmes import READMES, filled
from ttdn_cli.cli import _chosen
from ttdn_cli.model.settings import KEYS

PACKAGE = ROOT / "src" / "ttdn_cli"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
PATH = re.compile(r"[\w.<>*-]*(?:/[\w.<>*-]*)+|[\w<>*-]+\.(?:cfg|ini|lock|md|po|py|toml|ya?ml)")
LINES = {"en": 250, "vi": 260}  # the same needs more words in Vietnamese
COMMANDS = [f"{group} {name}" if group else name for _, group, name in _chosen([])]
ERROR = {"en": "error", "vi": "lỗi"}


@pytest.mark.parametrize("name", READMES)
def test_the_generated_parts_are_up_to_date(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    begun = re.findall(r"<!-- begin (.*) -->", text)
    assert begun == [f"screen-{READMES[name]}", f"second-plan-{READMES[name]}"]
    assert filled(text, READMES[name]) == text


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_named_in_a_readme_that_is_read_in_one_go(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert [one for one in COMMANDS if not re.search(rf"\bttdn {one}\b", text)] == []
    assert text.count("\n") <= LINES[READMES[name]]


def test_both_readmes_have_the_same_parts() -> None:
    english, vietnamese = (re.sub(r"(?m)^## .*", "##", _blocks(name)) for name in READMES)
    assert english == vietnamese


def _blocks(name: str) -> str:
    """Return the headings of a README and the kinds of blocks below them, in order."""
    return "\n".join(re.findall(r"^(?:## .*|```[a-z]+)$", (ROOT / name).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", READMES)
def test_the_finding_shown_is_one_of_the_examples_in_the_words_of_the_program(name: str, run: Run) -> None:
    folder, language = ROOT / "plan" / "2017", READMES[name]
    asked = ("--quarter", "Q2", "--select", "missing-coordinator", "--lang", language, "--format", "json")
    (one,) = run("check", str(folder / "examples"), "--plan", str(folder / "plan.yaml"), *asked).json["findings"]
    at = f"plan/2017/examples/Q2/{Path(one['path']).name}:{one['line']}:{one['column']}"
    lines = (f"   {ERROR[language]}: {one['message']}", f"     {at}  {one['rule']}", f"     → {one['hint']}")
    assert "\n".join(("```text", *lines, "```")) in (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", READMES)
def test_the_report_shown_is_accepted(name: str, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = (ROOT / name).read_text("utf-8")
    sample = next(block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "ttdn/status/1" in block)
    path = tmp_path_factory.mktemp("readme") / "report.yaml"
    path.write_text(sample, "utf-8")
    plan = str(ROOT / "plan" / "2017" / "plan.yaml")
    result = run("check", str(path), "--plan", plan, "--quarter", "Q2", "--format", "json", "--fail-on", "never")
    assert [file["verdict"] for file in result.json["files"]] == ["accepted"]


@pytest.mark.parametrize("today", [date(2017, 4, 2), date(2017, 5, 5), date(2031, 1, 1)], ids=str)
@pytest.mark.parametrize("name", READMES)
def test_the_commands_shown_work_one_after_another_in_an_empty_folder_once_the_quarter_has_begun(
    name: str, today: date, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for extra in ("xlsxwriter", "docx", "jinja2", "icalendar"):
        pytest.importorskip(extra, reason="needs the extras")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ttdn_cli.commands._context.today", lambda: today)
    text = (ROOT / name).read_text("utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    own = [one for one in lines if one.startswith("ttdn ")]
    last = next(number for number, one in enumerate(own, 1) if one.startswith("ttdn calendar"))
    codes = {}
    for line in own[:last]:  # what comes after takes files that nothing has written here
        if line.startswith("ttdn check reports"):  # by then an agency has sent its report
            shutil.copy("forms/so-ngoai-vu.xlsx", "so-ngoai-vu.xlsx")
            shutil.copy("forms/so-ngoai-vu.xlsx", "reports/Q2/so-ngoai-vu.xlsx")
        codes[line] = run(*shlex.split(line)[1:]).code
    assert len(codes) > 6, "forms, checks, lists and papers"
    assert {line: code for line, code in codes.items() if code not in (0, 1)} == {}


@pytest.mark.parametrize("name", READMES)
def test_the_waivers_shown_can_be_used(name: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / name).read_text("utf-8")
    sample = next(block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "ttdn/waivers/1" in block)
    (tmp_path / "waivers.yaml").write_text(sample, "utf-8")
    monkeypatch.setenv("TTDN_WAIVERS", str(tmp_path / "waivers.yaml"))
    folder = ROOT / "plan" / "2017"
    result = run(
        "check", str(folder / "examples"), "--plan", str(folder / "plan.yaml"), "--quarter", "Q2", "--format", "json"
    )
    assert [(one["rule"], one["task"], one["occurrence"]) for one in result.json["waived"]] == [
        ("overdue", "II.3.c", "2017-Q2")
    ]


def test_the_settings_shown_are_the_settings_there_are() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = tomllib.loads(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0])
    assert list(KEYS) == list(shown)


def test_the_two_commands_are_the_same_in_both_languages() -> None:
    found = [re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL) for name in READMES]
    assert found[0][:2] == found[1][:2]
    assert len(found[0]) >= 2


def test_every_path_that_contributing_names_is_there() -> None:
    assert [path for path in named_paths(CONTRIBUTING.read_text("utf-8")) if not exists(path)] == []


def test_a_path_that_is_not_there_is_found_out() -> None:
    text = "| `rules/` | `overdue.py`, `nowhere.py`, `rules/<name>.py` | `tests/none/`, `ttdn check -`, `1 / 2` |"
    assert [path for path in named_paths(text) if not exists(path)] == ["rules/nowhere.py", "tests/none/"]


@pytest.mark.skipif(sys.platform == "win32", reason="changes are tried in forks")
def test_the_parts_that_coverage_and_mutation_are_measured_of_are_there() -> None:
    from tests.mutation.run import LEFT_OUT, MODULES

    assert [name for name in (*FULL, *MODULES) if not (PACKAGE / name).exists()] == []
    assert [name for name in LEFT_OUT if not (ROOT / "tests" / name).exists()] == []


def named_paths(text: str) -> list[str]:
    """Return the paths in backticks; a bare name of a file stands in the folder that its line begins with."""
    found = []
    for line in text.split("\n"):
        named = [one for one in re.findall(r"`([^`]+)`", line) if PATH.fullmatch(one) and "://" not in one]
        folder = named[0] if line.startswith("| `") and named and named[0].endswith("/") else ""
        found += [one if "/" in one or not folder else folder + one for one in named]
    return found


def exists(path: str) -> bool:
    """Tell whether a path is there, from the root or in the package; `<name>` stands for any name."""
    pattern = re.sub(r"<[a-z]+>", "*", path).rstrip("/")
    return any(next(folder.glob(pattern), None) is not None for folder in (ROOT, PACKAGE))

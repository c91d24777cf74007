"""The READMEs say what is so: their generated parts are up to date, their commands and settings exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.readme import READMES, filled
from ttdn_cli.model.settings import KEYS


@pytest.mark.parametrize("name", READMES)
def test_the_generated_parts_are_up_to_date(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert filled(text, READMES[name]) == text


@pytest.mark.parametrize("name", READMES)
def test_the_report_shown_is_accepted(name: str, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = (ROOT / name).read_text("utf-8")
    sample = next(block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "ttdn/status/1" in block)
    path = tmp_path_factory.mktemp("readme") / "report.yaml"
    path.write_text(sample, "utf-8")
    plan = str(ROOT / "plan" / "2017" / "plan.yaml")
    result = run("check", str(path), "--plan", plan, "--quarter", "Q2", "--format", "json", "--fail-on", "never")
    assert [file["verdict"] for file in result.json["files"]] == ["accepted"]


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

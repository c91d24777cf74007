"""Every rule says what its case files expect, at the places they name, and nothing where they expect nothing.

A case is one YAML file, `ok-*.yaml` or `bad-*.yaml`, in the folder of its rule:

    options: [--as-of, 2017-07-01]      # of `ttdn check`, or of `ttdn plan check` when there is `check: plan`
    paths: [reports]                    # optional; what is checked, else the whole folder `reports`
    plan: |  registry: |  source: |     # optional texts; else plan.yaml and agencies.yaml beside this file
    base: |  base_registry: |           # optional texts: the plan to compare with, and base-agencies.yaml
    files: {Q2/so-a.yaml: |  …}         # below reports/
    waivers: |                          # optional text of the file of waivers; its rules must be run to be waived:
                                        # options: [--select, overdue]
    expect: [PLACE SEVERITY AGENCY TASK OCCURRENCE PERIOD | message]
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Run
from ttdn_cli.rules import names

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.glob("*/*.yaml"))


def lay_out(case: dict[str, Any], folder: Path) -> list[str]:
    """Write the files of a case into a folder and return the arguments that check them."""
    for name, key in (("plan.yaml", "plan"), ("agencies.yaml", "registry")):
        if key in case:
            (folder / name).write_bytes(_bytes(case[key]))
        else:
            shutil.copy(HERE / name, folder / name)
    for name, text in case.get("files", {}).items():
        path = folder / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(text))
    if "waivers" in case:
        (folder / "waivers.yaml").write_text(case["waivers"], "utf-8")
        (folder / "ttdn.toml").write_text('waivers = "waivers.yaml"\n', "utf-8")
    options = [str(one) for one in case.get("options", ())]
    if case.get("check") == "plan":
        if "source" in case:
            (folder / "source.txt").write_bytes(_bytes(case["source"]))
            options += ["--source", "source.txt"]
        for name, key in (("base.yaml", "base"), ("base-agencies.yaml", "base_registry")):
            if key in case:
                (folder / name).write_bytes(_bytes(case[key]))
        options += ["--base", "base.yaml"] if "base" in case else []
        return ["plan", "check", "plan.yaml", *options]
    return ["check", *case.get("paths", ["reports"]), "--plan", "plan.yaml", *options]


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def shown(finding: dict[str, Any]) -> str:
    """Return a finding on one line: place, severity, whom and what it is about, message."""
    about = " ".join(str(finding[key] or "-") for key in ("agency", "task", "occurrence", "period"))
    return (
        f"{finding['path']}:{finding['line']}:{finding['column']} {finding['severity']} {about} | {finding['message']}"
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_gives_the_findings_it_expects(
    path: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    monkeypatch.chdir(tmp_path)
    arguments = lay_out(case, tmp_path)
    rule = path.parent.name
    result = run(*arguments, "--select", rule, "--format", "json", "--lang", "en")
    assert "Internal error" not in result.err, result.err
    found = [shown(finding) for finding in result.json["findings"]]
    if request.config.getoption("--update-golden"):
        _rewrite(path, found)
        return
    assert case["expect"] == found
    assert bool(found) == path.name.startswith("bad-"), "an ok case expects nothing, a bad one something"
    assert {finding["rule"] for finding in result.json["findings"]} <= {rule}


def _rewrite(path: Path, found: list[str]) -> None:
    kept = path.read_text("utf-8").split("\nexpect:")[0].rstrip()
    lines = "".join(
        "\n  - " + yaml.safe_dump(one, allow_unicode=True, width=10_000, default_style="'").strip() for one in found
    )
    path.write_text(f"{kept}\nexpect:{lines or ' []'}\n", "utf-8")


def test_every_rule_has_an_ok_and_a_bad_case() -> None:
    have = {(path.parent.name, path.name.split("-")[0]) for path in CASES}
    assert {(rule, kind) for rule in names() for kind in ("ok", "bad")} == have

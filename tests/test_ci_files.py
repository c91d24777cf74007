"""What others put into their CI works: the hooks run, and every command line that is shown is one that exists."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Annotated, get_origin, get_type_hints

import jsonschema
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT, Result, Run
from tests.generate.readmes import READMES
from tests.support.repository import commit, git
from tests.support.sample import GOOD, RULES, SCRIPT, lay_out
from ttdn_cli.cli import _chosen
from ttdn_cli.commands._staged import REPORTS
from ttdn_cli.files.paths import SUFFIXES
from ttdn_cli.findings import Severity
from ttdn_cli.render import formats
from ttdn_cli.rules import all_rules

COMMANDS = {f"{group} {name}" if group else name for _, group, name in _chosen([])}
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
WORKFLOWS = ROOT / ".github" / "workflows"
WORKFLOW, TESTS = WORKFLOWS / "plan.yml", WORKFLOWS / "tests.yml"
HOOK = {
    "type": "object",
    "required": ["id", "name", "description", "entry", "language", "types", "files"],
    "oneOf": [{"required": ["require_serial"]}, {"required": ["pass_filenames"]}],
    "additionalProperties": False,
    "properties": {
        **{key: {"type": "string", "minLength": 1} for key in ("id", "name", "description", "entry", "files")},
        "language": {"const": "python"},
        "types": {"enum": [["yaml"], ["file"]]},
        "require_serial": {"const": True},
        "pass_filenames": {"const": False},
    },
}
FILES = (
    "plan/2017/plan.yaml", "plan.yml", "plan/agencies.yaml", "plan/2017/plan.yaml.orig", "reports/so-a.yaml",
    "2017-Q2/so-a.yml", "x/Q2/so-a.yaml", "2017-06/so-a.yaml", "H1/so-a.yaml", ".pre-commit-config.yaml",
    "waivers.yaml", "plan/2017/2017.yaml", "reports.yaml", "Q2/so-a.XLSX", "reports/Q2/so-a.docx", "reports/readme.md",
)  # fmt: skip


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_has_the_fields_that_pre_commit_knows(name: str) -> None:
    jsonschema.validate(HOOKS[name], HOOK)


def test_a_hook_is_called_for_the_files_that_it_judges_and_no_others() -> None:
    found = {name: [file for file in FILES if re.search(hook["files"], file)] for name, hook in HOOKS.items()}
    assert found == {"ttdn-plan-check": list(FILES[:2]), "ttdn-check": [*FILES[4:9], *FILES[-3:-1]]}
    assert HOOKS["ttdn-check"]["files"] == REPORTS, "the program looks for the same files"
    assert all(re.search(REPORTS, f"reports/so-a{suffix}") for suffix in SUFFIXES)


def test_the_hook_for_reports_asks_for_the_rules_about_what_stands_in_the_files() -> None:
    program, *arguments = HOOKS["ttdn-check"]["entry"].split()
    assert (program, arguments[:3]) == ("ttdn", ["check", "--staged", "--select"])
    errors = {name for name, rule in all_rules().items() if rule.mends and rule.severity is Severity.ERROR}
    assert set(arguments[3].split(",")) == errors - {"untouched-template"}


BAD = GOOD.replace("T.1", "T.9")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository of reports whose settings name a plan, and no folder of reports."""
    monkeypatch.chdir(lay_out(tmp_path, files={"ttdn.toml": 'plan = "plan.yaml"', "Q1/so-c.yaml": BAD}))
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "first")
    return tmp_path


def hook(run: Run) -> Result:
    return run(*HOOKS["ttdn-check"]["entry"].split()[1:], "--lang", "en")


def stage(kept: Path, files: dict[str, str | bytes]) -> None:
    lay_out(kept, files=files)
    git(kept, "add", "--all")


@pytest.mark.parametrize(("report", "code"), [(GOOD, 0), (BAD, 1), (GOOD.replace("in_progress", "underway"), 1)])
def test_the_hook_judges_the_folders_of_the_reports_that_are_staged(
    report: str, code: int, run: Run, kept: Path
) -> None:
    stage(kept, {"Q2/so-a.yaml": report, ".github/Q.yaml": "a: 1", "notes/a.xlsx": b"x"})
    assert hook(run).code == code


def test_an_honest_delay_and_the_silence_of_others_stop_no_commit(run: Run, kept: Path) -> None:
    stage(kept, {"Q2/so-a.yaml": GOOD})
    assert hook(run).code == 0
    assert run("check", "Q2", "--as-of", "2018-01-01").code == 1


def test_a_staged_report_is_judged_against_those_beside_it(run: Run, kept: Path) -> None:
    stage(kept, {"Q2/so-a.yaml": GOOD})
    commit(kept, "one")
    stage(kept, {"Q2/so-a-2.yaml": GOOD})
    result = hook(run)
    assert (result.code, "[duplicate-report]" in result.out) == (1, True)


def test_where_no_report_is_staged_the_hook_passes(run: Run, kept: Path) -> None:
    stage(kept, {"notes.txt": "x", "plan/x.yaml": "a: 1"})
    result = hook(run)
    assert (result.code, result.out, result.err) == (0, "", "No report is about to be committed\n")


def test_evidence_that_is_staged_is_no_report(run: Run, kept: Path) -> None:
    stage(kept, {"Q2/minh-chung/so-a.yaml": BAD})
    assert hook(run).code == 0


def test_a_report_that_is_taken_out_is_none_that_is_committed(run: Run, kept: Path) -> None:
    git(kept, "rm", "--quiet", "Q1/so-c.yaml")
    assert hook(run).code == 0


def test_in_a_first_commit_everything_is_staged(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"ttdn.toml": 'plan = "plan.yaml"', "reports/ä b.yaml": BAD}))
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    result = hook(run)
    assert (result.code, result.out.startswith("reports/ä b.yaml:")) == (1, True)


def test_the_folder_that_is_set_is_judged_whatever_is_staged(run: Run, kept: Path) -> None:
    stage(kept, {"ttdn.toml": 'plan = "plan.yaml"\nreports = "sent"', "sent/so-a.yaml": GOOD, "Q2/so-a.yaml": BAD})
    assert hook(run).code == 0
    lay_out(kept, files={"sent/so-a.yaml": BAD})
    assert hook(run).code == 1


def test_the_hook_sees_what_a_commit_of_everything_would_commit(run: Run, kept: Path) -> None:
    """`git commit --all` names its hooks another index than the one that stays."""
    lay_out(kept, files={"Q1/so-c.yaml": f"{BAD}# changed\n"})
    entry = HOOKS["ttdn-check"]["entry"].replace("ttdn", SCRIPT, 1)
    script = kept / ".git" / "hooks" / "pre-commit"
    script.parent.mkdir(exist_ok=True)
    script.write_text(f"#!/bin/sh\n{entry}\n", "utf-8")
    script.chmod(0o755)
    with pytest.raises(subprocess.CalledProcessError) as failed:
        git(kept, "commit", "--quiet", "--all", "--message=x")
    assert b"Q1/so-c.yaml:6:" in failed.value.stdout + failed.value.stderr
    assert hook(run).code == 0, "nothing is staged in the index that stays"


def test_paths_beside_staged_are_refused(run: Run, kept: Path) -> None:
    result = run("check", "--staged", str(kept), "--lang", "en")
    assert (result.code, "--staged finds the reports itself" in result.err) == (2, True)


def test_outside_of_a_repository_nothing_is_said_to_be_well(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert hook(run).code == 3


def test_the_hook_for_plans_judges_every_plan_and_tells_what_they_share_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = (RULES / "plan.yaml").read_text("utf-8")
    bad = plan.replace("lead: so-a", "lead: so-x", 1)
    assert bad != plan
    files: dict[str, str | bytes] = {"plan.yml": bad, "x/plan.yaml": bad.replace("agencies.yaml", "../agencies.yaml")}
    monkeypatch.chdir(lay_out(tmp_path, files=files))
    program, *arguments = HOOKS["ttdn-plan-check"]["entry"].split()
    assert (program, run(*arguments, "plan.yaml").code) == ("ttdn", 0)
    every = ("plan.yml", "x/plan.yaml", "plan.yaml", "plan.yml")
    result = run(*arguments, *every, "--format", "json", "--lang", "en")
    assert result.code == 1
    wrong = [one["path"] for one in result.json["findings"] if one["severity"] == "error"]
    assert wrong == ["plan.yml", "x/plan.yaml"]
    idle = [one for one in result.json["findings"] if one["rule"] == "plan-idle-agency"]
    assert [one["path"] for one in idle] == ["agencies.yaml"]
    verdicts = {one["path"]: one["verdict"] for one in result.json["files"]}
    assert verdicts == {"plan.yaml": "accepted", "plan.yml": "with_errors", "x/plan.yaml": "with_errors"}
    assert result.json["plan"] == {"id": "", "revision": None, "path": "", "unsettled": 0}
    marks = [one["fingerprint"] for one in result.json["findings"]]
    assert len(set(marks)) == len(marks)
    assert run(*arguments, "nowhere.yaml", "plan.yaml").code == 1


def shown(text: str) -> Iterator[list[str]]:
    """Yield the command lines of a workflow or job that call the program, up to what the shell does with the result."""
    for line in re.findall(r"^\s*(?:- |run: )*(ttdn .*)$", text, re.MULTILINE):
        words = shlex.split(line, comments=True)
        yield words[1 : next((at for at, word in enumerate(words) if word in (">>", "||")), None)]


def snippets(readme: str) -> list[str]:
    """Return the YAML of a README's part on CI."""
    part = re.split(r"^## .*\bCI$", (ROOT / readme).read_text("utf-8"), flags=re.MULTILINE)[1].split("\n## ")[0]
    return re.findall(r"```yaml\n(.*?)```", part, re.DOTALL)


def texts() -> dict[str, str]:
    """Return every text that shows command lines for CI."""
    return {"workflow": WORKFLOW.read_text("utf-8"), **{name: snippets(name)[1] for name in READMES}}


@pytest.mark.parametrize("name", texts())
def test_every_command_line_shown_is_one_that_exists(name: str) -> None:
    lines = list(shown(texts()[name]))
    called = [" ".join(line[:2]) for line in lines]
    assert sorted(called) == ["plan check", "plan diff"]
    for command, line in zip(called, lines, strict=True):
        if command not in COMMANDS:
            continue
        options = [word for word in line if word.startswith("-")]
        # --base comes with plan diff
        assert [one for one in options if one not in _options(command) and "plan diff" in COMMANDS] == []
        form = line[line.index("--format") + 1]
        assert command != "plan check" or form in formats()


def _options(command: str) -> set[str]:
    """Return the options of a command, as its arguments declare them."""
    module = import_module(f"ttdn_cli.commands.{command.replace(' ', '_')}")
    hints = get_type_hints(module.command, include_extras=True).values()
    declared = [hint.__metadata__[0] for hint in hints if get_origin(hint) is Annotated]
    return {text for one in declared for text in (one.default, *(one.param_decls or ()))}  # the first is the default


@pytest.mark.parametrize("path", sorted(WORKFLOWS.iterdir()), ids=lambda path: path.name)
def test_a_workflow_may_read_and_nothing_else_and_trusts_no_name(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert "permissions" not in job
    assert job["timeout-minutes"] <= 60
    actions = [step for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) for step in actions)
    kept = [step["with"]["persist-credentials"] for step in actions if "checkout" in step["uses"]]
    assert kept == [False]
    assert not any("${{" in step.get("run", "") for step in job["steps"])


def test_all_workflows_use_the_same_pinned_actions() -> None:
    used = [re.findall(r"uses: (\S+ # v[0-9.]+)$", path.read_text("utf-8"), re.MULTILINE) for path in (WORKFLOW, TESTS)]
    assert len(used[0]) == 2
    assert used[0] == used[1]


def test_the_workflow_for_plans_runs_when_a_plan_changes_and_tells_what_changed() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    assert workflow[True] == {"pull_request": {"paths": ["plan/**"]}}  # YAML 1.1 reads `on` so
    (job,) = workflow["jobs"].values()
    assert any("GITHUB_STEP_SUMMARY" in step.get("run", "") for step in job["steps"])


def test_the_tests_run_by_the_lock_on_every_system_with_the_oldest_and_the_newest_python() -> None:
    (job,) = yaml.safe_load(TESTS.read_text("utf-8"))["jobs"].values()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [re.search(r"Python :: (3\.[0-9]+)$", one) for one in project["classifiers"]]
    versions = [found[1] for found in named if found]
    matrix = job["strategy"]["matrix"]
    assert matrix["os"] == ["ubuntu-latest", "windows-latest", "macos-latest"]
    assert matrix["python"] == [versions[0], versions[-1]]
    lines = [step["run"] for step in job["steps"] if "run" in step]
    installs = [line.split(" install ")[1] for line in lines if " install " in line]
    assert installs == ["--require-hashes -r requirements.lock", "--no-deps --no-build-isolation ."]
    assert lines[-1] == 'python -m pytest -n 2 -m ""', "the slow ones as well"


@pytest.mark.parametrize("readme", READMES)
def test_the_hooks_shown_are_the_hooks_there_are_and_the_job_keeps_its_results(readme: str) -> None:
    hooks, gitlab = map(yaml.safe_load, snippets(readme))
    (repository,) = hooks["repos"]
    assert [one["id"] for one in repository["hooks"]] == list(HOOKS)
    artifacts = gitlab["plan"]["artifacts"]
    written = {line[line.index("--output") + 1] for line in shown(snippets(readme)[1])}
    assert written == {*artifacts["paths"], artifacts["reports"]["codequality"]}
    assert artifacts["when"] == "always"


@pytest.mark.parametrize("name", [*texts(), TESTS.name])
def test_workflow_and_job_fit_the_schemas_of_their_services(name: str, tmp_path: Path) -> None:
    path = tmp_path / "ci.yml"
    path.write_text(texts().get(name) or TESTS.read_text("utf-8"), "utf-8")
    gitlab = name in READMES
    service = ("vendor.gitlab-ci", "--data-transform", "gitlab-ci") if gitlab else ("vendor.github-workflows",)
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *service, str(path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def commands(readme: str) -> list[str]:
    """Return the command lines of a README that make an environment of their own."""
    return re.findall(r"^python3 -m venv .*$", (ROOT / readme).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_install_plainly_to_run_and_by_the_lock_to_test(readme: str) -> None:
    main_job, tests = commands(readme)
    assert ".venv/bin/pip install . " in main_job
    installs = [step.split(" install ")[1] for step in tests.split(" && ") if " install " in step]
    assert tests.endswith(" && .venv/bin/python -m pytest -n auto")
    # without isolation the build, too, uses what the lock has
    assert installs == ["--require-hashes -r requirements.lock", "--no-deps --no-build-isolation ."]


@pytest.mark.parametrize(("options", "slow"), [((), False), (("-m", "slow"), True), (("-m", ""), None)])
def test_a_run_leaves_the_slow_tests_out_unless_they_are_asked_for(
    options: tuple[str, ...], *, slow: bool | None
) -> None:
    path = "tests/fuzz/test_fuzz.py"
    chunk, whole = (
        f"{path}::test_a_spoilt_file_is_told_and_nothing_else_happens",
        f"{path}::test_the_fuzz_notices_a_fault",
    )
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *options, path]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True, timeout=60).stdout
    chunks, every = found.count(chunk), found.count(f"{path}::")
    assert (chunks, found.count(whole)) == {False: (1, 0), True: (15, 1), None: (16, 1)}[slow]
    assert every == {False: 3, True: 16, None: 19}[slow]


def test_the_lock_pins_with_hashes_a_version_of_every_library_that_the_project_allows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    wanted = [
        *project["project"]["dependencies"],
        *chain.from_iterable(extras.values()),
        *project["build-system"]["requires"],
    ]
    lines = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").split("\n")
    pins = {line.split("==")[0]: line for line in lines if "==" in line and not line.startswith("#")}
    for requirement in map(Requirement, wanted):
        if requirement.name == "ttdn":
            continue
        pinned = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pinned.split("==")[1].split()[0])
    assert [pin for pin in pins.values() if "--hash=sha256:" not in pin] == []

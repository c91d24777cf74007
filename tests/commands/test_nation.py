"""Several plans in one run: each province is judged by itself, all are shown together, and none hides another."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.support.schemas import validate
from ttdn_cli.intake import parallel as workers

EXAMPLES = ROOT / "plan" / "2017" / "examples"
NAMES = ("binh-dinh", "quang-ngai", "quang-ngai-cu")


def province(folder: Path, settings: str = "", quarters: tuple[str, ...] = ("Q1", "Q2")) -> Path:
    """Write a province of the 2017 plan, called after its folder."""
    shutil.copytree(ROOT / "plan" / "2017", folder / "2017", ignore=shutil.ignore_patterns("examples"))
    shutil.copy(ROOT / "plan" / "agencies.yaml", folder)
    plan = folder / "2017" / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("id: quang-ngai-2017", f"id: {folder.name}", 1), "utf-8")
    for quarter in quarters:
        shutil.copytree(EXAMPLES / quarter, folder / "reports" / quarter)
    (folder / "ttdn.toml").write_text(f'plan = "2017/plan.yaml"\nreports = "reports"\n{settings}', "utf-8")
    return folder


@pytest.fixture
def nation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of three provinces, and work in the folder above it."""
    for name in NAMES:
        province(tmp_path / "provinces" / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "provinces"


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_province_is_judged_as_it_would_be_alone(nation: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    together = lines(run("check", "provinces", "--format", "jsonl").out)
    of = {name: [one for one in together if one["province"] == name] for name in NAMES}
    assert list(dict.fromkeys(one["province"] for one in together)) == ["binh-dinh", "quang-ngai-cu", "quang-ngai"]
    for name in NAMES:
        monkeypatch.chdir(nation / name)
        alone = run("check", "--format", "json").json["findings"]
        assert alone
        for one in of[name]:
            validate(one, "finding-line")
            assert one.pop("plan") == name
            assert one.pop("waived") is None
            assert one.pop("follow_from") is None
            one.pop("province")
            one["path"] = one["path"].removeprefix(f"provinces/{name}/")
            for other in one["related"]:
                other["path"] = other["path"].removeprefix(f"provinces/{name}/")
        assert of[name] == alone


def test_lines_are_in_the_order_of_their_paths_with_the_same_columns(nation: Path, run: Run) -> None:
    (nation / "binh-dinh" / "reports" / "Q1" / "hỏng.yaml").write_text("a: [", "utf-8")
    found = lines(run("check", "provinces", "--format", "jsonl").out)
    assert [one["path"] for one in found] == sorted(one["path"] for one in found)
    assert len({tuple(one) for one in found}) == 1


@pytest.mark.slow
@pytest.mark.parametrize("form", ["jsonl", "text"])
def test_any_number_of_processes_writes_the_same_bytes(nation: Path, form: str, run: Run) -> None:
    (nation / "binh-dinh" / "ttdn.toml").write_text("plan = 3\n", "utf-8")
    one = run("check", "provinces", "--format", form, "--jobs", "1")
    for jobs in ("2", "3", "9"):
        assert run("check", "provinces", "--format", form, "--jobs", jobs) == one


@pytest.mark.slow
@pytest.mark.usefixtures("nation")
def test_many_files_are_shared_out_unasked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run("check", "provinces", "--format", "jsonl")
    asked = []

    def listen(judge: Any, parts: Any, jobs: int) -> Any:
        asked.append((jobs, judge.common.options.jobs))
        return workers.in_turn(judge, parts, jobs)

    monkeypatch.setattr("ttdn_cli.commands._provinces.in_turn", listen)
    monkeypatch.setattr(workers, "ENOUGH_FILES", 20)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert run("check", "provinces", "--format", "jsonl") == expected
    assert asked == [(2, 1)], "the provinces, and not again the files of each"


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "arguments",
    [
        ("--plan", "provinces"),
        ("--plan", "provinces/quang-ngai", "--plan", "provinces/binh-dinh", "--plan", "provinces/quang-ngai-cu"),
        tuple(part for name in NAMES for part in ("--plan", f"provinces/{name}/2017/plan.yaml")),
        ("provinces", "--plan", ""),
    ],
)
@pytest.mark.usefixtures("nation")
def test_provinces_may_be_named_by_folder_or_plan(arguments: tuple[str, ...], run: Run) -> None:
    if "" in arguments:
        arguments = ("provinces/",)
    found = lines(run("check", *arguments, "--format", "jsonl").out)
    expected = lines(run("check", "provinces", "--format", "jsonl").out)
    assert sorted(one["path"].split("provinces/")[1] for one in found) == [
        one["path"].removeprefix("provinces/") for one in expected
    ]


def test_the_settings_of_the_working_folder_may_name_the_provinces(nation: Path, run: Run) -> None:
    expected = run("check", "provinces", "--format", "jsonl").out
    (nation.parent / "ttdn.toml").write_text('reports = "provinces"\n', "utf-8")
    assert run("check", "--format", "jsonl").out == expected


def test_several_plans_may_judge_the_same_reports(nation: Path, run: Run, tmp_path: Path) -> None:
    shutil.move(nation / "binh-dinh" / "ttdn.toml", tmp_path / "aside")
    shutil.move(nation / "quang-ngai" / "ttdn.toml", tmp_path / "aside")
    plans = [part for name in NAMES[:2] for part in ("--plan", f"provinces/{name}/2017/plan.yaml")]
    found = lines(run("check", str(EXAMPLES / "Q1"), *plans, "--format", "jsonl").out)
    assert {(one["province"], one["plan"]) for one in found} == {("2017", name) for name in NAMES[:2]}
    assert run("check", *plans, "--lang", "en").err.count("No report found") == 2


@pytest.mark.usefixtures("nation")
def test_every_line_of_text_names_province_and_plan(run: Run) -> None:
    result = run("check", "provinces", "--lang", "en")
    assert all(one.endswith(tuple(f"] ({name}; {name})" for name in NAMES)) for one in result.out.splitlines())
    assert result.err.count("As of 2017-07-01") == 3
    assert "Provinces judged: 3 of 3. Errors:" in result.err


@pytest.mark.usefixtures("nation")
def test_a_terminal_shows_the_provinces_under_heads(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = run("check", "provinces").out
    assert [out.count(f"{name}; {name}") for name in NAMES] == [1, 1, 1]


class TestBroken:
    """A province that cannot be judged is told with its file and reason; the others are judged."""

    @pytest.mark.sampled(4)
    @pytest.mark.parametrize(
        ("file", "content", "code", "said"),
        [
            (
                "ttdn.toml",
                "plan = [",
                2,
                "quang-ngai: ttdn: provinces/quang-ngai/ttdn.toml: the settings are not TOML",
            ),
            ("ttdn.toml", None, 3, "quang-ngai: ttdn: This folder is no province: it has no ttdn.toml"),
            ("ttdn.toml", "", 2, "quang-ngai: ttdn: provinces/quang-ngai/ttdn.toml: no plan is named"),
            ("ttdn.toml", 'plan = "2017/plan.yaml"\n', 3, "quang-ngai: ttdn: No report found"),
            ("2017/plan.yaml", "schema: [", 3, "quang-ngai: ttdn: The plan cannot be used: provinces/quang-ngai/2017"),
            ("2017/plan.yaml", None, 3, "quang-ngai: ttdn: The plan cannot be used: provinces/quang-ngai/2017"),
            ("agencies.yaml", "", 3, "quang-ngai: ttdn: The plan cannot be used: provinces/quang-ngai/2017"),
        ],
    )
    def test_one_is_told_and_the_others_judged(  # noqa: PLR0913 - what is broken, and what is said of it
        self, nation: Path, file: str, content: str | None, code: int, said: str, run: Run
    ) -> None:
        path = nation / "quang-ngai" / file
        if content is None:
            path.unlink()
        else:
            path.write_text(content, "utf-8")
        result = run("check", "provinces", "--lang", "en", "--format", "jsonl")
        assert result.code == code
        assert said in result.err
        assert "Provinces judged: 2 of 3." in result.err
        assert {one["province"] for one in lines(result.out)} == {"binh-dinh", "quang-ngai-cu"}

    @pytest.mark.usefixtures("nation")
    def test_a_fault_of_the_program_hides_no_other_province(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        from ttdn_cli.results.engine import judge_reports

        def fail(rules: Any, case: Any, *rest: Any, **named: Any) -> Any:
            if case.plan.id == "quang-ngai":
                raise ZeroDivisionError("x")
            return judge_reports(rules, case, *rest, **named)

        monkeypatch.setattr("ttdn_cli.commands._judge.judge_reports", fail)
        result = run("check", "provinces", "--lang", "en", "--format", "jsonl")
        assert result.code == 3
        assert "quang-ngai: Internal error: ZeroDivisionError" in result.err
        assert {one["province"] for one in lines(result.out)} == {"binh-dinh", "quang-ngai-cu"}


class TestSettings:
    """What a province says in its settings holds for it alone."""

    @pytest.fixture(autouse=True)
    def _elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Work where no settings name a plan."""
        monkeypatch.chdir(tmp_path)

    def test_rules_and_level_are_those_of_the_province(self, tmp_path: Path, run: Run) -> None:
        province(tmp_path / "p" / "a", 'fail_on = "never"\nignore = ["late-report"]\n')
        province(tmp_path / "p" / "b", 'fail_on = "never"\n')
        result = run("check", str(tmp_path / "p"), "--format", "jsonl")
        assert result.code == 0
        assert {one["province"] for one in lines(result.out) if one["rule"] == "late-report"} == {"b"}
        assert run("check", str(tmp_path / "p"), "--fail-on", "info").code == 1

    def test_a_waiver_holds_in_its_province(self, tmp_path: Path, run: Run) -> None:
        province(tmp_path / "p" / "a", 'waivers = "waivers.yaml"\n')
        province(tmp_path / "p" / "b")
        (tmp_path / "p" / "a" / "waivers.yaml").write_text(
            "schema: ttdn/waivers/1\nwaivers:\n"
            "  - {rule: late-report, reason: Bão, authority: 1/QĐ, until: 2017-12-31}\n",
            "utf-8",
        )
        found = lines(run("check", str(tmp_path / "p"), "--format", "jsonl").out)
        late = [(one["province"], one["waived"]) for one in found if one["rule"] == "late-report"]
        decision = {"reason": "Bão", "authority": "1/QĐ", "until": "2017-12-31"}
        assert dict(late) == {"a": decision, "b": None}

    def test_one_language_for_all(self, tmp_path: Path, run: Run) -> None:
        province(tmp_path / "p" / "a", 'lang = "vi"\n')
        province(tmp_path / "p" / "b", 'lang = "en"\n')
        result = run("check", str(tmp_path / "p"), "--lang", "en", "--select", "late-report")
        assert result.out.count(": note: ") == len(result.out.splitlines()) > 1

    def test_a_plan_that_is_set_makes_it_one_plan(self, nation: Path, run: Run) -> None:
        """Whoever sends reports cannot turn their folder into provinces where a plan is named."""
        plan = nation / "quang-ngai" / "2017" / "plan.yaml"
        assert run("check", "provinces", "--plan", str(plan), "--format", "json").json["plan"]["id"] == "quang-ngai"
        (nation.parent / "ttdn.toml").write_text('plan = "provinces/quang-ngai/2017/plan.yaml"\n', "utf-8")
        assert run("check", "provinces", "--format", "json").json["plan"]["id"] == "quang-ngai"


class TestUsage:
    """What cannot be meant is refused before anything is judged."""

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("provinces", "--watch"), "--watch cannot be used with several plans"),
            (("provinces", "--format", "json"), "Known values: jsonl, text"),
            (("provinces", "--as-of", "x"), "--as-of: not a date"),
            (("provinces", "--select", "x"), "--select: x is not known"),
            (("provinces", "--fail-on", "x"), "--fail-on: x is not known"),
            (("--plan", "provinces", "--reports", "x"), "it does not go together with: x"),
            (("--plan", "provinces", "x"), "it does not go together with: x"),
            (
                ("-", "--plan", "provinces/binh-dinh/2017/plan.yaml", "--plan", "provinces/quang-ngai/2017/plan.yaml"),
                "Standard input can be judged by one plan only",
            ),
            (("provinces", "x"), "it does not go together with: x"),
        ],
    )
    @pytest.mark.usefixtures("nation")
    def test_wrong_usage_ends_the_run(self, arguments: tuple[str, ...], said: str, run: Run) -> None:
        result = run("check", *arguments, "--lang", "en")
        assert (result.code, result.out) == (2, "")
        assert said in result.err

    def test_a_folder_that_cannot_be_looked_into_is_no_folder_of_provinces(self, run: Run) -> None:
        assert run("check", "--plan", "a\0b").code == 3


class TestWriting:
    """A file appears whole or not at all; standard output gets each province when it is done."""

    @pytest.mark.usefixtures("nation")
    def test_the_file_holds_what_standard_output_gets(self, run: Run, tmp_path: Path) -> None:
        expected = run("check", "provinces", "--format", "jsonl")
        assert run("check", "provinces", "--format", "jsonl", "--output", "o").out == ""
        assert (tmp_path / "o").read_text("utf-8") == expected.out
        assert sorted(one.name for one in tmp_path.iterdir()) == ["o", "provinces"]

    @pytest.mark.parametrize("target", ["provinces", "provinces/quang-ngai/reports/Q1/so-tttt.yaml", "none/o"])
    def test_an_output_that_cannot_be_written_ends_the_run(
        self, nation: Path, target: str, run: Run, tmp_path: Path
    ) -> None:
        report = nation / "quang-ngai" / "reports" / "Q1" / "so-tttt.yaml"
        before = report.read_bytes()
        assert run("check", "provinces", "--output", target).code == 3
        assert report.read_bytes() == before
        assert not list(tmp_path.rglob(".ttdn-*"))

    @pytest.mark.usefixtures("nation")
    def test_a_reader_that_goes_away_ends_it_quietly(self) -> None:
        with subprocess.Popen(
            (sys.executable, "-m", "ttdn_cli", "check", "provinces"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as child:
            assert child.stdout
            child.stdout.close()
            assert child.stderr
            said = child.stderr.read()
            assert child.wait() == 1, "the findings of the first province"
        assert said == b""


def test_one_plan_as_lines_has_no_province(run: Run) -> None:
    found = lines(run("check", str(EXAMPLES), "--format", "jsonl").out)
    assert {(one["province"], one["plan"]) for one in found} == {(None, "quang-ngai-2017")}

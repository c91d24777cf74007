"""Corners that no other test comes to: what is built in code, names that no file has, folders that go away."""

from __future__ import annotations

import io
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, HEAD, PLAN, lay_out
from ttdn_cli import cli
from ttdn_cli.files.opening import read_stdin
from ttdn_cli.files.paths import from_here
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.files.yaml import parse
from ttdn_cli.model.periods import parse_period, quarter
from ttdn_cli.model.states import State
from ttdn_cli.model.status import Status
from ttdn_cli.render import formats
from ttdn_cli.text.i18n import Words


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/a.yaml": GOOD}))


def test_a_report_can_be_built_in_code() -> None:
    item = {"task": "T.1", "state": State.DONE, "completed_on": date(2017, 6, 1)}
    head = {"schema": "ttdn/status/1", "agency": "so-a", "period": quarter(2017, 2), "submitted_on": date(2017, 6, 19)}
    written = f"{HEAD}items:\n  - {{task: T.1, state: done, completed_on: 2017-06-01}}\n".encode()
    assert Status.model_validate({**head, "items": [item]}) == Status.model_validate(parse(written).data)


def test_an_alias_in_a_key_that_is_no_text_is_refused() -> None:
    with pytest.raises(FileRejected) as caught:
        parse(b"? [*a]\n: x\n")
    assert caught.value.code == "alias"


def test_standard_input_that_cannot_be_read_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Broken()))
    with pytest.raises(FileRejected) as caught:
        read_stdin()
    assert caught.value.code == "input-output"


@pytest.mark.parametrize("text", ["0000-Q1", "0000", "2017-13", "x" * 61])
def test_what_is_no_period_is_none(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("identity", "said"),
    [
        ("2017-05-01/2017-06-30", "01/5/2017 - 30/6/2017"),
        ("2017-05-01/..", "từ 01/5/2017"),
        ("2017-06-30", "30/6/2017"),
        ("2017-H1", "6 tháng đầu năm 2017"),
        ("2017-H2", "6 tháng cuối năm 2017"),
        ("2017-06", "tháng 6/2017"),
        ("2017-Q4", "quý IV/2017"),
        ("2017", "năm 2017"),
    ],
)
def test_a_period_is_said_in_vietnamese(identity: str, said: str) -> None:
    assert Words("vi").period(identity) == said


def test_the_formats_are_the_files_of_the_folder() -> None:
    assert {"json", "text"} <= set(formats())


def test_rejected_files_are_counted_by_the_lists(run: Run) -> None:
    Path("reports/b.yaml").write_text("[]", "utf-8")
    assert "Files rejected: 1" in run("overdue", "--reports", "reports", *PLAN, "--lang", "en").err


def test_a_source_that_is_no_text_ends_with_3(run: Run) -> None:
    Path("source.txt").write_bytes(b"\xff")
    assert run("plan", "check", "plan.yaml", "--source", "source.txt").code == 3
    assert run("plan", "check", "plan.yaml", "--source", "gone.txt").code == 3


def test_schemas_in_a_folder_that_cannot_be_made_end_with_3(run: Run) -> None:
    assert run("schema", "--all", "plan.yaml/x").code == 3


def test_without_the_plan_that_ships_with_it_the_program_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ttdn_cli.commands._plan.shipped", lambda *_parts: "gone.yaml")
    result = run("plan", "show", "--lang", "en")
    assert (result.code, "is missing" in result.err) == (3, True)


def test_a_working_folder_that_is_gone_is_no_obstacle(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    shutil.rmtree(gone)
    folder = str(tmp_path)
    assert run("check", f"{folder}/reports", "--plan", f"{folder}/plan.yaml", "--fail-on", "never").code == 0


@pytest.mark.parametrize(
    ("settings", "code"), [(b"\xff", 1), (b"[tool.ttdn]\nlang = \xff", 2), (b"ttdn = [", 1), (b"[tool.ttdn]\nx = [", 2)]
)
def test_a_broken_project_file_is_ours_to_judge_only_with_our_table(settings: bytes, code: int, run: Run) -> None:
    Path("pyproject.toml").write_bytes(settings)
    assert run("check", "reports", *PLAN).code == code


def test_settings_that_cannot_be_read_are_told(run: Run) -> None:
    Path("ttdn.toml").mkdir()
    assert run("check", "reports", *PLAN).code in (1, 2)


@pytest.mark.parametrize(
    ("error", "code"),
    [(KeyboardInterrupt(), 130), (BrokenPipeError(), 0), (OSError(28, "full"), 3), (ZeroDivisionError(), 3)],
)
def test_every_end_has_its_code(error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(cli, "_run", fail)
    monkeypatch.setattr(cli, "silence", lambda _stream: None)
    assert cli.main(["check"]) == code


def test_a_task_is_explained_with_all_that_the_plan_says_of_it(run: Run) -> None:
    Path("plan.yaml").write_text(
        (Path("plan.yaml").read_text("utf-8").split("tasks:")[0])
        + """
tasks:
  - id: T.1
    title: Một việc
    content: [Điểm một]
    lead: so-a
    coordinators: [so-b, lien-quan, bao-chi]
    scopes: {so-b: phần của mình}
    schedule: {milestones: [{by: 2017-03-31, name: Bản thảo, percent: 40}, {by: 2017-06-30}],
               aspirational: true, as_written: x}
    deliverables: [{name: Kỷ yếu}, {name: Sổ tay, quantity: 2, unit: cuốn}]
  - {id: T.2, title: Việc khác, lead: so-a, schedule: {ongoing: true}}
amendments:
  - {document: {number: 9/UBND}, effective: 2017-05-01, changes: {T.2: {lead: so-b}}}
assumptions:
  - {about: T.1, text: Giả định một}
  - {about: T.1.schedule, text: Giả định hai}
  - {about: T.2, text: Giả định ba}
""",
        "utf-8",
    )
    said = run("explain", "T.1", *PLAN, "--lang", "en").out
    for part in (
        *("Điểm một", "Sở Bình Yên (phần của mình)", "open group", "group: Báo X, Đài Y", "Time frame, as written: x"),
        *("Bản thảo 40%", "striven for", "2 cuốn (Sổ tay)", "Giả định một", "Giả định hai"),
    ):
        assert part in said
    assert "Giả định ba" not in said
    other = run("explain", "T.2", *PLAN, "--lang", "en").out
    assert "no due date" in other
    assert "Amended by 9/UBND from 2017-05-01" in other


def test_a_group_of_many_is_told_by_its_size(run: Run) -> None:
    six = "  - {id: bao-chi, name: Báo chí, members: [so-a, so-b, so-c, dai-y, bao-x, huyen-m]}\n"
    registry = Path("agencies.yaml").read_text("utf-8").splitlines(keepends=True)
    Path("agencies.yaml").write_text("".join(six if "bao-chi" in line else line for line in registry), "utf-8")
    assert "Báo chí (group of 6 agencies)" in run("explain", "T.2", *PLAN, "--lang", "en").out


def test_a_folder_whose_name_begins_with_two_dots_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert from_here(str(tmp_path / "..reports" / "a.yaml")) == "..reports/a.yaml"
    assert from_here(str(tmp_path.parent / "a.yaml")) == str(tmp_path.parent / "a.yaml")

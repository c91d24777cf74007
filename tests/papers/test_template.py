"""`ttdn template` gives what an agency owes, and nothing else, in four formats."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import Run
from tests.support.forms import FORMATS, OWING, PLAN, Q2, need
from ttdn_cli.intake.sheet_columns import COLUMNS, HEAD, HEADINGS, HEADS
from ttdn_cli.model.names import fold


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_input_gives_the_same_bytes(form: str, run: Run) -> None:
    need(form)
    for name in ("a", "b"):
        assert run("template", "--agency", "so-tttt", "--output", f"{name}.{form}", *Q2).code == 0
    assert Path(f"a.{form}").read_bytes() == Path(f"b.{form}").read_bytes()


def test_only_what_is_owed_is_in_it_carried_over_and_coordinated_included(run: Run) -> None:
    owed = yaml.safe_load(run("template", "--agency", "Sở Ngoại vụ", *Q2, "--lang", "vi").out)["items"]
    assert [(one["task"], one["occurrence"]) for one in owed] == [
        ("II.2", "2017"),
        ("II.3.c", "2017-Q2"),  # that of the first quarter was done in it
        ("II.4.a", "2017"),
        ("II.4.b", "unspecified"),
        ("II.4.c", "unspecified"),
        ("II.7", "2017-Q2"),
    ]
    empty = run("template", "--agency", "so-ngoai-vu", "--quarter", "Q2", *PLAN, "--reports", ".", "--lang", "vi").out
    carried = [one["occurrence"] for one in yaml.safe_load(empty)["items"] if one["task"] == "II.3.c"]
    assert carried == ["2017-Q1", "2017-Q2"]


def test_yaml_begins_with_the_editors_line_and_quotes_the_last_report(run: Run) -> None:
    lines = run("template", "--agency", "so-ngoai-vu", *Q2, "--lang", "vi").out.splitlines()
    assert lines[0] == "# yaml-language-server: $schema=status.schema.json"
    assert "  # Báo cáo quý I/2017: đang thực hiện, 25%" in lines
    assert "  # Sản phẩm: Bản tin: 1 số" in lines


def test_words_of_reports_stay_comments_and_text(run: Run) -> None:
    report = {
        "schema": "ttdn/status/1",
        "agency": "so-ngoai-vu",
        "period": "2017-Q1",
        "submitted_on": "2017-03-20",
        "items": [{"task": "II.4.a", "state": "in_progress", "result": "a\nitems: []\u2028x: 1\x1b[31m"}],
    }
    Path("r").mkdir()
    Path("r/a.yaml").write_text(yaml.safe_dump(report, allow_unicode=True), "utf-8")
    arguments = ("template", "--agency", "so-ngoai-vu", "--quarter", "Q2", *PLAN, "--reports", "r")
    out = run(*arguments).out
    assert "\x1b" not in out
    assert len(yaml.safe_load(out)["items"]) == 7
    rows = list(csv.reader(io.StringIO(run(*arguments, "--format", "csv").out.lstrip("\ufeff")), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_file_that_is_there_is_kept_unless_it_is_forced(run: Run) -> None:
    Path("a.yaml").write_text("filled in", "utf-8")
    result = run("template", "--agency", "so-tttt", "--output", "a.yaml", *Q2, "--lang", "en")
    assert (result.code, Path("a.yaml").read_text("utf-8")) == (3, "filled in")
    assert "--force" in result.err
    assert run("template", "--agency", "so-tttt", "--output", "a.yaml", "--force", *Q2).code == 0
    Path("q").mkdir()
    Path("q/so-tttt.csv").write_text("filled in", "utf-8")
    assert run("template", "--all", "q", "--format", "csv", *Q2).code == 3
    assert [path.name for path in Path("q").iterdir()] == ["so-tttt.csv"]
    assert run("template", "--all", "q", "--format", "csv", "--force", *Q2).code == 0
    assert len(list(Path("q").iterdir())) == len(OWING)


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (2, ["--agency", "Sở Nội"], "there is no agency Sở Nội"),
        (2, [], "Either --agency or --all"),
        (2, ["--agency", "so-tttt", "--all", "q"], "Either --agency or --all"),
        (2, ["--agency", "so-tttt", "--output", "a.odt"], "odt is not known"),
        (2, ["--agency", "so-tttt", "--format", "ods"], "ods is not known"),
        (3, ["--agency", "so-tai-chinh"], "owes no report"),
    ],
)
def test_what_cannot_be_written_is_said(code: int, arguments: list[str], said: str, run: Run) -> None:
    result = run("template", *arguments, *Q2, "--lang", "en")
    assert (result.code, result.out) == (code, "")
    assert said in result.err


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["--all", "out"], b"PK"),
        (["--agency", "so-tttt", "-o", "out/so-tttt"], b"PK"),
        (["--agency", "so-tttt", "-o", "out/a.yml"], b"# yaml-language-server"),
        (["--agency", "so-tttt", "-o", "out/a.yaml", "--format", "csv"], b"\xef\xbb\xbf"),
        (["--agency", "so-tttt"], b"# yaml-language-server"),
    ],
)
def test_files_are_workbooks_unless_their_ending_or_an_option_says_otherwise(
    arguments: list[str], first: bytes, run: Run
) -> None:
    need("xlsx")
    Path("out").mkdir()
    result = run("template", *arguments, *Q2)
    assert result.code == 0
    made = [path.read_bytes() for path in Path("out").iterdir()] or [result.out.encode()]
    assert {data[: len(first)] for data in made} == {first}


def test_without_the_extra_files_are_yaml(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert run("template", "--all", "q", *Q2).code == 0
    assert sorted(path.name for path in Path("q").iterdir()) == [f"{one}.yaml" for one in OWING]


def test_what_is_printed_names_the_period_of_the_form(run: Run) -> None:
    one = run("template", "--agency", "so-tttt", "-o", "a.csv", *Q2, "--lang", "vi")
    assert one.err == "Biểu mẫu báo cáo quý II/2017 của Sở Thông tin và Truyền thông: a.csv\n"
    every = run("template", "--all", "q", "--format", "csv", *Q2, "--lang", "en").err.splitlines()
    assert every[0].startswith("Form of the report for 2017-Q2, ")
    assert len(every) == len(OWING) + 1


@pytest.mark.parametrize("where", [("--all", "forms"), ("--agency", "so-tttt", "--output", "form.yaml")])
def test_quiet_writes_the_same_files_and_says_nothing_of_them(where: tuple[str, ...], run: Run) -> None:
    loud = run("template", *where, "--format", "yaml", *Q2)
    written = {path: path.read_bytes() for path in Path().rglob("*.yaml")}
    quiet = run("template", *where, "--format", "yaml", *Q2, "--force", "-q")
    assert (quiet.err, quiet.out, quiet.code) == ("", "", 0)
    assert {path: path.read_bytes() for path in Path().rglob("*.yaml")} == written
    assert loud.err != ""


def test_labels_and_headings_mean_one_thing_each() -> None:
    assert not set(HEADS) & set(HEADINGS)
    names = [fold(name) for fields in (HEAD, COLUMNS) for words in fields.values() for name in words]
    assert len(names) == len(set(names))

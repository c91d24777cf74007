"""`plan new` begins a plan that `plan check` accepts, and leaves to settle what a table does not say."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Run
from tests.support.annex_files import FORMS, Rows, as_csv, as_docx, as_xlsx, openpyxl
from tests.support.annex_files import HEAD as HEADINGS
from ttdn_cli.files.grid import tidy
from ttdn_cli.files.yaml import parse
from ttdn_cli.intake.plan_reader import read_plan_files
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.schedule import Schedule
from ttdn_cli.plans.annex.draft import draft_plan, structure_of
from ttdn_cli.plans.annex.parts import Draft, Span
from ttdn_cli.plans.annex.results import DraftDeliverable, read_deliverable
from ttdn_cli.plans.annex.sections import is_known
from ttdn_cli.plans.annex.sheets import read_source
from ttdn_cli.plans.annex.table import table_of
from ttdn_cli.plans.scaffold import Head, scaffold_plan
from ttdn_cli.text.i18n import Words
from ttdn_cli.text.yaml_text import scalar

ANNEX = ROOT / "tests" / "annex" / "annex.csv"  # made up
OURS = "Ủy ban nhân dân tỉnh Quảng Ngãi"  # whose registry ships with the program
HEAD = ("--id", "x-2025", "--year", "2025", "--issuer", "UBND tỉnh Ví dụ", "--lang", "en")
COLUMNS = "TT;Tên nhiệm vụ;Cơ quan chủ trì;Cơ quan phối hợp;Kết quả;Thời gian hoàn thành\n"
ROW = "1;Nhiệm vụ;Sở Tài chính;Sở Nội vụ;01 báo cáo;Quý II/2025\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def with_hidden(data: bytes) -> bytes:
    """Return a workbook with its second sheet hidden and named anew."""
    book, file = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
    book.worksheets[1].title, book.worksheets[1].sheet_state = "Cũ", "hidden"
    book.save(file)
    return file.getvalue()


def open_with_hidden(rows: Rows) -> bytes:
    """Return an open workbook with rows in a sheet that is shown and in one that is not."""
    cells = ["".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in row) for row in rows]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles><style:style style:name='h' style:family='table'>"
        "<style:table-properties table:display='false'/></style:style></office:automatic-styles><office:body>"
        f"<office:spreadsheet><table:table table:name='Cũ' table:style-name='h'>{body}</table:table>"
        f"<table:table table:name='Mới'>{body}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    return file.getvalue()


def errors(run: Run, path: str = "plan.yaml") -> list[tuple[str, str | None]]:
    """Return the errors and warnings that `plan check` has about a plan: rule and task."""
    found = run("plan", "check", path, "--format", "json").json["findings"]
    return [(one["rule"], one["task"]) for one in found if one["severity"] != "info"]


def plan_of(path: str = "plan.yaml") -> Plan:
    plan = read_plan_files(path, path).plan
    assert plan is not None
    return plan


def from_table(run: Run, text: str | bytes, *more: str) -> Any:
    Path("tasks.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    head = [OURS if one == "UBND tỉnh Ví dụ" else one for one in HEAD]
    return run("plan", "new", *head, "--from", "tasks.csv", "--output", "plan.yaml", *more)


class TestWithoutTable:
    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_the_scaffold_has_no_fault_and_brings_its_registry(self, folder: Path, run: Run, language: str) -> None:
        result = run("plan", "new", *HEAD[:-1], language, "--output", "plan.yaml")
        assert (result.code, result.out) == (0, "")
        assert sorted(path.name for path in folder.iterdir()) == ["agencies.yaml", "plan.yaml"]
        assert errors(run) == []
        text = Path("plan.yaml").read_text("utf-8")
        assert ("VÍ DỤ" in text) == (language == "vi")
        assert text.startswith("# yaml-language-server: $schema=")

    @pytest.mark.usefixtures("folder")
    def test_every_part_of_a_plan_stands_in_the_scaffold_and_can_be_switched_on(self, run: Run) -> None:
        run("plan", "new", *HEAD, "--output", "plan.yaml")
        text = Path("plan.yaml").read_text("utf-8")
        used = re.sub(r"^( *)#(?=[^ ]|  )(.*)", r"\1\2", text, flags=re.MULTILINE)
        used = "\n".join(line for line in used.split("\n") if not re.match(r" +\{.*\} = ", line))
        tree = parse(used.encode())
        assert "amendments" in tree.data
        assert {"legal_bases", "purposes", "duties", "funding", "recipients", "assumptions"} <= tree.data.keys()
        Path("plan.yaml").write_text(used, "utf-8")
        assert errors(run) == []

    def test_the_registry_can_be_switched_on_whole(self, folder: Path, run: Run) -> None:
        run("plan", "new", *HEAD, "--output", "plan.yaml")
        path = folder / "agencies.yaml"
        used = re.sub(r"^( *)#(?=[^ ]|  )(.*)", r"\1\2", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(used, "utf-8")
        assert errors(run) == []

    def test_a_registry_that_is_named_is_used_by_its_relative_path(self, folder: Path, run: Run) -> None:
        shutil.copy(ROOT / "plan" / "agencies.yaml", folder / "all.yaml")
        (folder / "2025").mkdir()
        result = run("plan", "new", *HEAD, "--agencies", "all.yaml", "--output", "2025/plan.yaml")
        assert result.code == 0
        assert plan_of("2025/plan.yaml").agencies == "../all.yaml"
        assert errors(run, "2025/plan.yaml") == []
        assert sorted(path.name for path in folder.rglob("*.yaml")) == ["all.yaml", "plan.yaml"]

    def test_a_registry_beside_the_plan_is_used_and_left_as_it_is(self, folder: Path, run: Run) -> None:
        shutil.copy(ROOT / "plan" / "agencies.yaml", folder)
        before = (folder / "agencies.yaml").read_bytes()
        assert run("plan", "new", *HEAD, "--output", "plan.yaml").code == 0
        assert (folder / "agencies.yaml").read_bytes() == before
        assert errors(run) == []

    def test_the_schema_of_a_folder_above_is_named(self, folder: Path, run: Run) -> None:
        (folder / "schemas").mkdir()
        (folder / "plan").mkdir()
        run("schema", "--all", "schemas")
        run("plan", "new", *HEAD, "--output", "plan/plan.yaml")
        first = Path("plan/plan.yaml").read_text("utf-8").split("\n")[0]
        assert first == "# yaml-language-server: $schema=../schemas/plan.schema.json"

    def test_standard_output_takes_the_plan_alone(self, folder: Path, run: Run) -> None:
        result = run("plan", "new", *HEAD)
        assert result.code == 0
        assert Plan.model_validate(parse(result.out.encode()).data).id == "x-2025"
        assert list(folder.iterdir()) == []
        assert "--output FILE" in result.err

    @pytest.mark.parametrize("name", ["plan.yaml", "agencies.yaml"])
    def test_nothing_is_overwritten(self, folder: Path, run: Run, name: str) -> None:
        (folder / name).write_text("mine", "utf-8")
        result = run("plan", "new", *HEAD, "--output", name)
        assert (result.code, (folder / name).read_text("utf-8")) == (3, "mine")
        assert len(list(folder.iterdir())) == 1
        assert "not overwritten" in result.err

    def test_the_plan_is_not_written_under_the_name_of_its_registry(self, folder: Path, run: Run) -> None:
        assert run("plan", "new", *HEAD, "--output", "./agencies.yaml").code == 2
        assert list(folder.iterdir()) == []

    def test_a_dangling_link_is_not_written_through(self, folder: Path, run: Run) -> None:
        (folder / "plan.yaml").symlink_to(folder / "elsewhere.yaml")
        assert run("plan", "new", *HEAD, "--output", "plan.yaml").code == 3
        assert not (folder / "elsewhere.yaml").exists()

    @pytest.mark.usefixtures("folder")
    def test_a_folder_that_is_not_there_is_told(self, run: Run) -> None:
        result = run("plan", "new", *HEAD, "--output", "none/plan.yaml")
        assert result.code == 3
        assert "none/agencies.yaml could not be written: there is no folder none" in result.err
        assert "Make the folder first" in result.err

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--id", "A B", "--year", "2025", "--issuer", "x"), "--id: not an id: A B"),
            (("--id", "a", "--year", "0", "--issuer", "x"), "--year"),
            (("--id", "a", "--year", "2025", "--issuer", "a\nb"), "--issuer: not a name"),
            (("--id", "a", "--year", "2025"), "Something is missing on the command line: --issuer"),
        ],
    )
    def test_a_wrong_head_is_wrong_usage(self, run: Run, arguments: tuple[str, ...], said: str) -> None:
        result = run("plan", "new", *arguments, "--lang", "en")
        assert result.code == 2
        assert said in result.err

    def test_a_broken_registry_is_told_with_its_line(self, folder: Path, run: Run) -> None:
        (folder / "r.yaml").write_text("schema: ttdn/agencies/1\nagencies: [\n", "utf-8")
        result = run("plan", "new", *HEAD, "--agencies", "r.yaml")
        assert result.code == 3
        assert "r.yaml:2:" in result.err


class TestFromTable:
    @pytest.mark.usefixtures("folder")
    def test_an_annex_becomes_a_plan_in_which_only_what_is_to_settle_is_wrong(self, run: Run) -> None:
        result = from_table(run, ANNEX.read_bytes())
        assert result.code == 1
        assert [one for one in errors(run) if one[0] != "plan-unsettled"] == [("plan-reference", None)]  # the lead
        plan = plan_of()
        assert all(one.to_settle for one in plan.assumptions)
        assert [one.id for one in plan.sections] == ["I", "II", "III"]
        assert [task.id for task in plan.tasks] == (
            ["I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "II.3", "II.4", "II.5", "III.1", "III.2", "III.3", "III.4"]
        )
        assert [one.about for one in plan.assumptions] == (["II.1", "II.2", "II.3", "II.4", "III.1", "III.3"])
        tasks = {task.id: task for task in plan.tasks}
        assert tasks["I.1"].coordinators == ("so-vhttdl",)
        assert tasks["I.2"].coordinators == ("so-ngoai-vu", "cac-don-vi-lien-quan")
        assert [dict(one) for one in tasks["I.2"].deliverables] == [
            {"name": "phóng sự giới thiệu địa phương", "quantity": 2, "unit": "phóng sự"},
            {"name": "báo cáo", "quantity": 1, "unit": "báo cáo"},
        ]
        assert tasks["I.4"].schedule.tentative
        assert tasks["I.4"].title == 'Tổ chức triển lãm: "biển, đảo" #quê hương'
        unclear = {"unspecified": "true", "as_written": "Trước 30/6/2025"}
        assert tasks["II.1"].schedule == Schedule.model_validate(unclear)
        assert tasks["II.3"].coordinators == ("so-tai-chinh",)
        assert tasks["II.5"].coordinators == ("cong-an", "bch-bdbp")
        assert (tasks["II.4"].lead, tasks["III.1"].lead) == (("cac-so-ban-nganh-tinh",), ())
        assert tasks["III.1"].schedule.aspirational
        assert tasks["III.2"].schedule.open_ended
        assert "# To settle: no lead was found in: Trung tâm" in Path("plan.yaml").read_text("utf-8")

    @pytest.mark.usefixtures("folder")
    def test_what_is_to_settle_is_told_with_its_line_and_counted(self, run: Run) -> None:
        lines = from_table(run, ANNEX.read_bytes()).err.split("\n")
        assert lines[0].startswith("tasks.csv:11:6: II.1: The time frame “Trước 30/6/2025”: the last day is 2025-06-29")
        assert "tasks.csv:13:4: II.3: Coordinator: the registry has no agency or group “Sở Du lịch sao Hỏa”" in lines
        onwards = "2025 và những năm tiếp theo"
        assert lines[-5:] == [
            f"tasks.csv:20:6: III.3: Thời gian hoàn thành is blank; proposed as in the row above: {onwards}",
            "Tasks read: 13; time frames left unspecified: 2; names to settle: 2; other points to settle: 2",
            "Written beside it: agencies.yaml",
            "Next: ttdn plan check plan.yaml",
            "",
        ]

    @pytest.mark.usefixtures("folder")
    def test_words_that_are_long_are_told_short_and_kept_whole(self, run: Run) -> None:
        words = "Sở Lạ " * 500
        result = from_table(run, COLUMNS + ROW.replace("Sở Nội vụ", words))
        assert len(result.err) < 600
        assert words.strip() in plan_of().assumptions[0].text

    @pytest.mark.usefixtures("folder")
    def test_a_terminal_obeys_no_cell(self, run: Run) -> None:
        result = from_table(run, COLUMNS + ROW.replace("Sở Nội vụ", "Sở\u202eLạ"))
        assert "SởU+202ELạ" in result.err
        assert "\u202e" not in result.err + Path("plan.yaml").read_text("utf-8")
        assert "Sở\u202eLạ" in plan_of().assumptions[0].text

    @pytest.mark.usefixtures("folder")
    def test_a_table_that_leaves_nothing_open_gives_0(self, run: Run) -> None:
        result = from_table(run, COLUMNS + ROW)
        assert result.code == 0
        assert errors(run) == []

    @pytest.mark.usefixtures("folder")
    def test_the_same_table_gives_the_same_bytes(self, run: Run) -> None:
        made = []
        for _ in range(2):
            from_table(run, ANNEX.read_bytes())
            made.append(Path("plan.yaml").read_bytes())
            Path("plan.yaml").unlink()
        assert made[0] == made[1]

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_separators_line_ends_and_the_mark_of_utf8_do_not_matter(
        self, run: Run, separator: str, mark: bytes, end: str
    ) -> None:
        text = (COLUMNS + "\n" + ROW).replace(";", separator).replace("\n", end)
        assert from_table(run, mark + text.encode()).code == 0
        assert plan_of().tasks[0].lead == ("so-tai-chinh",)

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(
        "headers",
        [
            "STT;ten nhiem vu;Don vi chu tri;Don vi phoi hop;San pham;Thoi han",
            "TT;NỘI DUNG NHIỆM VỤ;ĐƠN VỊ CHỦ TRÌ;ĐƠN VỊ PHỐI HỢP;KẾT QUẢ/SẢN PHẨM;THỜI GIAN THỰC HIỆN",
            'Số TT;Nội dung công việc;"Cơ quan, đơn vị\nchủ trì";Phối hợp;Sản phẩm đầu ra;Tiến độ',
        ],
    )
    def test_headers_are_known_in_the_words_of_offices(self, run: Run, headers: str) -> None:
        assert from_table(run, f"{headers}\n{ROW}").code == 0
        assert plan_of().tasks[0].coordinators == ("so-noi-vu",)

    @pytest.mark.usefixtures("folder")
    def test_columns_may_stand_in_any_order_and_two_may_be_missing(self, run: Run) -> None:
        assert from_table(run, "Chủ trì;Thời hạn;TT;Nhiệm vụ\nSở Tài chính;Quý I;1;Việc\n").code == 0
        assert plan_of().tasks[0].title == "Việc"

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "tasks.csv:1:1: the table is empty"),
            ('"";""\n', "tasks.csv:1:1: the table is empty"),
            ("a;b\n", "tasks.csv:1:1: no table has the headings of tasks"),
            ("TT;Tên nhiệm vụ;Chủ trì\n", "tasks.csv:1:1: there is no column Thời gian hoàn thành"),
            ("TT;STT;Tên nhiệm vụ\n", "tasks.csv:1:2: two columns mean the same: TT, STT"),
            (COLUMNS, "tasks.csv:1:1: the table holds no task"),
            (COLUMNS + "I;Tuyên truyền\n", "tasks.csv:2:1: the table holds no task"),
            (COLUMNS + "1;;Sở Tài chính\n", "tasks.csv:2:2: column Tên nhiệm vụ is empty"),
            (COLUMNS + ROW + "\n" + ROW, "tasks.csv:4:1: the number 1 stands in row 2 already"),
            (COLUMNS + "x" * 41 + ";Việc;Sở Tài chính\n", "tasks.csv:2:1: column TT: not a number of a row"),
            (
                COLUMNS + ROW.strip() + ";thừa\n",
                "tasks.csv:2:7: the row has more cells than the table has columns: thừa",
            ),
            (COLUMNS + ROW.replace("Nhiệm", "\x07"), "tasks.csv:2:1: error: There is a control character"),
            (COLUMNS + "1;" + "x" * 40_000 + ";;;;Quý I\n", "tasks.csv:2:1: error: The quotation marks of this row"),
            (COLUMNS + "1;" + "x" * 140_000 + ";;;;Quý I\n", "tasks.csv:2:1: error: The quotation marks of this row"),
            (COLUMNS + ROW + '2;"open;;;\n\n', "tasks.csv:3:1: error: The quotation marks of this row"),
            (COLUMNS + ROW + '2;"a"b;;;\n', "tasks.csv:3:1: error: The quotation marks of this row"),
            (COLUMNS.encode("utf-16")[:-1], "tasks.csv:1:1: error: The file is not UTF-8 text"),
            (COLUMNS.encode() + b"1;S\xf5\n", "tasks.csv:2:1: error: The file is not UTF-8 text"),
            (b"PK\x03\x04\x14\x00\xff", "tasks.csv:1:1: error: The workbook cannot be opened"),
            (b"%PDF-1.7\n", "tasks.csv:1:1: error: This is a PDF file"),
            (COLUMNS + "".join(ROW.replace("1;", f"{n};", 1) for n in range(2001)), "more than 2000 rows"),
            (COLUMNS + "x" * 5_000_000, "tasks.csv:1:1: error: The file is larger than 4 MB"),
        ],
    )
    def test_a_table_that_cannot_be_read_is_refused_with_its_line(self, run: Run, text: str | bytes, said: str) -> None:
        result = from_table(run, text)
        assert result.code == 3
        assert said in result.err
        assert not Path("plan.yaml").exists()
        assert not Path("agencies.yaml").exists()

    @pytest.mark.usefixtures("folder")
    def test_two_thousand_tasks_are_one_plan(self, run: Run) -> None:
        rows = "".join(ROW.replace("1;", f"{n};", 1) for n in range(1, 2000))
        assert from_table(run, COLUMNS + rows).code == 0
        assert len(plan_of().tasks) == 1999

    @pytest.mark.usefixtures("folder")
    def test_a_table_that_is_not_there_is_told(self, run: Run) -> None:
        result = run("plan", "new", *HEAD, "--from", "none.csv")
        assert result.code == 3
        assert "There is no such file" in result.err


class TestFromOffice:
    """From Word and workbooks, for plans of other bodies, of other times than a year."""

    TABLE = (HEADINGS, ("1", "Việc A", "Sở An Bình", "Sở Tài chính", "02 báo cáo", "Quý II/2025"))

    def made(self, run: Run, name: str, data: bytes, *more: str) -> Any:
        Path(name).write_bytes(data)
        return run("plan", "new", *HEAD, "--from", name, "--output", "plan.yaml", *more)

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("form", FORMS)
    def test_a_plan_of_another_body_brings_a_registry_of_the_names_in_its_table(self, run: Run, form: str) -> None:
        result = self.made(run, f"annex.{form}", FORMS[form](self.TABLE))
        assert result.code == 0
        assert "The registry holds those whom the table names: agencies 2, open groups 0" in result.err
        assert errors(run) == []
        assert plan_of().tasks[0].lead == ("so-an-binh",)
        registry = parse(Path("agencies.yaml").read_bytes()).data
        assert [one["name"] for one in registry["agencies"]] == ["Sở An Bình", "Sở Tài chính"]

    @pytest.mark.usefixtures("folder")
    def test_that_a_group_is_open_stands_among_the_assumptions_as_decided(self, run: Run) -> None:
        row = ("1", "Việc A", "Sở An Bình", "UBND các xã, phường; các đơn vị liên quan", "02 báo cáo", "Quý II/2025")
        assert self.made(run, "annex.csv", as_csv((HEADINGS, row))).code == 0
        assert errors(run) == []
        groups = [one for one in parse(Path("agencies.yaml").read_bytes()).data["groups"] if one["open"]]
        assert [one["name"] for one in groups] == ["UBND các xã, phường", "các đơn vị liên quan"]
        lines = plan_of().assumptions
        assert [(one.about, one.to_settle) for one in lines] == [(one["id"], False) for one in groups]
        assert "“UBND các xã, phường” is an open group" in lines[0].text

    def test_more_agencies_than_a_registry_holds_are_refused_and_nothing_is_written(
        self, folder: Path, run: Run
    ) -> None:
        rows = [
            (str(at), "Việc", "; ".join(f"Sở A{at} B{one}" for one in range(300)), "", "", "") for at in range(1, 18)
        ]
        result = self.made(run, "annex.csv", as_csv((HEADINGS, *rows)))
        assert result.code == 3
        assert "annex.csv:18:3: the table names more than 5000 agencies" in result.err
        assert [one.name for one in folder.iterdir()] == ["annex.csv"]

    def test_a_registry_that_is_named_is_all_that_is_asked(self, folder: Path, run: Run) -> None:
        shutil.copy(ROOT / "plan" / "agencies.yaml", folder / "all.yaml")
        result = self.made(run, "annex.docx", as_docx(self.TABLE), "--agencies", "all.yaml")
        assert "Lead: the registry has no agency “Sở An Bình”" in result.err
        assert plan_of().tasks[0].coordinators == ("so-tai-chinh",)
        assert not (folder / "agencies.yaml").exists()

    @pytest.mark.usefixtures("folder")
    def test_places_are_named_as_the_reader_of_the_file_sees_them(self, run: Run) -> None:
        table = (HEADINGS, (*self.TABLE[1][:5], "Cuối năm"))
        said = "1: The time frame “Cuối năm” is not certain"
        assert f"a.xlsx:Sheet!F2: {said}" in self.made(run, "a.xlsx", as_xlsx(table), "--output", "x.yaml").err
        where = "a.docx:table 1, row 2, column “Thời gian hoàn thành”"
        assert f"{where}: {said}" in self.made(run, "a.docx", as_docx(table), "--output", "w.yaml").err

    @pytest.mark.usefixtures("folder")
    def test_one_of_several_tables_is_named_by_its_number(self, run: Run) -> None:
        other = (HEADINGS, ("1", "Việc B", *self.TABLE[1][2:]))
        data = as_docx(self.TABLE, other)
        result = self.made(run, "a.docx", data)
        assert (result.code, Path("plan.yaml").exists()) == (3, False)
        assert "Name one of them with --table: 1, 2" in result.err
        result = self.made(run, "a.docx", data, "--table", "2")
        assert result.code == 0
        assert "Tables of the file that are not read: 1" in result.err
        assert [task.title for task in plan_of().tasks] == ["Việc B"]

    @pytest.mark.parametrize("kind", ["xlsx", "ods"])
    def test_sheets_that_are_hidden_are_told(self, kind: str, folder: Path, run: Run) -> None:
        data = with_hidden(as_xlsx(self.TABLE, self.TABLE)) if kind == "xlsx" else open_with_hidden(self.TABLE)
        result = self.made(run, f"{folder}/a.{kind}", data)
        assert "Hidden sheets of the file, which are not read: Cũ\n" in result.err
        assert [task.title for task in plan_of().tasks] == [self.TABLE[1][1]]

    @pytest.mark.usefixtures("folder")
    def test_a_plan_may_run_for_several_years(self, run: Run) -> None:
        table = (*self.TABLE, ("2", "Việc B", "Sở An Bình", "", "", "Quý II"))
        Path("a.csv").write_bytes(FORMS["csv"](table))
        head = ("--id", "x", "--issuer", "UBND", "--begins", "2025-01-01", "--ends", "31/12/2027", "--lang", "en")
        result = run("plan", "new", *head, "--from", "a.csv", "--output", "plan.yaml")
        assert "2: The time frame “Quý II”: of which year?" in result.err
        plan = plan_of()
        assert (plan.begins, plan.ends) == (date(2025, 1, 1), date(2027, 12, 31))
        assert [one[0] for one in errors(run)] == ["plan-unsettled"]

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(
        "options", [(), ("--begins", "2025-01-01"), ("--begins", "2025-02-01", "--ends", "2025-01-01"),
                    ("--begins", "1900-01-01", "--ends", "2025-01-01")]
    )  # fmt: skip
    def test_a_plan_whose_time_is_not_said_is_wrong_usage(self, run: Run, options: tuple[str, ...]) -> None:
        assert run("plan", "new", "--id", "x", "--issuer", "UBND", *options).code == 2

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("name", ["plan.yaml", "agencies.yaml"])
    def test_nothing_that_is_there_is_written_over(self, run: Run, name: str) -> None:
        mine = (ROOT / "plan" / "agencies.yaml").read_bytes()
        Path(name).write_bytes(mine)
        self.made(run, "a.docx", as_docx(self.TABLE))
        assert Path(name).read_bytes() == mine

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(
        ("name", "data", "said"),
        [
            ("a.docx", b"", "The file is empty (0 bytes)"),
            ("a.docx", b"PK\x03\x04nothing", "The Word file cannot be opened"),
            ("a.docx", b"{\\rtf1 x}", "This is a text in Rich Text Format"),
            ("a.docx", b"TT;Nhi\xe1\xbb\x87m", "This is plain text"),
            ("a.doc", b"\xd0\xcf\x11\xe0" + "WordDocument\0".encode("utf-16-le"), "a document of Word 97-2003"),
            ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
            ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
            ("a.pdf", b"%PDF-1.4", "This is a PDF file"),
        ],
    )
    def test_a_file_that_holds_no_table_is_refused_and_nothing_is_written(
        self, run: Run, name: str, data: bytes, said: str
    ) -> None:
        result = self.made(run, name, data)
        assert (result.code, said in result.err) == (3, True), result.err
        assert sorted(path.name for path in Path().iterdir()) == [name]


YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))


def drafted(text: str) -> Draft:
    """Return what a table says, its agencies looked up in the registry that ships with the program."""
    directory = read_plan_files(str(ROOT / "plan/2017/plan.yaml"), "plan.yaml").directory
    assert directory is not None
    table = table_of(read_source(text.encode(), "t.csv", is_known), None)
    return draft_plan(table, YEAR, directory.registry, *structure_of(table))


class TestIds:
    @pytest.mark.parametrize(
        ("numbers", "sections", "tasks"),
        [
            (["1", "2.1", "II.3.b)"], [], ["1", "2.1", "II.3.b"]),
            (["*I.", "1.", "2.", "*II.", "3."], ["I", "II"], ["1", "2", "3"]),
            (["*I", "1", "2", "*II", "1"], ["I", "II"], ["I.1", "I.2", "II.1"]),
            (["*1", "1.1", "1.2", "*2", "2.1"], ["1", "2"], ["1.1", "1.2", "2.1"]),
            (["*I", "*1", "a", "b", "*2", "a", "*II", "3"], ["I", "1", "2", "II"], ["1.a", "1.b", "2.a", "II.3"]),
            (["*A", "*I", "1", "*B", "*I", "1"], ["A", "A.I", "B", "B.I"], ["A.I.1", "B.I.1"]),
            (["*A", "*a", "1", "*B", "*a", "2"], ["A", "A.a", "B", "B.a"], ["1", "2"]),
        ],
    )
    def test_numbers_are_kept_unless_they_repeat(
        self, numbers: list[str], sections: list[str], tasks: list[str]
    ) -> None:
        rows = [f"{n[1:]};Mục\n" if n.startswith("*") else ROW.replace("1;", f"{n};", 1) for n in numbers]
        draft = drafted(COLUMNS + "".join(rows))
        assert [identity for identity, _ in draft.sections] == sections
        assert [task.id for task in draft.tasks] == tasks

    def test_a_heading_without_tasks_is_to_settle(self) -> None:
        """It may be a task whose other cells were merged with those above."""
        draft = drafted(COLUMNS + "I;Mục\n" + ROW + "II;Việc\nIII;Mục\n" + ROW.replace("1;", "2;", 1))
        assert [(one.about, one.line, one.kind) for one in draft.doubts] == [("II", 3, "other")]

    def test_a_heading_above_headings_is_not(self) -> None:
        assert drafted(COLUMNS + "I;Mục\n1;Mục nhỏ\n" + ROW.replace("1;", "a;", 1)).doubts == ()


class TestDoubts:
    @pytest.mark.parametrize("words", ["Quý I/2026", "30/6/2024", "Năm 2024", "Giai đoạn 2020-2024", "01/01/2026"])
    def test_a_time_frame_outside_the_plan_stays_unspecified(self, words: str) -> None:
        draft = drafted(COLUMNS + ROW.replace("Quý II/2025", words))
        assert draft.tasks[0].schedule == {"unspecified": "true"}
        assert [one.kind for one in draft.doubts] == ["time"]

    def test_a_window_may_leave_the_plan(self) -> None:
        assert drafted(COLUMNS + ROW.replace("Quý II/2025", "Giai đoạn 2025-2030")).doubts == ()

    def test_what_is_particular_to_some_plans_is_written(self) -> None:
        text = COLUMNS + "1;a;các sở, ban, ngành;;;Phấn đấu quý I\n2;b;Sở Tài chính;;;Từ năm 2025 trở đi\n"
        draft = drafted(text)
        assert [task.schedule for task in draft.tasks] == [
            {"by": "2025-03-31", "aspirational": "true"},
            {"from": "2025-01-01", "open_ended": "true"},
        ]
        assert draft.tasks[0].lead == ("cac-so-ban-nganh-tinh",)
        assert draft.doubts == ()

    def test_a_lead_among_its_coordinators_is_kept_as_lead(self) -> None:
        draft = drafted(COLUMNS + ROW.replace("Sở Nội vụ", "Sở Tài chính, Sở Nội vụ"))
        assert (draft.tasks[0].lead, draft.tasks[0].coordinators) == (("so-tai-chinh",), ("so-noi-vu",))
        assert [one.kind for one in draft.doubts] == ["name"]

    def test_a_name_that_is_not_known_is_followed_by_those_that_look_alike(self) -> None:
        draft = drafted(COLUMNS + ROW.replace("Sở Nội vụ", "Sở Nội vu tỉnh nhà"))
        assert draft.tasks[0].coordinators == ()
        assert draft.doubts[0].values["text"] == "Sở Nội vu tỉnh nhà"
        assert "Sở Nội vụ" in str(draft.doubts[0].values["near"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("01 báo cáo", DraftDeliverable("báo cáo", 1, "báo cáo")),
        ("02 phóng sự", DraftDeliverable("phóng sự", 2, "phóng sự")),
        ("04 số Bản tin đối ngoại", DraftDeliverable("số Bản tin đối ngoại", 4, "số")),
        ("03 Lớp tập huấn", DraftDeliverable("Lớp tập huấn", 3, "lớp tập huấn")),
        ("Kế hoạch của UBND tỉnh", DraftDeliverable("Kế hoạch của UBND tỉnh")),
        ("ít nhất 02 bài", DraftDeliverable("ít nhất 02 bài")),
        ("02-03 bài", DraftDeliverable("02-03 bài")),
        ("1.500 tờ rơi", DraftDeliverable("1.500 tờ rơi")),
        ("02 tin, bài", DraftDeliverable("02 tin, bài")),
        ("02 bài/tháng", DraftDeliverable("02 bài/tháng")),
        ("02 bài mỗi tháng", DraftDeliverable("02 bài mỗi tháng")),
        ("01 phần mềm", DraftDeliverable("phần mềm", 1, "phần mềm")),
        ("01 vật lạ", DraftDeliverable("01 vật lạ")),
        ("2025 báo cáo", DraftDeliverable("2025 báo cáo")),
        ("00 báo cáo", DraftDeliverable("00 báo cáo")),
    ],
)
def test_a_quantity_is_read_only_where_it_is_plain(words: str, expected: DraftDeliverable) -> None:
    assert read_deliverable(words) == expected


MARKS = (
    *("a: b", " #", "\n", "{{", "=1+1", '"', "'", "\\", "- ", "---", "...", "[", "]", "&a", "*a", "!x", "%", "@", "`"),
    *("|", ">", "~", "null", "yes", "010", "1e3", "2017-01-01", "\t", "<<", "? ", "ữ", "😀"),
    *("\x85", "\u00a0", "\u2028", "\u202e", "\ufeff", "\ue028"),
)
HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    st.lists(st.sampled_from(MARKS), min_size=1).map("".join),
)


@given(HOSTILE)
def test_any_text_comes_back_the_same_through_the_reader(text: str) -> None:
    composed = normalize("NFC", text)
    data = parse(f"# é\na:\n  - b: {scalar(composed)}\n    c: d\n".encode()).data
    assert data == {"a": [{"b": composed, "c": "d"}]}
    if composed:
        assert isinstance(data["a"][0]["b"], str)


@given(HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=60, deadline=None)
def test_hostile_cells_become_a_plan_with_the_same_words(title: str, lead: str, time: str) -> None:
    cells = [" ".join(tidy(cell).split()) or "x" for cell in (title, lead, time)]
    cells[0] = f"Việc {cells[0]} xong"
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    draft = drafted(COLUMNS + f"1;{quoted[0]};{quoted[1]};{quoted[1]};{quoted[0]};{quoted[2]}\n")
    data = scaffold_plan(Head("x", YEAR, cells[0], "agencies.yaml", None), draft, Words("en"))
    plan = Plan.model_validate(parse(data).data)
    assert plan.tasks[0].title == cells[0]
    assert plan.tasks[0].schedule.as_written == cells[2]
    assert plan.document.issuer == cells[0]

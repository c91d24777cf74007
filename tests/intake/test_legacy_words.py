"""Words in an old encoding reach no list, paper or form: a remark stands in their place, and they name nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.legacy import in_tcvn3, in_vni
from tests.support.sample import HEAD, PLAN, lay_out

REMARK = "(written in an old font of the encoding TCVN3, not read)"
IN_VIETNAMESE = "(nội dung ghi bằng phông chữ cũ TCVN3, chưa đọc được)"
FIELDS = f"""\
    deliverables: [{{name: {in_tcvn3("Bản tin")}, quantity: 1, unit: {in_tcvn3("cuốn")}}}]
    evidence: [12/{in_tcvn3("QĐ")}-SAB]
    result: {in_tcvn3("Đã phát hành bản tin")}
    obstacles: {in_tcvn3("Khó khăn do bão")}
    proposals: {in_tcvn3("Đề nghị bổ sung kinh phí")}
"""
DONE = f"  - task: T.1\n    state: done\n    completed_on: 2017-06-16\n    coordinated_with: [so-b]\n{FIELDS}"
OPEN = f"  - task: T.1\n    state: in_progress\n    coordinated_with: [so-b]\n{FIELDS}"
OLD = [in_tcvn3(text) for text in ("Bản", "cuốn", "QĐ", "phát", "Khó khăn", "Đề nghị")]
TABLE = """\
Cơ quan báo cáo;Sở An Bình
Kỳ báo cáo;Quý II/2017
Ngày gửi báo cáo;19/6/2017
Mã nhiệm vụ;Tình hình thực hiện;Cơ quan đã phối hợp
T.1;Đang thực hiện;Sở Bình Yên
"""


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))


def send(items: str) -> None:
    lay_out(Path(), files={"reports/Q2/so-a.yaml": f"{HEAD}items:\n{items}"})


def findings(run: Run, *arguments: str) -> list[tuple[str, int]]:
    result = run("check", *arguments, *PLAN, "--as-of", "2017-07-05", "--format", "json")
    return [(one["rule"], one["line"]) for one in result.json["findings"]]


def assert_nothing_old(text: str) -> None:
    assert [old for old in OLD if old in text] == []


@pytest.mark.parametrize(("language", "remark"), [("en", REMARK), ("vi", IN_VIETNAMESE)])
def test_a_list_has_the_remark_in_the_readers_language(run: Run, language: str, remark: str) -> None:
    send(OPEN)
    result = run("overdue", "reports", *PLAN, "--as-of", "2017-07-05", "--format", "json", "--lang", language)
    assert [one["obstacles"] for one in result.json["overdue"] if one["task"] == "T.1"] == [remark]
    assert_nothing_old(result.out)


@pytest.mark.parametrize(("state", "remarks"), [(OPEN, 6), (DONE, 5)])
def test_the_paper_of_a_meeting_has_the_remark_wherever_the_words_would_stand(
    run: Run, state: str, remarks: int
) -> None:
    send(state)
    result = run("report", "reports", *PLAN, "--as-of", "2017-07-05", "--format", "md", "--lang", "en")
    assert result.out.count(REMARK) == remarks
    assert_nothing_old(result.out)


def test_a_form_of_the_next_period_recalls_no_words_that_cannot_be_read(run: Run) -> None:
    send(OPEN)
    result = run(
        "template", "--agency", "so-a", "--quarter", "Q3", "--reports", "reports", *PLAN, "--format", "yaml",
        "--lang", "en",
    )  # fmt: skip
    assert result.out.count(REMARK) == 3
    assert_nothing_old(result.out)


def test_words_that_cannot_be_read_count_as_filled_in(run: Run) -> None:
    send(DONE.replace("2017-06-16", "2017-07-02"))
    assert {rule for rule, _ in findings(run, "reports")}.isdisjoint({"unexplained-delay", "no-evidence"})


def test_a_message_does_not_repeat_words_that_cannot_be_read(run: Run) -> None:
    send(f"  - task: T.1\n    state: {in_tcvn3('Đang thực hiện')}\n")
    result = run("check", "reports/Q2/so-a.yaml", *PLAN, "--as-of", "2017-07-05", "--format", "json", "--lang", "en")
    told = {one["rule"]: one["message"] for one in result.json["findings"] if one["line"] == 7}
    assert told.keys() == {"invalid-field", "legacy-text"}
    assert REMARK in told["invalid-field"]
    assert in_tcvn3("thực") not in json.dumps(result.json, ensure_ascii=False)


HEADINGS = "Mã nhiệm vụ;Tình hình thực hiện"
OLD_TABLES = {
    "all in TCVN3": (1, in_tcvn3(TABLE).encode()),
    "all in VNI": (1, in_vni(TABLE).encode("utf-8-sig")),
    "in TCVN3, saved by an old program": (1, in_tcvn3(TABLE).encode("cp1252")),
    "in VNI, saved by an old program": (1, in_vni(TABLE).encode("cp1252")),
    "headings alone": (4, TABLE.replace(HEADINGS, in_tcvn3(HEADINGS)).encode()),
    "head alone": (1, (in_vni(TABLE[: TABLE.index("Mã")]) + TABLE[TABLE.index("Mã") :]).encode()),
}  # fmt: skip


@pytest.mark.parametrize(("line", "data"), OLD_TABLES.values(), ids=OLD_TABLES)
def test_a_table_whose_headings_are_in_an_old_font_is_rejected_with_the_cause_first(
    run: Run, line: int, data: bytes
) -> None:
    lay_out(Path(), files={"reports/Q2/so-a.csv": data})
    result = run("check", "reports/Q2/so-a.csv", *PLAN, "--as-of", "2017-07-05", "--format", "json")
    assert [(one["rule"], one["severity"], one["line"]) for one in result.json["findings"]] == [
        ("legacy-text", "warning", line), ("unreadable", "error", line),
    ]  # fmt: skip
    assert (result.code, [one["verdict"] for one in result.json["files"]]) == (1, ["rejected"])


def test_a_cell_in_an_old_font_is_told_at_that_cell(run: Run) -> None:
    data = TABLE.replace("T.1;Đang thực hiện;Sở Bình Yên", f"T.1;Đang thực hiện;{in_vni('Sở Bình Yên')}").encode()
    lay_out(Path(), files={"reports/Q2/so-a.csv": data})
    result = run("check", "reports/Q2/so-a.csv", *PLAN, "--as-of", "2017-06-25", "--format", "json")
    found = [(one["rule"], one["line"], one["column"]) for one in result.json["findings"]]
    assert ("legacy-text", 5, 3) in found
    assert not any(rule == "unknown-coordinator" for rule, *_ in found)

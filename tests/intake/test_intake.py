"""What one file submits: an error in the head rejects it, one in an item spoils that item, nothing is coerced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, HEAD, ITEM, PLAN, lay_out, plan_and_directory
from ttdn_cli.files.paths import Source
from ttdn_cli.intake.report_reader import Intake
from ttdn_cli.intake.submission import Submission
from ttdn_cli.limits import MAX_ALIKE

NOT_YET = "  - task: T.1\n    state: not_started\n"
OTHER = "  - task: T.3\n    state: in_progress\n"
InputError = tuple[str, str, int]


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))


def receive(text: str, *folders: str) -> Submission:
    """Return what a text submits."""
    Path("report.yaml").write_text(text, "utf-8")
    return Intake(*plan_and_directory()).receive(Source("report.yaml", "report.yaml", folders))


def input_errors(submission: Submission) -> list[InputError]:
    """Return rule, code and line of what is wrong with a file."""
    assert submission.crash is None
    return [(one.rule, one.code, one.place.line) for one in submission.input_errors]


def tasks(submission: Submission) -> list[str] | None:
    """Return the tasks of the entries that count, or None of a rejected file."""
    return [one.task for one in submission.report.entries] if submission.report else None


def test_a_plain_report_is_taken_whole() -> None:
    found = receive(GOOD)
    assert input_errors(found) == []
    assert found.report is not None
    report = found.report
    assert (report.agency, report.period.id, str(report.submitted_on)) == ("so-a", "2017-Q2", "2017-06-19")
    assert [(one.task, one.occurrence, one.named) for one in found.report.entries] == [("T.1", "2017-Q2", ("so-b",))]
    assert (found.report.partial, found.report.nothing) == (False, False)


BAD_HEADS: dict[str, tuple[list[InputError], str, str]] = {
    "no schema": ([("invalid-field", "missing", 1)], "schema: ttdn/status/1\n", ""),
    "other schema": ([("invalid-field", "literal", 1)], "ttdn/status/1", "ttdn/status/2"),
    "no agency": ([("invalid-field", "missing", 1)], "agency: so-a\n", ""),
    "empty agency": ([("invalid-field", "empty", 2)], "so-a", ""),
    "agency as a list": ([("invalid-field", "text", 2)], "agency: so-a", "agency: [so-a]"),
    "unknown agency": ([("unknown-agency", "none", 2)], "agency: so-a", "agency: so-z"),
    "no period": ([("invalid-field", "missing", 1)], "period: 2017-Q2\n", ""),
    "no such quarter": ([("invalid-field", "no_quarter", 3)], "2017-Q2", "2017-Q5"),
    "no year": ([("invalid-field", "no_year", 3)], "2017-Q2", "Q2"),
    "period outside": ([("wrong-period", "outside", 3)], "2017-Q2", "2018-Q1"),
    "a month": ([("wrong-period", "outside", 3)], "2017-Q2", "2017-06"),
    "a year": ([("wrong-period", "outside", 3)], "2017-Q2", "2017"),
    "no day": ([("invalid-field", "missing", 1)], "submitted_on: 2017-06-19\n", ""),
    "month 13": ([("invalid-field", "no_month", 4)], "2017-06-19", "2017-13-01"),
    "day as a mapping": ([("invalid-field", "day", 4)], "2017-06-19", "{year: 2017}"),
    "agency twice": ([("duplicate-key", "", 3)], "agency: so-a\n", "agency: so-a\nagency: so-a\n"),
    "period twice": ([("duplicate-key", "", 4)], "period: 2017-Q2\n", "period: 2017-Q2\nperiod: 2017-Q2\n"),
    "misspelt": ([("invalid-field", "unknown", 2)], "agency:", "agancy:"),
}


@pytest.mark.parametrize(("expected", "old", "new"), BAD_HEADS.values(), ids=BAD_HEADS)
def test_an_error_in_the_head_rejects_the_report(expected: list[InputError], old: str, new: str) -> None:
    found = receive(GOOD.replace(old, new, 1))
    assert (input_errors(found), tasks(found)) == (expected, None)


def test_all_errors_of_a_head_are_told_at_once() -> None:
    found = receive("schema: x\nagency: so-z\nperiod: 2019-Q1\nsubmitted_on: hôm qua\nitems: [{task: T.1, state: x}]\n")
    assert sorted(one.rule for one in found.input_errors) == [
        "invalid-field", "invalid-field", "invalid-field", "unknown-agency", "wrong-period",
    ]  # fmt: skip
    assert found.report is None


BAD_ITEMS: dict[str, tuple[InputError, str]] = {
    "no task": (("invalid-field", "missing", 6), "  - state: done\n    completed_on: 2017-06-01\n"),
    "no state": (("invalid-field", "missing", 6), "  - task: T.1\n    result: Đã quay\n"),
    "unknown field": (("invalid-field", "unknown", 8), f"{NOT_YET}    notes: x\n"),
    "unknown task": (("unknown-task", "task", 6), "  - task: T.9\n    state: not_started\n"),
    "no such occurrence": (("unknown-task", "occurrence", 8), f"{NOT_YET}    occurrence: 2017-Q3\n"),
    "not an occurrence": (("invalid-field", "occurrence", 8), f"{NOT_YET}    occurrence: sau\n"),
    "done without a day": (("invalid-field", "completed_on_missing", 6), "  - task: T.1\n    state: done\n"),
    "a day without done": (
        ("invalid-field", "completed_on_not_done", 8),
        "  - task: T.1\n    state: in_progress\n    completed_on: 2017-06-01\n",
    ),
    "field twice": (("duplicate-key", "", 8), f"{NOT_YET}    state: done\n"),
    "field twice below": (
        ("duplicate-key", "", 8),
        f"{NOT_YET}    deliverables: [{{name: x, name: y, quantity: 1}}]\n",
    ),
    "text for fields": (("invalid-field", "mapping", 6), "  - T.1 đã xong\n"),
    "nothing": (("invalid-field", "empty_optional", 6), "  -\n"),
    "a list": (("invalid-field", "mapping", 6), "  - [T.1, done]\n"),
    "names as text": (("invalid-field", "list", 8), f"{NOT_YET}    coordinated_with: so-b\n"),
}  # fmt: skip


@pytest.mark.parametrize(("expected", "item"), BAD_ITEMS.values(), ids=BAD_ITEMS)
def test_an_error_in_an_item_leaves_out_that_item_alone(expected: InputError, item: str) -> None:
    found = receive(f"{HEAD}items:\n{item}{OTHER}")
    assert (input_errors(found), tasks(found)) == ([expected], ["T.3"])
    assert found.report is not None
    assert found.report.partial


def verdicts(run: Run, *arguments: str) -> dict[str, str]:
    """Return what became of each file of the folder of reports."""
    result = run("check", "reports", *PLAN, "--format", "json", *arguments)
    return {file["path"].removeprefix("reports/"): file["verdict"] for file in result.json["files"]}


def about(run: Run, rule: str, *arguments: str) -> list[tuple[str, str | None, str | None]]:
    """Return path, task and occurrence of the findings of one rule over the folder of reports."""
    result = run("check", "reports", *PLAN, "--format", "json", "--select", rule, *arguments)
    return [(one["path"], one["task"], one["occurrence"]) for one in result.json["findings"]]


def test_an_item_left_out_is_not_reported_as_unreported(run: Run) -> None:
    bad = "  - task: T.1\n    state: xong rồi\n"
    lay_out(Path(), files={"reports/so-a.yaml": f"{HEAD}items:\n{bad}{OTHER}"})
    assert about(run, "unreported-task") == []
    lay_out(Path(), files={"reports/so-a.yaml": f"{HEAD}items:\n{OTHER}"})
    assert about(run, "unreported-task") == [("reports/so-a.yaml", "T.1", "2017-Q2")]


def test_an_item_left_out_silences_no_other_occurrence_of_its_task(run: Run) -> None:
    bad = "  - task: T.2\n    occurrence: 2017-Q1\n    state: xong rồi\n"
    rest = "  - task: T.4\n    state: in_progress\n"
    lay_out(Path(), files={"reports/so-b.yaml": f"{HEAD.replace('so-a', 'so-b')}items:\n{bad}{rest}"})
    assert about(run, "unreported-task") == [("reports/so-b.yaml", "T.2", "2017-Q2")]


def test_an_item_left_out_still_mentions_its_task(run: Run) -> None:
    lay_out(Path(), files={"reports/so-a.yaml": GOOD})
    other = "{}items:\n  - task: {}\n    state: xong rồi\n  - {{task: T.4, state: not_started}}\n"
    head = HEAD.replace("so-a", "so-b")
    lay_out(Path(), files={"reports/so-b.yaml": other.format(head, "T.1")})
    assert about(run, "disputed-coordination") == []
    lay_out(Path(), files={"reports/so-b.yaml": other.format(head, "T.2")})
    assert [task for _, task, _ in about(run, "disputed-coordination")] == ["T.1"]


ELSEWHERE: dict[str, tuple[InputError, str]] = {
    "unknown field": (("invalid-field", "unknown", 5), "notes: x\n"),
    "bad revision": (("invalid-field", "whole_number", 5), "plan_revision: một\n"),
    "unknown field of a part": (("invalid-field", "unknown", 5), "submitted_by: {name: A, phone: 1}\n"),
    "part that is no mapping": (("invalid-field", "mapping", 5), "document: 45/BC\n"),
    "bad date of the letter": (("invalid-field", "no_day_of_month", 5), "document: {date: 31/6/2017}\n"),
    "field twice": (("duplicate-key", "", 6), "plan_revision: 1\nplan_revision: 1\n"),
    "field twice in a part": (("duplicate-key", "", 5), "document: {number: 1, number: 2}\n"),
    "truth of nothing": (("invalid-field", "flag", 5), "nothing_to_report: maybe\n"),
    "odd key": (("invalid-field", "unknown", 5), "true: x\n"),
    "empty key": (("invalid-field", "unknown", 5), '"": x\n'),
    "list as key": (("invalid-field", "unknown", 5), "? [a, b]\n: x\n"),
}


@pytest.mark.parametrize(("expected", "field"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_an_error_elsewhere_leaves_the_report_counting(expected: InputError, field: str, run: Run) -> None:
    text = f"{HEAD}{field}items:\n{ITEM}"
    found = receive(text)
    assert (input_errors(found)[0][:2], tasks(found)) == (expected[:2], ["T.1"])
    assert [line for *_, line in input_errors(found)] == [expected[2]]
    lay_out(Path(), files={"reports/so-a.yaml": text})
    assert verdicts(run) == {"so-a.yaml": "with_errors"}


@pytest.mark.parametrize("form", ["true", "True", "TRUE"])
@pytest.mark.parametrize("items", ["", "items: []\n", "items:\n"])
def test_nothing_to_report_is_a_report_without_items(form: str, items: str) -> None:
    found = receive(f"{HEAD}nothing_to_report: {form}\n{items}")
    assert (input_errors(found), tasks(found)) == ([], [])
    assert found.report is not None
    assert found.report.nothing


@pytest.mark.parametrize("items", ["", "items: []\n", "items:\n", "nothing_to_report: false\n"])
def test_no_items_without_a_word_is_an_error(items: str) -> None:
    found = receive(f"{HEAD}{items}")
    assert [input_error[:2] for input_error in input_errors(found)] == [("invalid-field", "no_items")]


def test_nothing_beside_items_is_an_error_and_the_items_count() -> None:
    found = receive(f"{HEAD}nothing_to_report: true\nitems:\n{ITEM}")
    assert (input_errors(found), tasks(found)) == ([("invalid-field", "nothing_but_items", 5)], ["T.1"])
    assert found.report is not None
    assert not found.report.nothing


@pytest.mark.parametrize("form", ['"true"', "yes", "1", "có", "on", "[true]"])
def test_nothing_to_report_is_written_true_and_nothing_else(form: str) -> None:
    assert ("invalid-field", "flag", 5) in input_errors(receive(f"{HEAD}nothing_to_report: {form}\n"))


@pytest.mark.parametrize("items", ["abc", "{task: T.1, state: not_started}", "5"])
def test_items_that_are_no_list_are_an_error_and_no_silence(items: str, run: Run) -> None:
    text = f"{HEAD}items: {items}\n"
    assert input_errors(receive(text)) == [("invalid-field", "list", 5)]
    lay_out(Path(), files={"reports/so-a.yaml": text})
    assert about(run, "unreported-task") == []


def test_items_given_twice_are_told_once_and_the_first_count() -> None:
    found = receive(f"{GOOD}items:\n{OTHER}")
    assert (input_errors(found), tasks(found)) == ([("duplicate-key", "", 9)], ["T.1"])


@pytest.mark.parametrize("text", ["", "# c\n", "---\n", "- a\n", "văn bản\n", "[]\n", "null\n"])
def test_a_file_that_holds_no_fields_is_rejected(text: str) -> None:
    found = receive(text)
    assert [input_error[::2] for input_error in input_errors(found)] == [("invalid-field", 1)]
    assert found.report is None


UNCOERCED: dict[str, list[str]] = {
    "progress: {}": [
        '"80"', "'80'", "80%", "80.0", "8e1", "+80", "-1", "101", "080", "010", "1_0", "0x50", "1:20", "true", ".nan",
        ".inf", "8 0", "tám mươi", "[80]", "{a: 1}", "9" * 5_000, "８０", "٨٠",
    ],
    "state: {}": ["yes", "no", "true", "1", "xong", "hoàn thành một phần", "don\u0435", "[done]", "{a: 1}", "x" * 999],
    "deliverables: [{{name: x, quantity: {}}}]": [
        "true", '"2"', "1.5", "-1", "012", "1_000", "2 số", "hai", "", "null", "1e400",
    ],
    "completed_on: {}": [
        "2017-13-01", "2017-02-29", "6/28/2017", "28-6.2017", "31.6.2017", "1498608000", '"1498608000"', "12:30",
        "2017-6-1", "2017-06-28T10:00:00+08:00", "2017-06-28 24:00:00", "2017–06–28", "28/6/17", "0000-01-01", "28/6",
        "20170628", "hôm qua", "ngày 28 tháng 6", "[2017-06-28]", "9" * 5_000, "２０１７-06-28",
    ],
    "coordinated_with: {}": ["so-b", "{so-b: 1}", "[[so-b]]", "[{a: 1}]", '[""]', "[null]"],
    "evidence: {}": ["12/QĐ", "[{a: 1}]", "[[x]]"],
    "obstacles: {}": ["[x]", "{a: b}"],
    "occurrence: {}": ["Q2", "2017-Q5", "quý này", "1.2017.3", "[2017-Q2]", "2017-13"],
    "task: {}": ["", "[T.1]", "{a: T.1}"],
}  # fmt: skip
VALUES = [(field.format(value), value) for field, values in UNCOERCED.items() for value in values]


@pytest.mark.parametrize(("field", "value"), VALUES, ids=[f"{field[:30]}" for field, _ in VALUES])
def test_no_value_is_coerced(field: str, value: str) -> None:
    name = field.partition(":")[0]
    fields = {"task": "task: T.1", "state": "state: in_progress"}
    if name == "completed_on":
        fields["state"] = "state: done"
        if value.endswith(" "):
            field = f'completed_on: "{value}"'
    fields[name] = field
    lines = "".join(f"    {line}\n" for line in fields.values())
    found = receive(f"{HEAD}items:\n  -{lines[3:]}{OTHER}")
    assert [rule for rule, *_ in input_errors(found)] == ["invalid-field"]
    assert tasks(found) == ["T.3"]
    assert list(fields).index(name) + 6 == found.input_errors[0].place.line


@pytest.mark.parametrize(
    ("field", "name", "value"),
    [
        ("progress: 0", "progress", 0),
        ("progress: 100", "progress", 100),
        ("state: not_started", "state", "not_started"),
        ("state: Chưa thực hiện", "state", "not_started"),
        ("state: ĐANG THỰC HIỆN", "state", "in_progress"),
        ("state: dang thuc hien", "state", "in_progress"),
        ("state: hu\u0309y", "state", "cancelled"),
        ("state: huỷ", "state", "cancelled"),
        ("obstacles: thiếu kinh phí", "obstacles", "thiếu kinh phí"),
        ("obstacles: 010", "obstacles", "010"),
        ("evidence: [0144, no]", "shown", True),
        ("evidence: []", "shown", False),
        ('evidence: [" "]', "shown", False),
        ("coordinated_with:", "named", ()),
    ],
)
def test_what_people_write_is_understood(field: str, name: str, value: object) -> None:
    state = "" if field.startswith("state") else "    state: in_progress\n"
    found = receive(f"{HEAD}items:\n  - task: T.1\n{state}    {field}\n")
    assert input_errors(found) == []
    assert found.report is not None
    assert getattr(found.report.entries[0], name) == value


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2017-06-05", "2017-06-05"),
        ("2017-06-05", "5/6/2017"),
        ("2017-06-05", '"05/06/2017"'),
        ("2017-05-31", "31/5/2017"),
    ],
)
@pytest.mark.parametrize("state", ["done", "hoàn thành", "Đã hoàn thành", "hoan  thanh", "da-hoan-thanh"])
def test_days_are_written_year_first_or_day_first(day: str, written: str, state: str) -> None:
    found = receive(f"{HEAD}items:\n  - task: T.1\n    state: {state}\n    completed_on: {written}\n")
    assert input_errors(found) == []
    assert found.report is not None
    assert str(found.report.entries[0].completed_on) == day


def test_faults_are_capped_and_the_rest_is_counted(run: Run) -> None:
    lay_out(Path(), files={"reports/so-a.yaml": f"{HEAD}items:\n" + "  - task: T.9\n    state: xong\n" * 9_000})
    rules = "invalid-field,unknown-task"
    result = run("check", "reports", *PLAN, "--format", "json", "--select", rules, "--lang", "en")
    findings = result.json["findings"]
    assert len(findings) == MAX_ALIKE + 1
    assert (
        findings[-1]["message"]
        == f"{9_000 - MAX_ALIKE} more findings of the rule invalid-field in this file are not shown"
    )
    assert result.code == 1


def test_the_cap_makes_no_error_of_warnings(run: Run) -> None:
    names = ", ".join(f"đơn vị lạ {number}" for number in range(MAX_ALIKE + 50))
    lay_out(Path(), files={"reports/so-a.yaml": f"{HEAD}items:\n{OTHER}    coordinated_with: [{names}]\n"})
    result = run("check", "reports", *PLAN, "--select", "unknown-coordinator,invalid-field", "--format", "json")
    assert (result.json["counts"]["error"], result.code) == (0, 0)


def test_the_cap_hides_no_rule_from_the_exit_code(run: Run) -> None:
    items = "  - task: T.1\n    state: xong\n" * (MAX_ALIKE + 5) + "  - task: T.9\n    state: not_started\n"
    lay_out(Path(), files={"reports/so-a.yaml": f"{HEAD}items:\n{items}"})
    assert run("check", "reports", *PLAN, "--select", "unknown-task").code == 1


def test_a_flood_of_repeated_entries_is_capped_too(run: Run) -> None:
    items = "  - {task: T.1, state: in_progress}\n" * 9_000
    lay_out(Path(), files={"reports/so-a.yaml": f"{HEAD}items:\n{items}"})
    result = run("check", "reports", *PLAN, "--format", "json", "--select", "duplicate-entry")
    assert len(result.json["findings"]) <= 10 * MAX_ALIKE
    assert result.code == 1

"""Whoever checks a file before sending it hears what was read, what to correct, and whether it can be sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, HEAD, PLAN, lay_out

ON = (*PLAN, "--as-of", "2017-06-25", "--lang", "en")
WHOLE = f"{GOOD}  - {{task: T.3, state: in_progress, coordinated_with: [cac-huyen]}}\n"


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))


def write(text: str, name: str = "a.yaml") -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")
    return name


def lines(run: Run, *arguments: str) -> list[str]:
    return run("check", *arguments, *ON).out.splitlines()


def test_of_a_good_file_it_is_told_what_was_read_and_that_it_can_be_sent(run: Run) -> None:
    assert lines(run, write(WHOLE), "--ignore", "due-soon") == [
        "a.yaml: Sở An Bình, 2017-Q2; tasks read: 2",
        "Ready to be sent",
    ]


def test_it_is_said_in_the_words_of_an_office(run: Run) -> None:
    said = run("check", write(WHOLE), *PLAN, "--as-of", "2017-06-25", "--lang", "vi", "--ignore", "due-soon")
    assert said.out.splitlines() == ["a.yaml: Sở An Bình, quý II/2017; số nhiệm vụ đọc được: 2", "Có thể gửi"]


def test_errors_of_the_file_come_first_then_the_rest_and_last_how_many_places_to_correct(run: Run) -> None:
    text = WHOLE.replace("task: T.3, state: in_progress", "task: T.3, state: not_started, progress: 10")
    found = lines(run, write(f"{text}  - {{task: T.9, state: done, completed_on: 2017-06-01}}\n"))
    assert found[0] == "a.yaml: Sở An Bình, 2017-Q2; tasks read: 2; some items are not counted because of an error"
    rules = [line.rpartition("[")[2].rstrip("]") for line in found[1:-1]]
    assert rules == ["contradiction", "unknown-task", "due-soon"]
    assert found[-1] == "Please correct before sending: 2"


def test_a_delay_that_is_told_honestly_is_no_reason_to_correct_the_file(run: Run) -> None:
    said = run("check", write(WHOLE), *PLAN, "--as-of", "2017-08-01", "--lang", "en")
    assert said.code == 1
    assert "[overdue]" in said.out
    assert said.out.splitlines()[-1] == "Ready to be sent; please look at the remarks above as well: 2"


NOT_COUNTED = "it cannot be counted as it stands"
TWO = "".join(f"  - {{task: T.2, occurrence: 2017-{one}, state: in_progress}}\n" for one in ("Q1", "Q2"))
READ = {
    "nothing to report": (f"{HEAD}nothing_to_report: true\n", "Sở An Bình, 2017-Q2; nothing to report"),
    "no agency": (GOOD.replace("so-a", "so-x"), f"the agency could not be read, 2017-Q2; {NOT_COUNTED}"),
    "no period": (GOOD.replace("2017-Q2", "soon"), f"Sở An Bình, the period could not be read; {NOT_COUNTED}"),
    "no YAML": ("a: [", f"the agency could not be read, the period could not be read; {NOT_COUNTED}"),
    "an item left out": (
        f"{GOOD}  - {{task: T.3, state: unknown}}\n",
        "Sở An Bình, 2017-Q2; tasks read: 1; items not counted because of an error: 1",
    ),
    "two entries of one task": (f"{GOOD}{TWO}", "Sở An Bình, 2017-Q2; tasks read: 2"),
}


@pytest.mark.parametrize("case", READ)
def test_the_first_line_says_what_of_the_file_counts(case: str, run: Run) -> None:
    text, said = READ[case]
    assert lines(run, write(text))[0] == f"a.yaml: {said}"


def test_several_files_are_each_named_and_one_line_says_whether_they_can_be_sent(run: Run) -> None:
    newer = WHOLE.replace("06-19", "06-21")
    found = lines(run, write(WHOLE), write(newer, "b.yaml"), "--ignore", "due-soon")
    assert found[:2] == [
        "a.yaml: Sở An Bình, 2017-Q2; a later one counts instead",
        "b.yaml: Sở An Bình, 2017-Q2; tasks read: 2",
    ]
    assert found[-1] == "Ready to be sent; please look at the remarks above as well: 1"


@pytest.mark.parametrize("options", [("--select", "overdue"), ("--ignore", "contradiction")])
def test_where_not_every_rule_ran_nothing_is_said_about_sending(options: tuple[str, ...], run: Run) -> None:
    assert lines(run, write(WHOLE), *options)[-1] == "Not everything was looked at, so nothing is said about sending"


def test_a_file_that_would_not_count_is_not_ready_even_where_its_errors_are_waived(run: Run) -> None:
    waiver = "{rule: unknown-agency, reason: x, authority: 1/QĐ, until: 2017-12-31}"
    write(f"schema: ttdn/waivers/1\nwaivers:\n  - {waiver}\n", "waivers.yaml")
    write('waivers = "waivers.yaml"\n', "ttdn.toml")
    found = lines(run, write(GOOD.replace("so-a", "so-x"), "sent/a.yaml"))
    assert found[-1] == "Not to be sent as it stands: it would not be counted"


def test_what_may_have_been_reported_earlier_is_named_on_one_line_and_is_no_finding(run: Run) -> None:
    own = (
        HEAD.replace("so-a", "so-b")
        + "items:\n  - {task: T.2, state: in_progress}\n  - {task: T.4, state: in_progress}\n"
    )
    said = "Not judged, as it may have been reported for an earlier period (1): T.2 (2017-Q1)"
    result = run("check", write(own), *ON)
    assert result.out.splitlines()[-2] == said
    assert said not in result.err
    document = run("check", "a.yaml", *ON, "--format", "json")
    assert said in document.err.splitlines()
    assert [one for one in document.json["findings"] if one["occurrence"] == "2017-Q1"] == []
    assert sum(document.json["outcomes"].values()) == 2, "T.2 of the second quarter, and T.4"
    assert said in run("overdue", "a.yaml", *ON).err.splitlines()
    assert said not in run("check", ".", *ON).err


def test_of_reports_that_were_not_given_nothing_is_said(run: Run) -> None:
    on = (*PLAN, "--as-of", "2017-07-05", "--lang", "en")
    assert [one["agency"] for one in run("missing", write(WHOLE), *on, "--format", "json").json["expected"]] == ["so-a"]
    assert run("missing", "a.yaml", *on, "--complete").out.count("not received") > 1


def test_a_folder_is_told_as_before(run: Run) -> None:
    write(WHOLE, "reports/a.yaml")
    assert all(line.endswith("]") for line in lines(run, "reports", "--partial"))


def test_the_number_of_tasks_stands_in_json_also_of_a_report_that_another_replaces(run: Run) -> None:
    write(WHOLE.replace("06-19", "06-21"), "b.yaml")
    write(WHOLE.replace("so-a", "so-x"), "c.yaml")
    found = run("check", write(WHOLE), "b.yaml", "c.yaml", *ON, "--format", "json").json["files"]
    assert [(one["verdict"], one["tasks"]) for one in found] == [("superseded", 2), ("accepted", 2), ("rejected", 0)]


@pytest.mark.parametrize("command", ["check", "overdue"])
@pytest.mark.parametrize("options", [("--as-of", "2017-06-18"), ("--quarter", "Q1"), ("--as-of", "2017-04-01")])
def test_where_all_files_given_are_left_out_by_their_date_nothing_was_checked(
    command: str, options: tuple[str, ...], run: Run
) -> None:
    result = run(command, write(GOOD), *PLAN, "--lang", "en", *options)
    assert (result.code, result.out) == (3, "")
    assert "Nothing was checked, as of " in result.err
    assert "a.yaml" in result.err


def test_a_folder_whose_reports_are_all_left_out_is_judged(run: Run) -> None:
    write(GOOD, "reports/a.yaml")
    assert run("check", "reports", *PLAN, "--as-of", "2017-06-18").code in (0, 1)


SCREEN = """\
ĐÃ ĐỌC (1)
a.yaml: Sở Bình Yên, quý II/2017; số nhiệm vụ đọc được: 2
ĐỀ NGHỊ SỬA TRONG TỆP (1)
QUÁ HẠN (1)
CÁC PHÁT HIỆN KHÁC (1)
Không xét vì có thể đã được báo cáo ở kỳ trước (1): T.2 (quý I/2017)
Đề nghị sửa 1 chỗ trước khi gửi
"""


def test_on_a_terminal_the_same_stands_under_headings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("FORCE_COLOR", "1"), ("NO_COLOR", "1"), ("COLUMNS", "120")):
        monkeypatch.setenv(name, value)
    own = HEAD.replace("so-a", "so-b") + "items:\n  - {task: T.2, state: not_started, progress: 5}\n"
    text = f"{own}  - {{task: T.4, state: in_progress}}\n"
    result = run("check", write(text), *PLAN, "--as-of", "2017-07-05", "--lang", "vi")
    heads = [line for line in result.out.splitlines() if line.strip() and not line.startswith(" ")]
    assert heads == SCREEN.splitlines(), "what stands under them begins with a space"
    assert result.out.index("contradiction") < result.out.index("overdue") < result.out.index("unexplained-delay")
    assert result.err.splitlines()[-1] == "Bước tiếp theo: ttdn explain contradiction"

"""`ttdn remind --all-replies`: a reply to every agency whose report came in and that owes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.papers.meeting.test_meeting_hostile import HOSTILE, tokens
from tests.papers.test_clarify import is_told
from tests.support.sample import PLAN, lay_out
from tests.support.unseen import unseen

docx = pytest.importorskip("docx", reason="the extra `office` is not installed")

PLAN_2017 = str(ROOT / "plan" / "2017" / "plan.yaml")
EXAMPLES = str(ROOT / "plan" / "2017" / "examples")
Q2 = ("remind", EXAMPLES, "--quarter", "Q2", "--plan", PLAN_2017)
OWING = ("bql-dung-quat", "so-ngoai-vu", "so-tttt")
ANSWERED = ("bch-bdbp", "cong-an", "dai-ptth", "so-cong-thuong")  # in order
CLEARING = ("so-khdt", "so-vhttdl")  # with something to make clear, and nothing owed
YEAR = "  - {task: T.3, state: in_progress, progress: 40, coordinated_with: [cac-huyen], result: Mỗi huyện một buổi}\n"
WHOLE = (
    "  - {task: T.1, state: done, completed_on: 2017-06-15, coordinated_with: [so-b], evidence: [1/BC], "
    "deliverables: [{name: Phóng sự, quantity: 2}]}\n"
)
Made = Callable[..., Path]


def report(agency: str, *items: str, period: str = "2017-Q2", on: str = "2017-06-19") -> str:
    """Return a report with some items, or with nothing to report."""
    head = f"schema: ttdn/status/1\nagency: {agency}\nperiod: {period}\nsubmitted_on: {on}\n"
    return head + (f"items:\n{''.join(items)}" if items else "nothing_to_report: true\n")


FIRST = report("so-a", YEAR.replace("40", "20"), period="2017-Q1", on="2017-03-19")


@pytest.fixture
def made(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Return a function that writes letters and replies on some reports, as of 2017-07-01, and returns their folder."""

    def call(*reports: str, options: tuple[str, ...] = ("--all-replies",)) -> Path:
        files: dict[str, str | bytes] = {f"reports/{n}.yaml": text for n, text in enumerate(reports)}
        lay_out(tmp_path, files=files)
        monkeypatch.chdir(tmp_path)
        given = ("--reports", "reports", "--quarter", "Q2", "--output", "cv", "--force", "--lang", "en")
        assert run("remind", *PLAN, *given, *options).code == 0
        return tmp_path / "cv"

    return call


def names(folder: Path) -> set[str]:
    """Return the agencies that something was written to, each in both forms."""
    found = {path.stem for path in folder.glob("*.docx")}
    assert {path.stem for path in folder.glob("*.md")} == {*found, "danh-sach"}
    return found


def test_everybody_whose_report_came_in_is_answered_once(tmp_path: Path, run: Run) -> None:
    result = run(*Q2, "-o", str(tmp_path / "cv"), "--all-replies", "--lang", "vi")
    assert result.code == 0
    assert names(tmp_path / "cv") == {*OWING, *ANSWERED, *CLEARING}
    assert "Số công văn dự thảo: 3; " in result.err
    assert "Số công văn phúc đáp đã lập: 6\n" in result.err


def test_the_reminders_are_the_same_with_replies_beside_them(tmp_path: Path, run: Run) -> None:
    for folder, more in (("a", ()), ("b", ("--all-replies",))):
        assert run(*Q2, "-o", str(tmp_path / folder), "--lang", "vi", *more).code == 0
    for one in OWING:
        assert (tmp_path / "a" / f"{one}.md").read_bytes() == (tmp_path / "b" / f"{one}.md").read_bytes()


def test_the_list_says_who_is_answered_and_on_what(tmp_path: Path, run: Run) -> None:
    run(*Q2, "-o", str(tmp_path / "cv"), "--all-replies", "--lang", "vi")
    replies = (tmp_path / "cv" / "danh-sach.md").read_text("utf-8").split("## Công văn phúc đáp báo cáo")[1]
    order = "báo cáo quý II/2017 của Công an tỉnh Quảng Ngãi (gửi ngày 16/6/2017); báo cáo đầy đủ, không có đề nghị"
    assert f"| Công an tỉnh Quảng Ngãi | {order} thêm | `cong-an.docx` |" in replies
    assert "(gửi ngày 16/6/2017); nội dung cần làm rõ: 1 | `so-khdt.docx` |" in replies


def test_without_the_option_the_list_names_who_only_has_something_to_make_clear(tmp_path: Path, run: Run) -> None:
    run(*Q2, "-o", str(tmp_path / "cv"), "--lang", "vi")
    assert names(tmp_path / "cv") == set(OWING)
    said = "Các cơ quan chỉ có nội dung cần làm rõ, có công văn khi dùng --all-replies: Sở Kế hoạch và Đầu tư; Sở Văn"
    assert said in (tmp_path / "cv" / "danh-sach.md").read_text("utf-8")


def test_a_reply_thanks_repeats_what_was_reported_asks_nothing_and_says_what_is_next_due(made: Made) -> None:
    reply = (made(FIRST, report("so-a", WHOLE, YEAR)) / "so-a.md").read_text("utf-8")
    assert "has received the report on 2017-Q2 of Sở An Bình (sent on 2017-06-19), and thanks the units of Sở" in reply
    assert "(2017-Q2) | lead | 2017-06-30 | done, completed on 2017-06-15 | Phóng sự: 2; 1/BC |" in reply
    assert "| T.3. Tuyên truyền cả năm (2017) | lead | 2017-12-31 | in progress, 40% | Mỗi huyện một buổi |" in reply
    assert "As of 2017-07-01 nothing in what was reported has to be made clear." in reply
    assert ": T.3 (2017) by 2017-12-31; report on 2017-Q3 by 2017-09-20.\n" in reply
    assert not [word for word in ("asks", "is asked", "Answers", "Days overdue", "for report") if word in reply]


def test_a_reply_as_a_word_file_says_what_the_markdown_says(made: Made) -> None:
    folder = made(FIRST, report("so-a", WHOLE, YEAR))
    document = docx.Document(str(folder / "so-a.docx"))
    text = "\n".join(one.text for one in document.paragraphs)
    for line in (folder / "so-a.md").read_text("utf-8").splitlines():
        if line and line[0].isalpha() and not line.startswith(("Number", "On the report")):
            assert line.strip() in text
    cells = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert cells[0] == ["Row", "Task", "Role", "Due", "State as reported", "Results, as reported"]
    assert cells[2][1:] == [
        "T.3. Tuyên truyền cả năm (2017)",
        "lead",
        "2017-12-31",
        "in progress, 40%",
        "Mỗi huyện một buổi",
    ]


def test_a_reply_asks_to_make_clear_with_the_place_and_a_day_for_the_answer(made: Made) -> None:
    reply = (made(FIRST, report("so-a", WHOLE.replace("[so-b]", "[so-b, Hội Lạ]"), YEAR)) / "so-a.md").read_text(
        "utf-8"
    )
    asked = "No agency or group is called “Hội Lạ”; the name counts for nobody (`1.yaml`, line 6, report on 2017-Q2)."
    assert f"1. Make clear: T.1. Hai phóng sự trong quý II: {asked}" in reply
    assert "by 2017-07-14" in reply
    assert "nothing in what was reported" not in reply


def test_of_a_report_with_nothing_in_it_the_reply_says_so(made: Made) -> None:
    reply = (made(report("so-c")) / "so-c.md").read_text("utf-8")
    assert "The report on 2017-Q2 says that there is nothing to report." in reply
    assert "| Row |" not in reply
    assert "Next due" not in reply


def test_who_owes_something_gets_the_reminder_and_no_reply(made: Made) -> None:
    folder = made(FIRST, report("so-a", WHOLE, YEAR), report("so-b", "  - {task: T.4, state: in_progress}\n"))
    assert "What is missing" in (folder / "so-b.md").read_text("utf-8")
    assert "thanks" not in (folder / "so-b.md").read_text("utf-8")


def test_who_sent_a_report_for_an_earlier_period_only_is_not_thanked_again(made: Made) -> None:
    folder = made(report("so-c", period="2017-Q1", on="2017-03-19"), report("so-a", WHOLE, YEAR))
    assert not (folder / "so-c.md").exists()


def test_a_rejected_report_of_who_owes_none_is_answered_with_what_is_to_be_mended(made: Made) -> None:
    reply = (made(report("so-c", period="2019-Q2")) / "so-c.md").read_text("utf-8")
    assert "thanks" not in reply
    assert "1. Make clear: " in reply
    assert "2019-Q2" in reply


def test_a_coordinator_that_the_lead_does_not_name_is_asked_nothing_that_only_the_lead_can_answer(made: Made) -> None:
    lead = WHOLE.replace("coordinated_with: [so-b], ", "")
    own = "  - {task: T.1, state: in_progress}\n"
    rest = "  - {task: T.2, occurrence: 2017-Q1, state: done, completed_on: 2017-03-29, evidence: [1/BC], "
    rest += "coordinated_with: [bao-chi], deliverables: [{name: Bản tin, quantity: 1}]}\n"
    second = rest.replace("2017-Q1", "2017-Q2").replace("03-29", "06-15")
    first = report("so-b", rest, "  - {task: T.4, state: in_progress}\n", period="2017-Q1", on="2017-03-30")
    folder = made(
        first, report("so-a", lead, YEAR), report("so-b", second, own, "  - {task: T.4, state: in_progress}\n")
    )
    assert "Make clear" not in (folder / "so-b.md").read_text("utf-8")
    assert "whether Sở Bình Yên took part" in (folder / "so-a.md").read_text("utf-8")


def test_an_entry_that_does_not_count_is_shown_in_its_own_words_with_the_reason(made: Made) -> None:
    year = "  - {task: T.3, state: done, completed_on: 2017-06-15, progress: 80, coordinated_with: [cac-huyen]}\n"
    letter = (made(FIRST, report("so-a", WHOLE, year)) / "so-a.md").read_text("utf-8")
    assert "reported done on 2017-06-15; not counted because the progress is given as 80%" in letter


def test_replies_of_two_runs_have_the_same_bytes(made: Made) -> None:
    first = {path.name: path.read_bytes() for path in made(FIRST, report("so-a", WHOLE, YEAR)).iterdir()}
    assert first == {path.name: path.read_bytes() for path in made(FIRST, report("so-a", WHOLE, YEAR)).iterdir()}


@pytest.mark.parametrize("quarter", ["Q2", "Q3", "Q4"])
def test_with_replies_every_finding_in_a_file_of_the_examples_is_told_to_its_sender_or_whom_it_names(
    quarter: str, tmp_path: Path, run: Run
) -> None:
    given = (EXAMPLES, "--plan", PLAN_2017, "--quarter", quarter, "--lang", "vi")
    assert run("remind", *given, "-o", str(tmp_path / "cv"), "--all-replies").code == 0
    found = run("check", *given, "--format", "json").json
    senders = {one["path"]: one["agency"] for one in found["files"]}
    told = 0
    for one in found["findings"]:
        sender = senders.get(one["path"])
        if one["severity"] != "info" and sender:
            texts = [(tmp_path / "cv" / f"{who}.md") for who in {sender, one["agency"]}]
            shown = "\n".join(path.read_text("utf-8").replace("`", "") for path in texts if path.exists())
            assert f"{one['task']}. " in shown or is_told(one["message"], shown), one
            told += 1
    assert told


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_of_a_result_stay_words_in_a_reply(text: str, made: Made) -> None:
    quoted = "".join(f"\\U{ord(letter):08x}" for letter in text)
    item = WHOLE.replace("evidence: [1/BC]", f'evidence: [1/BC], result: "{quoted}"')
    reply = (made(FIRST, report("so-a", item, YEAR)) / "so-a.md").read_text("utf-8")
    found = list(tokens(reply))
    kinds = {one.type.removesuffix("_open").removesuffix("_close") for one in found}
    assert not kinds & {"link", "image", "html_inline", "html_block", "heading", "fence", "blockquote"}
    assert len([one for one in found if one.type in ("th_open", "td_open")]) == 3 * 6
    assert unseen(reply) == []

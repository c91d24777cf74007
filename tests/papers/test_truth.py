"""Papers and letters say who of several leads is silent, and name files as no machine's folders would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.papers.test_not_counted_in_papers import FORMS, words
from tests.support.sample import GOOD, HEAD, lay_out
from ttdn_cli.papers.bare_names import with_bare_names

pytest.importorskip("docx", reason="the extra `office` is not installed")
CLOSED = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en")
DONE = (
    "  - {task: T.1, state: done, completed_on: 2017-06-15, coordinated_with: [so-b], evidence: [1/BC], "
    "deliverables: [{name: Phóng sự, quantity: 2}]}\n"
)


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def two_leads(*reports: str) -> None:
    """Put the plan, of which two offices lead T.1, and some reports into the working directory."""
    lay_out(Path(), files={f"r/{number}.yaml": text for number, text in enumerate(reports)})
    plan = Path("plan.yaml")
    text = plan.read_text("utf-8").replace("lead: so-a\n", "lead: [so-a, so-c]\n", 1)
    plan.write_text(text, "utf-8")


def lines(run: Run, form: str, *options: str) -> list[str]:
    """Return the rows and paragraphs of the paper."""
    assert run("report", "r", *CLOSED, *options, "-o", f"p.{form}").code == 0
    return words(Path(f"p.{form}").read_bytes(), form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("report", "said"),
    [
        (GOOD, "Sở An Bình: in progress; Sở Chăm Lo: not reported"),
        (f"{HEAD}items:\n{DONE}", "Sở Chăm Lo: not reported"),
    ],
    ids=["the other is at work", "the other is done"],
)
def test_of_several_leads_the_paper_says_who_is_silent(report: str, said: str, form: str, run: Run) -> None:
    two_leads(report)
    told = [line for line in lines(run, form) if said in line]
    assert any("T.1" in line and "2017-Q2" in line for line in told)
    assert "Sở An Bình: not reported" not in "".join(told)


def test_leads_of_which_the_same_is_to_be_said_are_named_together(run: Run) -> None:
    two_leads(HEAD.replace("so-a", "so-b") + "nothing_to_report: true\n")
    assert any("Sở An Bình, Sở Chăm Lo: not reported" in line for line in lines(run, "md"))


def test_what_does_not_count_of_one_of_several_leads_is_told_of_that_one(run: Run) -> None:
    two_leads(f"{HEAD}items:\n{DONE.replace('evidence', 'progress: 80, evidence')}")
    reason = "reported done on 2017-06-15; not counted because the progress is given as 80%"
    assert any(f"Sở An Bình: {reason}; Sở Chăm Lo: not reported" in line for line in lines(run, "md"))


def test_each_of_several_leads_gets_a_letter_with_what_it_reported_itself(run: Run) -> None:
    two_leads(GOOD)
    assert run("remind", "r", *CLOSED, "-o", "cv").code == 0
    own, other = (
        next(line for line in Path(f"cv/{one}.md").read_text("utf-8").splitlines() if "| T.1. " in line)
        for one in ("so-a", "so-c")
    )
    assert "| in progress (reported on 2017-06-19); no report after the due date yet |" in own
    assert "| not reported yet |" in other


FILES: dict[str, str | bytes] = {
    "r/Q2/a.yaml": GOOD.replace("[so-b]", "[so-b, Hội Lạ]"),
    "r/Q2/b.yaml": HEAD.replace("so-a", "so-b") + "nothing_to_report: 7\n",
    "r/Q2/c.pdf": b"%PDF",
    "r/Q2/d.yaml": "agency: so-c\nperiod: 2019-Q2\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_paper_names_files_below_the_folder_given_and_never_the_folders_of_a_machine(form: str, run: Run) -> None:
    lay_out(Path(), files=dict(FILES))
    here = Path.cwd()
    given = ("--plan", str(here / "plan.yaml"), *CLOSED[2:], "--since", "2017-06-01", "-o", f"p.{form}")
    assert run("report", f"{here / 'r'}/", *given).code == 0
    text = "\n".join(words(Path(f"p.{form}").read_bytes(), form))
    assert str(here) not in text
    assert "r/Q2/a.yaml, line 8" in text.replace("`", "")
    assert "r/Q2/c.pdf" in text


def test_letters_and_replies_name_no_folder_of_a_machine(run: Run) -> None:
    lay_out(Path(), files=dict(FILES))
    here = Path.cwd()
    given = ("--plan", str(here / "plan.yaml"), *CLOSED[2:], "--all-replies", "-o", "cv")
    assert run("remind", str(here / "r"), *given).code == 0
    texts = [path.read_text("utf-8") for path in Path("cv").glob("*.md")]
    assert len(texts) > 2
    assert not any(str(here) in text for text in texts)


def test_a_text_that_only_begins_like_a_folder_stays_what_it_is() -> None:
    record = ("/a/b/c.yaml:3", "/a/b-2/c.yaml", "x/a/b/c", "https://h/a/b/c", "/a/b", ("nested /a/b/d.yaml, 7",))
    expected = ("b/c.yaml:3", "/a/b-2/c.yaml", "x/a/b/c", "https://h/a/b/c", "b", ("nested b/d.yaml, 7",))
    assert expected == with_bare_names(record, ["/a/b/", "r", "/a/b/c/plan.yaml"])
    assert record is with_bare_names(record, ["r", "plan.yaml"])


BUSY = HEAD + "items:\n  - {task: T.1, state: in_progress, coordinated_with: [so-b], obstacles: thiếu vốn}\n"


@pytest.mark.parametrize("form", FORMS)
def test_among_what_is_overdue_stands_no_lead_that_has_done_its_part(form: str, run: Run) -> None:
    two_leads(f"{HEAD}items:\n{DONE}")
    late = [line for line in lines(run, form) if "T.1" in line and "Sở Chăm Lo: not reported" in line]
    assert late
    assert any("Sở An Bình" not in line for line in late)


def test_the_first_screen_names_only_the_leads_that_are_behind(run: Run) -> None:
    two_leads(f"{HEAD}items:\n{DONE}")
    assert run("report", "r", *CLOSED, "-o", "p.html").code == 0
    screen = Path("p.html").read_text("utf-8").split('id="overdue"')[0]
    assert re.search("T.1 \\(2017-Q2\\)(<[^>]*>|: )*1 day overdue; Sở Chăm Lo<", screen)


def test_obstacles_of_a_lead_that_is_behind_stand_beside_the_silence_of_another(run: Run) -> None:
    two_leads(BUSY)
    assert any("Sở An Bình: thiếu vốn" in line and "not reported" in line for line in lines(run, "md"))


def test_what_is_overdue_in_a_group_is_told_by_member(run: Run) -> None:
    lay_out(Path(), files={"r/so-a.yaml": DONE_BY_M})
    plan = Path("plan.yaml")
    plan.write_text(plan.read_text("utf-8").replace("lead: so-a\n", "lead: cac-huyen\n", 1), "utf-8")
    late = next(line for line in lines(run, "md") if "T.1" in line and "not reported" in line)
    assert "UBND huyện N" in late
    assert "UBND huyện M" not in late


DONE_BY_M = f"{HEAD}items:\n{DONE}".replace("so-a", "huyen-m")


def of_both(state: str = "state: done, completed_on: 2017-06-16") -> tuple[str, str]:
    """Return the reports of two leads, each with a part of its own; of the second one `state` is given."""
    own = "coordinated_with: [so-b], deliverables: [{name: Phóng sự, quantity: 1}]"
    first = f"{{task: T.1, state: done, completed_on: 2017-06-15, {own}, evidence: [1/BC-SAB], result: Chiếu rồi}}"
    second = f"{{task: T.1, {state}, {own}, evidence: [2/BC-SCL], result: Đã quay}}"
    return f"{HEAD}items:\n  - {first}\n", f"{HEAD.replace('so-a', 'so-c')}items:\n  - {second}\n"


@pytest.mark.parametrize("form", FORMS)
def test_of_completed_work_each_lead_has_its_own_entry_and_a_sum_is_said_as_one(form: str, run: Run) -> None:
    two_leads(*of_both())
    told = "\n".join(line for line in lines(run, form) if "T.1" in line and "completed on time" in line)
    assert all(own in told for own in ("Sở An Bình: 1/BC-SAB", "Sở Chăm Lo: 2/BC-SCL"))
    if form == "docx":
        told = "\n".join(lines(run, form, "--force"))
    assert "Phóng sự: 2 phóng sự (sum of all leads)" in told
    assert all(own in told for own in ("Sở An Bình: Phóng sự: 1", "Sở Chăm Lo: Phóng sự: 1"))
    assert all(own in told for own in ("Sở An Bình: Chiếu rồi", "Sở Chăm Lo: Đã quay"))


def test_what_leads_say_of_work_that_one_of_them_has_yet_to_do_stands_among_the_results(run: Run) -> None:
    two_leads(*of_both("state: in_progress"))
    found = [line for line in lines(run, "md") if "Chiếu rồi" in line or "Đã quay" in line]
    assert [("Sở An Bình" in line, "Sở Chăm Lo" in line) for line in found] == [(True, False), (False, True)]


EARLY = """schema: ttdn/status/1
agency: so-b
period: 2017-Q1
submitted_on: 2017-03-19
items:
  - {task: T.1, occurrence: 2017-Q1, state: in_progress, result: Cử hai người, obstacles: Thiếu người,
     proposals: Thêm biên chế}
"""


@pytest.mark.parametrize("form", FORMS)
def test_what_was_said_in_an_earlier_period_of_work_that_is_done_by_now_stays_in_the_paper(form: str, run: Run) -> None:
    lay_out(Path(), files={"r/a.yaml": GOOD_ALL, "r/b.yaml": EARLY.replace(", occurrence: 2017-Q1", "")})
    plan = Path("plan.yaml")
    plan.write_text(plan.read_text("utf-8").replace("{quarter: Q2}", "{half: H1}", 1), "utf-8")
    told = lines(run, form)
    assert any("Cử hai người" in line for line in told)
    for said in ("Thiếu người", "Thêm biên chế"):
        assert any("T.1" in line and said in line and "completed on time" in line for line in told)


GOOD_ALL = f"{HEAD}items:\n{DONE}"


@pytest.mark.parametrize("form", FORMS)
def test_of_reports_that_do_not_count_the_paper_does_not_say_that_they_tell_of_no_obstacles(
    form: str, run: Run
) -> None:
    bad = BUSY.replace("2017-06-19", "2017-13-45")
    lay_out(Path(), files={"r/so-a.yaml": bad})
    told = "\n".join(lines(run, form))
    assert "No obstacle and no proposal has been reported" not in told
    assert form == "xlsx" or "The reports that count" in told


@pytest.mark.parametrize("form", FORMS)
def test_a_file_rejected_later_is_not_what_an_earlier_report_said(form: str, run: Run) -> None:
    early = EARLY.replace("so-b", "so-a").replace(", occurrence: 2017-Q1", "")
    lay_out(Path(), files={"r/a.yaml": early, "r/later.yaml": BUSY.replace("2017-06-19", "2017-13-45")})
    plan = Path("plan.yaml")
    plan.write_text(plan.read_text("utf-8").replace("{quarter: Q2}", "{half: H1}", 1), "utf-8")
    own = [line for line in lines(run, form) if "Cử hai người" in line]
    assert own
    assert not any("later.yaml" in line for line in own)


def test_of_several_leads_it_is_said_which_gives_no_evidence(run: Run) -> None:
    first, second = of_both()
    two_leads(first, second.replace(", evidence: [2/BC-SCL]", ""))
    assert any("Sở An Bình: 1/BC-SAB<br>Sở Chăm Lo: no evidence given yet" in line for line in lines(run, "md"))


def test_what_members_of_a_group_delivered_is_a_sum_though_one_of_them_speaks_for_it(run: Run) -> None:
    first, second = of_both("state: in_progress")
    two_leads(first.replace("so-a", "bao-x"), second.replace("so-c", "dai-y"))
    plan = Path("plan.yaml")
    plan.write_text(plan.read_text("utf-8").replace("lead: [so-a, so-c]", "lead: bao-chi"), "utf-8")
    done = next(line for line in lines(run, "md") if "completed on time" in line and "1/BC-SAB" in line)
    assert "Phóng sự: 2 phóng sự (sum of all leads)" in done

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
    assert "r/Q2/a.yaml:8" in text
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

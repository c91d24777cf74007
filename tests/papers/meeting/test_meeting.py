"""The content of the papers for a meeting, and how `ttdn report` writes them."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.generate.goldens import LANGUAGES, papers
from tests.support.meetings import held_of
from tests.support.sample import GOOD, HEAD, ITEM, PLAN, lay_out, program
from ttdn_cli.commands._options import Options
from ttdn_cli.papers.meeting import Meeting
from ttdn_cli.papers.meeting.content import Share, Totals
from ttdn_cli.papers.meeting.matrix import PARTS
from ttdn_cli.papers.meeting.wording import SIGNS, Paper, beside, percent
from ttdn_cli.text import i18n
from ttdn_cli.text.i18n import Words

GOLDEN = ROOT / "tests" / "examples"
SECOND = ROOT / "tests" / "second_plan"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_papers_of_the_second_quarter_are_those_on_file(language: str) -> None:
    assert (GOLDEN / f"report-Q2.{language}.md").read_text("utf-8") == papers(language).decode()


def held(folder: Path, monkeypatch: pytest.MonkeyPatch, options: Options) -> Meeting:
    """Return the meeting that a call would show, in English."""
    monkeypatch.chdir(folder)
    return held_of(options)


def test_the_second_plan_shows_groups_milestones_and_amendments(monkeypatch: pytest.MonkeyPatch) -> None:
    found = held(SECOND, monkeypatch, Options(plan="plan.yaml", reports="reports", as_of=date(2025, 10, 1)))
    overdue = {(row.task, row.occurrence): row for row in found.overdue}
    assert overdue["4", "2025-04"].behind == ("Báo, Đài của tỉnh",)
    assert overdue["4", "2025-04"].agencies == ("bao-dai", "bao-an-hoa", "dai-an-hoa")
    assert overdue["4", "2025-04"].notes == "moved from 2025-04-30, a day off"
    assert overdue["2", "2025-08-15"].notes == "Số hóa hồ sơ"
    assert overdue["2", "2025-08-15"].confirmed
    assert not overdue["4", "2025-03"].confirmed
    assert [row.notes for row in found.soon] == ["amended by 77/AH-TH"]
    assert found.plan.amended_by == ("77/AH-TH",)
    parts = {row.name: [cell.code for cell in row.cells] for row in found.matrix}
    assert parts["Sở Nội vụ An Hòa"] == ["lead", "none", "disputed", "none", "none", "none", "lead", "none", "none"]
    assert parts["Báo, Đài của tỉnh"][3] == "lead"
    reports = {row.name: [cell.code for cell in row.cells] for row in found.heat}
    assert reports["Báo An Hòa"][:2] == ["in_time", "not_asked"]
    assert reports["Báo, Đài của tỉnh"][:3] == ["in_time", "in_time", "none"]


def test_the_matrix_tells_who_is_silent_named_or_not_asked_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lead = HEAD + "items:\n  - {task: T.1, state: in_progress, coordinated_with: [bao-chi]}\n"
    found = held(
        lay_out(tmp_path, files={"r/so-a.yaml": lead}),
        monkeypatch,
        Options(plan="plan.yaml", reports="r", quarter="Q2"),
    )
    parts = {row.agency: [cell.code for cell in row.cells] for row in found.matrix}
    assert parts == {
        "so-a": ["lead", "none", "lead_silent", "none", "later"],
        "so-b": ["missing", "lead_silent", "none", "lead_silent", "later"],
        "bao-chi": ["none", "silent", "none", "none", "none"],
        "cac-huyen": ["none", "none", "silent", "none", "none"],
        "lien-quan": ["none", "none", "open", "none", "none"],
    }


def test_of_reports_that_have_all_come_no_zero_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = lay_out(tmp_path, files={"r/so-a.yaml": GOOD})
    found = held(folder, monkeypatch, Options(plan="plan.yaml", reports="r", quarter="Q2"))
    said = Paper(Words("en")).silent
    assert said(found._replace(silent=(), owed=4)).said == ("Reports owed: 4; all of them have been received.",)
    assert said(found._replace(silent=(), owed=0)).said == ("No report was owed yet.",)


def parts_of(folder: Path, monkeypatch: pytest.MonkeyPatch, task: str, coordinators: str, *items: str) -> list[str]:
    """Return the fields of both groups and of Báo X in a task of so-a, which is one of the press."""
    report = "".join(f"  - {{task: {task}, {item}}}\n" for item in items)
    lay_out(folder, files={"r/so-a.yaml": f"{HEAD}items:\n{report}"})
    plan, agencies = folder / "plan.yaml", folder / "agencies.yaml"
    plan.write_text(plan.read_text("utf-8").replace("coordinators: [so-b]", f"coordinators: [{coordinators}]"), "utf-8")
    press = agencies.read_text("utf-8").replace("members: [bao-x, dai-y]", "members: [so-a, bao-x]")
    agencies.write_text(press.replace("members: [huyen-m, huyen-n]", "members: [so-a]"), "utf-8")
    found = held(folder, monkeypatch, Options(plan="plan.yaml", reports="r", quarter="Q2"))
    rows = {row.agency: row.cells[0].code for row in found.matrix}
    return [rows.get(one, "no row") for one in ("bao-chi", "cac-huyen", "bao-x")]


def test_a_lead_coordinates_nothing_for_a_group_that_it_belongs_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = "state: in_progress"
    assert parts_of(tmp_path, monkeypatch, "T.1", "bao-chi, cac-huyen", item) == ["missing", "no row", "no row"]


def test_a_field_of_the_matrix_says_that_a_coordinator_is_missing_where_the_rule_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = "state: in_progress, coordinated_with: [bao-chi]"
    assert parts_of(tmp_path, monkeypatch, "T.1", "bao-chi, bao-x", item) == ["named", "no row", "missing"]
    begun = "state: not_started"
    assert parts_of(tmp_path, monkeypatch, "T.1", "bao-chi, bao-x", begun) == ["silent", "no row", "silent"]


def test_who_reports_its_part_and_is_not_named_by_the_lead_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead, own = GOOD.replace("[so-b]", "[]"), GOOD.replace("so-a", "so-b").replace("[so-b]", "[]")
    folder = lay_out(tmp_path, files={"r/so-a.yaml": lead, "r/so-b.yaml": own})
    found = held(folder, monkeypatch, Options(plan="plan.yaml", reports="r", quarter="Q2"))
    assert {row.agency: row.cells[0].code for row in found.matrix}["so-b"] == "missing"


def test_a_partial_run_concludes_nothing_from_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = lay_out(tmp_path, files={"r/so-a.yaml": GOOD})
    found = held(folder, monkeypatch, Options(plan="plan.yaml", reports="r/so-a.yaml", quarter="Q2"))
    assert (found.complete, found.silent) == (False, ())
    assert {"silent", "lead_silent"} & {
        cell.code for row in found.matrix if row.agency != "so-a" for cell in row.cells
    } == set()


def test_rejected_and_waived_things_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiver = (
        "schema: ttdn/waivers/1\nwaivers:\n  - {rule: overdue, task: T.2, reason: Chờ kinh phí, "
        "authority: 5/UBND, until: 2018-01-01}\n"
    )
    files: dict[str, str | bytes] = {
        "waivers.yaml": waiver,
        "ttdn.toml": 'waivers = "waivers.yaml"\n',
        "r/so-a.yaml": GOOD,
        "r/so-b.yaml": HEAD.replace("so-a", "so-b").replace("06-19", "13-45") + f"items:\n{ITEM}",
        "r/so-c.yaml": HEAD.replace("so-a", "so-c")
        + "items:\n  - {task: T.9, state: done}\n  - {task: T.3, state: not_started}\n",
    }
    found = held(lay_out(tmp_path, files=files), monkeypatch, Options(plan="plan.yaml", reports="r", quarter="Q2"))
    assert [row.waived for row in found.overdue if row.task == "T.2"] == ["Chờ kinh phí; 5/UBND; until 2018-01-01"] * 2
    assert [(row.rule, row.authority) for row in found.waived] == [("overdue", "5/UBND")] * 2
    assert [(one.path, one.verdict.code) for one in found.quality.faulty] == [
        ("r/so-b.yaml", "rejected"),
        ("r/so-c.yaml", "partial"),
    ]
    assert [row.file for row in found.silent if row.agencies == ("so-b",) and row.period == "2017-Q2"] == [
        "r/so-b.yaml"
    ]


@pytest.mark.parametrize(
    ("outside", "said"),
    [
        ((4, 0, 2, 0), ("Beside the table, of 9 occurrences: not begun: 4; no due date, open: 2.",)),
        ((0, 1, 0, 0), ("Beside the table, of 4 occurrences: cancelled or withdrawn: 1.",)),
        ((0, 0, 0, 0), ()),
    ],
)
def test_sentences_leave_out_what_there_is_nothing_of(
    outside: tuple[int, int, int, int], said: tuple[str, ...]
) -> None:
    assert beside(Totals(1, 0, 2, 0, *outside), Words("en")) == said


def test_no_sentence_of_the_papers_counts_nothing_among_other_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {"r/so-b.yaml": HEAD.replace("so-a", "so-b").replace("06-19", "13-45")}
    found = held(lay_out(tmp_path, files=files), monkeypatch, Options(plan="plan.yaml", reports="r", quarter="Q2"))
    paper = Paper(Words("en"))
    came = tuple(row for row in found.silent if row.is_received)
    heard = tuple(row._replace(confirmed=True) for row in found.overdue)
    assert (len(came), len(heard)) == (1, len(found.overdue))
    assert paper.silent(found._replace(silent=came, owed=3)).said == ("Reports owed: 3; received but not counted: 1.",)
    assert paper.overdue(found._replace(overdue=heard)).said == (f"Overdue: {len(heard)}.",)


@pytest.mark.parametrize(
    ("number", "base", "said"),
    [
        (14068 + 1983, 16274, "16051/16274 (98,6%)"),
        (1, 16, "1/16 (6,3%)"),
        (0, 0, "0/0"),
        (2, 3, "2/3 (66,7%)"),
        (3, 3, "3/3 (100,0%)"),
    ],
)
def test_a_share_is_never_shown_without_its_base(number: int, base: int, said: str) -> None:
    assert said == percent(Share("", number, "", base), i18n.Words("vi"))


def test_the_form_follows_the_name_of_the_file_and_a_file_that_is_there_stays(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": GOOD}))
    call = ("report", *PLAN, "--reports", "r", "--quarter", "Q2", "--lang", "en", "-o")
    assert run(*call, "paper.MD").code == 0
    assert Path("paper.MD").read_text("utf-8").startswith("# Progress of plan 1/KH-UBND of 2016-12-01\n")
    Path("paper.MD").write_text("my own words", "utf-8")
    again = run(*call, "paper.MD")
    assert (again.code, Path("paper.MD").read_text("utf-8")) == (3, "my own words")
    assert "paper.MD is there already" in again.err
    assert "--force" in again.err
    assert run(*call, "paper.MD", "--force").code == 0
    assert run(*call, "r/so-a.yaml", "--format", "md", "--force").code == 3
    assert Path("r/so-a.yaml").read_text("utf-8") == GOOD


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("-o", "paper.pdf"),
        ("-o", "-"),
        ("-o", "-", "--format", "docx"),
        ("-o", "a.md", "--format", "x"),
        ("-o", "a.docx", "--form", "x"),
    ],
)
def test_a_form_that_is_not_there_is_wrong_usage(
    wrong: tuple[str, ...], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": GOOD}))
    assert run("report", *PLAN, "--reports", "r", *wrong).code == 2
    assert sorted(os.listdir()) == ["agencies.yaml", "plan.yaml", "r"]


def test_a_form_that_is_not_known_is_named(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": GOOD}))
    result = run("report", *PLAN, "--reports", "r", "--lang", "en", "-o", "paper.pdf")
    assert "cannot be written in the form .pdf" in result.err


def test_without_jinja2_the_page_says_what_to_install(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": GOOD}))
    monkeypatch.setitem(sys.modules, "jinja2", None)
    result = run("report", *PLAN, "--reports", "r", "--lang", "en", "-o", "paper.html")
    assert (result.code, os.path.exists("paper.html")) == (2, False)
    assert 'pip install "ttdn[report]"' in result.err


def test_coordination_in_a_plan_of_many_tasks_is_shown_in_blocks_of_a_dozen(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": GOOD}))
    plan = (tmp_path / "plan.yaml").read_text("utf-8")
    more = "".join(
        f"  - {{id: U.{n}, title: Việc {n}, lead: so-c, coordinators: [huyen-m], schedule: {{year: 2017}}}}\n"
        for n in range(1, 136)
    )
    (tmp_path / "plan.yaml").write_text(plan.replace("reporting:", f"{more}reporting:"), "utf-8")
    given = ("report", "r", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en")
    heads = [one for one in run(*given, "--format", "md").out.split("\n") if one.startswith("| Agency or group |")]
    assert [one.count("|") - 2 for one in heads] == [12] * 11 + [8]
    text = run(*given, "--format", "md").out.split("### Tasks U.8 to U.19")[1].split("###")[0]
    assert "UBND huyện M" in text
    assert "Sở An Bình" not in text


def test_the_reports_of_many_periods_are_shown_in_blocks_of_a_dozen(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": GOOD.replace("2017-Q2", "2018-02")}))
    plan = (tmp_path / "plan.yaml").read_text("utf-8")
    longer = plan.replace("ends: 2017-12-31", "ends: 2018-12-31").replace("{every: quarter, to", "{every: month, to")
    (tmp_path / "plan.yaml").write_text(longer.replace("{quarter: Q", "{quarter: 2017-Q"), "utf-8")
    text = run("report", "r", "--plan", "plan.yaml", "--as-of", "2018-03-02", "--lang", "en", "--format", "md").out
    heads = [one.split(" | ")[1:] for one in text.split("\n") if one.startswith("| Reporting agency |")]
    assert [(one[0], one[-1].rstrip(" |")) for one in heads] == [("2017-01", "2017-12"), ("2018-01", "2018-02")]
    assert "### Periods from 2018-01 to 2018-02" in text


class Cells(HTMLParser):
    """The texts of the fields of all tables in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        del attrs
        self.inside = tag in ("td", "th") or (self.inside and tag in ("div", "span", "a", "abbr"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands in an empty element."""

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def test_page_and_markdown_hold_the_same_rows(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    call = ("report", "--quarter", "Q2", "--lang", "vi", "-o", "-", "--format")
    page, text = run(*call, "html").out, run(*call, "md").out
    lines = [line for line in text.split("\n") if line.startswith("| ") and not line.startswith(("| --", "|  |"))]
    rows = [row for row in Cells(page).rows if row[0]]
    assert [len(row) for row in rows] == [line.count(" | ") + 1 for line in lines]
    named = [re.sub(r"\[([^\]]*)\]\(<[^>]*>\)", r"\1", line) for line in lines]  # of a link what it shows
    fields = [re.sub(r"<br>|[`|\s]", "", line) for line in named]
    signs = str.maketrans("", "", "".join(SIGNS.values()))
    hidden = re.compile("|".join(map(re.escape, {i18n.Words("vi").say(words) for words in PARTS.values()})))
    for row, field in zip(rows, fields, strict=True):
        shown = re.sub(r"\s", "", "".join(row))
        if shown != field:  # the matrix: signs, with words for those who hear the page
            assert hidden.sub("", "".join(row)).translate(signs).replace(" ", "") == field.translate(signs)


def test_the_same_input_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    made = {
        program("report", "--quarter", "Q3", "-o", "-", "--format", form, env={"PYTHONHASHSEED": seed}).stdout
        for form in ("html", "md")
        for seed in ("1", "2")
    }
    assert len(made) == 2

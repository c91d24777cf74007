"""The first screen of the page: the numbers of the lists, what they do not hold, and pictures with words."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.conftest import ROOT, Run
from tests.support.big_plans import lay_out_big
from tests.support.sample import GOOD, HEAD, ITEM, lay_out
from ttdn_cli.papers.meeting.content import Bar, Cell, Meeting
from ttdn_cli.papers.meeting.drawing import Calendar, calendar
from ttdn_cli.rules import all_rules
from ttdn_cli.rules.missing_coordinator import MissingCoordinator
from ttdn_cli.text.i18n import Words

pytest.importorskip("jinja2", reason="jinja2 is not installed")
PAGE = ("report", "--lang", "en", "--format", "html", "-o", "-", "--quarter", "Q2", "--plan", "plan.yaml")
WAIVERS = (
    "schema: ttdn/waivers/1\nwaivers:\n"
    "  - {rule: overdue, task: T.2, reason: Chờ kinh phí, authority: 5/UBND, until: 2018-01-01}\n"
    "  - {rule: missing-coordinator, task: T.3, reason: Chờ kinh phí, authority: 5/UBND, until: 2018-01-01}\n"
)
UNSETTLED = "assumptions:\n  - {about: T.1, text: Chưa rõ thời hạn., to_settle: true}\n"


def counts(page: str, name: str) -> dict[str, tuple[str, str]]:
    """Return what one part of the first screen counts: the words, with the number and where it leads to."""
    part = page.split(f'class="{name}')[1].split("</li>" if name.startswith("tile") else "</div>", maxsplit=1)[0]
    found = re.findall(r'<a href="#([^"]*)"><span class="count">([^<]*)</span> ([^<]*)</a>', part)
    return {unescape(words): (number, link) for link, number, words in found}


@pytest.mark.parametrize("quarter", ["Q1", "Q2", "Q3", "Q4"])
def test_the_numbers_are_those_of_the_lists_and_of_the_findings(
    quarter: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    given = ("plan/2017/examples", "--quarter", quarter, "--format")
    overdue = json.loads(run("overdue", *given, "json").out)["overdue"]
    owed = json.loads(run("missing", *given, "json").out)["expected"]
    found = json.loads(run("check", *given, "json").out)
    missing = sum(one["rule"] == "missing-coordinator" for one in found["findings"])
    page = run("report", *given, "html", "-o", "-", "--lang", "en").out
    received = [one["received"] for one in owed]
    assert next(iter(counts(page, "tile ask-overdue").values()))[0] == str(len(overdue))
    assert next(iter(counts(page, "tile ask-silent").items())) == (
        f"not received, of {len(owed)} reports owed",
        (str(received.count("none")), "silent"),
    )
    assert next(iter(counts(page, "tile ask-missing").values()))[0] == str(missing)
    shares = re.findall(r"</span> ([^<:]*): <a href=\"#[^\"]*\">(\d+)/(\d+) ", page)
    names = {"completed on time": "done_on_time", "completed late": "done_late", "within the due date": "in_time"}
    told = {names.get(name, "overdue"): int(number) for name, number, _ in shares}
    assert told == {code: found["outcomes"][code] for code in told}
    assert {int(base) for _, _, base in shares} == {sum(told.values())}


def test_every_number_leads_to_a_place_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(lay_out_big(tmp_path, 30, 12))
    page = run(*PAGE, "reports").out
    links = set(re.findall(r'href="#([^"]*)"', page))
    assert {"overdue", "silent", "coordinators", "clarify", "notes", "done", "timeline"} <= links
    assert links <= set(re.findall(r'id="([^"]*)"', page))
    assert len(re.findall(r' id="([^"]*)"', page)) == len(set(re.findall(r' id="([^"]*)"', page)))


def test_what_the_numbers_do_not_hold_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    other = HEAD.replace("so-a", "so-c")
    files: dict[str, str | bytes] = {
        "waivers.yaml": WAIVERS,
        "ttdn.toml": 'waivers = "waivers.yaml"\nignore = ["regressed"]\n',
        "r/so-a.yaml": HEAD + "items:\n  - {task: T.3, state: in_progress}\n"
        "  - {task: T.1, state: done, progress: 80, completed_on: 2017-06-15, coordinated_with: [ai-do]}\n",
        "r/so-b.yaml": HEAD.replace("so-a", "so-b").replace("06-19", "13-45") + f"items:\n{ITEM}",
        "r/so-c.yaml": other + "items:\n  - {task: T.9, state: done}\n  - {task: T.3, state: not_started}\n",
        "r/so-d.doc": b"x",
        "r/later.yaml": GOOD.replace("2017-Q2", "2017-Q3").replace("06-19", "09-19"),
    }
    monkeypatch.chdir(lay_out(tmp_path, files=files))
    plan = (tmp_path / "plan.yaml").read_text("utf-8")
    (tmp_path / "plan.yaml").write_text(plan.split("assumptions:")[0] + UNSETTLED, encoding="utf-8")
    page = run(*PAGE, "r").out
    assert counts(page, "uncounted") == {
        "rejected (files)": ("1", "files"),
        "counted in part (files)": ("1", "files"),
        "of a kind that is not read (files)": ("1", "files"),
        "with a last word that does not count (occurrences)": ("4", "timeline"),
        "fit nobody (names in reports)": ("1", "unknown"),
        "not settled yet (points of the plan)": ("1", "unsettled"),
        "waived (findings)": ("3", "waived"),
    }
    part = page.split('class="uncounted')[1].split("</div>")[0]
    assert "Reports of later periods or submitted after the day asked for, not counted: 1." in part
    assert "Rules that the settings leave out: regressed." in part
    assert "Every report file" not in part
    assert counts(page, "tile ask-silent")["received but not counted"][1] == "silent"
    assert counts(page, "tile ask-silent")["not read, among which there may be reports (files)"] == ("1", "files")
    assert counts(page, "tile ask-overdue")["of these waived"] == ("2", "overdue")
    assert "Chưa rõ thời hạn." in page.split('id="unsettled"')[1]


def test_what_has_changed_is_a_fifth_answer_only_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    late = GOOD.replace("2017-Q2", "2017-Q3").replace("2017-06-19", "2017-09-19")
    monkeypatch.chdir(lay_out(tmp_path, files={"r/a.yaml": GOOD, "r/b.yaml": late}))
    day = ("report", "r", "--plan", "plan.yaml", "--lang", "en", "--format", "html", "--as-of", "2017-10-01")
    page = run(*day, "--since", "2017-06-20").out
    told = counts(page, "tile ask-changed")
    total = told.pop("changes since 2017-06-20")
    assert told["reports come in since then"] == ("1", "since")
    assert total == (str(sum(int(number) for number, _ in told.values())), "since")
    assert 'id="since"' in page
    assert "tile ask-changed" not in run(*day).out


def test_the_findings_by_rule_are_told_in_words_without_the_names_of_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"waivers.yaml": WAIVERS, "ttdn.toml": 'waivers = "waivers.yaml"\n'}))
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "so-a.yaml").write_text(GOOD, encoding="utf-8")
    page = run(*PAGE, "r").out
    assert "has sent no report for a period that is over" in page.split('id="rules"')[1]
    assert [one for one in all_rules() if "-" in one and f">{one}<" in page] == []


def test_where_nothing_is_left_out_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": GOOD}))
    page = run(*PAGE, "r").out
    assert "Every report file that was looked at is counted." in page.split('class="uncounted')[1].split("</div>")[0]


def test_of_single_files_the_page_says_nothing_about_reports_not_received(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": GOOD}))
    page = run(*PAGE, "r/so-a.yaml").out
    assert list(counts(page, "tile ask-silent").values()) == [("–", "silent")]


def test_a_rule_that_did_not_run_is_not_a_zero(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    files: dict[str, str | bytes] = {"r/so-a.yaml": GOOD, "ttdn.toml": 'ignore = ["missing-coordinator"]\n'}
    monkeypatch.chdir(lay_out(tmp_path, files=files))
    page = run(*PAGE, "r").out
    assert counts(page, "tile ask-missing") == {"not looked at in this run": ("–", "matrix")}
    assert "Rules that the settings leave out: missing-coordinator." in page


def drawn(begins: date, ends: date, as_of: date, *dues: date) -> Calendar:
    """Return the columns of a plan with an overdue occurrence for each due date."""
    bars = tuple(Bar("T", "T", "", (), (), begins, due, due, None, Cell("overdue", "overdue"), "", "") for due in dues)
    found = SimpleNamespace(bars=bars, as_of=as_of, plan=SimpleNamespace(begins=begins, ends=ends))
    return calendar(cast("Meeting", found), Words("en"))


def test_a_plan_of_a_year_is_drawn_in_months_with_the_day_in_its_place() -> None:
    found = drawn(date(2017, 1, 1), date(2017, 12, 31), date(2017, 7, 1), date(2017, 6, 30), date(2017, 6, 15))
    assert [one.label for one in found.columns] == [str(month) for month in range(1, 13)]
    assert [one.year for one in found.columns] == ["2017"] + [""] * 11
    assert [(one.label, one.total, one.said) for one in found.columns if one.total] == [("6", 2, "2017-06: overdue: 2")]
    assert [box.label for one in found.columns for box in one.boxes] == ["!2"]
    assert found.today == 50.0


def test_a_longer_plan_is_drawn_in_quarters_and_a_long_one_in_years() -> None:
    quarters = drawn(date(2016, 2, 1), date(2018, 12, 31), date(2019, 1, 1), date(2017, 2, 1))
    assert [one.label for one in quarters.columns] == ["I", "II", "III", "IV"] * 3
    assert quarters.today == 100.0
    years = drawn(date(2011, 5, 1), date(2024, 12, 31), date(2010, 1, 1), date(2017, 2, 1))
    assert [one.label for one in years.columns] == [str(year) for year in range(2011, 2025)]
    assert years.today is None
    decades = drawn(date(2001, 1, 1), date(2050, 12, 31), date(2010, 1, 1))
    assert [one.label for one in decades.columns][:2] == ["2001-2004", "2005-2008"]


def test_columns_hold_any_number_of_occurrences_within_their_height() -> None:
    many = [date(2017, 6, 30)] * 5000
    found = drawn(date(2017, 1, 1), date(2017, 12, 31), date(2017, 7, 1), date(2017, 3, 1), *many)
    assert {one.top for one in found.columns if one.total == 5000} == {34.0}
    assert [box.label for one in found.columns for box in one.boxes] == ["", "!5000"]


def test_a_rule_that_failed_is_named_and_its_number_is_not_a_zero(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-a.yaml": GOOD}))
    monkeypatch.setattr(MissingCoordinator, "check", fail)
    result = run(*PAGE, "r")
    assert result.code == 3
    assert counts(result.out, "tile ask-missing") == {"not looked at in this run": ("–", "matrix")}
    assert "A fault of the program left undone: missing-coordinator." in result.out


def test_a_report_of_which_a_part_could_not_be_read_stands_among_the_files_that_do_not_count_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    odd = HEAD.replace("so-a", "so-c") + "plan_revision: mới\nnothing_to_report: true\n"
    short = GOOD.replace("quantity: 2", "quantity: 1")
    monkeypatch.chdir(lay_out(tmp_path, files={"r/so-c.yaml": odd, "r/so-a.yaml": short}))
    page = run(*PAGE, "r").out
    assert counts(page, "uncounted")["counted, with errors (files)"] == ("1", "files")
    assert "r/so-c.yaml" in page.split('id="files"')[1].split("</table>")[0]
    assert "r/so-a.yaml" not in page.split('id="files"')[1].split("</table>")[0]

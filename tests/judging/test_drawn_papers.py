"""In every world papers, letters, forms and sheets say what the lists and the findings say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from tests.judging.test_drawn_worlds import meaning
from tests.support.sheets import as_csv, as_xlsx
from tests.support.worlds import Data, World, case_of, draw, judged, read
from ttdn_cli.files.tree import Position
from ttdn_cli.findings import Place
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import COORDINATOR, LEAD, expected_reports
from ttdn_cli.model.lists_output import ExpectedRow, OverdueRow
from ttdn_cli.model.periods import ONE_DAY, Period
from ttdn_cli.papers.blank_reports import Owed, templates
from ttdn_cli.papers.letter_desk import letters
from ttdn_cli.papers.letter_forms import as_markdown
from ttdn_cli.papers.letter_reminder import write
from ttdn_cli.papers.letter_text import Sender
from ttdn_cli.papers.meeting import md, meeting
from ttdn_cli.results.diagnostics import reasons, tables_of
from ttdn_cli.results.engine import judge_reports, run
from ttdn_cli.results.views import missing_view, overdue_view
from ttdn_cli.rules import ReportRule, all_rules
from ttdn_cli.text.i18n import Words

WORDS = Words("en")
WORLDS = 600
PART = 30
PARTS = [range(first, first + PART) for first in range(0, WORLDS, PART)]
BOOKS = [range(first, first + 5) for first in range(0, 50, 5)]
EVERY = [one for one in all_rules().values() if isinstance(one, ReportRule)]


def nowhere(_place: Place) -> Position:
    return (1, 1)


def rows_of(text: str, heading: str) -> list[list[str]]:
    """Return the cells of the rows of the tables below a heading of a Markdown paper."""
    below = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert below, f"the paper has no heading {heading}"
    return list(cells_of(below[1]))


def cells_of(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the tables of a Markdown text, without the rows of headings."""
    lines = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("|")]
    rules = [number for number, cells in enumerate(lines) if set("".join(cells)) <= set("-: |")]
    for number, cells in enumerate(lines):
        if number not in rules and number + 1 not in rules:
            yield [one.strip() for one in cells]


def shown(world: World, case: Case) -> str:
    report = judge_reports(all_rules().values(), case, read(world), WORDS)
    return md.render(meeting(case, report, WORDS), WORDS).decode()


def the_paper_names_what_is_overdue_and_the_reports_that_are_missing(world: World, case: Case) -> bool:
    text = shown(world, case)
    late = [(cells[0].partition("<br>")[0], cells[3]) for cells in rows_of(text, "Overdue occurrences")]
    silent = [tuple(cells[:4]) for cells in rows_of(text, "Reports not received or not counted")]
    return sorted(late) == sorted(
        (f"{one['task']} ({one['occurrence']})", str(one["days_overdue"])) for one in overdue_rows(case)
    ) and sorted(silent) == sorted(
        (WORDS.show(case.name_now(one["agency"])), one["period"], one["role"], ", ".join(one["tasks"]))
        for one in missing_rows(case)
    )


def overdue_rows(case: Case) -> list[OverdueRow]:
    return overdue_view(case, nowhere, WORDS)["overdue"]


def missing_rows(case: Case) -> list[ExpectedRow]:
    return [one for one in missing_view(case, nowhere, WORDS)["expected"] if one["received"] in ("none", "rejected")]


def the_letters_go_to_who_is_behind_and_to_who_answers_for_a_missing_report(_world: World, case: Case) -> bool:
    work, reports = set(), set()
    written, _ = letters(case, run(EVERY, case, []))
    for one in written:
        said = write(one, case, Sender("", "", case.as_of), reasons(WORDS, tables_of(case)))
        letter = as_markdown(said, WORDS).decode()
        for _, what, _, _, _, days, _ in cells_of(letter):
            if told := re.fullmatch(r"Report on (\S+)(?: (?:in the name of|\(of) .+)?; tasks: (.+)", what):
                reports.add((one.agency, told[1], told[2]))
            elif days != "–" and (told := re.fullmatch(r"(\S+)\. .+ \((\S+)\)(?:; formerly .+)?", what)):
                work.add((one.agency, told[1], told[2], days))
    members = case.directory.members
    asked = {
        (agency, one["period"], ", ".join(one["tasks"]))
        for one in missing_rows(case)
        for who in one["answers"]
        for agency in members(who)
    }
    return reports == asked and goes_to_who_is_behind(case, work)


def goes_to_who_is_behind(case: Case, work: set[tuple[str, str, str, str]]) -> bool:
    """Tell whether every lead that is behind is written to, of a group some member, and nobody else."""
    expected = set()
    for row in overdue_rows(case):
        what = (row["task"], row["occurrence"], str(row["days_overdue"]))
        for behind in row["behind"]:
            written = {one for one in work if one[0] in case.directory.members(behind) and one[1:] == what}
            if not written and case.directory.standing_of(case.directory.members_in_order(behind)):
                return False
            expected |= written
    return work == expected


def a_form_asks_for_what_a_report_that_says_nothing_leaves_out(world: World, _case: Case) -> bool:
    """Whoever leads is asked for just what `unreported-task` would tell, who coordinates for what is owed of it."""
    every = list(read(world).plan.periods.values())  # type: ignore[union-attr]
    period = every[len(world.reports) % len(every)]
    close = world._replace(as_of=period.ends + ONE_DAY)
    then = case_of(close, read(close))
    forms = templates(then, period, lambda _reported: ("", "", ""))
    asked = {(one, *key(owed)) for one in forms for owed in forms[one].owed if owed.role == LEAD}
    roles = {one.agency: one for one in expected_reports(then) if one.period == period}
    for agency, form in forms.items():
        parts = {owed.occurrence.task for owed in form.owed if owed.role == COORDINATOR}
        role = roles.get(agency)
        if parts and (role is None or (role.role == COORDINATOR and parts != set(role.tasks))):
            return False
    coordinating = {one for one, role in roles.items() if role.role == COORDINATOR}
    return asked == left_out(close, period) and coordinating <= forms.keys()


def key(owed: Owed) -> tuple[str, str]:
    return owed.occurrence.task, owed.occurrence.id


def left_out(world: World, period: Period) -> set[tuple[str, str, str]]:
    """Return what reports that say nothing leave out in a period, by agency, where all of that period say nothing."""
    silent = world.copy()
    for name in [name for name, one in world.reports.items() if one["period"] == period.id]:
        del silent.reports[name]
    head = {"schema": "ttdn/status/1", "period": period.id, "submitted_on": world.as_of, "nothing_to_report": True}
    for one in world.registry["agencies"]:
        silent.reports[f"{period.id[5:]}/{one['id']}.yaml"] = {**head, "agency": one["id"]}
    return {
        (one["agency"], one["task"], one["occurrence"])
        for one in judged(silent)["findings"]
        if one["rule"] == "unreported-task" and one["period"] == period.id
    }


PAPERS: tuple[Callable[[World, Case], bool], ...] = (
    the_paper_names_what_is_overdue_and_the_reports_that_are_missing,
    the_letters_go_to_who_is_behind_and_to_who_answers_for_a_missing_report,
    a_form_asks_for_what_a_report_that_says_nothing_leaves_out,
)


@pytest.mark.sampled(20)
@pytest.mark.parametrize("numbers", PARTS, ids=lambda numbers: f"{numbers[0]}-{numbers[-1]}")
def test_papers_letters_and_forms_say_what_the_lists_say(numbers: range) -> None:
    broken = []
    for number in numbers:
        world = draw(number)
        case = case_of(world, read(world))
        broken += [(number, holds.__name__) for holds in PAPERS if not holds(world, case)]
    assert broken == []


def as_sheets(world: World, ending: str, write: Callable[[Data, dict[str, str]], bytes]) -> Data:
    """Return what is said of a world whose reports are sheets, with the names of files as they were."""
    names = {one["id"]: one["name"] for one in (*world.registry["agencies"], *world.registry["groups"])}
    reports = {name.replace(".yaml", ending): one for name, one in world.reports.items()}
    found = judged(world._replace(reports=reports), lambda report: write(report, names))
    for one in found["findings"]:
        one["message"] = one["message"].replace(ending, ".yaml")
    return found


def agree(world: World, ending: str, write: Callable[[Data, dict[str, str]], bytes]) -> bool:
    found, other = judged(world), as_sheets(world, ending, write)
    return bool(found["outcomes"] == other["outcomes"]) and meaning(found) == meaning(other)


@pytest.mark.sampled(20)
@pytest.mark.parametrize("numbers", PARTS, ids=lambda numbers: f"{numbers[0]}-{numbers[-1]}")
def test_reports_as_sheets_of_text_say_what_they_say_in_yaml(numbers: range) -> None:
    assert [number for number in numbers if not agree(draw(number), ".csv", as_csv)] == []


@pytest.mark.sampled(10)
@pytest.mark.parametrize("numbers", BOOKS, ids=lambda numbers: f"{numbers[0]}-{numbers[-1]}")
def test_reports_as_workbooks_say_what_they_say_in_yaml(numbers: range) -> None:
    assert [number for number in numbers if not agree(draw(number), ".xlsx", as_xlsx)] == []

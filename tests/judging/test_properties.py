"""What holds for any set of reports, whatever is in them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sample import RULES
from ttdn_cli.intake.plan_reader import read_plan_files
from ttdn_cli.intake.submission import Delivered, Entry, Positions, Report, Submission
from ttdn_cli.judging.case import Case, IssuedPlan
from ttdn_cli.judging.cutoff import Cutoff
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.fields import dump
from ttdn_cli.model.periods import Period
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.states import State
from ttdn_cli.render.json import findings
from ttdn_cli.results.engine import judge_reports
from ttdn_cli.rules import all_rules
from ttdn_cli.text.i18n import Words

BOOK = read_plan_files(str(RULES / "plan.yaml"), "plan.yaml")
assert BOOK.plan is not None
assert BOOK.directory is not None
PLAN: Plan = BOOK.plan
DIRECTORY: Directory = BOOK.directory
WORDS = Words("en")
DAYS = st.dates(date(2017, 1, 1), date(2018, 3, 31))
WINDOWS = [occurrence for task in PLAN.tasks for occurrence in PLAN.occurrences[task.id]]
NAMES = st.sampled_from([*DIRECTORY.agencies, *DIRECTORY.groups, None])


@st.composite
def entries(draw: st.DrawFn, index: int) -> Entry:
    window = draw(st.sampled_from(WINDOWS))
    state = draw(st.sampled_from(State))
    return Entry(
        number=index,
        task=window.task,
        occurrence=window.id,
        state=state,
        completed_on=draw(DAYS) if state is State.DONE else None,
        progress=draw(st.none() | st.integers(0, 100)),
        named=tuple(draw(st.lists(NAMES, max_size=3))),
        delivered=tuple(draw(st.lists(st.builds(Delivered, st.just("phong su"), st.integers(0, 3)), max_size=2))),
        shown=draw(st.booleans()),
        obstacles=draw(st.sampled_from(["", "Khó khăn về kinh phí"])),
    )


@st.composite
def reports(draw: st.DrawFn, number: int) -> Report:
    agency = draw(st.sampled_from(sorted(DIRECTORY.agencies)))
    period: Period = draw(st.sampled_from(list(PLAN.periods.values())))
    said = tuple(draw(entries(index)) for index in range(draw(st.integers(0, 4))))
    return Report(
        file=f"{number}.yaml",
        agency=agency,
        period=period,
        submitted_on=draw(st.dates(period.begins, period.ends + timedelta(40))),
        plan_revision=None,
        nothing=not said,
        entries=said,
        left_out=(),
        partial=False,
        positions=Positions({"schema": (_Mark(), None)}, []),
    )


class _Mark:
    line = column = 0


@st.composite
def folders(draw: st.DrawFn) -> list[Report]:
    return [draw(reports(number)) for number in range(draw(st.integers(0, 6)))]


def case_of(folder: list[Report], as_of: date) -> Case:
    submissions = [
        Submission(one.file, [], one, one.agency, one.period, one.period, one.submitted_on) for one in folder
    ]
    return Case(IssuedPlan(PLAN, "plan.yaml", DIRECTORY), submissions, Cutoff(as_of), complete=True)


def overdue(folder: list[Report], as_of: date) -> set[tuple[str, str]]:
    return {(one.task, one.id) for one in case_of(folder, as_of).outcomes.having(Outcome.OVERDUE)}


def judged(folder: list[Report], as_of: date) -> object:
    return findings(judge_reports(all_rules().values(), case_of(folder, as_of), BOOK, WORDS))


@settings(deadline=None)
@given(folders(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(folder: list[Report], as_of: date, shuffler: object) -> None:
    shuffled = list(folder)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert judged(folder, as_of) == judged(shuffled, as_of)


@settings(deadline=None)
@given(folders(), DAYS)
def test_every_occurrence_has_exactly_one_outcome(folder: list[Report], as_of: date) -> None:
    case = case_of(folder, as_of)
    assert len(WINDOWS) == len(case.outcomes.by_occurrence)
    dated = {(one.task, one.id): one.due for one in WINDOWS}
    for key, outcome in case.outcomes.by_occurrence.items():
        assert (dated[key] is None) == (outcome in (Outcome.UNDATED_OPEN, Outcome.UNDATED_DONE)) or (
            outcome is Outcome.CANCELLED
        )


@settings(deadline=None)
@given(folders(), st.lists(DAYS, min_size=2, max_size=5, unique=True).map(sorted))
def test_with_the_same_reports_what_is_overdue_stays_overdue_or_is_done_late(
    folder: list[Report], days: list[date]
) -> None:
    known = [one for one in folder if one.period.begins < days[0]]
    for before, after in pairwise(days):
        earlier, later = case_of(known, before), case_of(known, after)
        for occurrence in earlier.outcomes.having(Outcome.OVERDUE):
            assert later.outcomes.of(occurrence) in (Outcome.OVERDUE, Outcome.DONE_LATE)


@settings(deadline=None)
@given(folders(), DAYS, st.sampled_from([one for one in WINDOWS if one.due]))
def test_reporting_a_task_done_on_time_never_adds_an_overdue_finding(
    folder: list[Report], as_of: date, window: object
) -> None:
    occurrence = next(one for one in WINDOWS if one is window)
    lead = next(task.lead[0] for task in PLAN.tasks if task.id == occurrence.task)
    period = list(PLAN.periods.values())[-1]
    done = Entry(0, occurrence.task, occurrence.id, State.DONE, occurrence.due, None, (), (), shown=True, obstacles="")
    last = Report(
        "z.yaml", lead, period, date(2018, 6, 1), None, nothing=False, entries=(done,),
        left_out=(), partial=False, positions=Positions({"schema": (_Mark(), None)}, []),
    )  # fmt: skip
    before = overdue(folder, as_of)
    others = [one for one in folder if (one.agency, one.period) != (lead, period)]
    bare = overdue(others, as_of)
    after = overdue([*others, last], as_of)
    assert after <= before | bare


def test_dump_and_load_give_the_same_plan() -> None:
    again = Plan.model_validate(dump(PLAN))
    assert again == PLAN

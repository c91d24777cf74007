"""From the paths of a command line to the case that is judged: find the files, read them, decide the day."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.commands._context import Context
from ttdn_cli.commands._plan import PlanInUse, load_plan, plan_file
from ttdn_cli.console.writing import say
from ttdn_cli.errors import Crash, TtdnError, UsageError
from ttdn_cli.files.paths import STDIN, InputFiles, collect, given_paths
from ttdn_cli.findings import InputError, Place
from ttdn_cli.intake.submission import Submission
from ttdn_cli.judging.case import Case, IssuedPlan
from ttdn_cli.judging.cutoff import Cutoff, decide_cutoff, without_superseded
from ttdn_cli.model.periods import Period, kind_of, parse_period, period_of_year
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.labels import first_of

if TYPE_CHECKING:
    from ttdn_cli.intake.memory import Memory
    from ttdn_cli.intake.parallel import Watch
    from ttdn_cli.model.plan import Plan


_FEW = 5  # files that one line names


class CaseInUse(NamedTuple):
    """A case with what it was made from: the plan, the files, and the faults of the program while they were read."""

    plan: PlanInUse
    found: InputFiles
    case: Case
    crashes: tuple[Crash, ...]

    @property
    def files(self) -> list[str]:
        """The files that were read or should have been, which a result must not overwrite."""
        reports = (*self.found.sources, *self.found.unread)
        return [*self.plan.book.files, *(one.opened or STDIN for one in reports)]


def read_case(
    context: Context, paths: Sequence[str] = (), *, texts: bool = False, memory: Memory | None = None
) -> CaseInUse:
    """Return what was submitted against the plan, as of the day asked for; with `texts`, in its own words too.

    Says what was not looked at. Raises `TtdnError` for a plan that cannot be used, where there is no report, and
    where single files are given that are all left out by their date.
    """
    plan = load_plan(context)
    period, first = closed_period(context, plan.plan), followed_from(context, plan.plan)
    found = find_inputs(context, paths)
    before = decide_cutoff((), context.today, context.options.as_of, period)
    submissions = read_reports(context, plan, found, before, texts=texts, memory=memory)
    cutoff = decide_cutoff(submissions, context.today, context.options.as_of, period)._replace(follow_from=first)
    case = build_case(context, plan, found, submissions, cutoff)
    if not found.complete and not case.received.submissions:
        raise _all_left_out(submissions, cutoff)
    tell_left_out(context, found, case.received.beyond_cutoff)
    tell_remarks(context, case.received.submissions)
    return CaseInUse(plan, found, case, tuple(one.crash for one in submissions if one.crash))


def _all_left_out(submissions: Sequence[Submission], cutoff: Cutoff) -> TtdnError:
    return TtdnError(
        N_("Nothing was checked, as of {day}: each file given is of a later period or was submitted later: {files}"),
        N_("Ask for a later day with --as-of, or leave --as-of and --quarter out"),
        day=cutoff.as_of,
        files=tuple(one.file for one in submissions),
    )


def find_inputs(context: Context, paths: Sequence[str] = (), *, needed: bool = True) -> InputFiles:
    """Return the report files; raises `TtdnError` (3) when there is none and some are needed."""
    folder = context.options.reports or context.settings.reports
    given = given_paths(paths, folder)
    if not given and not needed:
        return InputFiles()
    if not given:
        raise TtdnError(
            N_("No report found: no file or folder is named"),
            N_("Name the folder of the reports, or set reports in ttdn.toml"),
        )
    found = collect(given)
    found.places = [*given, folder] if folder else given
    present = [one for one in found.sources if one.opened is None or os.path.lexists(one.opened)]
    if not present and not found.unreadable and needed and found.unread:
        raise TtdnError(
            N_("No report that can be read was found; what is there is of kinds that are not read: {files}"),
            N_("Ask for the reports as .docx or .xlsx, or open each file in its program and save it as one of these"),
            files=first_of([*(one.shown for one in found.unread), *found.skipped]),
        )
    if not present and not found.unreadable and needed:
        hint = N_("Reports are files that end in .yaml, .xlsx, .docx or .csv; check the path")
        if not found.skipped and all(map(os.path.isdir, given)):
            hint = N_(
                "The folder is empty: put the reports there as they come in; ttdn template writes forms to send out"
            )
        message = N_("No report found: {paths}")
        if found.skipped:
            message = N_("No report found: {paths}; what is there is evidence, or no report by its name: {files}")
        raise TtdnError(message, hint, paths=tuple(given), files=first_of(found.skipped, _FEW))
    return found


def read_reports(
    context: Context,
    plan: PlanInUse,
    found: InputFiles,
    cutoff: Cutoff,
    *,
    texts: bool = False,
    memory: Memory | None = None,
) -> list[Submission]:
    """Return what every file submits, those that cannot be listed or opened or are of other kinds among them.

    `cutoff` is what is known of it before a report is read. Files that reports name as evidence are skipped.
    """
    from ttdn_cli.intake.evidence import evidence_among
    from ttdn_cli.intake.parallel import receive_all
    from ttdn_cli.intake.report_reader import Intake

    is_known = cutoff.known_by or cutoff.quarter  # else the day follows from the reports
    intake = Intake(plan.plan, plan.directory, cutoff.as_of if is_known else None, texts=texts)
    worker = memory.over(intake, (plan.book.read, intake.basis.day)) if memory else intake
    watch = _watch(context, len(found.sources))
    winnow = partial(without_superseded, known_by=cutoff.known_by)
    submissions = receive_all(worker, found.sources, context.options.jobs, watch, winnow)
    submissions += map(intake.leave_unread, found.unread)
    evidence = evidence_among(submissions)
    found.skipped += sorted(evidence)
    kept = [one for one in submissions if one.file not in evidence]
    every = frozenset(plan.plan.periods)
    return kept + [_unlisted(path, code, every) for path, code in found.unreadable]


def build_case(
    context: Context, plan: PlanInUse, found: InputFiles, submissions: Sequence[Submission], cutoff: Cutoff
) -> Case:
    """Return the case: whole where a folder is given, unless an option says otherwise."""
    options = context.options
    complete = found.complete if options.complete is None else options.complete
    older = _older_plans(context, plan.plan, submissions)
    issued = IssuedPlan(plan.plan, plan.book.file, plan.directory, older)
    return Case(issued, submissions, cutoff, complete=complete, soon=options.soon)


def tell_left_out(context: Context, found: InputFiles, left_out: int) -> None:
    """Say what was not looked at: files that are no reports, and reports beyond the cutoff."""
    options, words = context.options, context.words
    if options.quiet:
        return
    if found.skipped:
        shown = tuple(found.skipped) if options.verbose else first_of(found.skipped, _FEW)
        message = N_("Skipped, evidence or no reports by their names ({count}): {files}")
        say(clean(words.say(message, count=len(found.skipped), files=shown)))
    if found.litter and options.verbose:
        context.info(N_("Left alone, files of editors and systems: {files}"), files=tuple(found.litter))
    if left_out:
        context.info(
            N_("Reports of later periods or submitted after the day asked for, not counted: {count}"), count=left_out
        )


def tell_remarks(context: Context, submissions: Sequence[Submission]) -> None:
    """Say what is told of files and is no finding, such as tracked changes that were read as accepted."""
    if not context.options.quiet:
        for one in submissions:
            for remark in one.remarks:
                say(clean(f"{one.file}: {context.words.show(remark)}"))


def closed_period(context: Context, plan: Plan) -> Period | None:
    """Return the period at whose end the books are closed; without a year it is of the plan's only one.

    Raises `UsageError`.
    """
    quarter, asked = context.options.quarter, context.options.period
    if quarter is not None and asked is not None:
        raise UsageError(N_("--quarter and --period exclude each other"), N_("Name one of them"))
    option, written = ("--quarter", quarter) if quarter is not None else ("--period", asked)
    if written is None:
        return None
    kind = "quarter" if option == "--quarter" else plan.reporting.every
    period = _period_of(plan, written, kind)
    if period is None or (option == "--quarter" and kind_of(period) != "quarter"):
        if period is None and (meant := period_of_year(written, plan.begins.year, kind)):
            raise UsageError(
                N_("{option}: {value} of which year? The plan runs from {begins} to {ends}"),
                N_("Write the year, for example {example}"),
                option=option,
                value=written,
                example=meant.id,
                begins=plan.begins,
                ends=plan.ends,
            )
        raise UsageError(
            N_("--quarter: not a quarter: {value}") if quarter else N_("--period: not a period: {value}"),
            N_("Write for example Q2, II or {year}-Q2")
            if quarter
            else N_("Write for example {year}-Q2, {year}-06, {year}-H1 or {year}"),
            value=written,
            year=str(plan.begins.year),
        )
    if period.ends < plan.begins or period.begins > plan.ends:
        raise UsageError(
            N_("{option}: {value} lies outside the plan, {begins} to {ends}"),
            option=option,
            value=period,
            begins=plan.begins,
            ends=plan.ends,
        )
    return period


def reporting_periods(plan: Plan) -> dict[str, Period]:
    """Return the reporting periods of a plan by id, in order, at least one; raises `UsageError`."""
    if not plan.periods:
        raise UsageError(
            N_("No reporting period ends within the plan's time"),
            N_("Name a shorter one in the plan: reporting, every"),
        )
    return plan.periods


def followed_from(context: Context, plan: Plan) -> Period | None:
    """Return the period that reporting began with, None where no setting says it; raises `UsageError`."""
    written = context.settings.follow_from
    if written is None:
        return None
    period = _period_of(plan, written, plan.reporting.every)
    if period is None or period.id not in plan.periods:
        known = tuple(reporting_periods(plan).values())
        raise UsageError(
            N_("{path}: not a reporting period of the plan: {value}"),
            N_("Write one of them, from {first} to {last}, or take the setting out"),
            path=context.settings.place("follow_from"),
            value=written,
            first=known[0].id,
            last=known[-1].id,
        )
    return period


def _period_of(plan: Plan, written: str, kind: str) -> Period | None:
    """Return the period that somebody writes; without a year one of that kind in the plan's only year."""
    period = parse_period(written)
    if period is None and plan.begins.year == plan.ends.year:
        return period_of_year(written, plan.begins.year, kind)
    return period


def _watch(context: Context, total: int) -> Watch:
    """Return what shows how far the reading is, where somebody looks at it."""
    from ttdn_cli.console.progress import is_wanted, watched

    if context.options.quiet or not is_wanted(sys.stderr, total, os.environ):
        return iter
    return partial(watched, total=total, stream=sys.stderr, words=context.words)


def _older_plans(context: Context, plan: Plan, submissions: Sequence[Submission]) -> dict[int, Plan]:
    """Return the older revisions of the plan that reports answer to, as far as its git repository holds them."""
    answered = {one.report.plan_revision for one in submissions if one.report}
    numbers = sorted(one for one in answered if one is not None and one < plan.revision)
    found: dict[int, Plan] = {}
    if not numbers:
        return found
    from ttdn_cli.intake.plan_history import older

    try:
        for number, book in older(plan_file(context), numbers):
            if book.plan:
                found[number] = book.plan
    except TtdnError as error:
        if not context.options.quiet:
            context.info(error.message, **error.values)
            context.info(N_("What has changed since older revisions of the plan is told by its amendments alone"))
    return found


def _unlisted(path: str, code: str, periods: frozenset[str]) -> Submission:
    return Submission(path, [InputError("unreadable", code, Place(path, (), 1, 1))], may_be_for=periods)

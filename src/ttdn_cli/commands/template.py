"""Command `template`: the report of an agency for a period, laid out to be filled in."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ttdn_cli.commands import _completion as completion
from ttdn_cli.commands import _options as o
from ttdn_cli.commands._agency import agency_asked
from ttdn_cli.commands._context import Context, exit_code, open_context
from ttdn_cli.commands._finish import put
from ttdn_cli.commands._plan import PlanInUse, load_plan
from ttdn_cli.commands._reports import (
    CaseInUse,
    closed_period,
    find_inputs,
    followed_from,
    read_reports,
    reporting_periods,
)
from ttdn_cli.console.writing import say, write, write_new
from ttdn_cli.errors import TtdnError, UsageError, reason_of
from ttdn_cli.extras import is_installed
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words

if TYPE_CHECKING:
    from ttdn_cli.judging.cutoff import ReportedEntry
    from ttdn_cli.model.periods import Period
    from ttdn_cli.model.plan import Plan
    from ttdn_cli.papers.blank_reports import Template

FORMATS = ("xlsx", "docx", "csv", "yaml")
EXAMPLES = (
    "ttdn template --agency NAME --quarter Q2 -o report.xlsx",
    "ttdn template --all forms/ --quarter Q2 --format docx",
)
Agency = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="NAME",
        autocompletion=completion.offer(completion.agencies),
        help=N_("The agency that reports: id, name or alias"),
    ),
]
All = Annotated[
    str | None, typer.Option("--all", metavar="DIR", help=N_("Write one template for each agency that owes a report"))
]
Form = Annotated[
    str | None,
    o.choice("--format", FORMATS, N_("Form of the templates; else the ending of the file says it, else xlsx")),
]
Force = Annotated[bool, typer.Option("--force", help=N_("Overwrite files that are there already"))]

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=N_("Do not say on standard error which files were written"))]


def command(
    agency: Agency = None,
    quarter: o.Quarter = None,
    period: o.Period = None,
    plan: o.Plan = None,
    reports: o.Reports = None,
    as_of: o.AsOf = None,
    format_: Form = None,
    output: o.Output = "-",
    all_: All = None,
    force: Force = False,
    lang: o.Lang = None,
    quiet: Quiet = False,
) -> int:
    """Write the report of an agency for a period, ready to be filled in."""
    from ttdn_cli.papers.blank_reports import templates

    if (agency is None) == (all_ is None):
        raise UsageError(N_("Either --agency or --all is needed"), N_("ttdn template --agency NAME --quarter Q2"))
    form = _form_of(output, format_, every=all_ is not None)
    context = open_context(
        o.Options(
            plan=plan,
            reports=reports,
            as_of=as_of,
            quarter=quarter,
            period=period,
            format=form,
            output=output,
            lang=lang,
            quiet=quiet,
        )
    )
    plan_in_use = load_plan(context)
    found = _period(context, plan_in_use.plan)
    used = case_for(context, plan_in_use, found, followed_from(context, plan_in_use.plan))
    case = used.case
    every = templates(case, found, recall(plan_in_use.plan, context.words))
    inputs = [*context.setting_files, *used.files]
    if all_ is not None:
        _write_all(context, list(every.values()), all_, inputs, force=force)
        return exit_code(used.crashes, 0, context.words)
    who = agency_asked(case.directory, agency or "", case.as_of)
    one = every.get(who)
    if one is None:
        raise TtdnError(N_("{agency} owes no report for {found}"), agency=case.directory.name(who), found=found)
    data = render(one, form, os.path.dirname(output) if output != "-" else "", context)
    if output == "-":
        put(context, data, text=False)
    else:
        _put(data, output, inputs, force=force)
        _tell(context, one, output)
    return exit_code(used.crashes, 0, context.words)


def _form_of(output: str, named: str | None, *, every: bool) -> str:
    """Return the format: what is asked for, else what the file's ending says, else a workbook, which agencies know.

    YAML goes to standard output, and everywhere where the extra is not installed. Raises `UsageError`.
    """
    ending = os.path.splitext(output)[1].lower().removeprefix(".").replace("yml", "yaml")
    usual = "xlsx" if (every or output != "-") and is_installed("xlsxwriter") else "yaml"
    form = named or ending or usual
    if form not in FORMATS:
        raise o.unknown_value("--format", form, FORMATS)
    return form


def _period(context: Context, plan: Plan) -> Period:
    """Return the period to make forms for: that asked for, else the one in hand in which reports are asked for."""
    period, first = period_in_hand(context, plan), followed_from(context, plan)
    if first is None or first.begins <= period.begins:
        return period
    if context.options.quarter is None and context.options.period is None:
        return first
    raise UsageError(
        N_("No report is asked for on {found}: {path} is {first}"),
        N_("Name that period or a later one, or take the setting out"),
        found=period,
        path=context.settings.place("follow_from"),
        first=first,
    )


def period_in_hand(context: Context, plan: Plan) -> Period:
    """Return the plan's period that is asked for, else the one that the day lies in; raises `UsageError`."""
    period = closed_period(context, plan) or _current(plan, context.options.as_of or context.today)
    if period.id not in plan.periods:
        known = tuple(reporting_periods(plan))
        raise UsageError(
            N_("The plan is not reported by {found}"),
            N_("Its reporting periods are {known}"),
            found=period,
            known=known,
        )
    return period


def case_for(context: Context, plan: PlanInUse, period: Period, first: Period | None) -> CaseInUse:
    """Return the case at the close of a period, there may be no report yet; `first` is what reporting began with."""
    from ttdn_cli.judging.case import Case, IssuedPlan
    from ttdn_cli.judging.cutoff import decide_cutoff

    cutoff = decide_cutoff((), context.today, context.options.as_of, period)._replace(follow_from=first)
    found = find_inputs(context, needed=False)
    submissions = read_reports(context, plan, found, cutoff)
    issued = IssuedPlan(plan.plan, plan.book.file, plan.directory)
    case = Case(issued, submissions, cutoff, complete=True)
    return CaseInUse(plan, found, case, tuple(one.crash for one in submissions if one.crash))


def _current(plan: Plan, day: date) -> Period:
    """Return the plan's period that a day lies in, or the nearest one."""
    periods = tuple(reporting_periods(plan).values())
    begun = [one for one in periods if one.begins <= day]
    return begun[-1] if begun else periods[0]


def recall(plan: Plan, words: Words) -> Callable[[ReportedEntry], tuple[str, str, str]]:
    """Return the function that looks up what an entry said in words, which the case does not keep."""
    from ttdn_cli.files.opening import read_file
    from ttdn_cli.files.tree import FileRejected
    from ttdn_cli.intake.legacy_words import legible
    from ttdn_cli.intake.report_tree import parse_report

    trees: dict[str, object] = {}

    def look_up(reported: ReportedEntry) -> tuple[str, str, str]:
        file = reported.report.file
        if file not in trees:
            try:
                trees[file] = legible(parse_report(file, read_file(file), plan)).data["items"]
            except FileRejected:  # it was there a moment ago
                trees[file] = []
        items = trees[file]
        item = items[reported.entry.number] if isinstance(items, list) and reported.entry.number < len(items) else {}
        said = (item.get(name) or "" for name in ("result", "obstacles", "proposals"))
        result, obstacles, proposals = map(words.written, said)
        return result, obstacles, proposals

    return look_up


def render(template: Template, form: str, folder: str, context: Context) -> bytes:
    """Return the bytes of a form; one in YAML names its schema as seen from the folder that it will lie in."""
    if form == "xlsx":
        from ttdn_cli.papers.blank_report_xlsx import template_xlsx

        return template_xlsx(template, context.words)
    if form == "docx":
        from ttdn_cli.papers.blank_report_docx import template_docx

        return template_docx(template, context.words)
    if form == "csv":
        from ttdn_cli.papers.blank_report_csv import template_csv

        return template_csv(template, context.words)
    from ttdn_cli.commands.plan_new import schema_from
    from ttdn_cli.papers.blank_report_yaml import template_yaml

    return template_yaml(template, schema_from(folder, "status") or "status.schema.json", context.words)


def _write_all(context: Context, every: list[Template], folder: str, inputs: list[str], *, force: bool) -> None:
    """Write one file for each agency; when one of them is there already, none is written."""
    form = context.options.format
    paths = [os.path.join(folder, f"{one.agency}.{form}") for one in every]
    there = tuple(path for path in paths if os.path.lexists(path))
    if there and not force:
        raise TtdnError(N_("These files are there already: {paths}"), N_("Add --force to overwrite them"), paths=there)
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise TtdnError(N_("{path} could not be written: {reason}"), path=folder, reason=reason_of(error)) from None
    for one, path in zip(every, paths, strict=True):
        _put(render(one, form, folder, context), path, inputs, force=force)
        _tell(context, one, path)
    if not context.options.quiet:
        context.info(N_("Templates written: {count}"), count=len(every))


def _tell(context: Context, one: Template, path: str) -> None:
    if context.options.quiet:
        return
    form = context.words.say(N_("Form of the report for {found}, {agency}"), found=one.period, agency=one.name)
    say(clean(f"{form}: {path}"))


def _put(data: bytes, path: str, inputs: list[str], *, force: bool) -> None:
    if force:
        write(data, path, text=False, inputs=inputs)
    elif os.path.lexists(path):
        raise TtdnError(
            N_("{path} is there already; it is not overwritten"), N_("Add --force to overwrite it"), path=path
        )
    else:
        write_new(data, path)

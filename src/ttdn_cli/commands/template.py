"""Command `template`: the report of an agency for a period, laid out to be filled in."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._agency import agency_asked
from ttdn_cli.commands._asked import Asked, closed_period, judged_on
from ttdn_cli.commands._session import Session
from ttdn_cli.errors import TtdnError, UsageError, reason_of
from ttdn_cli.i18n import N_
from ttdn_cli.output import clean, write, write_new

if TYPE_CHECKING:
    from ttdn_cli.books import Spoken
    from ttdn_cli.case import Case
    from ttdn_cli.model.periods import Period
    from ttdn_cli.model.plan import Plan
    from ttdn_cli.templates import Template

FORMATS = ("yaml", "xlsx", "csv")
Agency = Annotated[
    str | None, typer.Option("--agency", metavar="NAME", help=N_("The agency that reports: id, name or alias"))
]
All = Annotated[
    str | None, typer.Option("--all", metavar="DIR", help=N_("Write one template for each agency that owes a report"))
]
Form = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="yaml|xlsx|csv", help=N_("Form of the templates; else the ending of the file says it")
    ),
]
Force = Annotated[bool, typer.Option("--force", help=N_("Overwrite files that are there already"))]


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
) -> int:
    """Write the report of an agency for a period, ready to be filled in."""
    session = Session(Asked(plan, reports, as_of, quarter, format_, output, lang=lang, period=period))
    if (agency is None) == (all_ is None):
        raise UsageError(N_("Either --agency or --all is needed"), N_("ttdn template --agency NAME --quarter Q2"))
    form = _form(session, format_, output)
    case, found = _case(session)
    from ttdn_cli.templates import templates

    every = templates(case, found, _recall())
    if all_ is not None:
        return _write_all(session, list(every.values()), all_, form, force=force)
    who = agency_asked(case.directory, agency or "", case.as_of)
    one = every.get(who)
    if one is None:
        raise TtdnError(N_("{agency} owes no report for {found}"), agency=case.directory.name(who), found=found)
    data = _render(one, form, os.path.dirname(output) if output != "-" else "", session)
    if output == "-":
        session.put(data, text=False)
    else:
        _put(session, data, output, force=force)
    return session.end(0)


def _form(session: Session, asked: str | None, output: str) -> str:
    """Return the format: what is asked for, else what the file's ending says, else YAML."""
    ending = os.path.splitext(output)[1].lower().removeprefix(".").replace("yml", "yaml")
    session.form = asked or ending or "yaml"
    session.formats(FORMATS)
    return session.form


def _case(session: Session) -> tuple[Case, Period]:
    """Return the case at the close of the period that is asked for; there may be no report yet."""
    from ttdn_cli.books import open_books
    from ttdn_cli.case import Case
    from ttdn_cli.clock import today
    from ttdn_cli.intake import Intake
    from ttdn_cli.workers import receive_all

    book, plan, directory = session.plan()
    as_of = judged_on(session.asked)
    period = closed_period(session.asked, plan) or _current(plan, as_of or today())
    if period.id not in plan.periods:
        known = tuple(plan.periods)
        raise UsageError(
            N_("The plan is not reported by {found}"),
            N_("Its reporting periods are {known}"),
            found=period,
            known=known,
        )
    books = open_books((), today(), as_of, period)
    found = session.found(None, needed=False)
    submissions = receive_all(Intake(plan, directory, books.as_of), found.sources, None)
    session.crashes += [(one.file, one.crash) for one in submissions if one.crash]
    return Case(plan, book.file, directory, submissions, books, complete=True), period


def _current(plan: Plan, day: date) -> Period:
    """Return the plan's period that a day lies in, or the nearest one."""
    begun = [one for one in plan.periods.values() if one.begins <= day]
    return begun[-1] if begun else next(iter(plan.periods.values()))


def _recall() -> Callable[[Spoken], tuple[str, str, str]]:
    """Return the function that looks up what an entry said in words, which the case does not keep."""
    from ttdn_cli.load.files import read_file
    from ttdn_cli.load.tree import Refused
    from ttdn_cli.reading import parse_report

    trees: dict[str, object] = {}

    def recall(spoken: Spoken) -> tuple[str, str, str]:
        file = spoken.report.file
        if file not in trees:
            try:
                trees[file] = parse_report(file, read_file(file)).data["items"]
            except Refused:  # it was there a moment ago
                trees[file] = []
        items = trees[file]
        item = items[spoken.entry.number] if isinstance(items, list) and spoken.entry.number < len(items) else {}
        result, obstacles, proposals = (str(item.get(name) or "") for name in ("result", "obstacles", "proposals"))
        return result, obstacles, proposals

    return recall


def _render(template: Template, form: str, folder: str, session: Session) -> bytes:
    if form == "xlsx":
        from ttdn_cli.render._template_xlsx import template_xlsx

        return template_xlsx(template, session.words)
    if form == "csv":
        from ttdn_cli.render._template_csv import template_csv

        return template_csv(template, session.words)
    from ttdn_cli.commands.plan_new import schema_from
    from ttdn_cli.render._template_yaml import template_yaml

    return template_yaml(template, schema_from(folder, "status") or "status.schema.json", session.words)


def _write_all(session: Session, every: list[Template], folder: str, form: str, *, force: bool) -> int:
    """Write one file for each agency; when one of them is there already, none is written."""
    paths = [os.path.join(folder, f"{one.agency}.{form}") for one in every]
    there = tuple(path for path in paths if os.path.lexists(path))
    if there and not force:
        raise TtdnError(N_("These files are there already: {paths}"), N_("Add --force to overwrite them"), paths=there)
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise TtdnError(N_("{path} could not be written: {reason}"), path=folder, reason=reason_of(error)) from None
    for one, path in zip(every, paths, strict=True):
        _put(session, _render(one, form, folder, session), path, force=force)
        session.talk(clean(f"{path}: {one.name}"))
    session.talk(session.words.say(N_("Templates written: {count}"), count=len(every)))
    return session.end(0)


def _put(session: Session, data: bytes, path: str, *, force: bool) -> None:
    if force:
        write(data, path, text=False, inputs=session.inputs)
    elif os.path.lexists(path):
        raise TtdnError(
            N_("{path} is there already; it is not overwritten"), N_("Add --force to overwrite it"), path=path
        )
    else:
        write_new(data, path)

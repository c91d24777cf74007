"""Command `report`: write the papers for the meeting."""

from __future__ import annotations

import os
from datetime import date
from importlib import import_module
from typing import Annotated, Any

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import Context, exit_code, open_context
from ttdn_cli.commands._finish import put, tell_case
from ttdn_cli.commands._reports import read_case
from ttdn_cli.commands._since import case_of_day
from ttdn_cli.commands._waivers import load_waivers
from ttdn_cli.console.writing import write_new
from ttdn_cli.errors import TtdnError, UsageError
from ttdn_cli.text.i18n import N_

FORMS = ("html", "md", "docx", "xlsx")
READABLE = ("html", "md")  # what may go to standard output
LAYOUTS = ("decree-30", "circular-01")

EXAMPLES = ("ttdn report --quarter Q2 -o bao-cao.docx", "ttdn report reports/ --quarter Q2 -o bao-cao.html")
Target = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help=N_("The file to write: .html, .md, .docx or .xlsx; - is standard output")
    ),
]
Form = Annotated[str | None, o.choice("--format", FORMS, N_("Form, where the file's name does not say it"))]
Layout = Annotated[
    str, o.choice("--form", LAYOUTS, N_("Layout of the document: by Decree 30/2020 or Circular 01/2011"))
]
Since = Annotated[
    date | None, o.day("--since", N_("Day of the last meeting: the papers also say what has changed since"))
]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace the file that is there already"))]


def command(
    paths: o.Paths = None,
    plan: o.Plan = None,
    reports: o.Reports = None,
    as_of: o.AsOf = None,
    since: Since = None,
    quarter: o.Quarter = None,
    period: o.Period = None,
    output: Target = None,
    format_: Form = None,
    form: Layout = LAYOUTS[0],
    force: Force = False,
    lang: o.Lang = None,
    soon: o.Soon = 30,
    jobs: o.Jobs = None,
    _cache: o.Cache = True,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> int:
    """Write the papers for the meeting: a page, a document, a workbook or Markdown."""
    options = o.Options(
        plan=plan,
        paths=paths or (),
        reports=reports,
        as_of=as_of,
        quarter=quarter,
        period=period,
        format=_form_of(output, format_),
        output=output or "-",
        lang=lang,
        soon=soon,
        jobs=jobs,
        quiet=quiet,
        verbose=verbose,
    )
    is_file = options.output != "-"
    if is_file and os.path.lexists(options.output) and not force:
        raise TtdnError(
            N_("{path} is there already; somebody may have worked in it"),
            N_("Name another file, or replace this one with --force"),
            path=options.output,
        )
    return _write(open_context(options), form, since, is_new=is_file and not force)


def _write(context: Context, layout: str, since: date | None, *, is_new: bool) -> int:
    """Make the papers and write them; with `is_new`, only to a file that is still not there."""
    from ttdn_cli.papers.bare_names import with_bare_names
    from ttdn_cli.papers.meeting import meeting
    from ttdn_cli.papers.meeting.folder import from_folder
    from ttdn_cli.results.engine import judge_reports

    options, words, rules = context.options, context.words.whole, context.rules
    renderer = import_module(f"ttdn_cli.papers.meeting.{options.format}")
    used = read_case(context, options.paths, texts=True)
    before = case_of_day(context, used, since) if since else None
    waivers = load_waivers(context, used.found)
    report = judge_reports(rules, used.case, used.plan.book, words, waivers=waivers, crashes=used.crashes)
    given = _layout(context, layout) if options.format == "docx" else {}
    places = [*used.found.places, *used.plan.book.files, *context.setting_files]
    paper = from_folder(with_bare_names(meeting(used.case, report, words, before), places), used.found.places)
    data = renderer.render(paper, words, **given)
    if is_new:
        write_new(data, options.output)
    else:
        put(context, data, used.files, text=renderer.IS_TEXT)
    tell_case(context, used.case)
    return exit_code(report.crashes, 0, words)


def _layout(context: Context, form: str) -> dict[str, Any]:
    """Return what the document takes besides its content."""
    from ttdn_cli.papers.word import abbreviations

    settings = context.settings
    return {"form": form, "abbreviations": abbreviations(settings.symbol, settings.drafted_by)}


def _form_of(output: str | None, asked: str | None) -> str:
    """Return html, md, docx or xlsx: as asked for, else as the file's name ends. Raises `UsageError`."""
    chosen = asked or os.path.splitext(output or "")[1][1:].lower()
    if chosen and chosen not in FORMS:
        raise UsageError(
            N_("A report cannot be written in the form .{form}"),
            N_("Name one with --output that ends in .html, .md, .docx or .xlsx"),
            form=chosen,
        )
    if not chosen or (output is None and chosen not in READABLE):
        raise UsageError(
            N_("It is not said which file the report is to be written to"),
            N_("Name one with --output that ends in .html, .md, .docx or .xlsx"),
        )
    if output == "-" and chosen not in READABLE:
        raise UsageError(
            N_("--format {form} cannot be written to standard output"), N_("Name a file with --output"), form=chosen
        )
    return chosen

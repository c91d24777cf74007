"""Command `report`: write the papers for the meeting."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._asked import Asked
from ttdn_cli.commands._listing import closing
from ttdn_cli.commands._session import Session, unknown
from ttdn_cli.errors import TtdnError, UsageError
from ttdn_cli.i18n import N_
from ttdn_cli.output import clean, write_new

FORMS = ("html", "md", "docx", "xlsx")
READABLE = ("html", "md")  # what may go to standard output
LAYOUTS = ("decree-30", "circular-01")

Target = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help=N_("The file to write: .html, .md, .docx or .xlsx; - is standard output")
    ),
]
Form = Annotated[
    str | None,
    typer.Option("--format", metavar="html|md|docx|xlsx", help=N_("Form, where the file's name does not say it")),
]
Layout = Annotated[
    str,
    typer.Option(
        "--form",
        metavar="decree-30|circular-01",
        help=N_("Layout of the document: by Decree 30/2020 or Circular 01/2011"),
    ),
]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace the file that is there already"))]


def command(
    plan: o.Plan = None,
    reports: o.Reports = None,
    as_of: o.AsOf = None,
    quarter: o.Quarter = None,
    period: o.Period = None,
    output: Target = None,
    format_: Form = None,
    form: Layout = LAYOUTS[0],
    force: Force = False,
    lang: o.Lang = None,
    soon: o.Soon = "30",
    jobs: o.Jobs = None,
    _cache: o.Cache = True,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> int:
    """Write the papers for the meeting: a page, a document, a workbook or Markdown."""
    asked = Asked(
        plan,
        reports,
        as_of,
        quarter,
        _form_of(output, format_),
        output or "-",
        soon=soon,
        jobs=jobs,
        quiet=quiet,
        verbose=verbose,
        lang=lang,
        period=period,
    )
    if form not in LAYOUTS:
        unknown("--form", form, LAYOUTS)
    if output not in (None, "-") and os.path.lexists(asked.output) and not force:
        raise TtdnError(
            N_("{path} is there already; somebody may have worked in it"),
            N_("Name another file, or replace this one with --force"),
            path=asked.output,
        )
    return _write(Session(asked), form, is_new=asked.output != "-" and not force)


def _write(session: Session, layout: str, *, is_new: bool) -> int:
    """Make the papers and write them; with `is_new`, only to a file that is still not there."""
    from ttdn_cli.judge import judge_reports
    from ttdn_cli.meeting import meeting

    renderer = import_module(f"ttdn_cli.render._meeting_{session.form}")
    case, book = session.case(texts=True)
    report = judge_reports(session.rules(), case, book, session.words, waivers=session.waivers(), crash=session.crashed)
    found = meeting(case, report, session.words)
    given = {"form": layout} if session.form == "docx" else {}
    data = renderer.render(found, session.words, **given)
    if is_new:
        write_new(data, session.asked.output)
    else:
        session.put(data, text=renderer.IS_TEXT)
    session.talk("\n".join(clean(line) for line in closing(case, session)))
    return session.end(0)


def _form_of(output: str | None, asked: str | None) -> str:
    """Return html, md, docx or xlsx: as asked for, else as the file's name ends. Raises `UsageError`."""
    if asked is not None and asked not in FORMS:
        unknown("--format", asked, FORMS)
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

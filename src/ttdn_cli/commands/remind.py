"""Command `remind`: a letter to every agency that owes something, and a list of who gets one."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ttdn_cli.clock import today
from ttdn_cli.commands import _options as o
from ttdn_cli.commands._asked import Asked
from ttdn_cli.commands._session import Session
from ttdn_cli.errors import TtdnError, UsageError, reason_of
from ttdn_cli.i18n import N_
from ttdn_cli.model.periods import parse_day
from ttdn_cli.output import clean, write, write_new
from ttdn_cli.paths import shipped

if TYPE_CHECKING:
    from ttdn_cli.case import Case
    from ttdn_cli.letters import Letter
    from ttdn_cli.render._letter import Sender

WORKING_DAYS = 10  # from the day judged to the day that answers are asked for
LIST = "danh-sach"
TABLE = shipped("plan", "days-off.yaml")
Folder = Annotated[
    str, typer.Option("--output", "-o", metavar="DIR", help=N_("Folder for the letters; it is made if it is not there"))
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="DATE",
        help=N_("Day by which answers are asked for; without it 10 working days after the day that is judged by"),
    ),
]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace letters that are there already"))]


def command(
    output: Folder,
    quarter: o.Quarter = None,
    period: o.Period = None,
    as_of: o.AsOf = None,
    plan: o.Plan = None,
    reports: o.Reports = None,
    by: By = None,
    force: Force = False,
    lang: o.Lang = None,
    jobs: o.Jobs = None,
    cache: o.Cache = True,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> int:
    """Write a draft letter to every agency that owes something, as DOCX and Markdown, and list who gets one."""
    from ttdn_cli.extras import need

    need("office", "docx")  # before anything is read
    asked = Asked(
        plan,
        reports,
        as_of,
        quarter,
        output=output,
        jobs=jobs,
        cache=cache,
        quiet=quiet,
        verbose=verbose,
        lang=lang,
        period=period,
    )
    session = Session(asked)
    case, _ = session.case()
    sender = _sender(case, by)
    session.inputs.append(TABLE)
    files = _files(session, case, _letters(session, case), sender)
    _put(session, files, force=force)
    _tell(session, case, (len(files) - 1) // 2, sender.by)
    return session.end(0)


def _letters(session: Session, case: Case) -> list[Letter]:
    """Return the letters; what a waiver covers is not asked for."""
    from ttdn_cli.judge import run
    from ttdn_cli.letters import ASKED_BY, letters
    from ttdn_cli.rules import load
    from ttdn_cli.waiving import waive

    findings = run([load(name) for name in ASKED_BY], case, session.crashed)
    judged, _ = waive(findings, session.waivers(), case.as_of, case.directory)
    return letters(case, (finding for finding, waiver in judged if waiver is None))


def _sender(case: Case, by: str | None) -> Sender:
    """Return who writes, and the day that answers are asked for; raises `UsageError`."""
    from ttdn_cli.render._letter import Sender

    day = _ten_days_after(case.as_of) if by is None else parse_day(by)
    if day is None:
        hint = N_("Write for example 2017-07-01 or 01/7/2017")
        raise UsageError(N_("--by: not a date: {value}"), hint, value=by)
    if day < case.as_of:
        hint = N_("Name that day or a later one")
        raise UsageError(
            N_("--by: {value} is before the day that is judged by, {day}"), hint, value=day, day=case.as_of
        )
    focal = case.plan.reporting.to
    writer = case.directory.heirs(focal)[0] if focal else ""
    return Sender(case.directory.name(writer) if writer else "", writer, day)


def _ten_days_after(day: date) -> date:
    from ttdn_cli.model.calendar import Calendar
    from ttdn_cli.model.days_off import DaysOff
    from ttdn_cli.planbook import read_model

    table = read_model(TABLE, TABLE, DaysOff, [], {})
    calendar = table.calendar() if table else Calendar((), ())  # without the table by weekends alone
    return calendar.after(day, WORKING_DAYS)


def _files(session: Session, case: Case, found: list[Letter], sender: Sender) -> dict[str, bytes]:
    """Return the names and contents of the files to write."""
    from ttdn_cli.render._letter import write
    from ttdn_cli.render._letter_forms import as_docx, as_markdown, listing

    words = session.words
    written = [(_file(one.agency), write(one, case, sender, words)) for one in found]
    files: dict[str, bytes] = {}
    for name, letter in written:
        files[f"{name}.docx"] = as_docx(letter, words, case.as_of)
        files[f"{name}.md"] = as_markdown(letter, words)
    files[f"{LIST}.md"] = listing(written, case, sender, words)
    return files


def _file(agency: str) -> str:
    return f"{agency}_" if agency == LIST else agency


def _put(session: Session, files: dict[str, bytes], *, force: bool) -> None:
    """Write the files; nothing is written when one of them is there already and may not be replaced."""
    folder = session.asked.output
    try:
        os.makedirs(folder, exist_ok=True)
    except (OSError, ValueError) as error:
        raise TtdnError(
            N_("{path} could not be written: {reason}"),
            N_("Check the folder and the free space"),
            path=folder,
            reason=reason_of(error),
        ) from None
    targets = {os.path.join(folder, name): data for name, data in files.items()}
    if not force:
        for path in targets:
            if os.path.lexists(path):
                hint = N_("Name another folder, or give --force to replace it")
                raise TtdnError(N_("{path} is there already; it is not overwritten"), hint, path=path)
    for path, data in targets.items():
        if force:
            write(data, path, text=False, inputs=session.inputs)
        else:
            write_new(data, path)


def _tell(session: Session, case: Case, count: int, by: date) -> None:
    """Say how many letters were written, where, and as of which day."""
    from ttdn_cli.render.text import as_of_line

    words = session.words
    lines = []
    if not session.asked.quiet:
        path = os.path.join(session.asked.output, f"{LIST}.md")
        lines.append(words.say(N_("Letters written: {count}; who gets one, and why: {path}"), count=count, path=path))
        if count and by < today():
            lines.append(words.say(N_("Answers are asked for by {by}, which is over; --by names another day"), by=by))
    plan = case.plan.id, case.plan.revision
    lines.append(as_of_line(*plan, case.as_of, case.books.quarter, words, complete=case.complete))
    session.talk("\n".join(clean(line) for line in lines))

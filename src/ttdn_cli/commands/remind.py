"""Command `remind`: a letter to every agency that owes something, and a list of who gets one."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import Context, exit_code, open_context
from ttdn_cli.commands._finish import tell, unread_lines
from ttdn_cli.commands._reports import CaseInUse, read_case
from ttdn_cli.commands._waivers import load_waivers
from ttdn_cli.console.writing import write, write_new
from ttdn_cli.errors import USAGE, Crash, TtdnError, UsageError, reason_of
from ttdn_cli.files.paths import shipped
from ttdn_cli.findings import Severity
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.labels import first_of

if TYPE_CHECKING:
    from ttdn_cli.judging.case import Case
    from ttdn_cli.papers.letter_reply import Reply
    from ttdn_cli.papers.letter_text import Sender
    from ttdn_cli.papers.letters import Letter

WORKING_DAYS = 10  # from the day judged to the day that answers are asked for
LIST = "danh-sach"
TABLE = shipped("plan", "days-off.yaml")
Folder = Annotated[
    str, typer.Option("--output", "-o", metavar="DIR", help=N_("Folder for the letters; it is made if it is not there"))
]
By = Annotated[
    date | None,
    o.day("--by", N_("Day by which answers are asked for; without it 10 working days after the day that is judged by")),
]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace letters that are there already"))]
AllReplies = Annotated[
    bool,
    typer.Option(
        "--all-replies",
        help=N_("Also a reply to every other agency whose report came in, or that only has something to make clear"),
    ),
]
EXAMPLES = ("ttdn remind --quarter Q2 -o letters/", "ttdn remind reports/ --quarter Q2 --by 2017-07-20 -o letters/")


def command(
    output: Folder,
    paths: o.Paths = None,
    quarter: o.Quarter = None,
    period: o.Period = None,
    as_of: o.AsOf = None,
    plan: o.Plan = None,
    reports: o.Reports = None,
    by: By = None,
    all_replies: AllReplies = False,
    force: Force = False,
    lang: o.Lang = None,
    jobs: o.Jobs = None,
    _cache: o.Cache = True,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> int:
    """Write a draft letter to every agency that owes something, as DOCX and Markdown, and list who gets one."""
    options = o.Options(
        plan=plan,
        paths=paths or (),
        reports=reports,
        as_of=as_of,
        quarter=quarter,
        period=period,
        output=output,
        lang=lang,
        jobs=jobs,
        quiet=quiet,
        verbose=verbose,
    )
    context = open_context(options)
    used = read_case(context, options.paths, texts=all_replies)
    sender = _sender(used.case, by)
    found, answered, gone, crashes = _letters(context, used)
    mail = _Mail(context, used, sender)
    files = mail.files(found, answered, gone, all_replies=all_replies)
    mail.others = _put(output, files, [*context.setting_files, *used.files, TABLE], force=force)
    _tell(context, used.case, mail, sender.by)
    return exit_code([*used.crashes, *crashes], USAGE if mail.is_missing else 0, context.words)


def _letters(context: Context, used: CaseInUse) -> tuple[list[Letter], list[Reply], tuple[str, ...], list[Crash]]:
    """Return the letters, the replies to everybody else, whom nobody answers for, and the rules that failed.

    What a waiver covers is not asked for.
    """
    from ttdn_cli.judging.waivers import waive
    from ttdn_cli.papers.letter_desk import letters
    from ttdn_cli.papers.letter_reply import replies
    from ttdn_cli.papers.letter_unclear import with_unclear
    from ttdn_cli.papers.letter_whom import unanswered
    from ttdn_cli.results.engine import run
    from ttdn_cli.rules import all_rules
    from ttdn_cli.rules._base import InputRule, ReportRule

    case, crashes = used.case, list[Crash]()
    rules = [one for one in all_rules().values() if isinstance(one, (ReportRule, InputRule))]
    judged, _ = waive(run(rules, case, crashes), load_waivers(context, used.found), case.as_of, case.directory)
    findings = [finding for finding, waiver in judged if waiver is None]
    asked, settled = letters(case, findings)
    gone = unanswered(case, (str(finding.agency) for finding in findings if finding.severity is not Severity.INFO))
    written = with_unclear(asked, case, findings, settled)
    return written, replies(case, asked, findings, settled), gone, crashes


def _sender(case: Case, by: date | None) -> Sender:
    """Return who writes, and the day that answers are asked for; raises `UsageError`."""
    from ttdn_cli.papers.letter_text import Sender

    day = by or _ten_days_after(case.as_of)
    if day < case.as_of:
        hint = N_("Name that day or a later one")
        raise UsageError(
            N_("--by: {value} is before the day that is judged by, {day}"), hint, value=day, day=case.as_of
        )
    focal = case.plan.reporting.to
    writer = case.directory.successors(focal)[0] if focal else ""
    return Sender(case.directory.name(writer) if writer else "", writer, day)


def _ten_days_after(day: date) -> date:
    from ttdn_cli.intake.plan_reader import read_model
    from ttdn_cli.model.calendar import Calendar
    from ttdn_cli.model.days_off import DaysOff

    table = read_model(TABLE, TABLE, DaysOff, [], {})
    calendar = table.calendar() if table else Calendar((), ())  # without the table by weekends alone
    return calendar.after(day, WORKING_DAYS)


class _Mail:
    """The letters of one run on their way to files; only Markdown where the library of Word files `is_missing`."""

    def __init__(self, context: Context, used: CaseInUse, sender: Sender) -> None:
        self.words, self.case, self.sender = context.words.whole, used.case, sender
        self.settings, self.book = context.settings, used.plan.book
        self.places = [*used.found.places, *used.plan.book.files, *context.setting_files]
        self.is_missing = _is_missing()
        self.letters = self.replies = 0
        self.others: list[str] = []  # letters that lie in the folder and are not of this run

    def files(
        self, found: list[Letter], answered: list[Reply], gone: tuple[str, ...], *, all_replies: bool
    ) -> dict[str, bytes]:
        """Return the names and contents of the files to write."""
        from ttdn_cli.papers import letter_reminder, letter_reply
        from ttdn_cli.papers.bare_names import with_bare_names
        from ttdn_cli.papers.letter_forms import as_docx, as_markdown, listing
        from ttdn_cli.papers.letter_marks import with_marks
        from ttdn_cli.papers.word import abbreviations
        from ttdn_cli.results.diagnostics import locator, reasons, tables_of

        case, sender, words = self.case, self.sender, self.words
        told = reasons(words, tables_of(case), locator(self.book, case.received.submissions))
        written = [(one.agency, letter_reminder.write(one, case, sender, told)) for one in found]
        waiting = [case.directory.name(one.agency) for one in answered if one.unclear]
        if all_replies:
            written += [(one.agency, letter_reply.write(one, case, sender, told)) for one in answered]
            waiting = []
        marks = abbreviations(self.settings.symbol, self.settings.drafted_by)
        marked = ((agency, with_marks(letter, marks, words)) for agency, letter in written)
        written = [(agency, with_bare_names(letter, self.places)) for agency, letter in marked]
        self.letters, self.replies = len(found), len(written) - len(found)
        files: dict[str, bytes] = {}
        for agency, letter in written:
            if not self.is_missing:
                files[f"{_file(agency)}.docx"] = as_docx(letter, words, case.as_of)
            files[f"{_file(agency)}.md"] = as_markdown(letter, words)
        form = "md" if self.is_missing else "docx"
        named = [(f"{_file(agency)}.{form}", letter) for agency, letter in written]
        without = [case.directory.name(one) for one in gone]
        files[f"{LIST}.md"] = listing(named, (waiting, without), case, sender, words)
        return files


def _is_missing() -> bool:
    from ttdn_cli.extras import need

    try:
        need("office", "docx")
    except UsageError:
        return True
    return False


def _file(agency: str) -> str:
    return f"{agency}_" if agency == LIST else agency


def _put(folder: str, files: dict[str, bytes], inputs: list[str], *, force: bool) -> list[str]:
    """Write the files, and return the letters that are there besides.

    Nothing is written when one of the files is there already and may not be replaced.
    """
    try:
        os.makedirs(folder, exist_ok=True)
    except (OSError, ValueError) as error:
        raise TtdnError(
            N_("{path} could not be written: {reason}"),
            N_("Check the folder and the free space"),
            path=folder,
            reason=reason_of(error),
        ) from None
    others = _beside(folder, files)
    targets = {os.path.join(folder, name): data for name, data in files.items()}
    if not force:
        for path in targets:
            if os.path.lexists(path):
                hint = N_("Name another folder, or give --force to replace it")
                raise TtdnError(N_("{path} is there already; it is not overwritten"), hint, path=path)
    for path, data in targets.items():
        if force:
            write(data, path, text=False, inputs=inputs)
        else:
            write_new(data, path)
    return others


def _beside(folder: str, files: Collection[str]) -> list[str]:
    """Return the letters in a folder that are not among some files, as far as it can be looked into."""
    try:
        return sorted(one for one in os.listdir(folder) if one.endswith((".md", ".docx")) and one not in files)
    except OSError:
        return []


def _tell(context: Context, case: Case, mail: _Mail, by: date) -> None:
    """Say how many letters were written, where, in which form none, and as of which day."""
    from ttdn_cli.render.text import as_of_line, followed_line

    words, options = context.words, context.options
    lines = []
    if mail.is_missing:
        lines.append(words.say(N_('The letters were written as Markdown only; for .docx: pip install "ttdn[office]"')))
    if not options.quiet:
        path = os.path.join(options.output, f"{LIST}.md")
        lines.append(
            words.say(N_("Letters written: {count}; who gets one, and why: {path}"), count=mail.letters, path=path)
        )
        if mail.replies:
            lines.append(words.say(N_("Replies written: {count}"), count=mail.replies))
        if mail.letters and by < context.today:
            lines.append(words.say(N_("Answers are asked for by {by}, which is over; --by names another day"), by=by))
        if mail.others:
            there = N_("There are also files in {path} that are not of this run: {files}")
            lines.append(words.say(there, path=options.output, files=first_of(mail.others)))
        lines += unread_lines(context, case)
    plan = case.plan.id, case.plan.revision
    shipped = not context.is_plan_named
    lines.append(as_of_line(*plan, case.as_of, case.cutoff.quarter, words, complete=case.complete, shipped=shipped))
    lines += followed_line(case.following.shown, case.not_followed, words)
    tell(lines)

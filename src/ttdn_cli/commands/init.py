"""Command `init`: settings, a folder for each period, and the forms of the period in hand, in the working directory."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import Context, exit_code, open_context
from ttdn_cli.commands._finish import put
from ttdn_cli.commands._plan import PlanInUse, load_plan
from ttdn_cli.commands.template import FORMATS, case_for, period_in_hand, recall, render
from ttdn_cli.console.writing import write_new
from ttdn_cli.errors import TtdnError, UsageError, reason_of
from ttdn_cli.extras import is_installed
from ttdn_cli.files.paths import from_here
from ttdn_cli.model.periods import kind_of
from ttdn_cli.settings.settings import FILES, Settings, settings_file_in, working_settings
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.errors import Crash
    from ttdn_cli.model.periods import Period
    from ttdn_cli.model.plan import Plan

REPORTS, FORMS = "reports", "forms"
SETTINGS = FILES[0]
SHOWN = 12  # folders that are named one by one
EXAMPLES = ("ttdn init", "ttdn init --plan plan.yaml --quarter Q2")
Form = Annotated[
    str | None,
    o.choice("--format", FORMATS, N_("Form of the templates; without it xlsx, or yaml where that cannot be written")),
]


class Start(NamedTuple):
    """What is written: files with their bytes, the settings last, and the folders that are made for them."""

    files: dict[str, bytes]
    folders: tuple[str, ...]
    forms: str
    crashes: tuple[Crash, ...]


def command(
    plan: o.Plan = None,
    quarter: o.Quarter = None,
    period: o.Period = None,
    as_of: o.AsOf = None,
    format_: Form = None,
    lang: o.Lang = None,
) -> int:
    """Begin in this folder: settings, a folder for the reports of each period, and forms to send out."""
    there = settings_file_in(os.getcwd())
    if there or os.path.lexists(SETTINGS):
        hint = N_("Change the settings in it, or begin in another folder")
        raise UsageError(N_("{path} is there already; nothing is written"), hint, path=from_here(there or SETTINGS))
    above = working_settings()  # what is set above holds here no more, but for the plan
    options = o.Options(
        plan=plan or above.plan,
        reports=REPORTS if os.path.isdir(REPORTS) else None,
        as_of=as_of,
        quarter=quarter,
        period=period,
        format=format_ or ("xlsx" if is_installed("xlsxwriter") else "yaml"),
        lang=lang,
    )
    context = open_context(options, Settings(lang=above.lang, origins=above.origins, ignored=above.ignored))
    used = load_plan(context)
    found = period_in_hand(context, used.plan)
    start = _start(context, used, found)
    _write(context, start)
    put(context, "".join(f"{line}\n" for line in _told(context, used.plan, found, start)).encode(), text=True)
    return exit_code(start.crashes, 0, context.words)


def _start(context: Context, used: PlanInUse, period: Period) -> Start:
    """Return everything that is to be written, worked out before any of it is."""
    from ttdn_cli.papers.blank_reports import templates

    first = period if period != next(iter(used.plan.periods.values())) else None
    case = case_for(context, used, period, first)
    form = context.options.format
    folder = f"{FORMS}/{_name(period, used.plan)}"
    every = templates(case.case, period, recall(case.plan.plan, context.words)).values()
    files = {f"{folder}/{one.agency}.{form}": render(one, form, folder, context) for one in every}
    folders = [f"{REPORTS}/{_name(one, used.plan)}" for one in used.plan.periods.values()]
    settings = "".join(f"{line}\n" for line in _settings(context, used.plan, first)).encode()
    return Start({**files, SETTINGS: settings}, (*folders, *([folder] if files else ())), folder, case.crashes)


def _name(period: Period, plan: Plan) -> str:
    """Return the name of a period's folder: `Q2`, `H1`; where a year is needed to know it, the period's id."""
    alone = plan.begins.year == plan.ends.year and kind_of(period) in ("quarter", "half")
    return period.id.partition("-")[2] if alone else period.id


def _settings(context: Context, plan: Plan, first: Period | None) -> Iterator[str]:
    """Yield the lines of the settings file; raises `UsageError` for a path that the file cannot hold."""
    say, named = context.words.say, context.options.plan
    head = N_("Settings of ttdn; ttdn config shows them all, and where each comes from.")
    shipped = N_("No plan is named here: that is {plan}, which comes with the program.")
    since = N_("Reports are asked for from this period on; what was due before counts only where one speaks of it.")
    out = N_("Take the line out if the reports of the time before are collected as well.")
    yield f"# {say(head)}"
    if named is None:
        yield f"# {say(shipped, plan=plan.id)}"
        yield '# plan = "plan.yaml"'
    else:
        yield f"plan = {_toml(from_here(named))}"
    yield f"reports = {_toml(REPORTS)}"
    if context.options.lang:
        yield f"lang = {_toml(context.options.lang)}"
    if first:
        yield f"# {say(since)}"
        yield f"# {say(out)}"
        yield f"follow_from = {_toml(first.id)}"


def _toml(text: str) -> str:
    """Return a text as TOML writes it; raises `UsageError` for one that is no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        hint = N_("Give the file another name")
        raise UsageError(N_("{path}: the name is not in UTF-8, as settings have to be"), hint, path=text) from None
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(context: Context, start: Start) -> None:
    """Make the folders and write the files, nothing when something is in the way; a failure says what was written."""
    there = tuple(path for path in start.files if os.path.lexists(path))
    there += tuple(dict.fromkeys(path for one in start.folders for path in _in_the_way(one)))
    if there:
        hint = N_("Nothing was written; move them, or begin in another folder")
        raise TtdnError(N_("These files are there already: {paths}"), hint, paths=there)
    written: list[str] = []
    try:
        for folder in start.folders:
            _make(folder)
        for path, data in start.files.items():
            write_new(data, path)
            written.append(path)
    except TtdnError:
        if written:
            said = N_("Written before the failure: {paths}. Take them away before ttdn init is called again")
            context.info(said, paths=tuple(written))
        raise


def _in_the_way(folder: str) -> Iterator[str]:
    """Yield what stands where a folder, or one that it lies in, is to be made."""
    for path in (os.path.dirname(folder), folder):
        if os.path.lexists(path) and not os.path.isdir(path):
            yield path


def _make(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        hint = N_("Check the folder and the free space")
        raise TtdnError(
            N_("{path} could not be written: {reason}"), hint, path=folder, reason=reason_of(error)
        ) from None


def _told(context: Context, plan: Plan, period: Period, start: Start) -> Iterator[str]:
    """Yield what was written, and the next three commands."""
    words, form = context.words, context.options.format
    folders = [one for one in start.folders if one != start.forms]
    shown = folders if len(folders) <= SHOWN else [folders[0], "…", folders[-1]]
    yield words.say(N_("Settings: {path}"), path=SETTINGS)
    yield words.say(N_("Folders for the reports that come in: {paths}"), paths=tuple(shown))
    said = N_("Forms for {period}, ready to be sent out: {path} ({count}, .{form})")
    yield words.say(said, period=period, path=start.forms, count=len(start.files) - 1, form=form)
    name = _name(period, plan)
    yield words.say(
        N_("Reports for {period} are put into {path}. The next commands:"), period=period, path=f"{REPORTS}/{name}"
    )
    closed = f"--quarter {name}" if kind_of(period) == "quarter" else f"--period {period.id}"
    paper = "bao-cao.docx" if is_installed("docx") else "bao-cao.md"
    yield from (f"  ttdn check {closed}", f"  ttdn missing {closed}", f"  ttdn report {closed} --output {paper}")

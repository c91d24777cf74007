"""The list commands: the same case, another view of it; they end with 0 unless `--exit-code` is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import Context, exit_code, open_context
from ttdn_cli.commands._finish import put, put_json, tell_case
from ttdn_cli.commands._reports import CaseInUse, read_case
from ttdn_cli.commands._waivers import load_waivers
from ttdn_cli.console.terminal import Screen
from ttdn_cli.errors import Crash
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.waivers import Waived, waive, waived_among
from ttdn_cli.results.diagnostics import Locate, locator
from ttdn_cli.rules import load
from ttdn_cli.text.i18n import Words

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.text.i18n import Words

LISTED = ("overdue", "due-soon", "missing-report")  # the rules that tell as findings what the lists show


@dataclass(frozen=True, slots=True)
class Listing:
    """A view of a case, how it is drawn as text, and when it counts as empty."""

    view: Callable[[Case, Locate, Words], Any]
    draw: Callable[[Any, Directory, Screen, Waived], bytes]
    is_empty: Callable[[Any], bool]


def show(options: o.Options, listing: Listing, *, fails: bool) -> int:
    """Write a list and return the exit code; with `fails`, 1 when the list is not empty."""
    context = open_context(options)
    used = read_case(context, options.paths)
    view = listing.view(used.case, locator(used.plan.book, used.case.received.submissions), context.words)
    waived, crashes = _waived(context, used)
    if options.format == "json":
        put_json(context, view, used.files)
    else:
        drawn = listing.draw(view, used.case.directory, context.screen, waived)
        put(context, drawn, used.files, text=True)
    tell_case(context, used.case)
    return exit_code([*used.crashes, *crashes], int(fails and not listing.is_empty(view)), context.words)


def _waived(context: Context, used: CaseInUse) -> tuple[Waived, list[Crash]]:
    """Return which of the things listed are waived: they stay on the list, with the reason; and which rules failed."""
    crashes: list[Crash] = []
    waivers = load_waivers(context, used.found)
    if not waivers.waivers:
        return {}, crashes
    from ttdn_cli.results.engine import run

    case = used.case
    findings = run([load(name) for name in LISTED], case, crashes)
    judged, _ = waive(findings, waivers, case.as_of, case.directory)
    return waived_among(judged), crashes


def list_command(about: str, listing: Callable[[], Listing]) -> Callable[..., int]:
    """Return a list command: `about` is its help; `listing` makes what it shows, once its modules are needed."""

    def command(
        paths: o.Paths = None,
        plan: o.Plan = None,
        reports: o.Reports = None,
        as_of: o.AsOf = None,
        quarter: o.Quarter = None,
        period: o.Period = None,
        format_: o.Format = "text",
        output: o.Output = "-",
        lang: o.Lang = None,
        complete: o.Complete = None,
        soon: o.Soon = 30,
        jobs: o.Jobs = None,
        _cache: o.Cache = True,
        exit_code_: o.ExitCode = False,
        quiet: o.Quiet = False,
        verbose: o.Verbose = False,
    ) -> int:
        options = o.Options(
            plan=plan,
            paths=paths or (),
            reports=reports,
            as_of=as_of,
            quarter=quarter,
            period=period,
            format=format_,
            output=output,
            lang=lang,
            complete=complete,
            soon=soon,
            jobs=jobs,
            quiet=quiet,
            verbose=verbose,
        )
        return show(options, listing(), fails=exit_code_)

    command.__doc__ = about
    return command

"""The list commands: the same case, another view of it; they end with 0 unless `--exit-code` is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdn_cli.commands._context import Context, exit_code, open_context
from ttdn_cli.commands._finish import put, put_json, tell_case
from ttdn_cli.commands._options import Options
from ttdn_cli.commands._reports import CaseInUse, read_case
from ttdn_cli.commands._waivers import load_waivers
from ttdn_cli.console.terminal import Screen
from ttdn_cli.errors import Crash
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.waivers import Waived, waive, waived_among
from ttdn_cli.results.diagnostics import Locate, locator
from ttdn_cli.rules import load

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory

LISTED = ("overdue", "due-soon", "missing-report")  # the rules that tell as findings what the lists show


@dataclass(frozen=True, slots=True)
class Listing:
    """A view of a case, how it is drawn as text, and when it counts as empty."""

    view: Callable[[Case, Locate], Any]
    draw: Callable[[Any, Directory, Screen, Waived], bytes]
    is_empty: Callable[[Any], bool]


def show(options: Options, listing: Listing, *, fails: bool) -> int:
    """Write a list and return the exit code; with `fails`, 1 when the list is not empty."""
    context = open_context(options)
    used = read_case(context, options.paths)
    view = listing.view(used.case, locator(used.plan.book, used.case.received.submissions))
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

"""The meeting that a call of `ttdn report` in the working directory would show: no test itself."""

from __future__ import annotations

from datetime import date

from ttdn_cli.commands._context import open_context
from ttdn_cli.commands._options import Options
from ttdn_cli.commands._reports import read_case
from ttdn_cli.commands._since import case_of_day
from ttdn_cli.commands._waivers import load_waivers
from ttdn_cli.papers.meeting import Meeting, meeting
from ttdn_cli.results.engine import judge_reports
from ttdn_cli.text import i18n


def held_of(options: Options, since: date | None = None) -> Meeting:
    """Return the meeting, in English."""
    i18n.use("en")
    context = open_context(options)
    used = read_case(context, options.paths, texts=True)
    before = case_of_day(context, used, since) if since else None
    waivers = load_waivers(context, used.found)
    report = judge_reports(context.rules, used.case, used.plan.book, context.words, waivers=waivers)
    return meeting(used.case, report, context.words, before)

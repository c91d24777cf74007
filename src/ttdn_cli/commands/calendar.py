"""Command `calendar`: due dates and report days as a calendar file."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._agency import agency_asked
from ttdn_cli.commands._context import open_context
from ttdn_cli.commands._finish import put, tell
from ttdn_cli.commands._plan import load_plan
from ttdn_cli.text.i18n import N_

EXAMPLES = ("ttdn calendar -o plan.ics", "ttdn calendar --agency ID -o mine.ics")
OnDay = Annotated[date | None, o.day("--as-of", N_("Take the plan as it was on this day"))]


def command(
    agency: o.Agency = None,
    plan: o.Plan = None,
    as_of: OnDay = None,
    output: o.Output = "-",
    lang: o.Lang = None,
    quiet: o.Quiet = False,
) -> int:
    """Write due dates and report days as a calendar file."""
    from ttdn_cli.errors import TtdnError
    from ttdn_cli.papers.calendar import agenda
    from ttdn_cli.papers.calendar_file import calendar
    from ttdn_cli.render.text import as_of_line

    context = open_context(o.Options(plan=plan, as_of=as_of, output=output, lang=lang, quiet=quiet))
    book, read, directory = load_plan(context)
    day = as_of or min(context.today, read.ends)
    who = agency_asked(directory, agency, day) if agency else None
    found = agenda(read, directory, day, who)
    words = context.words
    if not found.dues and not found.reports:  # the format knows no calendar without an entry
        message = N_("The plan sets no day for {agency}") if who else N_("The plan sets no days")
        raise TtdnError(message, agency=directory.name(who or ""))
    put(context, calendar(found, directory.name, words), book.files, text=False)
    if not quiet:
        counts = N_("Due dates: {dues}; report days: {reports}")
        context.info(counts, dues=len(found.dues), reports=len(found.reports))
    tell([as_of_line(read.id, read.revision, day, None, words, complete=True, shipped=not context.is_plan_named)])
    return 0

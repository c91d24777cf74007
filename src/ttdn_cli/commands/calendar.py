"""Command `calendar`: due dates and report days as a calendar file."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._agency import agency_asked
from ttdn_cli.commands._asked import Asked, judged_on
from ttdn_cli.commands._session import Session
from ttdn_cli.i18n import N_

OnDay = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=N_("Take the plan as it was on this day"))]


def command(
    agency: o.Agency = None,
    plan: o.Plan = None,
    as_of: OnDay = None,
    output: o.Output = "-",
    lang: o.Lang = None,
    quiet: o.Quiet = False,
) -> int:
    """Write due dates and report days as a calendar file."""
    from ttdn_cli.agenda import agenda
    from ttdn_cli.clock import today
    from ttdn_cli.errors import TtdnError
    from ttdn_cli.output import clean
    from ttdn_cli.render._calendar import calendar
    from ttdn_cli.render.text import as_of_line

    session = Session(Asked(plan, as_of=as_of, output=output, quiet=quiet, lang=lang))
    day = judged_on(session.asked)
    _, read, directory = session.plan()
    day = day or min(today(), read.ends)
    who = agency_asked(directory, agency, day) if agency else None
    found = agenda(read, directory, day, who)
    words = session.words
    if not found.dues and not found.reports:  # the format knows no calendar without an entry
        message = N_("The plan sets no day for {agency}") if who else N_("The plan sets no days")
        raise TtdnError(message, agency=directory.name(who or ""))
    session.put(calendar(found, directory.name, words), text=False)
    if not quiet:
        counts = N_("Due dates: {dues}; report days: {reports}")
        session.talk(clean(words.say(counts, dues=len(found.dues), reports=len(found.reports))))
    session.talk(clean(as_of_line(read.id, read.revision, day, None, words, complete=True)))
    return 0

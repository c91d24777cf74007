"""Command `plan show`: show the plan with every id looked up."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._asked import Asked, judged_on
from ttdn_cli.commands._session import Session
from ttdn_cli.i18n import N_

ShownAsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help=N_("Show the plan as it was on this day, amendments carried out")),
]


def command(
    plan: o.Plan = None,
    as_of: ShownAsOf = None,
    format_: o.Format = None,
    output: o.Output = "-",
    lang: o.Lang = None,
    quiet: o.Quiet = False,
) -> int:
    """Show the plan: tasks, leads, coordinators, due dates."""
    from ttdn_cli.views import plan_view

    session = Session(Asked(plan, as_of=as_of, format=format_, output=output, quiet=quiet, lang=lang))
    session.formats()
    day = judged_on(session.asked)
    _, read, directory = session.plan()
    if session.form == "json":
        from ttdn_cli.render.json import dump

        session.put(dump(plan_view(read, directory, day)), text=False)
    else:
        from ttdn_cli.render._plan import plan_text

        session.put(plan_text(read.on(day) if day else read, directory, session.screen()), text=True)
    return 0

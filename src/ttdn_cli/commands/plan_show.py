"""Command `plan show`: show the plan with every id looked up."""

from __future__ import annotations

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._session import Asked, Session


def command(
    plan: o.Plan = None,
    format_: o.Format = None,
    output: o.Output = "-",
    lang: o.Lang = None,
    quiet: o.Quiet = False,
) -> int:
    """Show the plan: tasks, leads, coordinators, due dates."""
    from ttdn_cli.views import plan_view

    session = Session(Asked(plan, format=format_, output=output, quiet=quiet, lang=lang))
    session.formats()
    _, read, directory = session.plan()
    if session.form == "json":
        from ttdn_cli.render.json import dump

        session.put(dump(plan_view(read, directory)), text=False)
    else:
        from ttdn_cli.render._plan import plan_text

        session.put(plan_text(read, directory, session.screen()), text=True)
    return 0

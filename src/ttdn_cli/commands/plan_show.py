"""Command `plan show`: show the plan with every id looked up."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import open_context
from ttdn_cli.commands._finish import put, put_json
from ttdn_cli.commands._plan import load_plan
from ttdn_cli.errors import UsageError
from ttdn_cli.text.i18n import N_

EXAMPLES = ("ttdn plan show", "ttdn plan show plan.yaml --as-of 2017-09-01", "ttdn plan show --format json")
PlanPath = Annotated[
    str | None, typer.Argument(metavar="PLAN", show_default=False, help=N_("The plan; without it the one that is set"))
]
ShownAsOf = Annotated[date | None, o.day("--as-of", N_("Show the plan as it was on this day, amendments carried out"))]


def command(
    path: PlanPath = None,
    plan: o.Plan = None,
    as_of: ShownAsOf = None,
    format_: o.Format = "text",
    output: o.Output = "-",
    lang: o.Lang = None,
    quiet: o.Quiet = False,
) -> int:
    """Show the plan: tasks, leads, coordinators, due dates."""
    from ttdn_cli.plans.show import plan_on, plan_view

    if path is not None and plan is not None:
        raise UsageError(N_("Both PLAN and --plan are given"), N_("Name the plan once"))
    context = open_context(
        o.Options(plan=path or plan, as_of=as_of, format=format_, output=output, lang=lang, quiet=quiet)
    )
    book, read, directory = load_plan(context)
    if format_ == "json":
        put_json(context, plan_view(read, directory, as_of), book.files)
    else:
        from ttdn_cli.render._plan import plan_text

        shown = plan_on(read, directory, as_of) if as_of else (read, directory)
        put(context, plan_text(*shown, context.screen), book.files, text=True)
    return 0

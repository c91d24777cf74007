"""Command `plan check`: judge the plan and its registry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._asked import Asked
from ttdn_cli.commands._session import Session
from ttdn_cli.commands._verdict import finish
from ttdn_cli.errors import TtdnError
from ttdn_cli.i18n import N_
from ttdn_cli.render import formats

PlanFiles = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PLAN]...", show_default=False, help=N_("The plans; without any the one that is set")),
]
SourceFile = Annotated[str | None, typer.Option("--source", metavar="FILE", help=N_("The text that the plan quotes"))]


def command(
    paths: PlanFiles = None,
    source: SourceFile = None,
    plan: o.Plan = None,
    format_: o.ReportFormat = None,
    output: o.Output = "-",
    lang: o.Lang = None,
    fail_on: o.FailOn = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    quiet: o.Quiet = False,
) -> int:
    """Judge the plan and its registry."""
    from ttdn_cli.judge import judge_plan
    from ttdn_cli.report import together

    asked = Asked(plan, None, None, None, format_, output, fail_on, select, ignore, quiet=quiet, lang=lang)
    session = Session(asked)
    session.formats(formats())
    level, rules = session.fail_on(), session.rules()
    text = _read_source(session, source) if source else None
    given: Sequence[str | None] = paths or [None]
    reports = [
        judge_plan(rules, session.planbook(path), session.words, text, session.crashed) for path in dict.fromkeys(given)
    ]
    return finish(session, together(reports), level)


def _read_source(session: Session, path: str) -> str:
    from ttdn_cli.load.tree import Refused
    from ttdn_cli.load.yaml import read_file

    session.inputs.append(path)
    try:
        return read_file(path).decode("utf-8-sig")
    except (Refused, UnicodeDecodeError):
        hint = N_("Give a text file in UTF-8")
        raise TtdnError(N_("The source cannot be read: {path}"), hint, path=path) from None

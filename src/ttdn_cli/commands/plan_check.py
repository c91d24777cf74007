"""Command `plan check`: judge the plan and its registry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._asked import Asked
from ttdn_cli.commands._broken import readable
from ttdn_cli.commands._session import Session
from ttdn_cli.commands._verdict import finish
from ttdn_cli.errors import TtdnError
from ttdn_cli.i18n import N_
from ttdn_cli.output import clean
from ttdn_cli.planbook import Planbook
from ttdn_cli.render import formats
from ttdn_cli.report import Report
from ttdn_cli.rules import Rule

PlanFiles = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PLAN]...", show_default=False, help=N_("The plans; without any the one that is set")),
]
SourceFile = Annotated[str | None, typer.Option("--source", metavar="FILE", help=N_("The text that the plan quotes"))]

Base = Annotated[
    str | None,
    typer.Option("--base", metavar="REV", help=N_("Earlier revision in git to compare with, REV:path, or a file")),
]


def command(
    paths: PlanFiles = None,
    source: SourceFile = None,
    base: Base = None,
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
    from ttdn_cli.report import together

    asked = Asked(plan, None, None, None, format_, output, fail_on, select, ignore, quiet=quiet, lang=lang)
    session = Session(asked)
    session.formats(formats())
    level, rules = session.fail_on(), session.rules()
    text = _read_source(session, source) if source else None
    given: Sequence[str | None] = paths or [None]
    reports = [_judged(session, rules, path, text, base) for path in dict.fromkeys(given)]
    return finish(session, together(reports), level)


def _judged(session: Session, rules: list[Rule[Any]], path: str | None, text: str | None, base: str | None) -> Report:
    from ttdn_cli.judge import judge_plan

    book = session.planbook(path)
    earlier = _read_base(session, path, base) if base is not None else None
    if earlier and not book.faults:  # what is wrong with the plan itself is told first
        readable(earlier, session.words)
    return judge_plan(rules, book, session.words, text, session.crashed, earlier)


def _read_base(session: Session, path: str | None, base: str) -> Planbook | None:
    """Return the plan to compare with; one that is not there yet is said."""
    from ttdn_cli.history import read_base

    book = read_base(session.plan_file(path), base)
    if book is None:
        told = session.words.say(N_("{base} does not hold this plan yet: there is nothing to compare with"), base=base)
        session.talk(clean(told))
    else:
        session.inputs += book.files
    return book


def _read_source(session: Session, path: str) -> str:
    from ttdn_cli.load.files import read_file
    from ttdn_cli.load.tree import Refused

    session.inputs.append(path)
    try:
        return read_file(path).decode("utf-8-sig")
    except (Refused, UnicodeDecodeError):
        hint = N_("Give a text file in UTF-8")
        raise TtdnError(N_("The source cannot be read: {path}"), hint, path=path) from None

"""Command `plan check`: judge the plan and its registry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import Context, open_context
from ttdn_cli.commands._finish import finish
from ttdn_cli.commands._plan import plan_file, read_plan, readable
from ttdn_cli.errors import TtdnError, UsageError
from ttdn_cli.intake.plan_reader import PlanFiles, read_plan_files
from ttdn_cli.results.diagnostics import Report
from ttdn_cli.rules import Rule
from ttdn_cli.text.i18n import N_

PlanPaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PLAN", show_default=False, help=N_("The plans; without any the one that is set")),
]
SourceFile = Annotated[str | None, typer.Option("--source", metavar="FILE", help=N_("The text that the plan quotes"))]

Base = Annotated[
    str | None,
    typer.Option("--base", metavar="REV", help=N_("Earlier revision in git to compare with, REV:path, or a file")),
]

EXAMPLES = (
    "ttdn plan check",
    "ttdn plan check plan.yaml --base main",
    "ttdn plan check plan.yaml --source issued.txt",
)


def command(
    paths: PlanPaths = None,
    source: SourceFile = None,
    base: Base = None,
    plan: o.Plan = None,
    format_: o.ReportFormat = "text",
    output: o.Output = "-",
    lang: o.Lang = None,
    fail_on: o.FailOn = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    quiet: o.Quiet = False,
) -> int:
    """Judge the plan and its registry."""
    from ttdn_cli.results.together import together

    context = open_context(
        o.Options(
            plan=plan,
            format=format_,
            output=output,
            lang=lang,
            fail_on=fail_on,
            select=select or (),
            ignore=ignore or (),
            quiet=quiet,
        )
    )
    if base is not None and not paths and not context.is_plan_named:
        said = N_("--base: no plan is named, and no settings found from here name one")
        raise UsageError(said, N_("Name the plan: ttdn plan check PLAN --base {base}"), base=base)
    _, rules = context.fail_on, context.rules  # wrong ones are told before anything is read
    text = _read_source(source) if source else None
    inputs = [source] if source else []
    given: Sequence[str | None] = paths or [None]
    reports = [_judge(context, rules, path, text, base, inputs) for path in dict.fromkeys(given)]
    return finish(context, together(reports), inputs)


def _judge(
    context: Context, rules: list[Rule[Any]], path: str | None, text: str | None, base: str | None, inputs: list[str]
) -> Report:
    """Return the judgement of one plan, without a path the one that is set; `inputs` takes the files that are read."""
    from ttdn_cli.results.engine import judge_plan

    opened = path or plan_file(context)
    book = read_plan(context) if path is None else read_plan_files(opened, opened)
    inputs += book.files
    earlier = _read_base(context, opened, base) if base is not None else None
    if earlier:
        inputs += earlier.files
    if earlier and not book.input_errors:  # what is wrong with the plan itself is told first
        readable(earlier, context.words)
    return judge_plan(rules, book, context.words, text, earlier)


def _read_base(context: Context, opened: str, base: str) -> PlanFiles | None:
    """Return the plan to compare with; one that is not there yet is said."""
    from ttdn_cli.intake.plan_history import read_base

    book = read_base(opened, base)
    if book is None:
        context.info(N_("{base} does not hold this plan yet: there is nothing to compare with"), base=base)
    return book


def _read_source(path: str) -> str:
    from ttdn_cli.files.opening import read_file
    from ttdn_cli.files.tree import FileRejected

    try:
        return read_file(path).decode("utf-8-sig")
    except (FileRejected, UnicodeDecodeError):
        hint = N_("Give a text file in UTF-8")
        raise TtdnError(N_("The source cannot be read: {path}"), hint, path=path) from None

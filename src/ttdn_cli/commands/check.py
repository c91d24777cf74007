"""Command `check`: judge report files against the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import Context, open_context
from ttdn_cli.errors import UsageError
from ttdn_cli.files.paths import STDIN
from ttdn_cli.settings.provinces import provinces_of
from ttdn_cli.text.i18n import N_

EXAMPLES = (
    "ttdn check reports/ --quarter Q2",
    "ttdn check my-report.yaml",
    "ttdn check reports/ --format json -o out.json",
)
Watch = Annotated[bool, typer.Option("--watch", help=N_("Judge again whenever a file changes, until Ctrl-C"))]
Staged = Annotated[bool, typer.Option("--staged", hidden=True, help=N_("What is about to be committed, as a hook"))]


def command(
    paths: o.Paths = None,
    plan: o.Plans = None,
    reports: o.Reports = None,
    as_of: o.AsOf = None,
    quarter: o.Quarter = None,
    period: o.Period = None,
    format_: o.ReportFormat = "text",
    output: o.Output = "-",
    lang: o.Lang = None,
    fail_on: o.FailOn = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    complete: o.Complete = None,
    soon: o.Soon = 30,
    jobs: o.Jobs = None,
    _cache: o.Cache = True,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    watch: Watch = False,
    staged: Staged = False,
) -> int:
    """Judge report files against the plan."""
    options = o.Options(
        plan=plan[-1] if plan else None,
        paths=paths or (),
        reports=reports,
        as_of=as_of,
        quarter=quarter,
        period=period,
        format=format_,
        output=output,
        lang=lang,
        fail_on=fail_on,
        select=select or (),
        ignore=ignore or (),
        complete=complete,
        soon=soon,
        jobs=jobs,
        quiet=quiet,
        verbose=verbose,
    )
    if staged:
        from ttdn_cli.commands._staged import with_staged

        found = with_staged(options)
        if found is None:
            open_context(options).info(N_("No report is about to be committed"))
            return 0
        options = found
    return _judge(open_context(options), plan or (), watch=watch)


def _judge(context: Context, plans: Sequence[str], *, watch: bool) -> int:
    """Judge what the options name, by one plan or by those of several provinces, once or again and again."""
    options = context.options
    provinces = provinces_of(plans, options.paths, context.settings, options.reports)
    if provinces and watch:
        raise UsageError(N_("--watch cannot be used with several plans"), N_("Name one plan"))
    if provinces and STDIN in options.paths:
        raise UsageError(N_("Standard input can be judged by one plan only"), N_("Name files or folders"))
    if provinces:
        from ttdn_cli.commands._provinces import check_provinces

        return check_provinces(context, provinces)
    if watch:
        from ttdn_cli.commands._watch import check_again_and_again

        return check_again_and_again(context)
    from ttdn_cli.commands._judge import check

    return check(context)

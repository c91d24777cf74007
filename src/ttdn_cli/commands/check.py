"""Command `check`: judge report files against the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._asked import Asked
from ttdn_cli.config import working_settings
from ttdn_cli.errors import UsageError
from ttdn_cli.i18n import N_
from ttdn_cli.paths import STDIN
from ttdn_cli.provinces import provinces_of
from ttdn_cli.render import formats

if TYPE_CHECKING:
    from ttdn_cli.commands._session import Session

Watch = Annotated[bool, typer.Option("--watch", help=N_("Judge again whenever a file changes, until Ctrl-C"))]


def command(
    paths: o.Paths = None,
    plan: o.Plans = None,
    reports: o.Reports = None,
    as_of: o.AsOf = None,
    quarter: o.Quarter = None,
    period: o.Period = None,
    format_: o.ReportFormat = None,
    output: o.Output = "-",
    lang: o.Lang = None,
    fail_on: o.FailOn = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    complete: o.Complete = None,
    soon: o.Soon = "30",
    jobs: o.Jobs = None,
    cache: o.Cache = True,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
    watch: Watch = False,
) -> int:
    """Judge report files against the plan."""
    asked = Asked(
        plan[-1] if plan else None,
        reports,
        as_of,
        quarter,
        format_,
        output,
        fail_on,
        select,
        ignore,
        complete,
        soon,
        jobs,
        quiet,
        verbose,
        lang,
        period,
        cache,
        paths,
    )
    settings = working_settings(asked.places)
    provinces = provinces_of(plan or (), paths or (), settings, reports)
    if provinces and watch:
        raise UsageError(N_("--watch cannot be used with several plans"), N_("Name one plan"))
    if provinces and STDIN in (paths or ()):
        raise UsageError(N_("Standard input can be judged by one plan only"), N_("Name files or folders"))
    if provinces:
        from ttdn_cli.commands._nation import judge_all
        from ttdn_cli.commands._session import Session

        return judge_all(Session(asked), paths, provinces)
    if watch:
        from ttdn_cli.commands._watch import watch as watch_files

        return watch_files(asked, paths, _judge)
    from ttdn_cli.commands._replay import replayed

    return replayed(asked, settings, paths, _judge)


def _judge(session: Session, paths: Sequence[str] | None) -> int:
    from ttdn_cli.commands._verdict import finish
    from ttdn_cli.judge import judge_reports

    session.formats(formats())
    level, rules = session.fail_on(), session.rules()
    case, book = session.case(paths)
    report = judge_reports(rules, case, book, session.words, waivers=session.waivers(), crash=session.crashed)
    return finish(session, report, level)

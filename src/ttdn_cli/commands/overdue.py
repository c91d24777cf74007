"""Command `overdue`: list what is overdue and what falls due soon."""

from __future__ import annotations

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._listing import Listing, show

EXAMPLES = ("ttdn overdue --quarter Q2", "ttdn overdue reports/ --as-of 2017-07-14 --soon 14")


def command(
    paths: o.Paths = None,
    plan: o.Plan = None,
    reports: o.Reports = None,
    as_of: o.AsOf = None,
    quarter: o.Quarter = None,
    period: o.Period = None,
    format_: o.Format = "text",
    output: o.Output = "-",
    lang: o.Lang = None,
    complete: o.Complete = None,
    soon: o.Soon = 30,
    jobs: o.Jobs = None,
    _cache: o.Cache = True,
    exit_code: o.ExitCode = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> int:
    """List what is overdue and what falls due soon."""
    from ttdn_cli.render._lists import overdue
    from ttdn_cli.results.views import overdue_view

    options = o.Options(
        plan=plan,
        paths=paths or (),
        reports=reports,
        as_of=as_of,
        quarter=quarter,
        period=period,
        format=format_,
        output=output,
        lang=lang,
        complete=complete,
        soon=soon,
        jobs=jobs,
        quiet=quiet,
        verbose=verbose,
    )
    listing = Listing(
        overdue_view,
        overdue,
        lambda view: not view["overdue"],
    )
    return show(options, listing, fails=exit_code)

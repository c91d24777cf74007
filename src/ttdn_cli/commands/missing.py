"""Command `missing`: list the reports that were owed and have not been received."""

from __future__ import annotations

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._listing import Listing, show

EXAMPLES = ("ttdn missing --quarter Q2", "ttdn missing reports/ --format json")


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
    """List the reports that were owed and have not been received."""
    from ttdn_cli.render._lists import missing
    from ttdn_cli.results.views import missing_view

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
        lambda case, _: missing_view(case),
        missing,
        lambda view: all(row["received"] not in ("none", "rejected") for row in view["expected"]),
    )
    return show(options, listing, fails=exit_code)

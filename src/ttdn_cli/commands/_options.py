"""The options that commands share (SPEC section 5), declared once.

All are text or flags; a number is read by `_asked`. See `usage` for why.
"""

from __future__ import annotations

from typing import Annotated

import typer

from ttdn_cli.i18n import N_
from ttdn_cli.render import formats

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", show_default=False, help=N_("Report files or folders; - reads standard input")),
]
Plan = Annotated[str | None, typer.Option("--plan", metavar="FILE", help=N_("The plan to judge by"))]
Plans = Annotated[
    list[str] | None,
    typer.Option(
        "--plan",
        metavar="FILE",
        show_default=False,
        help=N_(
            "The plan to judge by; may be given several times, and be a folder of provinces each with its ttdn.toml"
        ),
    ),
]
Reports = Annotated[str | None, typer.Option("--reports", metavar="DIR", help=N_("Folder of the reports"))]
Agency = Annotated[
    str | None, typer.Option("--agency", metavar="AGENCY", help=N_("Only what concerns this agency: id, name or alias"))
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=N_("Judge by what was known on this day"))]
Quarter = Annotated[
    str | None,
    typer.Option("--quarter", metavar="Q", help=N_("Close the books at the end of this quarter (Q2, II, 2017-Q2)")),
]
Period = Annotated[
    str | None,
    typer.Option(
        "--period", metavar="P", help=N_("The same for a period of any kind (2017-06, H1, 2017), as the plan reports")
    ),
]
Format = Annotated[str | None, typer.Option("--format", metavar="text|json", help=N_("Form of the result"))]
ReportFormat = Annotated[
    str | None, typer.Option("--format", metavar="|".join(formats()), help=N_("Form of the result"))
]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help=N_("Where the result goes; - is standard output"))
]
Lang = Annotated[str | None, typer.Option("--lang", metavar="vi|en", help=N_("Language of the messages"))]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on", metavar="LEVEL", help=N_("Least severity that gives exit code 1: error, warning, info, never")
    ),
]
Select = Annotated[list[str] | None, typer.Option("--select", metavar="RULE", help=N_("Only these rules"))]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help=N_("All rules but these"))]
Complete = Annotated[
    bool | None,
    typer.Option(
        "--complete/--partial",
        show_default=False,
        help=N_("Whether silence counts: all reports are here, or only some"),
    ),
]
Soon = Annotated[str, typer.Option("--soon", metavar="DAYS", help=N_("How many days ahead counts as due soon"))]
Jobs = Annotated[str | None, typer.Option("--jobs", metavar="N", help=N_("How many processes read the files"))]
Cache = Annotated[bool, typer.Option("--cache/--no-cache", hidden=True)]  # taken until 0.2, and means nothing
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=N_("On standard error only the day that is judged by"))]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help=N_("Also say which files were skipped"))]
ExitCode = Annotated[bool, typer.Option("--exit-code", help=N_("End with 1 when the list is not empty"))]

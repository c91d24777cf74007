"""The options that commands share (SPEC section 5), each with what reads its value and what completes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import typer

from ttdn_cli.commands import _completion as completion
from ttdn_cli.errors import UsageError
from ttdn_cli.render import formats
from ttdn_cli.text.i18n import LANGUAGES, N_

LEVELS = ("error", "warning", "info", "never")
_DIGITS = 9


@dataclass(slots=True, kw_only=True)
class Options:
    """The options of one call, as typer has read them; what is None, empty or False was not given."""

    plan: str | None = None
    paths: Sequence[str] = ()
    reports: str | None = None
    as_of: date | None = None
    quarter: str | None = None
    period: str | None = None
    format: str = "text"
    output: str = "-"
    lang: str | None = None
    fail_on: str | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    complete: bool | None = None
    soon: int = 30
    jobs: int | None = None
    quiet: bool = False
    verbose: bool = False

    @property
    def places(self) -> list[str]:
        """The files and folders that reports are taken from, as far as the command line names them."""
        return [*self.paths, *([self.reports] if self.reports else ())]


def unknown_value(option: str, value: str, known: Sequence[str]) -> UsageError:
    """Return the error of a value that an option or a setting does not know."""
    return UsageError(
        N_("{option}: {value} is not known"),
        N_("Known values: {known}"),
        option=option,
        value=value,
        known=tuple(known),
    )


def choice(option: str, words: Sequence[str], about: str) -> Any:
    """Return an option that takes one of some words."""

    def read(value: str) -> str:
        if value not in words:
            raise unknown_value(option, value, words)
        return value

    values = completion.choices(*words)
    return typer.Option(option, metavar="|".join(words), parser=read, autocompletion=values, help=about)


def day(option: str, about: str) -> Any:
    """Return an option that takes a day."""

    def read(value: str) -> date:
        from ttdn_cli.model.days import parse_day

        found = parse_day(value)
        if found is None:
            hint = N_("Write for example 2017-07-01 or 01/7/2017")
            raise UsageError(N_("{option}: not a date: {value}"), hint, option=option, value=value)
        return found

    return typer.Option(option, metavar="DATE", parser=read, help=about)


def number(option: str, metavar: str, about: str, *, least: int, most: int | None = None) -> Any:
    """Return an option that takes a whole number between two, both inclusive."""

    def read(value: str | int) -> int:
        written = str(value)  # a default is a number already
        found = int(written) if written.isascii() and written.isdigit() and len(written) <= _DIGITS else -1
        if found < least or (most is not None and found > most):
            message = (
                N_("{option}: {value} is not a whole number from {least} on")
                if most is None
                else N_("{option}: {value} is not a whole number from {least} to {most}")
            )
            raise UsageError(message, option=option, value=written, least=str(least), most=str(most))
        return found

    return typer.Option(option, metavar=metavar, parser=read, help=about)


def rule_names(option: str, given: Sequence[str]) -> frozenset[str]:
    """Return the names of rules in values that may hold several, separated by commas; raises `UsageError`."""
    from ttdn_cli.model.names import near
    from ttdn_cli.rules import names

    found = {part.strip() for one in given for part in one.split(",") if part.strip()}
    for name in sorted(found.difference(names())):
        raise unknown_value(option, name, near(name, names()) or names())
    return frozenset(found)


def _rules(option: str, about: str) -> Any:
    values = completion.offer(completion.rules, many=True)
    return typer.Option(option, metavar="RULE", autocompletion=values, help=about)


def _valued(option: str, metavar: str, about: str, values: Callable[[Any], Any]) -> Any:
    return typer.Option(option, metavar=metavar, autocompletion=completion.offer(values), help=about)


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", show_default=False, help=N_("Report files or folders; - reads standard input")),
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
    str | None,
    _valued("--agency", "AGENCY", N_("Only what concerns this agency: id, name or alias"), completion.agencies),
]
AsOf = Annotated[date | None, day("--as-of", N_("Judge by what was known on this day"))]
Quarter = Annotated[
    str | None,
    _valued("--quarter", "Q", N_("Close the books at the end of this quarter (Q2, II, 2017-Q2)"), completion.quarters),
]
Period = Annotated[
    str | None,
    _valued(
        "--period",
        "P",
        N_("The same for a period of any kind (2017-06, H1, 2017), as the plan reports"),
        completion.periods,
    ),
]
Format = Annotated[str, choice("--format", ("text", "json"), N_("Form of the result"))]
ReportFormat = Annotated[str, choice("--format", formats(), N_("Form of the result"))]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help=N_("Where the result goes; - is standard output"))
]
Lang = Annotated[str | None, choice("--lang", LANGUAGES, N_("Language of the messages"))]
FailOn = Annotated[
    str | None,
    choice("--fail-on", LEVELS, N_("Least severity that gives exit code 1: error, warning, info, never")),
]
Select = Annotated[list[str] | None, _rules("--select", N_("Only these rules"))]
Ignore = Annotated[list[str] | None, _rules("--ignore", N_("All rules but these"))]
Complete = Annotated[
    bool | None,
    typer.Option(
        "--complete/--partial",
        show_default=False,
        help=N_("Whether silence counts: all reports are here, or only some"),
    ),
]
Soon = Annotated[int, number("--soon", "DAYS", N_("How many days ahead counts as due soon"), least=0)]
Jobs = Annotated[int | None, number("--jobs", "N", N_("How many processes read the files"), least=1)]
Cache = Annotated[bool, typer.Option("--cache/--no-cache", hidden=True)]  # taken until 0.2, and means nothing
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=N_("On standard error only the day that is judged by"))]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help=N_("Also say which files were skipped"))]
ExitCode = Annotated[bool, typer.Option("--exit-code", help=N_("End with 1 when the list is not empty"))]

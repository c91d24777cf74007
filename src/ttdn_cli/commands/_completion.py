"""What may stand at the cursor when a shell asks: the values of options and arguments, for typer's completion."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import typer

from ttdn_cli.errors import TtdnError
from ttdn_cli.files.paths import beside, shipped
from ttdn_cli.text.i18n import _

# Candidates come from plans that nobody has checked, and shells evaluate what they are told: nothing that any of them
# reads as its own stands in a value or in the words beside it.
_SAFE_VALUE = re.compile(r"[\w.,:/=@+-]+")
_UNSAFE_WORDS = re.compile(r"[^\w .,()/+-]+")
_YEAR = re.compile(r"[0-9]{4}")
_REPORTED = {
    "month": [f"{number:02}" for number in range(1, 13)],
    "half": ["H1", "H2"],
    "quarter": ["Q1", "Q2", "Q3", "Q4"],
}
Value = tuple[str, str]
Completer = Callable[[typer.Context, str], list[Value]]


def offer(values: Callable[[typer.Context], Iterable[Value]], *, many: bool = False) -> Completer:
    """Return a completer that offers values, each with what it is; with `many`, several separated by commas."""

    def complete(context: typer.Context, incomplete: str) -> list[Value]:
        already, comma, rest = incomplete.rpartition(",") if many else ("", "", incomplete)
        return [
            (f"{already}{comma}{value}", " ".join(_UNSAFE_WORDS.sub(" ", about).split()))
            for value, about in values(context)
            if _SAFE_VALUE.fullmatch(value) and value.casefold().startswith(rest.casefold())
        ]

    return complete


def choices(*words: str) -> Completer:
    """Return a completer of fixed words."""
    return offer(lambda _context: [(word, "") for word in words])


def rules(_context: typer.Context) -> list[Value]:
    """Return the names of all rules."""
    from ttdn_cli.rules import names

    return [(name, "") for name in names()]


def schemas(_context: typer.Context) -> list[Value]:
    """Return the names of the schemas."""
    return [(one.partition(".")[0], "") for one in sorted(os.listdir(shipped("schemas")))]


def severities(_context: typer.Context) -> list[Value]:
    """Return the levels of `--fail-on`, each with what fails at it."""
    return [
        ("error", _("errors only")),
        ("warning", _("warnings and errors")),
        ("info", _("anything")),
        ("never", _("nothing")),
    ]


def tasks_and_rules(context: typer.Context) -> list[Value]:
    """Return the ids of the plan's tasks, and the names of all rules."""
    return [*_listed(_plan(context)[1], "tasks", "title"), *rules(context)]


def agencies(context: typer.Context) -> list[Value]:
    """Return the ids of the agencies of the plan."""
    path, plan = _plan(context)
    registry = plan.get("agencies")
    return _listed(_read(beside(path, registry)), "agencies", "name") if isinstance(registry, str) else []


def quarters(context: typer.Context) -> list[Value]:
    """Return the quarters of the plan."""
    return _periods_of(_years(_plan(context)[1]), "quarter")


def periods(context: typer.Context) -> list[Value]:
    """Return the periods of the kind in which the plan has reports."""
    plan = _plan(context)[1]
    reporting = plan.get("reporting")
    return _periods_of(_years(plan), reporting.get("every") if isinstance(reporting, dict) else "quarter")


def _periods_of(years: list[str], kind: Any) -> list[Value]:
    """Return periods; quarters and half-years of a plan of one year need no year."""
    if kind == "year":
        return [(year, "") for year in years]
    names = _REPORTED.get(str(kind), _REPORTED["quarter"])
    alone = names if len(years) <= 1 and kind != "month" else []
    return [(name, "") for name in [*alone, *(f"{year}-{name}" for year in years for name in names)]]


def _years(plan: Mapping[str, Any]) -> list[str]:
    first, last = (_YEAR.match(str(plan.get(key, ""))) for key in ("begins", "ends"))
    if not first or not last or not 0 <= int(last[0]) - int(first[0]) < 100:  # noqa: PLR2004 - no plan lasts a century
        return []
    return [str(year) for year in range(int(first[0]), int(last[0]) + 1)]


def _plan(context: typer.Context) -> tuple[str, Mapping[str, Any]]:
    """Return the path and the plain data of the plan in force, {} when it cannot be read."""
    from ttdn_cli.settings.settings import working_settings

    named = context.params.get("plan")
    named = named[-1] if isinstance(named, (list, tuple)) and named else named
    try:
        path = str(named or working_settings().plan or shipped("plan", "2017", "plan.yaml"))
    except TtdnError:
        return "", {}
    return path, _read(path)


def _read(path: str) -> Mapping[str, Any]:
    from ttdn_cli.files.opening import read_file
    from ttdn_cli.files.tree import FileRejected
    from ttdn_cli.files.yaml import parse

    try:
        data = parse(read_file(os.path.realpath(path))).data
    except (FileRejected, OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _listed(data: Mapping[str, Any], key: str, about: str) -> list[Value]:
    """Return the ids of a list of mappings in plain data, whatever else is in it."""
    found = data.get(key)
    rows = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return [(str(one.get("id", "")), str(one.get(about, ""))) for one in rows]

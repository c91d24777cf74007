"""The values that an option or argument takes, as far as they can be listed; known by its metavar."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ttdn_cli.completion.install import SHELLS
from ttdn_cli.errors import TtdnError
from ttdn_cli.i18n import N_
from ttdn_cli.paths import beside, shipped

LEVELS = (
    ("error", N_("errors only")),
    ("warning", N_("warnings and errors")),
    ("info", N_("anything")),
    ("never", N_("nothing")),
)
_CHOICES = re.compile(r"[a-z]+(?:\|[a-z]+)+")
_YEAR = re.compile(r"[0-9]{4}")


class Value(NamedTuple):
    """A candidate, and what it is: a message or words of a plan, maybe nothing."""

    word: str
    about: str = ""


def values(metavar: str, plan: str | None, environment: Mapping[str, str]) -> Sequence[Value]:
    """Return the values for a metavar; none where they are files or cannot be listed.

    `plan` is the plan that the command line names. A plan that cannot be read has no values.
    """
    if _CHOICES.fullmatch(metavar):
        return [Value(one) for one in metavar.split("|")]
    if metavar in _ALWAYS:
        return _ALWAYS[metavar]()
    if metavar in _OF_PLAN:
        return _OF_PLAN[metavar](*_plan(plan, environment))
    return ()


def rules() -> list[Value]:
    """Return the names of all rules; their files say them."""
    folder = os.path.join(os.path.dirname(__file__), "..", "rules")
    files = sorted(one for one in os.listdir(folder) if one.endswith(".py") and not one.startswith("_"))
    return [Value(one[:-3].replace("_", "-")) for one in files]


def _schemas() -> list[Value]:
    return [Value(one.partition(".")[0]) for one in sorted(os.listdir(shipped("schemas")))]


def _plan(named: str | None, environment: Mapping[str, str]) -> tuple[str, Any]:
    """Return the path and the plain data of the plan in force, {} when it cannot be read."""
    from ttdn_cli.config import read_settings

    try:
        settings = read_settings(os.getcwd(), environment)
        path = named or settings.plan or shipped("plan", "2017", "plan.yaml")
    except (TtdnError, OSError):
        return "", {}
    return path, _read(path)


def _read(path: str) -> Any:
    from ttdn_cli.load.files import read_file
    from ttdn_cli.load.tree import Refused
    from ttdn_cli.load.yaml import parse

    try:
        data = parse(read_file(os.path.realpath(path))).data
    except (Refused, OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _listed(data: Any, key: str, about: str) -> list[Value]:
    """Return the ids of a list of mappings in plain data, whatever else is in it."""
    found = data.get(key)
    rows = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return [Value(str(one.get("id", "")), str(one.get(about, ""))) for one in rows]


def _agencies(path: str, plan: Any) -> list[Value]:
    registry = plan.get("agencies")
    return _listed(_read(beside(path, registry)), "agencies", "name") if isinstance(registry, str) else []


def _tasks(_path: str, plan: Any) -> list[Value]:
    return [*_listed(plan, "tasks", "title"), *rules()]


def _years(plan: Any) -> list[str]:
    first, last = (_YEAR.match(str(plan.get(key, ""))) for key in ("begins", "ends"))
    if not first or not last or not 0 <= int(last[0]) - int(first[0]) < 100:  # noqa: PLR2004 - no plan lasts a century
        return []
    return [str(year) for year in range(int(first[0]), int(last[0]) + 1)]


def _quarters(_path: str, plan: Any) -> list[Value]:
    return _periods_of(_years(plan), ["Q1", "Q2", "Q3", "Q4"])


def _periods(_path: str, plan: Any) -> list[Value]:
    """Return the periods of the kind in which the plan has reports."""
    years, reporting = _years(plan), plan.get("reporting")
    kind = reporting.get("every") if isinstance(reporting, dict) else None
    if kind == "year":
        return [Value(year) for year in years]
    if kind == "month":
        return [Value(f"{year}-{month:02}") for year in years for month in range(1, 13)]
    return _periods_of(years, ["H1", "H2"] if kind == "half" else ["Q1", "Q2", "Q3", "Q4"])


def _periods_of(years: list[str], names: list[str]) -> list[Value]:
    """Return periods; in a plan of one year they need no year."""
    return [Value(one) for one in names if len(years) <= 1] + [
        Value(f"{year}-{name}") for year in years for name in names
    ]


_ALWAYS: dict[str, Callable[[], Sequence[Value]]] = {
    "RULE": rules,
    "LEVEL": lambda: [Value(*one) for one in LEVELS],
    "SHELL": lambda: [Value(one) for one in SHELLS],
    "[SCHEMA]": _schemas,
}
_OF_PLAN: dict[str, Callable[[str, Any], Sequence[Value]]] = {
    "RULE|TASK": _tasks,
    "AGENCY": _agencies,
    "Q": _quarters,
    "P": _periods,
}

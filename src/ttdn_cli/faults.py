"""What the readers of files refuse, as faults with a place."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any, cast

from ttdn_cli.findings import Fault, Path, Place, Related
from ttdn_cli.i18n import N_
from ttdn_cli.limits import MAX_ALIKE, MAX_KEPT
from ttdn_cli.load.tree import Quoted, Refused, Tree
from ttdn_cli.model.fit import unfit
from ttdn_cli.model.names import near, reveal
from ttdn_cli.model.records import Record


def refused(file: str, error: Refused) -> Fault:
    """Return the fault of a file that could not be read."""
    return Fault(error.rule, error.code, Place(file, (), error.line, error.column), error.values)


def repeated(file: str, tree: Tree) -> Iterator[tuple[Path, Fault]]:
    """Yield the path and the fault of every key that stands twice in one mapping."""
    for repeat in tree.repeats:
        first = Related(Place(file, (), *repeat.first), N_("the first one"))
        place = Place(file, repeat.at, *repeat.spot)
        yield (
            repeat.at,
            Fault("duplicate-key", "", place, {"key": str(repeat.at[-1]), "line": repeat.first[0]}, related=(first,)),
        )


def troubled(file: str, tree: Tree) -> Iterator[tuple[Path, Fault]]:
    """Yield the path and the fault of everything in a sheet that could not become data."""
    for one in tree.troubles:
        place = Place(file, one.at, one.mark.line + 1, one.mark.column + 1)
        yield one.at, Fault("invalid-field", one.code, place, one.values)


def is_told(told: AbstractSet[Path], at: Path, fault: Fault) -> bool:
    """Tell whether what a model refused is a trouble of its sheet, told with its cause, or lies within one."""
    whole = (*at, str(fault.values["field"])) if fault.code == "missing" else at
    return any(whole[:length] in told for length in range(len(whole) + 1))


def misfits(file: str, tree: Tree, kind: type[Record]) -> Iterator[tuple[Path, Fault]]:
    """Yield the path (in the data) and the fault of everything for which data is no record of a kind."""
    strangers = 0
    for steps, code, context, value in unfit(kind, tree.data):
        at = _walk(tree.data, steps)
        values: dict[str, object] = {"value": _shown(value), "field": _field(at)}
        if code == "missing":
            values["field"] = str(steps[-1])
        elif code == "unknown":
            values["field"] = reveal(str(steps[-1]))
            strangers += 1  # of a flood nobody is told what the last ones look like
            values["near"] = near(str(steps[-1]), cast("list[str]", context["known"])) if strangers <= MAX_ALIKE else ()
        elif "expected" in context:
            values["expected"] = context["expected"]
        elif "field" in context:
            field = values["field"] = str(context["field"])
            at = (*at, field)
        if "limit" in context:
            values["limit"] = context["limit"]
        if value is None and code not in ("missing", "unknown"):
            code = "empty"  # noqa: PLW2901 - whatever was asked for, nothing is there
        yield at, Fault("invalid-field", code, Place(file, at, *tree.locate(at)), values)


def shapeless(file: str, tree: Tree) -> Fault | None:
    """Return the fault of a file that is empty or is no mapping at all, else None."""
    if tree.data is None:
        return Fault("invalid-field", "nothing", Place(file, (), 1, 1))
    if not isinstance(tree.data, dict):
        return Fault("invalid-field", "no_mapping", Place(file, (), *tree.root))
    return None


def _shown(value: object) -> str:
    """Return a value as far as a message needs it; of a list or mapping only that it is one."""
    if isinstance(value, str):
        return f'"{value[:MAX_KEPT]}"' if isinstance(value, Quoted) else value[:MAX_KEPT]
    if isinstance(value, dict):
        return "{…}"
    return "[…]" if isinstance(value, list) else ""


def _walk(data: Any, steps: Path) -> Path:
    """Return the part of a path that exists in the data: a missing key does not, nor the list of a single text."""
    at: list[str | int] = []
    for step in steps:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            continue
        at.append(step)
    return tuple(at)


def _field(at: Path) -> str:
    return next((step for step in reversed(at) if isinstance(step, str)), "")

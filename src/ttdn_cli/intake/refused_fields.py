"""What pydantic refuses in the data of a file, as faults with a place, in the words of the form it was written in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from ttdn_cli.files.tree import Quoted, Tree
from ttdn_cli.findings import InputError, Path, Place
from ttdn_cli.intake.mistyped import (
    field_name,
    glued_field,
    keys_at,
    may_be_left_out,
    unknown_field,
    without_consequences,
)
from ttdn_cli.limits import MAX_ALIKE, MAX_KEPT
from ttdn_cli.model.fields import Model

_KEY = "[key]"  # the last step to a key that does not fit, where keys are the file's own
_TOLD = ("fixed", "limit", "least", "most", "number", "month", "year", "days")
# The types of pydantic's errors by our codes; our own errors have the code as their type.
_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_type": "text",
    "string_unicode": "text",
    "string_too_short": "empty",
    "string_too_long": "slug",
    "string_pattern_mismatch": "slug",
    "tuple_type": "list",
    "too_short": "empty",
    "dict_type": "mapping",
    "model_type": "mapping",
    "literal_error": "literal",
}
# What is said of a cell in other words than of a line of YAML, without the names of fields.
IN_CELLS = frozenset(
    (
        "missing", "empty", "empty_optional", "text", "whole_number", "whole_number_meant", "range", "flag", "day",
        "period", "occurrence", "state", "literal", "completed_on_missing", "completed_on_not_done", "no_items",
        "nothing_but_items",
    )
)  # fmt: skip


def faults_of(error: ValidationError, kind: type[Model], file: str, tree: Tree) -> Iterator[tuple[Path, InputError]]:
    """Yield what pydantic found, in its order: that of the fields, then what is none. Its own words are never shown."""
    return (_in_cells(tree, at, one) for at, one in without_consequences(list(_each(error, kind, file, tree))))


def _each(error: ValidationError, kind: type[Model], file: str, tree: Tree) -> Iterator[tuple[Path, InputError]]:
    strangers = 0
    for one in error.errors(include_url=False):
        code = _CODES.get(one["type"], one["type"])
        steps, context = one["loc"], one.get("ctx", {})
        at, value = _walk(tree.data, steps)
        if code != "unknown" and steps[-1:] == (_KEY,) and one["input"] == steps[-2]:
            at, value = steps[:-1], steps[-2]
        if one["type"] == "too_short" and value:
            continue  # it has elements, and what is wrong with them is told
        values: dict[str, object] = {"value": _shown(value), "field": field_name(kind, at)}
        gap = at
        if code == "missing":
            missing = str(context.get("field", steps[-1]))
            gap = (*at, missing)
            values |= {"field": field_name(kind, gap), "key": missing}
        elif code == "unknown":
            strangers += 1  # of a flood nobody is told what the last ones look like
            code, more = unknown_field(str(steps[-1]), value, keys_at(kind, at[:-1]), is_shown=strangers <= MAX_ALIKE)
            values |= more
        elif code == "literal":
            values["expected"] = context["expected"].replace("'", "").replace(" or ", ", ")
        elif code == "mapping" and (more := glued_field(value)):
            code = "glued"
            values |= more
        elif "field" in context:
            at = gap = (*at, context["field"])
            values["field"] = field_name(kind, at)
        values |= {name: context[name] for name in _TOLD if name in context}
        if code == "empty" or (value is None and code not in ("missing", "unknown", "glued")):
            # whatever was asked for, nothing is there
            code = "empty_optional" if may_be_left_out(kind, at) else "empty"
        yield at, InputError("invalid-field", code, _place(file, tree, at, gap, code), values)


def _place(file: str, tree: Tree, at: Path, gap: Path, code: str) -> Place:
    """Return the place of an error: where something belongs that is missing, else at its path in the data."""
    if code == "completed_on_missing":
        gap = (*at, "completed_on")
    return Place(file, at, *(tree.locate_missing(gap[:-1], str(gap[-1])) if gap != at else tree.locate(at)))


def _in_cells(tree: Tree, at: Path, error: InputError) -> tuple[Path, InputError]:
    """Return an error of a table in the words of its form, without the name of a field."""
    if tree.form is None:
        return at, error
    field = str(error.values["field"])
    steps = [step for step in at if isinstance(step, str) and step != "items"]
    steps += {"missing": [field], "completed_on_missing": ["completed_on"]}.get(error.code, [])
    lacking = steps[-1] if error.code in ("missing", "completed_on_missing") else ""
    known = (name for name in (".".join(steps), *steps) if name in tree.form.names)
    heading = tree.form.names.get(next(known, field), field)
    code = f"cell_{error.code}" if error.code in IN_CELLS else error.code
    code = "no_column" if lacking in tree.form.absent and "items" in at else code
    named = heading if code != error.code else f"“{heading}”"  # what sheets share with YAML names a field as it is
    values = {**error.values, "field": named, "states": tree.form.states}
    return at, error._replace(code=code, values=values)


def _shown(value: object) -> str:
    """Return a value as far as a message needs it; of a list or mapping only that it is one."""
    if isinstance(value, str):
        return f'"{value[:MAX_KEPT]}"' if isinstance(value, Quoted) else value[:MAX_KEPT]
    if isinstance(value, dict):
        return "{…}"
    return "[…]" if isinstance(value, list) else ""


def _walk(data: Any, steps: Path) -> tuple[Path, Any]:
    """Return the part of a path that exists in the data, and what is there.

    A key that is missing does not exist, nor does the list of a text that stands for a list of one.
    """
    at: list[str | int] = []
    for step in steps:
        if isinstance(step, int) if isinstance(data, list) else isinstance(data, dict) and step in data:
            data = data[step]
            at.append(step)
    return tuple(at), data

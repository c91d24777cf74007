"""What the models refuse, as faults with a place: pydantic's errors walked against the tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ttdn_cli.findings import Fault, Path, Place, Related
from ttdn_cli.i18n import N_
from ttdn_cli.limits import MAX_ALIKE, MAX_FAULTS, MAX_KEPT
from ttdn_cli.load.tree import Quoted, Refused, Tree
from ttdn_cli.model.names import near, reveal
from ttdn_cli.model.status import Item, Status, StatusHead

FIRST_ELEMENTS, FIRST_FIELDS = 10, 100  # that are looked at again where there are too many faults
_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_type": "text",
    "string_too_short": "empty",
    "string_too_long": "slug",
    "string_pattern_mismatch": "slug",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "literal_error": "literal",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "too_short": "empty",
}


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


def is_told(tree: Tree, at: Path, fault: Fault) -> bool:
    """Tell whether what a model refused is a trouble of its sheet, which has been told with its cause."""
    whole = (*at, str(fault.values["field"])) if fault.code == "missing" else at
    return any(whole[: len(one.at)] == one.at or whole == one.at for one in tree.troubles)


def misfits(
    file: str, tree: Tree, model: type[BaseModel], error: ValidationError, within: Path = ()
) -> Iterator[tuple[Path, Fault]]:
    """Yield the path (in the data) and the fault of everything that a model refused.

    `within` is the path of the part of the data that was refused, when it was not the whole. Of more than `MAX_FAULTS`
    only those at the beginning of lists are told, and that there are more.
    """
    if error.error_count() > MAX_FAULTS:
        place = Place(file, within, *tree.locate(within))
        yield within, Fault("invalid-field", "too_many_faults", place, {"field": _field(within), "limit": MAX_FAULTS})
    for one in _errors(model, error, _part(tree.data, within), within):
        if one["type"] == "too_short" and one["input"]:
            continue  # it has elements, and what is wrong with them is told
        at, code, values = _worded(one, _walk(tree.data, (*within, *one["loc"])))
        if code == "unknown":
            values["near"] = near(str(one["loc"][-1]), _names(_model_at(model, at[:-1])))
        yield at, Fault("invalid-field", code, Place(file, at, *tree.locate(at)), values)


def _worded(one: ErrorDetails, at: Path) -> tuple[Path, str, dict[str, object]]:
    """Return the path, the code and the values of what a model refused."""
    context = one.get("ctx", {})
    code = _CODES.get(one["type"], one["type"])
    values: dict[str, object] = {"value": _shown(one["input"]), "field": _field(at)}
    if code == "missing":
        values["field"] = str(one["loc"][-1])
    elif code == "unknown":
        values["field"] = reveal(str(one["loc"][-1]))
    elif code == "literal":
        values["expected"] = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    elif "field" in context:
        at = (*at, context["field"])
        values["field"] = context["field"]
    if one["type"] == "literal_error" and context.get("expected") == "True":
        code = "true_or_left_out"
    if one["input"] is None and code not in ("missing", "unknown"):
        code = "empty"
    if "limit" in context:
        values["limit"] = context["limit"]
    return at, code, values


def misfits_of_report(file: str, tree: Tree, error: ValidationError) -> Iterator[tuple[Path, Fault]]:
    """Yield as `misfits` what is wrong with a report; of many faults never more are held than those of one item."""
    if error.error_count() <= MAX_FAULTS:
        yield from misfits(file, tree, Status, error)
        return
    rows = tree.data["items"] if isinstance(tree.data.get("items"), list) else []
    parts: list[tuple[type[BaseModel], Path, Any]] = [
        (StatusHead, (), {key: value for key, value in tree.data.items() if key != "items"}),
        *((Item, ("items", number), row) for number, row in enumerate(rows)),
    ]
    count, untold = 0, Fault("invalid-field", "", Place(file, ()))
    for model, within, part in parts:
        try:
            model.model_validate(part)
        except ValidationError as found:
            count += 1
            if count <= MAX_ALIKE + 1 or tree.troubles:
                yield from misfits(file, tree, Status, found, within)
            else:  # which item it is, and how many faults: nobody will be told more
                yield from [(within, untold)] * found.error_count()


def _errors(model: type[BaseModel], error: ValidationError, data: Any, within: Path) -> list[ErrorDetails]:
    """Return what is wrong with a part of the data; of too much, what is wrong where only first elements are left."""
    part = _model_at(model, within)
    if error.error_count() > MAX_FAULTS and part:
        try:
            part.model_validate(_first_ones(data))
        except ValidationError as first:
            error = first
        else:
            return []
    return error.errors(include_url=False, include_input=True)


def _part(data: Any, at: Path) -> Any:
    for step in at:
        data = data[step]
    return data


def _first_ones(data: Any) -> Any:
    """Return the data with only the first elements of each list and mapping."""
    if isinstance(data, list):
        return [_first_ones(one) for one in data[:FIRST_ELEMENTS]]
    if isinstance(data, dict):
        return {key: _first_ones(value) for key, value in islice(data.items(), FIRST_FIELDS)}
    return data


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


def _walk(data: Any, location: tuple[int | str, ...]) -> Path:
    """Return the part of a pydantic location that exists in the data; tags of unions are passed over."""
    at: list[str | int] = []
    for step in location:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            continue
        at.append(step)
    return tuple(at)


def _field(at: Path) -> str:
    return next((step for step in reversed(at) if isinstance(step, str)), "")


def _names(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _model_at(model: type[BaseModel] | None, at: Path) -> type[BaseModel] | None:
    for step in at:
        if isinstance(step, int) or model is None:
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        model = _model_in(fields[step].annotation) if step in fields else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as `tuple[Item, ...]`, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)

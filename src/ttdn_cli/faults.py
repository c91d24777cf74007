"""What the models refuse, as faults with a place: pydantic's errors walked against the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from ttdn_cli.findings import Fault, Path, Place, Related
from ttdn_cli.i18n import N_
from ttdn_cli.limits import MAX_KEPT
from ttdn_cli.load.tree import Quoted, Refused, Tree
from ttdn_cli.model.names import near, reveal

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


def misfits(file: str, tree: Tree, model: type[BaseModel], error: ValidationError) -> Iterator[tuple[Path, Fault]]:
    """Yield the path (in the data) and the fault of everything that a model refused."""
    for one in error.errors(include_url=False, include_input=True):
        at = _walk(tree.data, one["loc"])
        context = one.get("ctx", {})
        if one["type"] == "too_short" and one["input"]:
            continue  # it has elements, and what is wrong with them is told
        code = _CODES.get(one["type"], one["type"])
        values: dict[str, object] = {"value": _shown(one["input"]), "field": _field(at)}
        if code == "missing":
            values["field"] = str(one["loc"][-1])
        elif code == "unknown":
            values["field"] = reveal(str(one["loc"][-1]))
            values["near"] = near(str(one["loc"][-1]), _names(_model_at(model, at[:-1])))
        elif code == "literal":
            values["expected"] = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        elif "field" in context:
            at = (*at, context["field"])
            values["field"] = context["field"]
        if one["type"] == "literal_error" and context.get("expected") == "True":
            code = "true_or_left_out"
        if one["input"] is None and code not in ("missing", "unknown"):
            code = "empty"
        place = Place(file, at, *tree.locate(at))
        yield at, Fault("invalid-field", code, place, values)


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

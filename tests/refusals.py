"""What pydantic says of data that does not fit: the measure for what the program says without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import getitem
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from ttdn_cli.faults import _field, _shown, _walk
from ttdn_cli.findings import Path
from ttdn_cli.model import agencies, days_off, plan, status, waivers
from ttdn_cli.model.names import near, reveal
from ttdn_cli.model.records import Record
from ttdn_cli.model.shapes.agencies import Registry
from ttdn_cli.model.shapes.days_off import DaysOff
from ttdn_cli.model.shapes.fields import Model
from ttdn_cli.model.shapes.plan import Plan
from ttdn_cli.model.shapes.status import Status
from ttdn_cli.model.shapes.waivers import Waivers

SHAPES: Mapping[type[Record], type[Model]] = {
    agencies.Registry: Registry,
    days_off.DaysOff: DaysOff,
    plan.Plan: Plan,
    status.Status: Status,
    waivers.Waivers: Waivers,
}
CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_type": "text",
    "string_too_short": "empty",
    "string_too_long": "slug",
    "string_pattern_mismatch": "slug",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "literal_error": "literal",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "too_short": "empty",
}


def refusals(
    model: type[BaseModel], data: Any, error: ValidationError
) -> Iterator[tuple[Path, str, dict[str, object]]]:
    """Yield the path, the code and the values of the message of everything that pydantic refuses."""
    for one in error.errors(include_url=False, include_input=True):
        at = _walk(data, one["loc"])
        context = one.get("ctx", {})
        if one["type"] == "too_short" and one["input"]:
            continue  # it has elements, and what is wrong with them is told
        code = CODES.get(one["type"], one["type"])
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
            del values["expected"]
            values["value"] = _shown(reduce(getitem, at, data))  # what was written, not what was read from it
        if one["input"] is None and code not in ("missing", "unknown"):
            code = "empty"
        yield at, code, values


def _names(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _model_at(model: type[BaseModel] | None, at: Path) -> type[BaseModel] | None:
    of_the_file = False  # whether the next step is a key of the file's own, as in a mapping of changes
    for step in at:
        if isinstance(step, int) or model is None:
            continue
        if of_the_file:
            of_the_file = False
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        annotation = fields[step].annotation if step in fields else None
        of_the_file = "dict" in str(annotation)
        model = _model_in(annotation)
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as `tuple[Item, ...]`, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)

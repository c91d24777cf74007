"""What pydantic says of data that does not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from ttdn_cli.findings import Path
from ttdn_cli.model import agencies, days_off, plan, status, waivers
from ttdn_cli.model.records import Record
from ttdn_cli.model.shapes.agencies import Registry
from ttdn_cli.model.shapes.days_off import DaysOff
from ttdn_cli.model.shapes.fields import Model
from ttdn_cli.model.shapes.plan import Plan
from ttdn_cli.model.shapes.status import Status
from ttdn_cli.model.shapes.waivers import Waivers

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SHAPES: Mapping[type[Record], type[Model]] = {
    agencies.Registry: Registry,
    days_off.DaysOff: DaysOff,
    plan.Plan: Plan,
    status.Status: Status,
    waivers.Waivers: Waivers,
}


def refusals(kind: type[Record], data: object) -> tuple[type[Model], Sequence[ErrorDetails]]:
    """Return the shape of a kind of record and what it refuses in data that `model.fit` has refused.

    Raises `TypeError` when it refuses nothing: the table and the shapes contradict each other then, which is our fault.
    """
    shape = SHAPES[kind]
    try:
        shape.model_validate(data)
    except ValidationError as error:
        return shape, error.errors(include_url=False, include_input=True)
    raise TypeError(shape.__name__)


def fields_at(model: type[BaseModel] | None, at: Path) -> list[str]:
    """Return the names of the fields that data may have at a path, as files write them."""
    for step in at:
        if isinstance(step, int) or model is None:
            continue
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        model = _model_in(fields[step].annotation) if step in fields else None
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as `tuple[Item, ...]`, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)

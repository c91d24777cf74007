"""Writes `model/table.py`, how all files are read, from the shapes that pydantic is told: `python -m tests.shapes`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import ttdn_cli
from ttdn_cli.model.shapes.agencies import Registry
from ttdn_cli.model.shapes.days_off import DaysOff
from ttdn_cli.model.shapes.plan import Plan
from ttdn_cli.model.shapes.status import Status, StatusHead
from ttdn_cli.model.shapes.waivers import Waivers

TABLE = Path(ttdn_cli.__file__).parent / "model" / "table.py"
FILES: tuple[type[BaseModel], ...] = (Registry, DaysOff, Plan, StatusHead, Status, Waivers)
HEAD = '''"""How every file is read, made from `model.shapes` by `python -m tests.shapes`: not to be edited."""

from __future__ import annotations

from collections.abc import Mapping

from ttdn_cli.model import {modules}
from ttdn_cli.model.fields import {readers}
from ttdn_cli.model.forms import {forms}
from ttdn_cli.model.records import Record

'''
FORMS = ("Reader", "literal", "many", "mapping", "one_or_many", "optional", "record", "whole")
TEXTS = {"pattern": "read_slug", "min_length": "read_text"}


def models(kind: Any) -> Iterator[type[BaseModel]]:
    """Yield the models inside an annotation or a model, the innermost first, and a model itself last."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for field in kind.model_fields.values():
            yield from models(field.annotation)
        yield kind
    else:
        for part in get_args(kind):
            yield from models(part)


def _place(model: type[BaseModel]) -> tuple[str, str]:
    return model.__module__.rpartition(".")[2], model.__name__


def name(model: type[BaseModel]) -> str:
    """Return the name of the reader of a model."""
    return "_".join(_place(model)).upper()


def reader(kind: Any, metadata: tuple[Any, ...] = ()) -> str:  # noqa: PLR0911 - one kind of annotation each
    """Return the reader of an annotation as Python code."""
    if hasattr(kind, "__metadata__"):
        return reader(kind.__origin__, (*kind.__metadata__, *metadata))
    told = [one for part in metadata for one in (part.metadata if isinstance(part, FieldInfo) else [part])]
    limits = {key: value for one in told for key, value in vars_of(one).items() if value is not None}
    by = next((one.func.__name__ for one in told if hasattr(one, "func")), "")
    parts = get_args(kind)
    if NoneType in parts:
        (one,) = (part for part in parts if part is not NoneType)
        return f"optional({reader(one, metadata)})"
    if by == "read_whole":
        return f"whole({limits['ge']}, {limits['le']})" if "le" in limits else f"whole({limits['ge']})"
    if get_origin(kind) is Literal:
        return "read_yes" if parts == (True,) else f"literal({', '.join(map(repr, parts))})"
    if get_origin(kind) is tuple:
        least = f", {limits['min_length']}" if "min_length" in limits else ""
        return f"{'one_or_many' if by == 'one_or_many' else 'many'}({reader(parts[0])}{least})"
    if get_origin(kind) is dict:
        return f"mapping({reader(parts[0])}, {reader(parts[1])})"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return name(kind)
    if kind is str and not by:
        return next((TEXTS[key] for key in TEXTS if key in limits), "read_words")
    return by


def vars_of(one: Any) -> dict[str, Any]:
    """Return what a piece of metadata says, whatever its class: limits of numbers, lengths and patterns."""
    names = ("ge", "le", "min_length", "max_length", "pattern")
    return {key: getattr(one, key) for key in names if hasattr(one, key)}


def _default(field: FieldInfo) -> str:
    if field.default_factory is None:
        return repr(field.default)
    made = field.default_factory
    return "{}" if made is dict else f"{name(made)}({{}})"  # type: ignore[arg-type]  # a model


def rows(model: type[BaseModel]) -> Iterator[str]:
    """Yield the code of one model's reader."""
    module, kind = _place(model)
    wrong = _whole(model)
    yield f"{name(model)} = record({module}.{kind}, {{"
    for required in (True, False):
        for field, info in model.model_fields.items():
            if info.is_required() is required:
                read = reader(info.annotation, tuple(info.metadata))
                default = "" if required else f", {_default(info)}"
                yield f"    {info.alias or field!r}: ({field!r}, {read}{default}),"
        yield "}, {" if required else "}" + (f", {module}.{wrong}" if wrong else "") + ")"


def _whole(model: type[BaseModel]) -> str:
    """Return the name of the function that judges a whole record, which the model's own validator names."""
    found = [one.func.__code__.co_names for one in model.__pydantic_decorators__.model_validators.values()]
    return next((one for names in found for one in names if one.startswith("wrong_")), "")


def table() -> str:
    """Return the code of the module, as it is before it is formatted."""
    every = list(dict.fromkeys(model for file in FILES for model in models(file)))
    body = "\n".join(line for model in every for line in rows(model))
    body += "\n\nREADERS: Mapping[type[Record], Reader] = {\n"
    for model in every:
        body += f"    {'.'.join(_place(model))}: {name(model)},\n"
    readers = sorted(
        {
            word
            for word in body.replace("(", " ").replace(",", " ").replace(")", " ").split()
            if word.startswith("read_")
        }
    )
    modules = sorted({_place(model)[0] for model in every})
    head = HEAD.format(modules=", ".join(modules), readers=", ".join(readers), forms=", ".join(FORMS))
    return f"{head}{body}}}\n"


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
    subprocess.run((sys.executable, "-m", "ruff", "format", str(TABLE)), check=True)

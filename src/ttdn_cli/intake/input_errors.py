"""What the readers of files refuse, as faults with a place."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from ttdn_cli.files.tree import FileRejected, Quoted, Tree
from ttdn_cli.findings import InputError, Path, Place, Related
from ttdn_cli.limits import MAX_ALIKE, MAX_KEPT
from ttdn_cli.model.fields import Model
from ttdn_cli.model.names import near, reveal
from ttdn_cli.text.i18n import N_

Kind = TypeVar("Kind", bound=Model)
_KEY = "[key]"  # the last step to a key that does not fit, where keys are the file's own
_TOLD = ("field", "limit", "least", "most", "number", "month", "year", "days")
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


def file_rejected(file: str, error: FileRejected) -> InputError:
    """Return the fault of a file that could not be read."""
    return InputError(error.rule, error.code, Place(file, (), error.line, error.column), error.values)


def duplicate_key_errors(file: str, tree: Tree) -> Iterator[tuple[Path, InputError]]:
    """Yield the path and the fault of every key that stands twice in one mapping."""
    for repeat in tree.duplicates:
        first = Related(Place(file, (), *repeat.first), N_("the first one"))
        place = Place(file, repeat.at, *repeat.position)
        yield (
            repeat.at,
            InputError(
                "duplicate-key", "", place, {"key": str(repeat.at[-1]), "line": repeat.first[0]}, related=(first,)
            ),
        )


def cell_input_errors(file: str, tree: Tree) -> Iterator[tuple[Path, InputError]]:
    """Yield the path and the fault of everything in a sheet that could not become data."""
    for one in tree.cell_errors:
        place = Place(file, one.at, one.mark.line + 1, one.mark.column + 1)
        yield one.at, InputError("invalid-field", one.code, place, one.values)


def is_told(told: AbstractSet[Path], at: Path, input_error: InputError) -> bool:
    """Tell whether what a model refused is a trouble of its sheet, told with its cause, or lies within one."""
    whole = (*at, str(input_error.values["field"])) if input_error.code == "missing" else at
    return any(whole[:length] in told for length in range(len(whole) + 1))


def validate(kind: type[Kind], file: str, tree: Tree) -> tuple[Kind | None, Iterator[tuple[Path, InputError]]]:
    """Return data of a tree as a model, else None with a path (in the data) and a fault for all that does not fit."""
    try:
        return kind.model_validate(tree.data), iter(())
    except ValidationError as error:
        return None, _faults_of(error, kind, file, tree)


def _faults_of(error: ValidationError, kind: type[Model], file: str, tree: Tree) -> Iterator[tuple[Path, InputError]]:
    """Yield what pydantic found, in its order: that of the fields, then what is none. Its own words are never shown."""
    strangers = 0
    for one in error.errors(include_url=False):
        code = _CODES.get(one["type"], one["type"])
        steps, context = one["loc"], one.get("ctx", {})
        at, value = _walk(tree.data, steps)
        if code != "unknown" and steps[-1:] == (_KEY,) and one["input"] == steps[-2]:
            at, value = steps[:-1], steps[-2]
        if one["type"] == "too_short" and value:
            continue  # it has elements, and what is wrong with them is told
        values: dict[str, object] = {"value": _shown(value), "field": _field(at)}
        if code == "missing":
            values["field"] = str(steps[-1])
        elif code == "unknown":
            values["field"] = reveal(str(steps[-1]))
            strangers += 1  # of a flood nobody is told what the last ones look like
            values["near"] = near(str(steps[-1]), _keys_at(kind, at[:-1])) if strangers <= MAX_ALIKE else ()
        elif code == "literal":
            values["expected"] = context["expected"].replace("'", "").replace(" or ", ", ")
        elif "field" in context:
            at = (*at, context["field"])
        values |= {name: context[name] for name in _TOLD if name in context}
        if value is None and code not in ("missing", "unknown"):
            code = "empty"  # whatever was asked for, nothing is there
        yield at, InputError("invalid-field", code, Place(file, at, *tree.locate(at)), values)


def shape_error(file: str, tree: Tree) -> InputError | None:
    """Return the fault of a file that is empty or is no mapping at all, else None."""
    if tree.data is None:
        return InputError("invalid-field", "nothing", Place(file, (), 1, 1))
    if not isinstance(tree.data, dict):
        return InputError("invalid-field", "no_mapping", Place(file, (), *tree.root))
    return None


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


def _keys_at(kind: Any, at: Path) -> list[str]:
    """Return the keys of the model at a path in data of a kind."""
    for step in at:
        inside = get_args(kind)
        if inside:
            kind = _bare(inside[-1] if get_origin(kind) is dict else inside[0])
        else:
            kind = _bare(next(one.annotation for name, one in kind.model_fields.items() if (one.alias or name) == step))
    return list(kind.file_keys().values())


def _bare(annotation: Any) -> Any:
    """Return an annotation without what reads it, and without None beside it."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(one for one in get_args(annotation) if one is not NoneType))
    return annotation


def _field(at: Path) -> str:
    return next((step for step in reversed(at) if isinstance(step, str)), "")

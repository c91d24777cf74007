"""Names of fields that are none: what was meant, and which other errors follow from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from ttdn_cli.files.tree import Quoted
from ttdn_cli.files.yaml_slips import glued
from ttdn_cli.findings import FieldName, InputError, Path
from ttdn_cli.intake.sheet_columns import HEADINGS, HEADS
from ttdn_cli.limits import MAX_KEPT
from ttdn_cli.model.fields import Model
from ttdn_cli.model.names import NameIndex, fold, near, reveal

# Where the description of a field goes on after its name: an explanation, or the same in English.
_REMARK = re.compile(r"\n|:| \(|, (?:ví dụ|nếu|chỉ|từ|số|tính|cả|không|gồm|có|mỗi|theo|nguyên văn)\b")
_Found = tuple[Path, InputError]


def glued_field(text: object) -> dict[str, object]:
    """Return the values of `glued` for a text that is `name:value`, the space after the colon missing; else nothing."""
    if not isinstance(text, str) or isinstance(text, Quoted) or not (parts := glued(text[: MAX_KEPT + 1])):
        return {}
    return {"field": parts[0], "text": text[:MAX_KEPT], "fixed": f"{parts[0]}: {parts[1]}"[:MAX_KEPT]}


def unknown_field(name: str, value: object, known: Sequence[str], *, is_shown: bool) -> tuple[str, dict[str, object]]:
    """Return code and values for a field that is none: the space after its colon is missing, or what it is like.

    `known` are the fields that there are; people also write what the form calls one. What looks alike is sought only
    where it is shown.
    """
    more = glued_field(name) if value is None else {}
    if more and more["field"] in known:
        return "glued", more
    called = HEADS.get(fold(name)) or HEADINGS.get(fold(name))
    alike = (called,) if called in known else near(name, known) if is_shown else ()
    return "unknown", {"field": reveal(name), "near": alike}


def without_consequences(found: Sequence[_Found]) -> Iterator[_Found]:
    """Yield errors without those of missing fields that are there under another name.

    That is one which looks like it, or the only unknown one of its mapping where only one field is missing.
    """
    lacking = Counter(at for at, one in found if one.code == "missing")
    strange = Counter(at[:-1] for at, one in found if one.code == "unknown")
    strangers = {at[:-1] for at, one in found if one.code == "unknown" and not _alike(one) and strange[at[:-1]] == 1}
    alone = {
        at: str(one.values["field"])
        for at, one in found
        if one.code == "missing" and lacking[at] == 1 and at in strangers
    }
    meant = set(alone.items())
    for at, one in found:
        if one.code == "glued":
            meant.add((at[:-1], str(one.values["field"])))
        elif one.code == "unknown":
            meant.update((at[:-1], name) for name in _alike(one)[:1])
    for at, one in found:
        if one.code == "missing" and (at, one.values["field"]) in meant:
            continue
        if one.code == "unknown" and at[:-1] in alone:
            yield at, one._replace(values={**one.values, "near": (alone[at[:-1]],)})
        else:
            yield at, one


def _alike(one: InputError) -> tuple[str, ...]:
    found = one.values.get("near")
    return found if isinstance(found, tuple) else ()


def ids_for_names(found: Iterable[InputError], registry: object) -> list[InputError]:
    """Return errors of a plan, of what is no id each with the id in its registry (data of a file) whose name it is."""
    parts = [registry.get(kind) for kind in ("agencies", "groups")] if isinstance(registry, dict) else []
    named = [one for part in parts if isinstance(part, list) for one in part if isinstance(one, dict)]
    known = NameIndex((str(one.get("id")), _spellings(one)) for one in named if one.get("id"))
    return [_with_id(one, known) if one.code == "slug" and one.values["field"] != "id" else one for one in found]


def _spellings(one: Mapping[str, object]) -> list[str]:
    aliases = one.get("aliases")
    return [
        name for name in (one.get("name"), *(aliases if isinstance(aliases, list) else ())) if isinstance(name, str)
    ]


def _with_id(one: InputError, known: NameIndex) -> InputError:
    written = str(one.values["value"]).strip('"')
    ids = known.find(written)
    alike = ids or tuple(dict.fromkeys(other for name in known.near(written) for other in known.find(name)))
    return one._replace(code="name_for_id" if len(ids) == 1 else "slug", values={**one.values, "near": alike})


def field_name(kind: Any, at: Path) -> FieldName:
    """Return the field at a path in data of a kind, with what the form calls it; of an element that of its list."""
    names = [number for number, step in enumerate(at) if isinstance(step, str)]
    if not names:
        return FieldName()
    name = str(at[names[-1]])
    model = model_at(kind, at[: names[-1]])
    fields = {} if model is None else {one.alias or name: one for name, one in model.model_fields.items()}
    field = fields.get(name)
    return FieldName(name, _REMARK.split(field.description or "")[0] if field else "")


def may_be_left_out(kind: Any, at: Path) -> bool:
    """Tell whether what stands at a path in data of a kind may be deleted: an element, or an optional field."""
    if not at or isinstance(at[-1], int):
        return bool(at)
    model = model_at(kind, at[:-1])
    fields = {} if model is None else {one.alias or name: one for name, one in model.model_fields.items()}
    return at[-1] in fields and not fields[str(at[-1])].is_required()


def keys_at(kind: Any, at: Path) -> list[str]:
    """Return the keys of the model at a path in data of a kind."""
    model = model_at(kind, at)
    return list(model.file_keys().values()) if model else []


def model_at(kind: Any, at: Path) -> type[Model] | None:
    """Return the model of what lies at a path in data of a kind; None where it is none."""
    for step in at:
        inside = get_args(kind)
        if inside:
            kind = _bare(inside[-1] if get_origin(kind) is dict else inside[0])
        elif field := next((one for name, one in kind.model_fields.items() if (one.alias or name) == step), None):
            kind = _bare(field.annotation)
        else:
            return None
    return kind if isinstance(kind, type) and issubclass(kind, Model) else None


def _bare(annotation: Any) -> Any:
    """Return an annotation without what reads it, and without None beside it."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(one for one in get_args(annotation) if one is not NoneType))
    return annotation

"""What a file holds once it has been read: plain objects with the fields of its shape, never altered.

The classes name their fields and answer questions; how fields are read stands in `model.table`.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Self


class Record:
    """Fields by name; two of one kind are equal when their fields are. `defaults` are of fields that may be left out."""

    defaults: ClassVar[Mapping[str, Any]] = MappingProxyType({})

    @classmethod
    @cache
    def fields(cls) -> dict[str, str]:
        """Return the names of the fields, in order, each with the key that it has in a file."""
        from inspect import get_annotations

        kinds = [kind for kind in reversed(cls.__mro__) if kind is not Record]
        names = [name for kind in kinds for name in get_annotations(kind) if name[0] != "_"]
        return {name: "schema" if name == "form" else name.rstrip("_") for name in names}

    def held(self) -> dict[str, Any]:
        """Return the fields and their values, without what was worked out from them."""
        return {name: getattr(self, name) for name in self.fields()}

    def written(self) -> dict[str, Any]:
        """Return the fields by the keys of files, as JSON holds them, without those that could be left out."""
        keys, left_out = self.fields(), object()
        told = {name: one for name, one in self.held().items() if one != self.defaults.get(name, left_out)}
        return {keys[name]: plain(one) for name, one in told.items()}

    def changed(self, **fields: Any) -> Self:
        """Return a copy with other values in some fields."""
        found = copy(self)
        found.__dict__.update(fields)
        return found

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, type(self)) and self.held() == other.held())

    def __hash__(self) -> int:
        return hash(tuple(self.held().values()))


def plain(value: Any) -> Any:
    """Return a value of a field as JSON holds it."""
    if isinstance(value, Record):
        return value.written()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value

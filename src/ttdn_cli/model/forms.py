"""What `model.table` is made of: readers of lists, mappings and records from the readers of fields.

Each takes a value as it stands in the tree of a file, and returns it as the program uses it or raises `Misfit`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ttdn_cli.model.fields import Misfit, Part, read_whole
from ttdn_cli.model.records import Record

Reader = Callable[[Any], Any]


def optional(read: Reader) -> Reader:
    """Return a reader that takes nothing, too."""
    return lambda value: None if value is None else read(value)


def whole(least: int, most: int | None = None) -> Reader:
    """Return a reader of whole numbers between two numbers, both inclusive."""

    def call(value: object) -> int:
        number = read_whole(value)
        if number < least or (most is not None and number > most):
            raise Misfit("range")
        return number

    return call


def literal(*words: str) -> Reader:
    """Return a reader of one of some words."""

    def call(value: object) -> str:
        if value in words:
            return str(value)
        raise Misfit("literal", expected=", ".join(words))

    return call


def many(read: Reader, least: int = 0) -> Reader:
    """Return a reader of a list of at least so many; nothing is an empty list."""

    def call(value: object) -> tuple[Any, ...]:
        if value is None:
            value = ()
        elif type(value) is not list:
            raise Misfit("list")
        if len(value) < least:
            raise Misfit("empty")
        found, parts = [], []
        for number, one in enumerate(value):
            try:
                found.append(read(one))
            except Misfit as misfit:
                parts += misfit.under(number, one)
        if parts:
            raise Misfit("parts", parts)
        return tuple(found)

    return call


def one_or_many(read: Reader) -> Reader:
    """Return a reader of a list that takes a single text for a list of one."""
    several = many(read)
    return lambda value: several([value] if isinstance(value, str) else value)


def mapping(read_key: Reader, read: Reader) -> Reader:
    """Return a reader of a mapping whose keys are the file's own."""

    def call(value: object) -> dict[Any, Any]:
        if type(value) is not dict:
            raise Misfit("mapping")
        found, parts = {}, []
        for key, one in value.items():
            for half, read_half in ((key, read_key), (one, read)):
                try:
                    found[key] = read_half(half)
                except Misfit as misfit:
                    parts += misfit.under(key, half)
        if parts:
            raise Misfit("parts", parts)
        return found

    return call


def record(
    kind: type[Record],
    required: Mapping[str, tuple[str, Reader]],
    others: Mapping[str, tuple[str, Reader, Any]],
    wrong: Callable[[Any], Misfit | None] | None = None,
) -> Reader:
    """Return a reader of records of a kind.

    For each key of the file stand the name of the field and its reader; for one that need not be there its default as
    well. `wrong` tells what is wrong with a whole record whose fields fit.
    """
    readers = {**required, **{key: (name, read) for key, (name, read, _) in others.items()}}
    asked = frozenset(required)
    defaults = {name: default for name, _, default in others.values()}
    kind.defaults = defaults

    def call(value: object) -> Record:
        if type(value) is not dict:
            raise Misfit("mapping")
        held = defaults.copy()
        failed: dict[str, list[Part]] = {}
        for key, one in value.items():
            if key not in readers:
                failed[key] = [((key,), "unknown", {"known": list(kind.fields().values())}, one)]
                continue
            name, read = readers[key]
            try:
                held[name] = read(one)
            except Misfit as misfit:
                failed[key] = misfit.under(key, one)
        if not asked.issubset(value):
            failed |= {key: [((key,), "missing", {}, value)] for key in required if key not in value}
        if failed:  # told in the order of the fields, then what is none
            keys = (*kind.fields().values(), *failed)
            raise Misfit("parts", [part for key in dict.fromkeys(keys) for part in failed.get(key, ())])
        found = kind()
        found.__dict__ = held
        if wrong and (fault := wrong(found)):
            raise fault
        return found

    return call

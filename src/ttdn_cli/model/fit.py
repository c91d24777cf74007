"""Reads the data of a file as a record of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast

from ttdn_cli.model.fields import Misfit, Part
from ttdn_cli.model.records import Record
from ttdn_cli.model.table import READERS

Kind = TypeVar("Kind", bound=Record)


def read(kind: type[Kind], data: object) -> Kind:
    """Return data of a tree as a record; raises `Misfit` when it does not fit."""
    return cast("Kind", READERS[kind](data))


def fit(kind: type[Kind], data: object) -> Kind | None:
    """Return data of a tree as a record; None when it does not fit, `unfit` tells why."""
    try:
        return read(kind, data)
    except Misfit:
        return None


def unfit(kind: type[Record], data: object) -> Sequence[Part]:
    """Return everything for which data is no record of a kind, in the order of its fields; nothing when it is one."""
    try:
        READERS[kind](data)
    except Misfit as misfit:
        return misfit.parts or [((), misfit.code, misfit.context, data)]
    return ()

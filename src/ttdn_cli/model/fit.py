"""Reads the data of a file as a record of its kind."""

from __future__ import annotations

from typing import TypeVar, cast

from ttdn_cli.model.fields import Misfit
from ttdn_cli.model.records import Record
from ttdn_cli.model.table import READERS

Kind = TypeVar("Kind", bound=Record)


def read(kind: type[Kind], data: object) -> Kind:
    """Return data of a tree as a record; raises `Misfit` when it does not fit."""
    return cast("Kind", READERS[kind](data))


def fit(kind: type[Kind], data: object) -> Kind | None:
    """Return data of a tree as a record; None when it does not fit, which `faults.misfits` then explains."""
    try:
        return read(kind, data)
    except Misfit:
        return None

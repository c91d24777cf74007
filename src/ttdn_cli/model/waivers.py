"""Findings that somebody with the right to do so has set aside for a time (SPEC 2.4)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ttdn_cli.model.periods import Period
from ttdn_cli.model.records import Record


class Waiver(Record):
    """One decision: which findings, why, by whose authority, and until which day (inclusive)."""

    rule: str
    agency: str | None
    task: str | None
    period: Period | None
    reason: str
    authority: str
    until: date


class Waivers(Record):
    """The file of waivers."""

    form: Literal["ttdn/waivers/1"]
    waivers: tuple[Waiver, ...]

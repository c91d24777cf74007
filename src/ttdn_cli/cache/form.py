"""What one file submits, as one line of text and back. What does not fit the form is not kept, or is a miss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from sys import intern
from typing import Any

from ttdn_cli.findings import Fault, Place, Related
from ttdn_cli.model.periods import Period, parse_period
from ttdn_cli.model.states import State
from ttdn_cli.submission import NOTHING, Delivered, Entry, Report, Spots, Submission, Texts

UNFIT = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_STATES = {state.value: state for state in State}


def encode(found: Submission) -> bytes | None:
    """Return a submission as a line, without the name of its file; None when it holds what the form cannot."""
    try:
        return _write(
            (
                found.agency,
                found.period and found.period.id,
                found.filed and found.filed.id,
                found.submitted_on and found.submitted_on.isoformat(),
                found.sheet,
                [_fault(one, found.file) for one in found.faults],
                found.counts,
                found.report and _report(found.report),
            )
        ).encode()
    except UNFIT:
        return None


def decode(line: bytes, found: Submission, periods: Mapping[str, Period]) -> None:
    """Fill a submission with what a line tells of its file; raises one of `UNFIT`, and fills nothing, for another."""
    agency, period_id, filed_id, day, sheet, faults, counts, report = json.loads(line)
    period = periods[period_id] if period_id else None
    filed = period if filed_id == period_id else parse_period(filed_id)
    submitted_on = date.fromisoformat(day) if day else None
    told = [_fault_of(one, found.file) for one in faults]
    if report is not None and period and submitted_on:
        plan_revision, nothing, left_out, partial, whole, spots, entries = report
        kept = tuple([_entry_of(one) for one in entries])
        named = frozenset([(task, occurrence) for task, occurrence in left_out]) if left_out else NOTHING
        found.report = Report(
            found.file, intern(agency), period, submitted_on, plan_revision, nothing, kept, named, partial, whole,
            Spots.read(spots),
        )  # fmt: skip
    found.agency, found.period, found.filed, found.submitted_on = agency, period, filed, submitted_on
    found.sheet, found.faults, found.counts = sheet, told, counts


def _report(one: Report) -> list[Any]:
    return [
        one.plan_revision,
        one.nothing,
        sorted(one.left_out, key=repr),
        one.partial,
        one.whole,
        one.spots.write(),
        [_entry(entry) for entry in one.entries],
    ]


def _entry(one: Entry) -> list[Any]:
    return [
        one.number,
        one.task,
        one.occurrence,
        one.state,
        one.completed_on and one.completed_on.isoformat(),
        one.progress,
        one.named,
        one.delivered,
        one.shown,
        one.obstacles,
        one.texts,
    ]


def _entry_of(row: list[Any]) -> Entry:
    number, task, occurrence, state, day, progress, named, delivered, shown, obstacles, texts = row
    return Entry(
        number,
        intern(task),
        intern(occurrence),
        _STATES[state],
        date.fromisoformat(day) if day else None,
        progress,
        tuple([name and intern(name) for name in named]),
        tuple([Delivered(name, quantity) for name, quantity in delivered]),
        shown,
        obstacles,
        _texts_of(*texts) if texts else None,
    )


def _texts_of(result: str, obstacles: str, proposals: str, evidence: list[str], products: list[Any]) -> Texts:
    return Texts(result, obstacles, proposals, tuple(evidence), tuple([tuple(one) for one in products]))


def _fault(one: Fault, file: str) -> list[Any]:
    return [
        one.rule,
        one.code,
        _place(one.place, file),
        _values(one.values),
        one.agency,
        one.period,
        one.task,
        [(_place(other.place, file), other.message, _values(other.values)) for other in one.related],
    ]


def _fault_of(row: list[Any], file: str) -> Fault:
    rule, code, place, values, agency, period, task, related = row
    others = tuple(Related(_place_of(where, file), message, _values_of(filling)) for where, message, filling in related)
    return Fault(rule, code, _place_of(place, file), _values_of(values), agency, period, task, others)


def _place(place: Place, file: str) -> list[Any]:
    if place.file != file:
        raise ValueError(place.file)
    return [place.at, place.line, place.column]


def _place_of(row: list[Any], file: str) -> Place:
    at, line, column = row
    return Place(file, tuple(at), line, column)


def _values(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: _value(value) for name, value in values.items()}


def _values_of(values: dict[str, Any]) -> dict[str, object]:
    return {name: _value_of(value) for name, value in values.items()}


def _value(value: object) -> Any:
    """Return a value of a message as JSON; kinds that JSON does not have are lists that begin with their name."""
    if value is None or type(value) in (str, int, bool):
        return value
    if type(value) is tuple:
        return ["tuple", *map(_value, value)]
    if type(value) is date:
        return ["date", value.isoformat()]
    if type(value) is Period:
        return ["period", value.begins.isoformat(), value.ends.isoformat(), value.id]
    if isinstance(value, str) and type(value).__name__ == "Quoted":
        return str(value)
    raise TypeError(type(value))


def _value_of(value: Any) -> object:
    if not isinstance(value, list):
        return value
    kind, *rest = value
    if kind == "tuple":
        return tuple(map(_value_of, rest))
    if kind == "date":
        return date.fromisoformat(rest[0])
    if kind == "period":
        begins, ends, identity = rest
        return Period(date.fromisoformat(begins), date.fromisoformat(ends), identity)
    raise ValueError(kind)

"""What is read without pydantic is what pydantic accepts, no more and no less; the table is made from its models."""

from __future__ import annotations

import ast
import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from tests.conftest import ROOT
from tests.refusals import SHAPES, refusals
from tests.shapes import TABLE, table
from ttdn_cli.faults import misfits
from ttdn_cli.load.tree import Quoted, Tree
from ttdn_cli.load.yaml import parse
from ttdn_cli.model.agencies import Registry
from ttdn_cli.model.days_off import DaysOff
from ttdn_cli.model.fit import fit
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.records import Record
from ttdn_cli.model.status import Status
from ttdn_cli.model.table import READERS
from ttdn_cli.model.waivers import Waivers

HERE = Path(__file__).parent
STATUS = b"""
schema: ttdn/status/1
agency: so-a
period: 2017-Q2
submitted_on: 19/6/2017
plan_revision: 1
submitted_by: {name: A, title: B}
document: {number: 45/BC, date: 2017-06-19}
nothing_to_report: false
items:
  - {task: T.1, occurrence: 2017-Q1, state: done, completed_on: 2017-03-30, progress: 100, coordinated_with: [so-b]}
  - {task: T.2, state: in_progress, deliverables: [{name: x, quantity: 1, unit: y}], evidence: [1/QD], result: a}
  - {task: T.3, state: not_started, obstacles: b, proposals: ""}
"""
PLAN = b"""
schema: ttdn/plan/1
id: sample
revision: 3
language: vi
begins: 2017-01-01
ends: 2017-12-31
agencies: agencies.yaml
document: {number: 1/KH, date: 2017-03-17, place: P, issuer: I, signer: S, programme: G, title: T}
parent: {number: 0/KH}
due_on_days_off: next-working-day
days_off: days-off.yaml
legal_bases: [a]
sections: [{id: I, title: One}]
tasks:
  - {id: I.1, section: I, title: A, content: one, lead: so-a, coordinators: [so-b, nhom], scopes: {so-b: part},
     schedule: {quarter: Q1, tentative: true, duration_days: 3, as_written: x}, deliverables: [{name: x, quantity: 2}]}
  - {id: I.2, title: B, content: [one, two], lead: [so-a, so-b], schedule: {from: 2017-01-02, to: 3/4/2017}}
  - {id: I.3, title: C, lead: so-a, schedule: {milestones: [{by: 2017-05-01, percent: 50, deliverables: [{name: z}]}]}}
  - {id: I.4, title: D, lead: so-a, schedule: {every: month, aspirational: false}}
  - {id: I.5, title: E, lead: so-a, schedule: {from: 2017-01-02, open_ended: true}}
  - {id: I.6, title: F, lead: so-a, schedule: {ongoing: true}}
duties: [{id: IV.1, agencies: [so-a], role: lead, with: [so-b], text: t, when: w}]
funding: f
reporting: {every: quarter, to: so-a, due: 20}
assumptions: [{about: I.1, text: t}]
amendments:
  - {document: {number: 9/KH}, effective: 2017-07-01, revision: 2, reason: r, changes: {I.1: {lead: so-b,
     coordinators: [so-a], scopes: {so-a: p}, schedule: {by: 2017-09-01}, deliverables: []}, I.2: {withdrawn: true}}}
"""
WAIVERS = b"""
schema: ttdn/waivers/1
waivers: [{rule: overdue, agency: so-a, task: T.1, period: Q2/2017, reason: r, authority: a, until: 2017-12-31}]
"""
AGENCIES = b"""
schema: ttdn/agencies/1
agencies:
  - {id: so-a, name: A, name_en: B, aliases: [C], kind: k, valid_from: 2016-01-01,
     valid_to: 2017-01-01, successor: so-b}
  - {id: so-b, name: D, successor: [so-a, so-c]}
groups: [{id: nhom, name: G, aliases: [H], members: [so-a], requires: all}, {id: mo, name: O, open: true}]
"""
DAYS_OFF = b"""
schema: ttdn/days-off/1
years: [{year: 2017, source: s, dated: 2016-11-01, days: [{date: 2017-01-01, name: n}]}]
"""
FILES: list[tuple[type[Record], bytes]] = [
    (Plan, PLAN), (Registry, AGENCIES), (Status, STATUS), (Waivers, WAIVERS), (DaysOff, DAYS_OFF),
]  # fmt: skip
ODD: list[Any] = [
    None, "", " ", "x", "so-a", "So-A", "a" * 70, "0", "1", "31", "32", "100", "101", "-1", "007", "1_0", "9" * 12,
    Quoted("1"), Quoted("true"), Quoted(""), Quoted("so-a"), Quoted("done"), Quoted("2017-06-01"), Quoted("all"),
    "true", "TRUE", "false", "no", "2017-06-31", "1/6/2017", "2018-01-01", "Quý II/2017", "quarter", "Hoàn  thành",
    "done", "cancelled", "next-working-day", "ttdn/plan/1", [], [None], ["so-a"], [Quoted("a"), "so-b"], [[]], [{}], {},
    {"so-a": "x"}, {"So A": "x"}, {"name": "x"}, {"so-a": None}, "2017-06-01/2017-06-02", "ongoing",
]  # fmt: skip


def spots(data: Any) -> list[tuple[Any, Any]]:
    """Return every mapping and list in data with each of its keys and indexes."""
    if isinstance(data, dict):
        return [(data, key) for key in data] + [spot for one in data.values() for spot in spots(one)]
    if isinstance(data, list):
        return [(data, number) for number in range(len(data))] + [spot for one in data for spot in spots(one)]
    return []


def altered(data: Any, chance: random.Random) -> Any:
    """Return data with one or two things changed: a value, a key, something gone, something from elsewhere."""
    data = deepcopy(data)
    for _ in range(chance.choice((1, 1, 2))):
        holder, key = chance.choice(spots(data))
        kind = chance.randrange(6)
        if kind == 0:
            del holder[key]
        elif kind == 1 and isinstance(holder, dict):
            holder[chance.choice((*holder, "more", "with", "with_", "from_", "form"))] = holder.pop(key)
        elif kind == 2:
            other, at = chance.choice(spots(data) or [(holder, key)])
            holder[key] = deepcopy(other[at])
        elif kind == 3 and isinstance(holder, list):
            holder.append(chance.choice(ODD))
        else:
            holder[key] = deepcopy(chance.choice(ODD))
        if not spots(data):
            break
    return data


def same(record: Any, model: Any) -> bool:
    """Tell whether a record holds what a model holds, field by field, in values of the same types."""
    if isinstance(model, BaseModel):
        names = list(type(model).model_fields)
        return list(record.fields()) == names and all(same(getattr(record, n), getattr(model, n)) for n in names)
    if isinstance(model, tuple) and type(model) is tuple:
        return type(record) is tuple and len(record) == len(model) and all(map(same, record, model))
    if isinstance(model, dict):
        return list(record) == list(model) and all(same(record[key], model[key]) for key in model)
    return type(record) is type(model) and bool(record == model)


def agrees(kind: type[Record], data: Any) -> bool:
    """Tell whether both ways to read data come to the same; return whether it fits."""
    record = fit(kind, data)
    try:
        model, refused = SHAPES[kind].model_validate(data), None
    except ValidationError as error:
        model, refused = None, list(refusals(SHAPES[kind], data, error))
    told = [(at, one.code, dict(one.values)) for at, one in misfits("", Tree(data, {}, (1, 1), []), kind)]
    assert told == (refused or []), data
    assert (record is None) == (model is None), data
    if record is None or model is None:
        return False
    assert same(record, model), (data, record.held(), model)
    assert record.written() == model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return True


def test_the_table_is_the_one_that_the_models_give() -> None:
    made, kept = ast.parse(table()), ast.parse(TABLE.read_text("utf-8"))
    assert ast.dump(made) == ast.dump(kept)


@pytest.mark.parametrize(("kind", "data"), FILES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_file_fits_a_table_when_it_fits_the_model_and_gives_the_same(kind: type[Record], data: bytes) -> None:
    whole = parse(data).data
    assert agrees(kind, whole)
    chance = random.Random(20170317)  # noqa: S311 - no secret
    fitting = [agrees(kind, altered(whole, chance)) for _ in range(2_000)]
    assert 100 < sum(fitting) < 1_900


@pytest.mark.parametrize("path", sorted((ROOT / "plan").rglob("*.yaml")), ids=lambda path: path.name)
def test_what_ships_is_read_the_same_in_both_ways(path: Path) -> None:
    data = parse(path.read_bytes()).data
    (kind,) = (one for one in SHAPES if data["schema"] == _form(one))
    assert agrees(kind, data)


def _form(kind: type[Record]) -> str:
    return str(SHAPES[kind].model_fields["form"].annotation.__args__[0])  # type: ignore[union-attr]  # a literal


@pytest.mark.parametrize("kind", READERS, ids=lambda kind: kind.__qualname__)
def test_a_record_is_equal_to_its_copy_and_to_no_other_kind(kind: type[Record]) -> None:
    one = kind.__new__(kind)
    one.__dict__.update(dict.fromkeys(kind.fields()))
    assert one == one.changed()
    assert hash(one) == hash(one.changed())
    assert one != one.changed(**{next(iter(kind.fields())): "other"})
    assert one != object()

"""Each kind of file has one model: the program reads by it, and its schema comes from it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.conftest import ROOT, Run
from tests.support.sample import lay_out
from ttdn_cli.files.tree import Quoted, Tree
from ttdn_cli.files.yaml import parse
from ttdn_cli.findings import InputError
from ttdn_cli.intake.input_errors import validate
from ttdn_cli.model.fields import Model
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.schemas import FILES, schema
from ttdn_cli.rules.invalid_field import InvalidField

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
  - {id: I.3, title: C, lead: so-a, schedule: {milestones: [{by: 2017-05-01, percent: 50, deliverables: [{name: z}]},
     {id: m2, by: 2017-05-01, from: 2017-04-01, lead: [so-a], aspirational: true}]}}
  - {id: I.4, title: D, lead: so-a,
     schedule: {every: month, from: 2017-02-01, to: 2017-11-30, on: 20, aspirational: false}}
  - {id: I.7, title: G, lead: so-a, schedule: {every: year, on: 12-15}}
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
WHOLE = {"agencies": AGENCIES, "days-off": DAYS_OFF, "plan": PLAN, "status": STATUS, "waivers": WAIVERS}
ODD: list[Any] = [
    None, "", " ", "x", "so-a", "So-A", "a" * 70, "0", "1", "31", "32", "100", "101", "-1", "007", "1_0", "9" * 12,
    Quoted("1"), Quoted("true"), Quoted(""), Quoted("so-a"), Quoted("done"), Quoted("2017-06-01"), Quoted("all"),
    "true", "TRUE", "false", "no", "2017-06-31", "1/6/2017", "2018-01-01", "Quý II/2017", "quarter", "Hoàn  thành",
    "done", "cancelled", "next-working-day", "ttdn/plan/1", [], [None], ["so-a"], [Quoted("a"), "so-b"], [[]], [{}], {},
    {"so-a": "x"}, {"So A": "x"}, {"name": "x"}, {"so-a": None}, "2017-06-01/2017-06-02", "ongoing", "Xong", "HUỶ",
    "Quý 5/2017", "13/2017", "2017-02-29", "29.2.2016", "ngày 31 tháng 6 năm 2017", "28/6/2017 14h30", "28/6/17",
]  # fmt: skip


# What no schema can say: how the fields of one thing go together.
BEYOND = frozenset((
    "completed_on_missing", "completed_on_not_done", "no_items", "nothing_but_items",
    "members_or_open", "schedule_forms", "schedule_open_ended", "schedule_from_to", "ends_before_begins",
    "too_many_years", "schedule_on", "schedule_on_year", "schedule_on_day",
))  # fmt: skip


def positions(data: Any) -> list[tuple[Any, Any]]:
    """Return every mapping and list in data with each of its keys and indexes."""
    if isinstance(data, dict):
        return [(data, key) for key in data] + [position for one in data.values() for position in positions(one)]
    if isinstance(data, list):
        return [(data, number) for number in range(len(data))] + [
            position for one in data for position in positions(one)
        ]
    return []


def altered(data: Any, chance: random.Random) -> Any:
    """Return data with one or two things changed: a value, a key, something gone, something from elsewhere."""
    data = deepcopy(data)
    for _ in range(chance.choice((1, 1, 2))):
        holder, key = chance.choice(positions(data))
        kind = chance.randrange(6)
        if kind == 0:
            del holder[key]
        elif kind == 1 and isinstance(holder, dict):
            holder[chance.choice((*holder, "more", "with", "with_", "from_", "form"))] = holder.pop(key)
        elif kind == 2:
            other, at = chance.choice(positions(data) or [(holder, key)])
            holder[key] = deepcopy(other[at])
        elif kind == 3 and isinstance(holder, list):
            holder.append(chance.choice(ODD))
        else:
            holder[key] = deepcopy(chance.choice(ODD))
        if not positions(data):
            break
    return data


def told(kind: type[Model], data: Any) -> list[InputError]:
    """Return what is told of data that was read as a kind; nothing when it fits."""
    model, input_errors = validate(kind, "a.yaml", Tree(data, {}, (1, 1), []))
    found = [input_error for _, input_error in input_errors]
    assert (model is None) == bool(found)
    return found


def forms_of(field: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a field's schema and the ones it may be instead, however deep."""
    yield field
    for one in field.get("anyOf", ()):
        yield from forms_of(one)


def types_of(node: Any, found: dict[str, set[str]]) -> dict[str, set[str]]:
    """Gather the types that a schema gives the fields of each name; "filled" where a list is not empty."""
    if isinstance(node, dict):
        for name, field in node.get("properties", {}).items():
            forms = list(forms_of(field))
            found.setdefault(name, set()).update(form["type"] for form in forms if "type" in form)
            found[name].update("filled" for form in forms if "minItems" in form)
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        types_of(below, found)
    return found


def seen_by_an_editor(data: Any, types: Mapping[str, set[str]], name: str = "") -> Any:
    """Return data of a tree as an editor has it for a schema: numbers and flags by their types.

    What the program takes besides is put right: nothing for an empty list.
    """
    kinds = types.get(name, set())
    if isinstance(data, dict):
        return {key: seen_by_an_editor(value, types, key) for key, value in data.items()}
    if isinstance(data, list):
        return [seen_by_an_editor(value, types) for value in data]
    if data is None:
        return [] if "array" in kinds and "filled" not in kinds else None
    if type(data) is str and "integer" in kinds and data.isdigit() and str(int(data)) == data and len(data) < 10:
        return int(data)
    if type(data) is str and "boolean" in kinds and data.lower() in ("true", "false"):
        return data.lower() == "true"
    return str(data)


@pytest.mark.parametrize("name", FILES)
def test_a_schema_and_the_program_accept_the_same_files(name: str) -> None:
    """As far as a schema can say; and there are files that both accept, and some that both refuse."""
    checker, types = Draft7Validator(schema(name)), types_of(schema(name), {})
    whole, chance = parse(WHOLE[name]).data, random.Random(20170317)  # noqa: S311 - no secret
    seen = {True: 0, False: 0}
    for data in (whole, *(altered(whole, chance) for _ in range(1_000))):
        codes = {input_error.code for input_error in told(FILES[name], data)}
        if codes and codes <= BEYOND:
            continue
        assert checker.is_valid(seen_by_an_editor(data, types)) == (not codes), (data, codes)
        seen[not codes] += 1
    assert min(seen.values()) > 50


@pytest.mark.parametrize("path", sorted((ROOT / "plan").rglob("*.yaml")), ids=lambda path: path.name)
def test_a_schema_and_the_program_accept_what_ships(path: Path) -> None:
    data = parse(path.read_bytes()).data
    name = data["schema"].split("/")[1]
    assert told(FILES[name], data) == []
    Draft7Validator(schema(name)).validate(seen_by_an_editor(data, types_of(schema(name), {})))


@pytest.mark.parametrize("name", FILES)
def test_whatever_is_refused_is_told_in_words_of_ours_with_all_that_they_need(name: str) -> None:
    whole, chance = parse(WHOLE[name]).data, random.Random(1387)  # noqa: S311 - no secret
    for input_error in (one for _ in range(1_000) for one in told(FILES[name], altered(whole, chance))):
        for words in InvalidField.words[input_error.code]:
            assert words.format(**{"near": (), **input_error.values})


@pytest.mark.parametrize("name", FILES)
def test_what_does_not_fit_is_pointed_at_by_a_path_that_exists(name: str) -> None:
    def exists(data: Any, path: tuple[str | int, ...]) -> bool:
        return not path or (path[0] in data if isinstance(data, dict) else path[0] in range(len(data)))

    whole, chance = parse(WHOLE[name]).data, random.Random(1388)  # noqa: S311 - no secret
    for _ in range(500):
        data = altered(whole, chance)
        for input_error in told(FILES[name], data):
            inside = data
            *steps, last = input_error.place.at or (None,)
            for step in steps:
                inside = inside[step]
            assert last is None or input_error.code in BEYOND or exists(inside, (last,)), (data, input_error)


def scopes(written: str) -> Iterator[tuple[tuple[str | int, ...], str, object]]:
    """Yield place, code and value of everything that is wrong with the scopes of a task."""
    task = f"{{id: I.1, title: A, lead: so-a, schedule: {{quarter: Q1}}, scopes: {written}}}"
    head = "schema: ttdn/plan/1, id: a, revision: 1, begins: 2017-01-01, ends: 2017-12-31, agencies: a"
    plan = f"{{{head}, tasks: [{task}]}}"
    for input_error in told(Plan, parse(plan.encode()).data):
        yield input_error.place.at[2:], input_error.code, input_error.values["value"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{So A: x}", [(("scopes", "So A"), "slug", "So A")]),
        ("{so-a: ''}", [(("scopes", "so-a"), "empty", '""')]),
        ("{'[key]': x}", [(("scopes", "[key]"), "slug", "[key]")]),
        ("{'[key]': [x]}", [(("scopes", "[key]"), "slug", "[key]"), (("scopes", "[key]"), "text", "[…]")]),
        ("{So A: {'[key]': x}}", [(("scopes", "So A"), "slug", "So A"), (("scopes", "So A"), "text", "{…}")]),
        ("[x]", [(("scopes",), "mapping", "[…]")]),
    ],
)
def test_a_key_that_is_no_id_is_pointed_at_whatever_it_is_called(written: str, expected: list[Any]) -> None:
    assert list(scopes(written)) == expected


@pytest.mark.parametrize(
    ("field", "value", "bounds"),
    [("due", 45, "from 1 to 31"), ("due", 0, "from 1 to 31"), ("percent", 101, "from 0 to 100")],
)
def test_a_number_out_of_range_is_told_with_the_bounds_of_its_own_field(
    field: str, value: int, bounds: str, tmp_path: Path, run: Run
) -> None:
    plan = PLAN.decode().replace("due: 20", f"{field}: {value}" if field == "due" else "due: 20")
    plan = plan.replace("percent: 50", f"percent: {value}" if field == "percent" else "percent: 50")
    lay_out(tmp_path, files={"plan.yaml": plan})
    result = run("plan", "check", str(tmp_path / "plan.yaml"), "--format", "json", "--lang", "en")
    (found,) = (one for one in result.json["findings"] if one["rule"] == "invalid-field")
    assert found["message"] == f"{field}: the number is out of range: {value}"
    assert found["hint"] == f"Write a number {bounds}"


def test_a_plan_is_equal_to_its_copy_whatever_has_been_asked_of_it() -> None:
    plan = Plan.model_validate(parse(PLAN).data)
    assert plan.occurrences
    assert plan == plan.model_copy() == Plan.model_validate(parse(PLAN).data)
    assert plan != plan.model_copy(update={"revision": 4})


def test_a_plan_with_other_tasks_works_its_occurrences_out_anew() -> None:
    plan = Plan.model_validate(parse(PLAN).data)
    assert len(plan.occurrences) == 7
    assert list(plan.with_tasks(plan.tasks[:1]).occurrences) == ["I.1"]
    assert len(plan.occurrences) == 7

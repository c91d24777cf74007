"""Small worlds drawn at random for the judging: offices that come and go, amendments, several leads; no test itself.

A world is a plan of 2017 with a registry and reports, all as data. The same number gives the same world.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

import yaml

from ttdn_cli.files.paths import Source
from ttdn_cli.intake.plan_reader import PlanFiles, read_plan_files
from ttdn_cli.intake.report_reader import Intake
from ttdn_cli.intake.submission import Submission
from ttdn_cli.judging.case import Case, IssuedPlan
from ttdn_cli.judging.cutoff import Cutoff
from ttdn_cli.render.json import dump, findings
from ttdn_cli.results.engine import judge_reports
from ttdn_cli.rules import all_rules
from ttdn_cli.text.i18n import Words

Data = dict[str, Any]
QUARTERS = {f"2017-Q{number}": date(2017, 3 * number - 2, 1) for number in range(1, 5)}
SCHEDULES: tuple[Data, ...] = (
    {"quarter": "Q2"},
    {"year": 2017},
    {"by": date(2017, 5, 15)},
    {"every": "quarter"},
    {"every": "quarter", "on": 20, "from": date(2017, 4, 1)},
    {"half": "H1", "aspirational": True},
    {"from": date(2017, 2, 1), "to": date(2017, 8, 31)},
    {"from": date(2017, 2, 1), "open_ended": True},
    {"ongoing": True},
    {"unspecified": True},
)


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        """Write again what stands twice."""
        return True


class World(NamedTuple):
    """A plan, a registry, reports by the name of their file, and the day that is judged by."""

    plan: Data
    registry: Data
    reports: dict[str, Data]
    as_of: date

    def copy(self) -> World:
        """Return a world that can be changed."""
        return deepcopy(self)


def draw(number: int) -> World:
    """Return the world of a number."""
    dice = Random(number)  # noqa: S311 - no secret
    registry, every = _registry(dice)
    groups = [one["id"] for one in registry["groups"] if not one.get("open")]
    tasks = [_task(dice, f"T.{index}", every, groups) for index in range(1, dice.randint(2, 4))]
    amendments = [
        {
            "document": {"number": f"{index}/QĐ", "date": date(2017, 1, 2)},
            "effective": date(2017, dice.choice((4, 5, 7, 8)), dice.choice((1, 12))),
            "changes": {dice.choice(tasks)["id"]: _change(dice, every)},
        }
        for index in range(dice.choice((0, 0, 1, 2)))
    ]
    plan = {"schema": "ttdn/plan/1", "id": "mau", "revision": 1, "begins": date(2017, 1, 1), "ends": date(2017, 12, 31)}
    plan |= {"agencies": "agencies.yaml", "reporting": {"every": "quarter", "to": "a", "due": 20}}
    plan |= {"tasks": tasks, "amendments": amendments}
    book = read(World(plan, registry, {}, date(2017, 1, 1)))
    windows = [one for found in book.plan.every_window.values() for one in found.values()] if book.plan else []
    reports = {}
    for quarter in QUARTERS:
        for agency in every:
            if dice.random() < 0.6:
                for index in range(dice.choice((1, 1, 1, 2))):
                    reports[f"{quarter[5:]}/{agency}-{index}.yaml"] = _report(dice, agency, quarter, windows, every)
    return World(plan, registry, reports, date(2017, 1, 2) + timedelta(dice.randint(40, 420)))


def _registry(dice: Random) -> tuple[Data, list[str]]:
    agencies: list[Data] = [{"id": one, "name": f"Sở {one.upper()}"} for one in "abcde"]
    turn = date(2017, dice.choice((3, 5, 7)), dice.choice((1, 20)))
    before, heir = turn - timedelta(1), {"id": "m", "name": "Sở M", "valid_from": turn}
    kind = dice.choice(("none", "merger", "split", "founded", "dissolved"))
    if kind == "merger":
        agencies[0] |= {"valid_to": before, "successor": ["m"]}
        agencies[1] |= {"valid_to": before, "successor": ["m"]}
        agencies.append(heir)
    elif kind == "split":
        agencies[0] |= {"valid_to": before, "successor": ["m", "n"]}
        agencies += [heir, {"id": "n", "name": "Sở N", "valid_from": turn}]
    elif kind == "founded":
        agencies[1]["valid_from"] = turn
    elif kind == "dissolved":
        agencies[1]["valid_to"] = before
    groups: list[Data] = [
        {"id": "nhom-mot", "name": "Nhóm một", "members": ["b", "c"], "requires": dice.choice(("any", "all"))},
        {"id": "nhom-hai", "name": "Nhóm hai", "members": ["d", "e"], "requires": dice.choice(("any", "all"))},
        {"id": "nhom-mo", "name": "Nhóm mở", "open": True},
    ]
    return {"schema": "ttdn/agencies/1", "agencies": agencies, "groups": groups}, [one["id"] for one in agencies]


def _task(dice: Random, identity: str, every: list[str], groups: list[str]) -> Data:
    lead = dice.sample([*every, *groups], dice.choice((1, 1, 2)))
    schedule = deepcopy(dice.choice(SCHEDULES))
    if dice.random() < 0.2:
        marks: list[Data] = [
            {"id": "dot-1", "by": date(2017, 4, 10)},
            {"id": "dot-2", "by": date(2017, 9, 30), "from": date(2017, 6, 1), "percent": 60},
        ]
        if len(lead) > 1:
            marks[1]["lead"] = lead[:1]
        schedule = {"milestones": marks}
    task: Data = {"id": identity, "title": f"Việc {identity}", "lead": lead, "schedule": schedule}
    task["coordinators"] = dice.sample([*every, *groups, "nhom-mo"], dice.randint(0, 2))
    if dice.random() < 0.3:
        task["deliverables"] = [{"name": "Bản tin", "quantity": 2, "unit": "số"}]
    return task


def _change(dice: Random, every: list[str]) -> Data:
    kind = dice.choice(("lead", "lead", "coordinators", "schedule", "withdrawn"))
    if kind == "schedule":
        return {kind: deepcopy(dice.choice(SCHEDULES))}
    return {"withdrawn": True} if kind == "withdrawn" else {kind: dice.sample(every, dice.choice((1, 2)))}


def _report(dice: Random, agency: str, quarter: str, windows: list[Any], every: list[str]) -> Data:
    begins = QUARTERS[quarter]
    day = begins + timedelta(dice.randint(60, 110))
    report: Data = {"schema": "ttdn/status/1", "agency": agency, "period": quarter, "submitted_on": day}
    items = []
    for window in dice.sample(windows, min(len(windows), dice.randint(0, 5))):
        state = dice.choice(("not_started", "in_progress", "in_progress", "done", "done", "cancelled"))
        item: Data = {"task": window.task, "occurrence": window.id, "state": state}
        if state == "done":
            item["completed_on"] = begins + timedelta(dice.randint(0, 80))
        if state != "cancelled" and dice.random() < 0.3:
            item["progress"] = dice.choice((0, 40, 60, 100))
        item["coordinated_with"] = dice.sample([*every, "nhom-mot", "nhom-hai"], dice.randint(0, 2))
        item["evidence"] = ["1/BC"] if dice.random() < 0.7 else []
        if state == "done" and dice.random() < 0.5:
            item["deliverables"] = [{"name": "Bản tin", "quantity": dice.randint(0, 2), "unit": "số"}]
        items.append(item)
    return report | ({"items": items} if items else {"nothing_to_report": True})


def written(data: Data) -> bytes:
    """Return data as a YAML file."""
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False).encode()


def read(world: World) -> PlanFiles:
    """Return the plan and registry of a world as they are read."""
    files = {"plan.yaml": written(world.plan), "agencies.yaml": written(world.registry)}
    return read_plan_files("plan.yaml", "plan.yaml", lambda path: files[path.rpartition("/")[2]])


def case_of(world: World, book: PlanFiles, write: Callable[[Data], bytes] = written) -> Case:
    """Return a world as it is judged, its reports in the order in which they stand, as `write` puts them in files."""
    assert book.plan is not None
    assert book.directory is not None
    intake = Intake(book.plan, book.directory)
    submissions = []
    for name, report in world.reports.items():
        found, source = Submission(name), Source(name, name, tuple(reversed(name.split("/")[:-1])))
        intake.understand(source, write(report), found)
        found.may_be_for = frozenset(book.plan.periods) if found.period is None else frozenset((found.period.id,))
        submissions.append(found)
    return Case(IssuedPlan(book.plan, "plan.yaml", book.directory), submissions, Cutoff(world.as_of), complete=True)


def judged(world: World, write: Callable[[Data], bytes] = written) -> Data:
    """Return everything that `check --format json` says of a world."""
    book = read(world)
    return dict(findings(judge_reports(all_rules().values(), case_of(world, book, write), book, Words("en"))))


def shown(world: World) -> str:
    """Return the same as text, byte for byte."""
    return dump(judged(world)).decode()

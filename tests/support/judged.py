"""Small worlds judged from the command line: a plan and a registry in a few lines, reports by name. No test itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import Run
from tests.support.sample import lay_out

Found = tuple[str, str | None, str | None, str | None]  # rule, agency, task, period
PLAN = (
    "schema: ttdn/plan/1\nid: p\nrevision: 1\nbegins: 2017-01-01\nends: 2017-12-31\nagencies: agencies.yaml\n"
    "reporting: {every: quarter, due: 20}\ntasks:\n"
)
RULES = (
    *("overdue", "done-late", "unexplained-delay", "missing-report", "late-report", "short-delivery"),
    *("missing-coordinator", "wrong-period", "not-assigned", "unreported-task", "disputed-coordination"),
)
PLAIN = ("{id: a, name: Sở Ánh}", "{id: b, name: Sở Biển}", "{id: c, name: Sở Cầu}")
DONE = '{task: T, state: done, completed_on: 2017-06-10, evidence: ["1"]}'
AT_WORK = "{task: T, state: in_progress, obstacles: x}"


def task(schedule: str, *, identity: str = "T", lead: str = "a", more: str = "") -> str:
    """Return a task of a plan; `more` are further fields, each with a comma before it."""
    return f"  - {{id: {identity}, title: t, lead: {lead}, schedule: {{{schedule}}}{more}}}\n"


def amended(*changes: str) -> str:
    """Return amendments; each is the day from which on it is in force and what it changes: `2017-07-01 T: {…}`."""
    dated = (one.split(" ", 1) for one in changes)
    return "amendments:\n" + "".join(
        f'  - {{document: {{number: "{number}"}}, effective: {day}, changes: {{{what}}}}}\n'
        for number, (day, what) in enumerate(dated, 1)
    )


def report(name: str, items: str) -> tuple[str, str]:
    """Return path and text of a report; its name is `Q2/a 2017-06-19`, or `Q2/a.2 2017-06-19` for another file of a."""
    path, day = name.split()
    quarter, file = path.split("/")
    head = f"schema: ttdn/status/1\nagency: {file.split('.')[0]}\nperiod: 2017-{quarter}\nsubmitted_on: {day}\n"
    return f"reports/{path}.yaml", head + (f"items: [{items}]\n" if items else "nothing_to_report: true\n")


def put(tasks: str, agencies: tuple[str, ...], reports: dict[str, str]) -> None:
    """Put a world into the working folder, in place of the one before; reports by their name, each with its items."""
    shutil.rmtree("reports", ignore_errors=True)
    registry = "schema: ttdn/agencies/1\nagencies:\n" + "".join(f"  - {one}\n" for one in agencies)
    files: dict[str, str | bytes] = {"plan.yaml": PLAN + tasks, "agencies.yaml": registry, "reports/.keep": ""}
    lay_out(Path(), files=files | dict(report(*one) for one in reports.items()))


def found(run: Run, *options: str, rules: tuple[str, ...] = RULES, path: str = "reports") -> list[Found]:
    """Return what some rules say of the world in the working folder."""
    chosen = [part for rule in rules for part in ("--select", rule)]
    said = run("check", *path.split(), "--plan", "plan.yaml", *options, *chosen, "--format", "json").json["findings"]
    return sorted(((one["rule"], one["agency"], one["task"], one["period"]) for one in said), key=str)


def judge(
    run: Run,
    tasks: str,
    agencies: tuple[str, ...],
    reports: dict[str, str],
    *options: str,
    rules: tuple[str, ...] = RULES,
) -> list[Found]:
    """Return rule, agency, task and period of the findings on a world."""
    put(tasks, agencies, reports)
    return found(run, *options, rules=rules)


def outcomes(run: Run, *options: str, path: str = "reports") -> dict[str, int]:
    """Return how many occurrences came out how, of the world in the working folder; without those that count none."""
    said = run("check", *path.split(), "--plan", "plan.yaml", *options, "--format", "json").json["outcomes"]
    return {name: number for name, number in said.items() if number}

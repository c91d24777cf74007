"""What is measured, group by group, with the goals; each group has its own bases, run in turn with the others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.measure import ROOT, Process, Row, install

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
BARE_PYTHON = "python -c pass"
BARE_LOOP = "bare CSafeLoader loop"
FEW, MANY, MORE, MOST = 50, 5_000, 50_000, 100_000
PROVINCES, AGENCIES, YEARS = 63, 50, 10
BODIES = 60  # agencies of a plan that is large for one province


@dataclass
class Lab:
    """Where things are: the interpreter that ttdn is installed for, and a folder for everything that is written."""

    python: str
    folder: Path
    rounds: int
    times: int = 1

    @property
    def ttdn(self) -> str:
        """The installed script."""
        return str(Path(self.python).with_name("ttdn"))

    def call(self, name: str, *arguments: str) -> Process:
        """Return a call of ttdn."""
        return Process(name, (self.ttdn, *arguments))

    def program(self, name: str, *command: str) -> Process:
        """Return a program that is run by the same interpreter."""
        return Process(name, (self.python, *command))

    def corpus(self, reports: int, kind: str = "2017", *more: str) -> Path:
        """Return the folder of a corpus; it is written once, by another process."""
        target = self.folder / f"{kind}-{reports}"
        if not target.exists():
            arguments = (str(target), "--plan", kind, "--reports", str(reports), *more)
            subprocess.run((sys.executable, str(HERE / "generate.py"), *arguments), check=True, capture_output=True)
        return target

    def workbooks(self, reports: int) -> Path:
        """Return a folder with the same forms of reports twice: as YAML in `yaml/`, as workbooks in `xlsx/`."""
        target, plan = self.folder / f"forms-{reports}", self.corpus(reports, "wide") / "plan.yaml"
        for kind in ("yaml", "xlsx"):
            for quarter in ("Q1", "Q2", "Q3", "Q4"):
                call = ("template", "--all", str(target / kind / quarter), "--quarter", quarter, "--plan", str(plan))
                command = (sys.executable, "-m", "ttdn_cli", *call, "--format", kind)
                subprocess.run(command, check=True, capture_output=True)
            for extra in sorted((target / kind).rglob(f"*.{kind}"))[reports:]:
                extra.unlink()
        return target

    def check(self, reports: int, *more: str) -> tuple[str, ...]:
        """Return the arguments that check a corpus."""
        return ("check", str(self.corpus(reports) / "reports"), "--quiet", *more)


class Group(NamedTuple):
    """Programs that are run in turn, how often, and the rows that they give."""

    processes: Sequence[Process]
    rows: Sequence[Row]
    rounds: int
    warm: bool = True


def start(lab: Lab) -> Group:
    """Start-up: what does not read a report."""
    processes = [
        lab.program(BARE_PYTHON, "-c", "pass"),
        lab.call("--version", "--version"),
        lab.call("--help", "--help"),
        lab.call("rules", "rules"),
    ]
    rows = [
        Row(BARE_PYTHON, BARE_PYTHON),
        Row("--version", "--version", BARE_PYTHON, 6, is_main=True),
        Row("--help", "--help", BARE_PYTHON, 18, is_main=True),
        Row("rules", "rules", BARE_PYTHON, 18, is_main=True),
    ]
    return Group(processes, rows, 4 * lab.rounds)


def few(lab: Lab) -> Group:
    """One report and a quarter's worth of them, by hand or in a hook."""
    reports = lab.corpus(FEW) / "reports"
    one = next(path for path in sorted(reports.rglob("*.yaml")) if path.stat().st_size > 1000)
    workbooks = lab.workbooks(FEW)
    forms = ("check", "--quiet", "--plan", str(lab.corpus(FEW, "wide") / "plan.yaml"))
    alike = "a program with the same imports and models"
    processes = [
        lab.program(BARE_PYTHON, "-c", "pass"),
        lab.program(alike, str(PROGRAMS / "imports.py")),
        lab.call("1", "check", str(one), "--quiet"),
        lab.call("50", *lab.check(FEW)),
        lab.call("50 as YAML", *forms, str(workbooks / "yaml")),
        lab.call("50 workbooks", *forms, str(workbooks / "xlsx")),
        lab.call("overdue", "overdue", "--reports", str(reports), "--quiet"),
        lab.call("report", "report", "--reports", str(reports), "--output", "paper.md", "--force", "--quiet"),
    ]
    rows = [
        Row("check, 1 report", "1", BARE_PYTHON),
        Row("check, 50 reports", "50", BARE_PYTHON, 24, is_main=True),
        Row("check, 50 reports", "50", alike, 1.5, is_main=True),
        Row("check, 50 workbooks", "50 workbooks", "50 as YAML", 2, is_main=True),
        Row("overdue, 50 reports", "overdue", BARE_PYTHON),
        Row("report (Markdown), 50 reports", "report", BARE_PYTHON),
    ]
    return Group(processes, rows, 2 * lab.rounds)


def papers(lab: Lab) -> Group:
    """The papers for a meeting on a large plan: 120 tasks, 60 agencies, reports of two quarters that say much."""
    wide = lab.corpus(4 * BODIES, "wide")
    call = ("report", str(wide / "reports"), "--plan", str(wide / "plan.yaml"), "--quarter", "Q2", "--force", "--quiet")
    processes = [lab.call(form, *call, "--output", f"paper.{form}") for form in ("md", "docx", "xlsx")]
    what = f"of 120 tasks and {BODIES} agencies"
    rows = [
        Row(f"document {what}", "docx", "md", 2, memory_goal=150, is_main=True),
        Row(f"workbook {what}", "xlsx", "md", 1.5, memory_goal=150),
    ]
    return Group(processes, rows, 2 * lab.rounds)


def many(lab: Lab) -> Group:
    """A year of a large registry, in one process; also where every report counts, each with seven items."""
    reports = str(lab.corpus(MANY) / "reports")
    wide = lab.corpus(MANY, "wide")
    call = ("check", str(wide / "reports"), "--plan", str(wide / "plan.yaml"), "--jobs", "1", "--quiet")
    over_wide = f"{BARE_LOOP} over these"
    processes = [
        lab.program(BARE_LOOP, str(PROGRAMS / "bare.py"), reports),
        lab.program(over_wide, str(PROGRAMS / "bare.py"), str(wide / "reports")),
        lab.call("wide", *call),
        lab.call("5,000", *lab.check(MANY, "--jobs", "1")),
        lab.call("5,000 by two", *lab.check(MANY, "--jobs", "2")),
        lab.call("overdue", "overdue", "--reports", reports, "--jobs", "1", "--quiet"),
        lab.call("report", "report", "--reports", reports, "--output", "paper.md", "--force", "--jobs", "1", "--quiet"),
    ]
    rows = [
        Row(BARE_LOOP, BARE_LOOP),
        Row("check, 5,000 reports", "5,000", BARE_LOOP, 0.95, is_main=True),
        Row("check, 5,000 reports of 7 items", "wide", over_wide, 0.95, is_main=True),
        Row("check, 5,000 reports, two processes", "5,000 by two", "5,000", 0.65, "wall", is_main=True),
        Row("overdue, 5,000 reports", "overdue", BARE_LOOP),
        Row("report (Markdown), 5,000 reports", "report", BARE_LOOP),
    ]
    return Group(processes, rows, lab.rounds)


def huge(lab: Lab) -> Group:
    """Ten and twenty times that: two processes, and whether time and memory stay in proportion."""
    lab.corpus(MORE)
    lab.corpus(MOST)
    processes = [
        lab.call("5,000", *lab.check(MANY, "--jobs", "1")),
        lab.call("100,000", *lab.check(MOST, "--jobs", "1")),
        lab.call("50,000 by two", *lab.check(MORE, "--jobs", "2")),
        lab.call("50,000", *lab.check(MORE, "--jobs", "1")),
    ]
    rows = [
        Row(
            "time per report, 100,000 reports",
            "100,000",
            "5,000",
            1.15,
            factor=MANY / MOST,
            memory_goal=300,
            is_main=True,
        ),
        Row("check, 50,000 reports, one process", "50,000"),
        Row("check, 50,000 reports, two processes", "50,000 by two", "50,000", by="wall"),
    ]
    return Group(processes, rows, max(1, lab.rounds // 2), warm=False)


def peers(lab: Lab) -> Group:
    """Other tools over the same files; installed for the measurement alone, and left out when they cannot be had."""
    reports = lab.corpus(MANY) / "reports"
    files = [str(path) for path in sorted(reports.rglob("*.yaml"))]
    naive = "safe_load + pydantic"
    processes = [
        lab.program(BARE_LOOP, str(PROGRAMS / "bare.py"), str(reports)),
        lab.call("5,000", *lab.check(MANY, "--jobs", "1")),
        lab.program(naive, str(PROGRAMS / "naive.py"), str(reports)),
    ]
    try:
        tool = Path(install(lab.folder / "peers", "check-jsonschema", "yamllint")).with_name
        schema = str(ROOT / "schemas" / "status.schema.json")
        processes += [
            Process("check-jsonschema", (str(tool("check-jsonschema")), "--schemafile", schema, *files)),
            Process("yamllint", (str(tool("yamllint")), "--format", "parsable", *files)),
        ]
    except subprocess.CalledProcessError as error:
        print(f"The peers could not be installed: {(error.stderr or '').strip().splitlines()[-1:]}")  # noqa: T201 - its reason
    rows = [
        Row("check, 5,000 reports", "5,000", "check-jsonschema", 1 / 13, is_main=True),
        Row("check, 5,000 reports", "5,000", "yamllint", 1 / 15, is_main=True),
        Row("check, 5,000 reports", "5,000", naive),
        *(Row(name, name, BARE_LOOP) for name in (naive, "check-jsonschema", "yamllint")),
    ]
    return Group(processes, rows, max(1, lab.rounds // 2), warm=False)


def nation(lab: Lab) -> Group:
    """63 provinces, 50 agencies each, 40 quarters; findings as JSON Lines."""
    provinces = PROVINCES * lab.times
    count = provinces * AGENCIES * YEARS * 4
    numbers = ("--provinces", str(provinces), "--agencies", str(AGENCIES), "--years", str(YEARS))
    corpus = str(lab.corpus(count, "nation", *numbers))
    call = ("check", corpus, "--format", "jsonl", "--output", "findings.jsonl", "--quiet", "--jobs")
    processes = [
        lab.call("nation by two", *call, "2"),
        lab.call("nation", *call, "1"),
    ]
    what = f"{count:,} reports of {provinces} provinces"
    rows = [
        Row(f"check, {what}, one process", "nation", is_main=True),
        Row(f"check, {what}, --jobs 2", "nation by two", "nation", by="wall", is_main=True),
    ]
    return Group(processes, rows, 1, warm=False)


def printing(lab: Lab) -> dict[str, tuple[Row, float]]:
    """Return how 10,000 findings printed on a pipe compare with plain writes, and those on a terminal with a pipe."""
    command = (lab.python, str(PROGRAMS / "printing.py"), str(lab.rounds))
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    rows = (
        Row("10,000 findings printed on a pipe", "pipe", "plain writes"),
        Row("10,000 findings printed on a terminal", "terminal", "on a pipe", 2, is_main=True),
    )
    return {row.process: (row, float(ratio)) for row, ratio in zip(rows, said, strict=True)}


GROUPS = {"start": start, "few": few, "papers": papers, "many": many, "huge": huge, "peers": peers, "nation": nation}

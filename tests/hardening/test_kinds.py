"""Kinds of bad input that no other test has: what is said of them, and that the rest is judged."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, HEAD, PLAN, RULES, lay_out
from tests.support.worst import (
    CELL,
    amendments,
    chain,
    denying,
    number,
    old_workbook,
    rows,
    tasks,
    workbook,
    zipped,
)
from ttdn_cli import clock, limits
from ttdn_cli.files import legacy_sheets as old_sheets
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.intake.plan_reader import read_plan_files

ON = ("--as-of", "2017-07-01", "--lang", "en")
SECOND = GOOD.replace("agency: so-a", "agency: so-b")


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-b.yaml": SECOND}))


@pytest.mark.parametrize(
    ("item", "count", "input_errors"),
    [
        ("- {}", 20_000, 20_000),
        ("- {stat#: x, task: T.1, state: done}", 5_000, 5_000),
        ("- x#", 1_500, 1_500),
        ("- {task: T.1, state: x}", 900, 900),
    ],
)
def test_of_a_flood_the_first_are_told_the_rest_is_counted_and_others_are_judged(
    item: str, count: int, input_errors: int, run: Run
) -> None:
    lines = "".join(item.replace("#", str(one)) + "\n" for one in range(count))
    Path("reports/so-a.yaml").write_text(f"{HEAD}items:\n{lines}", "utf-8")
    result = run("check", "reports", *PLAN, *ON, "--select", "invalid-field")
    told = [line for line in result.out.splitlines() if line.startswith("reports/so-a.yaml")]
    assert (result.code, len(told)) == (1, limits.MAX_ALIKE + 1)
    assert f" {input_errors - limits.MAX_ALIKE} more findings of the rule invalid-field" in result.out
    files = run("check", "reports", *PLAN, *ON, "--format", "json").json["files"]
    assert [one["verdict"] for one in files] == ["rejected", "accepted"]  # as none of its items can be read


BIG = 100 << 20
SHEETS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "more in it than it says": (
        "xlsx", lambda: denying(workbook(more={"sheet.xml": b"<" + bytes(BIG)})), "cannot be opened",
    ),
    "attributes without end": (
        "xlsx", lambda: workbook("<row " + "".join(f'a{n}=">" ' for n in range(999)) + "/>"), "20000 cells",
    ),
    "an old one with far cells": (
        "xls", lambda: old_workbook(number(0, 0) + number(65_535, 255), 20), "128 MB of memory",
    ),
    "a table of separators": ("csv", lambda: b";\n" * 100_000, "20000 cells"),
    "a table of empty rows": ("csv", lambda: b"\n" * 150_001, "20000 cells"),
}  # fmt: skip


@pytest.mark.parametrize(("ending", "make", "said"), SHEETS.values(), ids=SHEETS)
def test_a_table_that_would_cost_too_much_is_refused_in_a_sentence(
    ending: str, make: Callable[[], bytes], said: str, run: Run
) -> None:
    Path(f"reports/so-a.{ending}").write_bytes(make())
    result = run("check", "reports", *PLAN, *ON)
    assert result.code == 1
    assert [said in line for line in result.out.splitlines() if "[unreadable]" in line] == [True]
    assert "so-b.yaml" in result.out


def test_what_is_below_the_limits_is_read(run: Run) -> None:
    Path("a.xlsx").write_bytes(workbook(rows(10, CELL)))
    Path("a.xls").write_bytes(old_workbook(number(0, 0)))
    for name in ("a.xlsx", "a.xls"):
        assert "No sheet of this file holds a report" in run("check", name, *PLAN, *ON).out


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_sheets, "_APART", "import time; time.sleep(60)")
    monkeypatch.setattr(old_sheets, "MAX_SECONDS", 0.05)
    with pytest.raises(FileRejected) as caught:
        old_sheets.read(old_workbook(b""))
    assert caught.value.code == "workbook-dear"


def test_the_folder_that_is_checked_brings_no_module(run: Run) -> None:
    for name in ("json", "xlrd", "ttdn_cli"):
        Path(f"{name}.py").write_text("open('gone', 'w')", "utf-8")
    Path("a.xls").write_bytes(old_workbook(number(0, 0)))
    assert "No sheet of this file holds a report" in run("check", "a.xls", *PLAN, *ON).out
    assert not Path("gone").exists()


BOOKS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "years": ("plan.yaml", lambda text: text.replace("ends: 2017-12-31", "ends: 2117-12-31"), "more than 50 years"),
    "amendments": ("plan.yaml", lambda text: text + amendments(51), "more than 50 amendments"),
    "occurrences": ("plan.yaml", lambda _: tasks("lead: so-b, schedule: {every: month}", 1_700), "more than 20000 occ"),
    "amended": ("plan.yaml", lambda _: tasks("lead: so-b, schedule: {year: 2017}", 500) + amendments(45), "20000 occ"),
    "groups": ("agencies.yaml", lambda _: chain(1_001, "[#]"), "more than 1000 groups"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "change", "said"), BOOKS.values(), ids=BOOKS)
def test_a_plan_without_end_is_refused_with_its_line(
    name: str, change: Callable[[str], str], said: str, run: Run
) -> None:
    Path(name).write_text(change((RULES / name).read_text("utf-8")), "utf-8")
    result = run("plan", "check", "plan.yaml", "--lang", "en")
    assert result.code == 1
    assert [said in line for line in result.out.splitlines() if "[invalid-field]" in line] == [True]
    assert result.out.startswith(f"{name}:")


@pytest.mark.parametrize(
    ("text", "said"),
    [("#" * (limits.MAX_SETTINGS + 1), "more than 256 KB"), ("a" + ".a" * 300 + " = 1", "more than 200 parts")],
)
def test_settings_without_end_are_refused(text: str, said: str, run: Run) -> None:
    Path("ttdn.toml").write_text(text, "utf-8")
    result = run("check", "reports", *PLAN, *ON)
    assert result.code == 2
    assert f"ttdn.toml: {'the settings have' if 'KB' in said else 'a name in the settings has'} {said}" in result.err


def test_groups_within_groups_cost_no_more_than_their_number() -> None:
    """Each of sixty groups holds the next one twice: 2 to the power of 60 ways lead to the last."""
    Path("agencies.yaml").write_text(chain(60, "[#, #]"), "utf-8")
    directory = read_plan_files("plan.yaml", "plan.yaml").directory
    assert directory is not None
    assert not directory.is_answered("g0", frozenset(["so-b"]), frozenset())
    assert directory.is_answered("g0", frozenset(["so-c"]), frozenset())
    assert [one.members for one in directory.parties("g0")] == [("so-c",)]


def test_a_group_in_a_circle_is_answered_by_nobody() -> None:
    circle = "  - {id: x, name: X, members: [y, so-b]}\n  - {id: y, name: Y, members: [x, so-b]}\n"
    Path("agencies.yaml").write_text((RULES / "agencies.yaml").read_text("utf-8") + circle, "utf-8")
    directory = read_plan_files("plan.yaml", "plan.yaml").directory
    assert directory is not None
    assert not directory.is_answered("x", frozenset(["so-c"]), frozenset())
    assert directory.is_answered("x", frozenset(["so-b"]), frozenset())


def test_every_report_is_opened_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("reports/so-a.yaml").write_text(GOOD, "utf-8")
    opened: list[str] = []
    before = os.open

    def watched(path: str, *rest: int, **named: int) -> int:
        opened.append(os.fspath(path))
        return before(path, *rest, **named)

    monkeypatch.setattr(os, "open", watched)
    assert run("check", "reports", *PLAN, *ON).code == 1
    assert sorted(one for one in opened if "so-" in one) == ["reports/so-a.yaml", "reports/so-b.yaml"]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2017, 6, 30, 16, 59, 59, tzinfo=UTC), date(2017, 6, 30)),
        (datetime(2017, 6, 30, 17, 0, 0, tzinfo=UTC), date(2017, 7, 1)),
    ],
)
def test_the_day_turns_at_midnight_in_vietnam(moment: datetime, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Stopped:
            there = moment.astimezone(tz)
            return cls(*there.timetuple()[:6], tzinfo=tz)

    monkeypatch.setattr(clock, "datetime", Stopped)
    assert clock.today() == day


def test_an_archive_of_nothing_is_no_workbook(run: Run) -> None:
    Path("a.ods").write_bytes(zipped({}))
    assert "cannot be opened" in run("check", "a.ods", *PLAN, *ON).out

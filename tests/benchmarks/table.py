"""The table of the benchmark, as text and as Markdown, and its place in CONTRIBUTING.md."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date

from tests.benchmarks.measure import ROOT, Result

GIGABYTE = 1024**3
HEADS = ("what", "compared with", "ratio", "goal", "CPU s", "wall s", "MB")
ABOUT = """Measured on {day}, {cores} cores, {memory:.0f} GB, Python {python}, by `tests/benchmarks/run.py`;
medians. What is over its goal is marked."""
SHORT = ("what", "ratio", "goal", "CPU s", "MB")
DOCUMENT = "CONTRIBUTING.md"
BEGIN, END = "<!-- begin speed-en -->", "<!-- end speed-en -->"
MISSED = "MISSED"


def machine(python: str) -> dict[str, object]:
    """Return the day and the size of the machine, which say nothing of whose it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    return {"day": date.today().isoformat(), "cores": os.cpu_count(), "memory": memory, "python": python}  # noqa: DTZ011 - the day here


def cells(one: Result) -> list[str]:
    """Return a result as the cells of a line."""
    row, cost = one.row, one.cost
    goal = [f"≤ {_number(row.goal)}"] if row.goal is not None else []
    goal += [f"≤ {row.memory_goal:g} MB"] if row.memory_goal is not None else []
    ratio = one.note if one.ratio is None else _number(one.ratio) + (" wall" if row.by == "wall" else "")
    shown = f"{ratio} {MISSED}".strip() if one.is_missed else ratio
    spent = (f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.memory:.0f}") if cost else ("", "", "")
    return [row.says, row.base, shown, "; ".join(goal), *spent]


def text(results: Iterable[Result]) -> str:
    """Return the table for a terminal."""
    rows = [list(HEADS), *map(cells, results)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def markdown(results: Iterable[Result], about: dict[str, object]) -> str:
    """Return the table as Markdown, with the day and the machine."""
    return "\n".join([ABOUT.format(**about), "", *_lines(HEADS, map(cells, results)), ""])


def fill_document(results: Iterable[Result], about: dict[str, object]) -> None:
    """Write the main rows into CONTRIBUTING.md."""
    rows = []
    for one in results:
        if one.row.is_main:
            says, base, ratio, goal, cpu, _, memory = cells(one)
            rows.append([f"{says} / {base}" if base else says, ratio, goal, cpu, memory])
    block = "\n".join([BEGIN, ABOUT.format(**about), "", *_lines(SHORT, rows), END])
    path = ROOT / DOCUMENT
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    path.write_text(pattern.sub(lambda _: block, path.read_text("utf-8")), "utf-8")


def _lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 1 else f"{value:.2f}".rstrip("0").rstrip(".")

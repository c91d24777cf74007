"""The drawings of the page, with their places worked out: what falls due when, and each occurrence on its line.

Places along the line of time are in per cent of its length, so that words keep their size on any screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ttdn_cli.model.periods import ONE_DAY
from ttdn_cli.papers.meeting.content import Bar, Meeting
from ttdn_cli.text.i18n import Words

SIGNS = {
    "done_on_time": "✓", "done_late": "✓!", "in_time": "→", "overdue": "!", "not_begun": "…", "cancelled": "×",
    "undated_open": "~", "undated_done": "✓~",
}  # fmt: skip
TICKS = 14  # months, quarters or years that can be read side by side
MONTHS = 12
QUARTER = 3
HEIGHT, HEAD = 120, 34  # of the columns, and above them, in dots
ONE, LEAST = 28, 12  # height of one occurrence, and the least that holds a sign


class Box(NamedTuple):
    """Occurrences of one outcome in a column; `label` is "" where there is no room for it."""

    code: str
    label: str
    y: float
    height: float


class Column(NamedTuple):
    """What falls due in one stretch of time; `label` and `year` stand below, `said` says all of it in words."""

    x: float
    label: str
    year: str
    top: float
    total: int
    boxes: tuple[Box, ...]
    said: str


class Calendar(NamedTuple):
    """The columns, all of one width, and today's line (None when outside)."""

    columns: tuple[Column, ...]
    width: float
    today: float | None


class Line(NamedTuple):
    """One occurrence on its line of time."""

    agencies: tuple[str, ...]
    label: str
    title: str
    code: str
    sign: str
    x: float
    width: float
    due: float | None


class Chart(NamedTuple):
    """All lines of time under one head."""

    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float | None


def outcomes_used(meeting: Meeting) -> dict[str, str]:
    """Return the outcomes that occur, in the order of the table, with their words."""
    used = {bar.outcome.code: bar.outcome.words for bar in meeting.bars}
    return {code: used[code] for code in SIGNS if code in used}


def chart(meeting: Meeting) -> Chart:
    """Return every occurrence on its line."""
    bars = meeting.bars
    first = min((bar.begins for bar in bars), default=meeting.plan.begins)
    last = max((max(bar.ends, bar.due or bar.ends) for bar in bars), default=meeting.plan.ends)
    scale = 100 / ((last - first).days + 1)

    def place(day: date, *, end: bool = False) -> float:
        return round(((day - first).days + end) * scale, 2)

    def drawn(bar: Bar) -> Line:
        begins, code = place(bar.begins), bar.outcome.code
        width = round(max(place(bar.ends, end=True) - begins, 0.3), 2)
        due = place(bar.due, end=True) if bar.due else None
        return Line(bar.agencies, f"{bar.task} ({bar.occurrence})", bar.title, code, SIGNS[code], begins, width, due)

    ticks = tuple((place(day), f"{day.month}/{day.year}") for day in _starts(first, last)[0] if first <= day)
    is_within = first <= meeting.as_of <= last + ONE_DAY
    return Chart(tuple(map(drawn, bars)), ticks, place(meeting.as_of) if is_within else None)


def calendar(meeting: Meeting, words: Words) -> Calendar:
    """Return what falls due when, in months, quarters or years, as many as can be read side by side."""
    dues = [(bar.due, bar.outcome.code) for bar in meeting.bars if bar.due]
    first = min((meeting.plan.begins, *(day for day, _ in dues)))
    last = max((meeting.plan.ends, *(day for day, _ in dues)))
    starts, step = _starts(first, last)
    ends = [*(day - ONE_DAY for day in starts[1:]), last]
    stacks = [
        Counter(code for day, code in dues if begins <= day <= end) for begins, end in zip(starts, ends, strict=True)
    ]
    unit = min(ONE, HEIGHT / max(1, *(stack.total() for stack in stacks)))
    names = outcomes_used(meeting)
    columns = []
    for number, (begins, stack) in enumerate(zip(starts, stacks, strict=True)):
        label, year, name = _named(begins, step, words)
        told = "; ".join(f"{names[code]}: {count}" for code in SIGNS if (count := stack[code]))
        boxes = tuple(_boxes(stack, unit))
        top = boxes[-1].y if boxes else HEAD + HEIGHT
        x = round(100 * number / len(starts), 2)
        is_told = number == 0 or begins.month == 1
        said = f"{name}: {told}" if told else ""
        columns.append(Column(x, label, year if is_told else "", top, stack.total(), boxes, said))
    return Calendar(tuple(columns), round(100 / len(starts), 2), _today(meeting.as_of, starts, ends))


def _boxes(stack: Counter[str], unit: float) -> Iterator[Box]:
    """Yield the outcomes of one column, from the line of time upwards; `unit` is the height of one occurrence."""
    y = float(HEAD + HEIGHT)
    for code, sign in SIGNS.items():
        if count := stack[code]:
            height = round(count * unit, 2)
            y = round(y - height, 2)
            label = sign if count == 1 else f"{sign}{count}"
            yield Box(code, label if height >= LEAST else "", y, height)


def _today(day: date, starts: Sequence[date], ends: Sequence[date]) -> float | None:
    """Return the place of a day among stretches that are all drawn as wide; the day after the last is at the end."""
    if day == ends[-1] + ONE_DAY:
        return 100.0
    for number, (begins, end) in enumerate(zip(starts, ends, strict=True)):
        if begins <= day <= end:
            return round(100 * (number + (day - begins).days / ((end - begins).days + 1)) / len(starts), 2)
    return None


def _named(begins: date, step: int, words: Words) -> tuple[str, str, str]:
    """Return what stands under a column of so many months, the year under that, and its name in words."""
    year = str(begins.year)
    if step == 1:
        return str(begins.month), year, words.period(f"{begins:%Y-%m}")
    if step == QUARTER:
        quarter = (begins.month + 2) // QUARTER
        return ("I", "II", "III", "IV")[quarter - 1], year, words.period(f"{year}-Q{quarter}")
    if step == MONTHS:
        return year, "", words.period(year)
    end = str(begins.year + step // MONTHS - 1)
    return f"{year}-{end}", "", f"{words.period(year)} - {words.period(end)}"


def _starts(first: date, last: date) -> tuple[list[date], int]:
    """Return the first days of the months, quarters or years that a span touches, and how many months each has."""
    begins, ends = first.year * MONTHS + first.month - 1, last.year * MONTHS + last.month - 1
    years = -(-(last.year - first.year + 1) // TICKS)
    spans = {step: range(begins - begins % min(step, MONTHS), ends + 1, step) for step in (1, QUARTER, MONTHS * years)}
    step, months = next((step, months) for step, months in spans.items() if len(months) <= TICKS)
    return [date(month // MONTHS, month % MONTHS + 1, 1) for month in months], step

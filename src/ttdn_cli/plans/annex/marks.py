"""Columns that each stand for one period ("Quý I", "Tháng 3", "Năm 2027"), in which a row marks when it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ttdn_cli.model.names import fold
from ttdn_cli.model.periods import ONE_DAY, ending_within
from ttdn_cli.plans.annex.headings import TIMES, meaning
from ttdn_cli.plans.annex.parts import Span
from ttdn_cli.plans.annex.schedules import NOT_CERTAIN, OUTSIDE, UNSPECIFIED, WHICH_YEAR, Timed
from ttdn_cli.plans.annex.timeframe import read_time_frame, span
from ttdn_cli.text.i18n import N_

PERIOD = "in:"  # what the meaning of such a column begins with; its period follows
_KINDS = ("month", "quarter", "half", "year")
_OF_TIME = re.compile(r"thoi gian|thoi han|thoi diem|tien do|lo trinh|quy|thang|nam|time|schedule|quarter|month|year")
_YEAR = re.compile(r"\b[0-9]{4}\b")
_MARK = re.compile(r"[xX×✕✖✗✘✓✔☑☒√v]")

_SEVERAL = N_("{text}: read as due at the end of each; if it is one work through all of them, it is to be corrected")


def period_of(labels: Sequence[str]) -> str | None:
    """Return the period that the headings of one column, from above to below, stand for; None for other columns."""
    *above, last = [" ".join(one.split()) for one in dict.fromkeys(labels) if one] or [""]
    over = fold(" ".join(above))
    if any(meaning(one) not in (None, *TIMES) for one in above) or (above and not _OF_TIME.search(over)):
        return None
    unit = next((word for word in ("tháng", "quý") if fold(word) in over.split()), "")
    year = _YEAR.search(over)
    for words in (last, f"{unit} {last}" if unit else ""):
        if is_period(words):
            named = f"{words} năm {year[0]}" if year and not _YEAR.search(words) else words
            return named if is_period(named) else None
    return None


def is_period(words: str) -> bool:
    """Tell whether words are the name of one month, quarter, half or year and nothing else."""
    frame = read_time_frame(words, 2000)
    return frame is not None and next(iter(frame.fields)) in _KINDS and not any(frame[1:])


def is_mark(words: str) -> bool:
    """Tell whether a cell does no more than mark its column."""
    return bool(_MARK.fullmatch(words))


def read_marks(periods: Sequence[str], plan: Span) -> Timed:
    """Return when a row is done that marks the columns of periods, one or more."""
    words = ", ".join(periods)
    frames = [read_time_frame(one, plan.year) for one in periods]
    fields = [frame.fields for frame in frames if frame]
    if len(fields) < len(frames):
        return Timed(UNSPECIFIED, WHICH_YEAR if plan.year is None else NOT_CERTAIN, {"text": words})
    times = sorted(found for one in fields if (found := span(one)))
    if any(ends > plan.ends or ends < plan.begins for _, ends in times):
        return Timed(UNSPECIFIED, OUTSIDE, {"text": words})
    if len(times) == 1:
        return Timed(fields[0])
    if len({ends for _, ends in times}) < len(times):
        return Timed(UNSPECIFIED, NOT_CERTAIN, {"text": words})
    kinds = {kind for one in fields for kind in one}
    every = [(one.begins, one.ends) for one in ending_within(min(kinds), plan.begins, plan.ends)]
    is_rhythm = len(kinds) == 1 and times == every
    schedule = {"every": min(kinds)} if is_rhythm else {"milestones": _milestones(times, plan.begins)}
    return Timed(schedule, _SEVERAL, {"text": words})


def _milestones(times: Sequence[tuple[date, date]], following: date) -> str:
    """Return milestones as they are written in a plan, one at the end of each period; the first begins on a day."""
    found = []
    for begins, ends in times:
        first = "" if begins == following else f", from: {begins}"
        found.append(f"{{by: {ends}{first}}}")
        following = ends + ONE_DAY
    return f"[{', '.join(found)}]"

"""When a task is to be done, by what its columns mean: a deadline, a window, or a beginning and an end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ttdn_cli.model.names import fold
from ttdn_cli.model.periods import ONE_DAY
from ttdn_cli.model.schedule import Schedule, windows
from ttdn_cli.plans.annex.mentions import without_footnotes
from ttdn_cli.plans.annex.parts import Span
from ttdn_cli.plans.annex.results import Rate, read_rate
from ttdn_cli.plans.annex.timeframe import TimeFrame, lacks_year, read_before, read_on_day, read_time_frame, span
from ttdn_cli.text.i18n import N_

UNSPECIFIED = {"unspecified": "true"}
_LENGTHS = ("ngày", "buổi")  # so many in a period are how long the work takes, not what is made
_ALL_YEAR = ("ca nam", "trong ca nam", "suot nam", "quanh nam", "whole year", "all year", "throughout")


class Timed(NamedTuple):
    """The fields of a schedule; a message, with its values, where the words are not certain; a rate in the words."""

    fields: Mapping[str, str]
    message: str = ""
    values: Mapping[str, object] = {}
    rate: Rate | None = None


OUTSIDE = N_("The time frame “{text}” lies outside the plan; it stays unspecified until it is settled")
BEFORE = N_(
    "The time frame “{text}”: the last day is {eve} to the letter, {day} in the practice of many offices; "
    "it stays unspecified until it is settled"
)
BEFORE_EACH = N_(
    "The time frame “{text}”: the last day is the day before to the letter, that day in the practice of many offices; "
    "proposed: on {on}"
)
NOT_CERTAIN = N_("The time frame “{text}” is not certain; it stays unspecified until it is settled")
WHICH_YEAR = N_("The time frame “{text}”: of which year? It stays unspecified until it is settled")
NO_TIME = N_("The table gives no time frame; it stays unspecified until it is settled")


def read_one(words: str, plan: Span, *, deadline: bool) -> Timed:
    """Return what the words of one column say; in a column of deadlines a period is due by its end."""
    plain = without_footnotes(words)
    frame = read_time_frame(plain, plan.year)
    if frame is not None:
        fields = _due_by_its_end(frame.fields, plain) if deadline else frame.fields
        if within(fields, plan):
            return Timed(marked(frame, fields))
        return Timed(UNSPECIFIED, OUTSIDE, {"text": words})
    if (rate := read_rate(plain)) and rate.deliverable.unit not in _LENGTHS:
        return Timed({"every": rate.every}, rate=rate)
    return _told(words, plain, plan)


def _told(words: str, plain: str, plan: Span) -> Timed:
    """Return why words are not certain, with what can be proposed all the same."""
    if (each := read_on_day(plain)) is not None:
        return Timed(each.fields, BEFORE_EACH, {"text": words, "on": each.fields["on"]})
    if day := read_before(plain, plan.year):
        return Timed(UNSPECIFIED, BEFORE, {"text": words, "eve": day - ONE_DAY, "day": day})
    which_year = lacks_year(plain) and plan.year is None
    return Timed(UNSPECIFIED, WHICH_YEAR if which_year else NOT_CERTAIN, {"text": words})


def read_two(begin: str, end: str, plan: Span) -> Timed:
    """Return the window from what one column says to what another says."""
    words = f"{begin} – {end}"
    first, last = (read_time_frame(without_footnotes(one), plan.year) for one in (begin, end))
    if first is None or last is None:
        lacking = plan.year is None and any(lacks_year(without_footnotes(one)) for one in (begin, end))
        return Timed(UNSPECIFIED, WHICH_YEAR if lacking else NOT_CERTAIN, {"text": words})
    begins, ends = span(first.fields), span(last.fields)
    if begins is None or ends is None:
        same = first.fields == last.fields and "every" in first.fields
        return Timed(first.fields) if same else Timed(UNSPECIFIED, NOT_CERTAIN, {"text": words})
    if ends[1] < begins[0]:
        return Timed(UNSPECIFIED, NOT_CERTAIN, {"text": words})
    fields = {"from": begins[0].isoformat(), "to": ends[1].isoformat()}
    if not within(fields, plan):
        return Timed(UNSPECIFIED, OUTSIDE, {"text": words})
    frame = TimeFrame(fields, first.tentative or last.tentative, first.aspirational or last.aspirational)
    return Timed(marked(frame, fields))


def _due_by_its_end(fields: Mapping[str, str], words: str) -> Mapping[str, str]:
    """Return a period as its last day, unless the words say that all of it is meant."""
    found = None if "by" in fields else span(fields)
    if found is None or fold(words).startswith(_ALL_YEAR):
        return fields
    return {"by": found[1].isoformat()}


def within(fields: Mapping[str, str], plan: Span) -> bool:
    """Tell whether a time lies within the plan; a window or an open end only has to touch it."""
    if "open_ended" in fields:
        return date.fromisoformat(fields["from"]) <= plan.ends
    found = windows("", Schedule.model_validate(dict(fields)), plan.begins, plan.ends)
    if "from" in fields:
        return all(one.begins <= plan.ends and plan.begins <= one.ends for one in found)
    return bool(found) and all(one.due is None or plan.begins <= one.due <= plan.ends for one in found)


def marked(frame: TimeFrame, fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields with the marks that the words bear: expected, striven for, how many days the work takes."""
    found = dict(fields)
    if frame.tentative:
        found["tentative"] = "true"
    if frame.duration_days is not None:
        found["duration_days"] = str(frame.duration_days)
    if frame.aspirational:
        found["aspirational"] = "true"
    return found


def window_of(fields: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return the limits in which a rate holds, of a time that is one period or window within the plan, else None."""
    if any(name in fields for name in ("tentative", "aspirational", "duration_days", "by", "open_ended")):
        return None
    if "from" in fields:
        return {name: fields[name] for name in ("from", "to")}
    found = span(fields)
    return {"from": found[0].isoformat(), "to": found[1].isoformat()} if found else None


def takes_rate(fields: Mapping[str, str], plan: Span) -> bool:
    """Tell whether a rate may stand in place of a time: it spans the whole plan, or says no more than the rate."""
    if any(name in fields for name in ("tentative", "aspirational", "duration_days")):
        return False
    found = span(fields)
    if "every" in fields or "ongoing" in fields:
        return True
    return found is not None and found[1] == plan.ends and ("by" in fields or found[0] == plan.begins)

"""What `check` says to someone who checks a file before sending it: what was read, and whether it can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words

if TYPE_CHECKING:
    from ttdn_cli.results.diagnostics import Report
    from ttdn_cli.results.files import FileRow

_NAMED = 5  # earlier occurrences
_COUNTED = ("accepted", "with_errors", "partial")


def read_lines(report: Report, words: Words) -> list[str]:
    """Return a line for each file: whose report it is, for which period, and what of it counts."""
    return [clean(f"{one.path}: {'; '.join(_read(one, words))}") for one in report.files]


def _read(one: FileRow, words: Words) -> list[str]:
    whose = [one.agency_name or words.say(N_("the agency could not be read"))]
    whose.append(words.period(one.period) if one.period else words.say(N_("the period could not be read")))
    parts = [", ".join(whose)]
    if one.untouched:
        parts.append(words.say(N_("nothing has been filled in yet")))
    elif one.verdict == "unread":
        parts.append(words.say(N_("a file of this kind is not read")))
    elif one.verdict == "superseded":
        parts.append(words.say(N_("a later one counts instead")))
    elif one.verdict not in _COUNTED:
        parts.append(words.say(N_("it cannot be counted as it stands")))
    elif one.nothing:
        parts.append(words.say(N_("nothing to report")))
    else:
        parts.append(words.say(N_("tasks read: {count}"), count=one.tasks or 0))
    if one.left_out:
        parts.append(words.say(N_("items not counted because of an error: {count}"), count=one.left_out))
    elif one.verdict == "partial":
        parts.append(words.say(N_("some items are not counted because of an error")))
    return parts


def closing_lines(report: Report, words: Words) -> list[str]:
    """Return what is said after the findings: what was not looked at, and whether the files can be sent."""
    earlier = [earlier_line(report.earlier, words)] if report.earlier else []
    return [clean(one) for one in (*earlier, _verdict(report, words))]


def earlier_line(occurrences: Sequence[tuple[str, str]], words: Words) -> str:
    """Return the line about what earlier reports may have told; `occurrences` are pairs of task and occurrence."""
    named = [f"{task} ({words.period(occurrence)})" for task, occurrence in occurrences[:_NAMED]]
    return words.say(
        N_("Not judged, as it may have been reported for an earlier period ({count}): {names}"),
        count=len(occurrences),
        names=tuple(named) + (("…",) if len(occurrences) > _NAMED else ()),
    )


def _verdict(report: Report, words: Words) -> str:
    mend = report.to_mend
    rest = len(report.rows) - len(mend)
    if mend:
        return words.say(N_("Please correct before sending: {count}"), count=len(mend))
    if report.crashes or not report.is_judged_whole:
        return words.say(N_("Not everything was looked at, so nothing is said about sending"))
    if any(one.verdict not in (*_COUNTED, "superseded") for one in report.files):
        return words.say(N_("Not to be sent as it stands: it would not be counted"))
    if rest:
        return words.say(N_("Ready to be sent; please look at the remarks above as well: {count}"), count=rest)
    return words.say(N_("Ready to be sent"))

"""The first screen of the page: the four questions of a meeting in numbers, what the numbers do not hold, and who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ttdn_cli.findings import Days
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.papers.meeting.build import OUTCOMES
from ttdn_cli.papers.meeting.content import Meeting, Share
from ttdn_cli.papers.meeting.content_since import Since
from ttdn_cli.papers.meeting.found import MISSING
from ttdn_cli.papers.meeting.sections_since import small_first
from ttdn_cli.papers.meeting.since import CHANGES
from ttdn_cli.papers.meeting.wording import percent
from ttdn_cli.text.i18n import N_, Words

SHOWN = 5  # lines of a list; the table that the number leads to has them all
SHOWN_WORDS = 6  # tasks or periods in one line
NOT_KNOWN = "–"


class Count(NamedTuple):
    """A number, or a dash where it is not known, with what is counted, and the id of the table that holds it."""

    number: str
    words: str
    link: str


class Listed(NamedTuple):
    """Who, or which occurrence, and what is said of it; one line of a list."""

    name: str
    said: str


class Question(NamedTuple):
    """One of the four questions: its number, what bears on it, the first lines of the list, and how many follow."""

    id: str
    title: str
    main: Count
    more: tuple[Count, ...]
    lines: tuple[Listed, ...]
    rest: str


class Segment(NamedTuple):
    """One outcome in the bar of shares, in per cent of its length; `words` has number, base and share."""

    code: str
    name: str
    words: str
    number: int
    begins: float
    width: float
    link: str


def questions(meeting: Meeting, words: Words) -> list[Question]:
    """Return the four questions with their answers, and what has changed where that was asked for."""
    four = [_overdue(meeting, words), _silent(meeting, words), _missing(meeting, words), _decide(meeting, words)]
    return [*four, _changed(meeting.since, words)] if meeting.since else four


def _overdue(meeting: Meeting, words: Words) -> Question:
    say, found = words.say, meeting.overdue
    late = N_("{days} overdue")
    lines = [
        Listed(f"{row.task} ({row.occurrence})", f"{say(late, days=Days(row.days))}; {', '.join(row.behind)}")
        for row in found
    ]
    more = _counts(
        (say(N_("not heard of since the due date")), sum(not row.confirmed for row in found), "overdue"),
        (_waived(words), sum(bool(row.waived) for row in found), "overdue"),
    )
    count = Count(str(len(found)), say(N_("not completed, overdue (occurrences)")), "overdue")
    return _question("ask-overdue", say(N_("Overdue")), count, more, lines, words)


def _silent(meeting: Meeting, words: Words) -> Question:
    say, found = words.say, meeting.silent
    came = [row for row in found if row.is_received]
    by_agency: dict[str, list[str]] = {}
    counted = say(N_("received but not counted"))
    for row in found:
        by_agency.setdefault(row.agency, []).append(f"{row.period} ({counted})" if row.is_received else row.period)
    more = _counts(
        (counted, len(came), "silent"),
        (_waived(words), sum(bool(row.waived) for row in found), "silent"),
        (say(N_("not read, among which there may be reports (files)")), len(meeting.unread), "files"),
    )
    count = Count(
        str(len(found) - len(came)),
        say(N_("not received, of {owed} reports owed"), owed=meeting.owed),
        "silent",
    )
    if not meeting.complete:
        count = Count(
            NOT_KNOWN, say(N_("only some of the reports were given; nothing is said about the others")), "silent"
        )
    return _question("ask-silent", say(N_("Not received")), count, more, _lines(by_agency, words), words)


def _missing(meeting: Meeting, words: Words) -> Question:
    say = words.say
    found = [row for row in meeting.clarify if row.is_missing]
    by_agency: dict[str, list[str]] = {}
    for row in found:
        by_agency.setdefault(row.about, []).append(row.task)
    count = Count(
        str(len(found)),
        say(N_("asked for by the plan, named by no report of the lead (coordinators, by occurrence)")),
        "coordinators" if found else "matrix",
    )
    if MISSING in (*meeting.uncounted.not_run, *meeting.uncounted.crashed):
        count = Count(NOT_KNOWN, say(N_("not looked at in this run")), "matrix")
    more = _counts((_waived(words), sum(row.rule == MISSING for row in meeting.waived), "waived"))
    return _question("ask-missing", say(N_("Coordinator not named")), count, more, _lines(by_agency, words), words)


def _decide(meeting: Meeting, words: Words) -> Question:
    say = words.say
    by_agency: dict[str, list[str]] = {}
    found = [row for row in meeting.notes if row.proposals.strip()]
    for row in found:
        by_agency.setdefault(row.agency, []).append(row.task)
    others = sum(not row.is_missing for row in meeting.clarify)
    more = _counts(
        (say(N_("to be made clear besides")), others, "clarify"),
        (say(N_("not settled yet (points of the plan)")), len(meeting.uncounted.unsettled), "unsettled"),
    )
    count = Count(str(len(found)), say(N_("proposed by the agencies")), "notes")
    return _question("ask-decide", say(N_("To be decided")), count, more, _lines(by_agency, words), words)


def _changed(found: Since, words: Words) -> Question:
    """Return what has changed since an earlier day, each kind of change with its number."""
    say = words.say
    kinds = Counter(row.kind for row in found.changes)
    more = _counts(
        *((small_first(say(caption)), kinds[kind], "since") for kind, caption in CHANGES.items()),
        (small_first(say(N_("Reports come in since then"))), len(found.came), "since"),
    )
    number = str(len(found.changes) + len(found.came))
    count = Count(number, say(N_("changes since {day}"), day=found.day), "since")
    return _question("ask-changed", say(N_("What has changed")), count, more, [], words)


def _question(  # noqa: PLR0913 - the parts of a question, in the order in which they are shown
    name: str, title: str, count: Count, more: tuple[Count, ...], lines: list[Listed], words: Words
) -> Question:
    hidden = len(lines) - SHOWN
    rest = words.say(N_("and {count} more in the table"), count=hidden) if hidden > 0 else ""
    return Question(name, title, count, more, tuple(lines[:SHOWN]), rest)


def _lines(by_agency: dict[str, list[str]], words: Words) -> list[Listed]:
    """Return a line for each agency, with the first tasks or periods that it is named for."""
    return [Listed(name, _few(list(dict.fromkeys(told)), words)) for name, told in by_agency.items()]


def _few(told: list[str], words: Words) -> str:
    shown, hidden = ", ".join(told[:SHOWN_WORDS]), len(told) - SHOWN_WORDS
    more = words.say(N_("and {count} others"), count=hidden)
    return f"{shown} {more}" if hidden > 0 else shown


def _waived(words: Words) -> str:
    return words.say(N_("of these waived"))


def _counts(*found: tuple[str, int, str]) -> tuple[Count, ...]:
    """Return the counts that are not zero."""
    return tuple(Count(str(number), text, link) for text, number, link in found if number)


def uncounted(meeting: Meeting, words: Words) -> tuple[tuple[Count, ...], tuple[str, ...]]:
    """Return what the numbers do not hold: counts that lead to their tables, and sentences."""
    say, found = words.say, meeting.uncounted
    told = Counter(one.verdict for one in meeting.quality.faulty)
    told.update({cell: count for cell, count in meeting.quality.verdicts if cell.code == "superseded"})
    order = ("rejected", "partial", "with_errors", "unread", "superseded")
    files = sorted(told.items(), key=lambda one: order.index(one[0].code))
    file = N_("{verdict} (files)")
    counts = _counts(
        *(
            (say(file, verdict=cell.words), count, "quality" if cell.code == "superseded" else "files")
            for cell, count in files
        ),
        (say(N_("with a last word that does not count (occurrences)")), found.entries, "timeline"),
        (say(N_("fit nobody (names in reports)")), len(meeting.quality.unknown), "unknown"),
        (say(N_("not settled yet (points of the plan)")), len(found.unsettled), "unsettled"),
        (say(N_("waived (findings)")), len(meeting.waived), "waived"),
    )
    return counts, tuple(_sentences(meeting, words))


def _sentences(meeting: Meeting, words: Words) -> Iterator[str]:
    say, found = words.say, meeting.uncounted
    if not meeting.complete:
        yield say(N_("Only some of the reports were given: nothing is said about the others."))
    yield from meeting.followed
    if found.earlier:
        yield say(
            N_("Occurrences that may have been reported earlier and are not judged: {count}."), count=found.earlier
        )
    if found.beyond_cutoff:
        yield (
            say(
                N_("Reports of later periods or submitted after the day asked for, not counted: {count}"),
                count=found.beyond_cutoff,
            )
            + "."
        )
    if found.not_run:
        yield say(N_("Rules that the settings leave out: {rules}."), rules=found.not_run)
    if found.crashed:
        yield say(N_("A fault of the program left undone: {rules}."), rules=found.crashed)


def shares(meeting: Meeting, words: Words) -> list[Segment]:
    """Return the bar of the official table's four outcomes; empty where the table is."""
    totals, base = meeting.totals, meeting.totals.table
    links = {"done_on_time": "done", "done_late": "done", "in_time": "timeline", "overdue": "overdue"}
    found, begins = [], 0
    for code, link in links.items():
        number = int(getattr(totals, code))
        place, width = 100 * begins / (base or 1), 100 * number / (base or 1)
        said = percent(Share("", number, "", base), words)
        found.append(
            Segment(code, words.say(OUTCOMES[Outcome(code)]), said, number, round(place, 2), round(width, 2), link)
        )
        begins += number
    return found if base else []

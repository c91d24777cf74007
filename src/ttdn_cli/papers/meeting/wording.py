"""What page and Markdown of a meeting share: headings, sentences and tables, in order, still without any mark-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.limits import MAX_QUOTED
from ttdn_cli.papers.meeting.content import Cell, DueRow, Meeting, Share, SilentRow, Totals
from ttdn_cli.render.text import beside_table
from ttdn_cli.results.not_counted import REPORTED_ON
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import WAIVED, first_of, unread_words

# Signs for narrow columns; the legend says what each means, so that colour is never the only cue.
SIGNS = {
    "lead": "◆", "lead_silent": "◇", "led": "◈", "reported": "●", "part": "◐", "before": "←", "named": "○", "kin": "◌",
    "missing": "×", "silent": "?", "rejected": "!", "left_out": "‡",
    "disputed": "≠", "later": "…", "open": "∗", "none": "·",
}  # fmt: skip


COLUMNS = 12  # beside the first one, that a page holds so that each can be read
BEHIND = N_("Lead that has not completed it")
NOT_COUNTED = N_("There may be reports that are not counted here in files of kinds that are not read: {files}")


def dated(row: DueRow, words: Words) -> str:
    """Return what was last said of what is due, with its day if it is one word, else when the lead was last heard."""
    said = REPORTED_ON if row.is_one_word else N_("; last heard on {day}")
    return row.state + (words.say(said, day=row.heard) if row.heard else "")


class Field(NamedTuple):
    """One field of a table, as lines of text. `kind` is "", number, day, words (an agency's own), links or sign."""

    lines: tuple[str, ...]
    kind: str = ""
    code: str = ""


class Row(NamedTuple):
    """One row; `agencies` are the ids that a filter asks for."""

    agencies: tuple[str, ...]
    fields: tuple[Field, ...]


class Table(NamedTuple):
    """A table whose first column heads the rows. `hints` say in full what short heads stand for; `id` may be ""."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    hints: tuple[str, ...] = ()
    is_dense: bool = False
    id: str = ""


class Section(NamedTuple):
    """One part of the paper: sentences, then tables, then sentences `after` them, then what signs mean."""

    id: str
    title: str
    said: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    legend: tuple[tuple[Field, str], ...] = ()
    after: tuple[str, ...] = ()


def folder_line(meeting: Meeting, words: Words) -> str:
    """Return the sentence on the folder below which files are named; "" where they have none in common."""
    said = N_("The files of the reports are in the folder {folder} and are named from there on.")
    return words.say(said).format(folder=meeting.folder) if meeting.folder else ""


def beside(found: Totals, words: Words) -> tuple[str, ...]:
    """Return the sentence on what stands beside the official table; none where nothing does."""
    return tuple(f"{line}." for line in beside_table(dict(zip(Outcome, found, strict=True)), words))


def percent(share: Share, words: Words) -> str:
    """Return a share with one decimal, rounded half up, beside its numerator and base: `3/9 (33,3%)`."""
    if not share.base:
        return f"{share.number}/{share.base}"
    tenths = (2000 * share.number + share.base) // (2 * share.base)
    mark = "," if words.language == "vi" else "."
    return f"{share.number}/{share.base} ({tenths // 10}{mark}{tenths % 10}%)"


def title(meeting: Meeting, words: Words) -> str:
    """Return the title of the paper."""
    plan = meeting.plan
    if plan.number and plan.issued:
        return words.say(N_("Progress of plan {number} of {day}"), number=plan.number, day=plan.issued)
    return words.say(N_("Progress of plan {number}"), number=plan.number or plan.id)


def standing(meeting: Meeting, words: Words) -> tuple[str, ...]:
    """Return the lines under the title: which plan, as of which day, and what it is made of."""
    plan = meeting.plan
    day = words.say(N_("State of {day}"), day=meeting.as_of)
    if meeting.period:
        day += words.say(N_(" (reports up to {quarter})"), quarter=meeting.period)
    lines = [*((plan.title,) if plan.title != plan.id else ()), day + "."]
    lines.append(
        words.say(
            N_("The plan runs from {begins} to {ends}; revision {revision} of its data."),
            begins=plan.begins,
            ends=plan.ends,
            revision=plan.revision,
        )
    )
    if plan.amended_by:
        lines.append(words.say(N_("Amended by {documents}."), documents=plan.amended_by))
    lines.append(words.say(N_("Put together for the meeting from the reports of the agencies.")))
    if not meeting.complete:
        lines.append(words.say(N_("Only some of the reports were given: nothing is said about the others.")))
    if meeting.unread:
        lines.append(words.say(NOT_COUNTED, files=first_of(meeting.unread)))
    lines += meeting.followed
    return tuple(lines)


def heads(words: Words, *names: str) -> tuple[str, ...]:
    """Return the heads of columns in words."""
    return tuple(words.say(one) for one in names)


def item(task: str, occurrence: str, name: str) -> Field:
    """Return the field that names an occurrence."""
    return Field((f"{task} ({occurrence})", name))


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text as somebody wrote it, without empty ones; of a huge one the beginning."""
    if len(text) > MAX_QUOTED:
        text = text[: MAX_QUOTED - 1] + "…"
    return tuple(line for line in text.replace("\r\n", "\n").split("\n") if line.strip())


def coded(cell: Cell) -> Field:
    """Return a field whose words stand for a state."""
    return Field((cell.words,), "", cell.code)


def signed(cell: Cell) -> Field:
    """Return a field that shows the sign of a state; its words are for those who hear the table."""
    return Field((cell.words,), "sign", cell.code)


def legend(cells: Iterable[Cell]) -> tuple[tuple[Field, str], ...]:
    """Return the signs that are used, in their own order, with what they mean."""
    used = {cell.code: cell for cell in cells}
    return tuple((signed(used[code]), used[code].words) for code in SIGNS if code in used)


class Paper:
    """The first parts of the paper: the table of outcomes, and what has to be dealt with."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def totals(self, meeting: Meeting) -> Section:
        """Return the official table, its shares and what stands beside it."""
        say, found = self.words.say, meeting.totals
        rows = (
            (N_("Completed (occurrences)"), found.done_on_time, found.done_late, found.done),
            (N_("Not completed (occurrences)"), found.in_time, found.overdue, found.open),
            (N_("Together"), found.done_on_time + found.in_time, found.done_late + found.overdue, found.table),
        )
        table = Table(
            say(N_("Occurrences with a due date, by outcome")),
            heads(self.words, "", N_("Within the due date"), N_("Past the due date"), N_("In all")),
            tuple(Row((), (Field((say(name),)), *(number(one) for one in values))) for name, *values in rows),
        )
        shares = Table(
            say(N_("Shares, each with its base")),
            heads(self.words, N_("What is counted"), N_("Number, base and share"), N_("Base")),
            tuple(
                Row((), (Field((one.label,)), Field((percent(one, self.words),), "number"), Field((one.of,))))
                for one in meeting.shares
            ),
        )
        return Section("totals", say(N_("Results in all")), (), (table, shares), after=beside(found, self.words))

    def overdue(self, meeting: Meeting) -> Section:
        """Return what is overdue, the longest first."""
        say = self.words.say
        name = say(N_("Overdue occurrences"))
        if not meeting.overdue:
            return Section("overdue", name, (say(N_("No occurrence is overdue.")),))
        unsure = sum(not row.confirmed for row in meeting.overdue)
        both, one = N_("Overdue: {count}; not heard of since the due date: {unsure}."), N_("Overdue: {count}.")
        said = say(both if unsure else one, count=len(meeting.overdue), unsure=unsure)
        return Section("overdue", name, (said,), (self._due(name, N_("Days past due"), meeting.overdue),))

    def soon(self, meeting: Meeting) -> Section:
        """Return what falls due soon, the nearest first."""
        say = self.words.say
        name = say(N_("Falling due soon"))
        days = meeting.soon_days
        if not meeting.soon:
            return Section("soon", name, (say(N_("Nothing falls due within {days} days."), days=days),))
        said = say(N_("Falling due within {days} days: {count}."), days=days, count=len(meeting.soon))
        return Section("soon", name, (said,), (self._due(name, N_("Days to go"), meeting.soon),))

    def _due(self, caption: str, days: str, rows: Sequence[DueRow]) -> Table:
        names = (N_("Occurrence"), BEHIND, N_("Due date"), days, N_("What was reported"), N_("Obstacles"))
        return Table(caption, heads(self.words, *names), tuple(map(self._due_row, rows)))

    def _due_row(self, row: DueRow) -> Row:
        due = (self.words.day(row.due), *((row.notes,) if row.notes else ()))
        return Row(
            row.agencies,
            (
                item(row.task, row.occurrence, row.title),
                Field(row.behind),
                Field(due, "day"),
                number(row.days),
                Field(tuple(self._state(row))),
                Field(lines_of(" ".join(row.obstacles.split())) or (self.words.say(N_("none given")),), "words"),
            ),
        )

    def _state(self, row: DueRow) -> Iterator[str]:
        say = self.words.say
        yield row.state
        if row.heard:
            yield say(N_("last heard on {day}"), day=row.heard)
            if not row.confirmed:
                none, read = (
                    N_("unconfirmed: no report since the due date"),
                    N_("unconfirmed: no report that counts since the due date"),
                )
                yield say(read if row.is_received else none)
        yield from self._why(row.waived)

    def silent(self, meeting: Meeting) -> Section:
        """Return which reports have not been received."""
        say = self.words.say
        name = say(N_("Reports not received or not counted"))
        came = sum(row.is_received for row in meeting.silent)
        count = len(meeting.silent) - came
        text = N_("Reports owed: {owed}; not received: {count}.")
        if came:
            both = N_("Reports owed: {owed}; not received: {count}; received but not counted: {came}.")
            text = both if count else N_("Reports owed: {owed}; received but not counted: {came}.")
        if not meeting.silent:
            none, every = N_("No report was owed yet."), N_("Reports owed: {owed}; all of them have been received.")
            return Section("silent", name, (say(every if meeting.owed else none, owed=meeting.owed),))
        said = say(text, owed=meeting.owed, count=count, came=came)
        names = (N_("Agency that owes it"), N_("Reporting period"), N_("Its role"), N_("Its tasks"), N_("What came"))
        rows = tuple(
            Row(
                row.agencies,
                (
                    Field((row.agency,)),
                    Field((row.period,), "day"),
                    Field((row.role,)),
                    Field((", ".join(row.tasks),)),
                    Field(tuple(filter(None, self._came(row)))),
                ),
            )
            for row in meeting.silent
        )
        files = (folder_line(meeting, self.words),) if any(row.file for row in meeting.silent) else ()
        return Section("silent", name, (said, *filter(None, files)), (Table(name, heads(self.words, *names), rows),))

    def _came(self, row: SilentRow) -> tuple[str, ...]:
        return row.received, row.file, unread_words(row.unread, self.words), *self._why(row.waived)

    def _why(self, waived: str) -> tuple[str, ...]:
        return (self.words.say(WAIVED, why=waived),) if waived else ()


def spans(count: int) -> list[slice]:
    """Return the spans into which so many columns are divided that each can be read: at most a dozen in each."""
    return [slice(first, min(first + COLUMNS, count)) for first in range(0, count, COLUMNS)]


def number(value: int) -> Field:
    """Return a field that holds a number."""
    return Field((str(value),), "number")

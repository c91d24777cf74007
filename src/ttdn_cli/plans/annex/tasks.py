"""The tasks of an annex, cell by cell; what a cell does not settle becomes a doubt with the place of the cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.names import says_nothing
from ttdn_cli.plans.annex import schedules
from ttdn_cli.plans.annex.headings import TIMES
from ttdn_cli.plans.annex.ids import Ids
from ttdn_cli.plans.annex.marks import PERIOD, is_mark, read_marks
from ttdn_cli.plans.annex.mentions import footnote, is_ditto
from ttdn_cli.plans.annex.merged_cells import left_open
from ttdn_cli.plans.annex.nodes import HEADING, TASK, Node
from ttdn_cli.plans.annex.parts import QUOTED, Doubt, DraftTask, Span
from ttdn_cli.plans.annex.people import DITTO_NOTHING, UNKNOWN, Reader, propose
from ttdn_cli.plans.annex.results import DraftDeliverable, Part, parts_of
from ttdn_cli.plans.annex.schedules import UNSPECIFIED, Timed
from ttdn_cli.plans.annex.table import Row, Table
from ttdn_cli.text.i18n import N_

_LINE = re.compile(r"\n+")
_BULLETED = re.compile(r"\s*[-+*•·–]\s*\S")
_BULLET = re.compile(r"^[\s+*•·–-]+")

_FOOTNOTE = N_("“{text}” bears the mark of a footnote ({mark}); what the note says of it is to settle")
_WORD_NOTE = N_("“{text}”: a footnote hangs on it, which was not read; what it says is to settle")
_STRUCK = N_("“{text}”: words in the row are struck through; whether they still hold is to settle")
_HIDDEN = N_("The row is hidden in the file; it was read all the same")
_AT_HEADING = N_("{column}: “{text}” stands at a heading; what it says of the tasks under it is to settle")
_MORE = N_("{column}: a further row of the task says “{text}”; what it adds is to settle")
_MORE_TAKEN = N_("{column}: “{text}” stands in a row without number and name; it was read as part of the task above")


class Tasks:
    """Turns rows into tasks and collects the doubts."""

    def __init__(self, table: Table, span: Span, directory: Directory, ids: Ids) -> None:
        self.table, self.span, self.ids = table, span, ids
        self.people = Reader(table, directory, self.doubt)
        self.doubts: list[Doubt] = []
        self._periods = [one for one in table.columns.values() if one.means.startswith(PERIOD)]
        self._above: tuple[str | None, DraftTask] | None = None
        self._when = ""  # the words on time that hold for the row above
        self._row: Row | None = None
        self._about = ""

    def keep(self, about: str, kind: str, at: tuple[int, int], message: str, /, **values: object) -> None:
        """Keep what is to settle, with the line and column of its cell."""
        self.doubts.append(Doubt(about, kind, *at, message, values))

    def doubt(self, kind: str, column: str, message: str, /, **values: object) -> None:
        """Keep what a cell of the row leaves to settle."""
        line = self._row.line if self._row else 0
        self.keep(self._about, kind, (line, self.table.at(column)), message, **values)

    def heading(self, node: Node) -> None:
        """Keep what is not sure about a heading."""
        self._begin(node)
        for column, cell in node.row.cells.items():
            if column not in ("number", "name") and cell.text and not cell.continued:
                words = " ".join(cell.text.split())
                self.doubt("other", column, _AT_HEADING, column=self.table.heading(column), text=words)
        for one in node.more:
            self._row = one.row
            for column, cell in one.row.cells.items():
                self.doubt("other", column, _MORE, column=self.table.heading(column), text=" ".join(cell.text.split()))

    def task(self, node: Node) -> DraftTask:
        """Return the task in a row and in those that belong to it."""
        self._begin(node)
        row = node.row
        if not row.wide:
            for one in left_open(row, self.table):
                self.doubt("other", one.column, one.message, **one.values)
        section = self.ids.section(node)
        above = self._above[1] if self._above and self._above[0] == section else None
        people = self.people.of(row, above)
        is_same = is_ditto(row.text("results"))
        parts = [] if is_same else parts_of(row.cell("results").text)
        timed = self._time(row, above, parts)
        schedule, deliverables = self._rated(timed, parts)
        if is_same:
            deliverables = self._proposed_results(row.text("results"), above)
        title, content = _title(node)
        quoted = {column: row.text(column) for column in QUOTED if not says_nothing(row.text(column))}
        if node.parent is not None and node.parent.kind == TASK:
            quoted.setdefault("parent", self.ids.of(node.parent))
        task = DraftTask(
            id=self._about,
            section=section,
            title=title,
            lead=people.lead,
            lead_words="" if people.lead else self._lead_words(row, above),
            coordinators=people.coordinators,
            schedule=schedule,
            as_written=self._written(row),
            deliverables=tuple(deliverables),
            content=(*content, *node.points),
            scopes=people.scopes,
            quoted=quoted,
        )
        for part in node.more:
            task = self._add(task, part.row, is_sure=part.is_made)
        self._above = section, task
        return task

    @staticmethod
    def _lead_words(row: Row, above: DraftTask | None) -> str:
        """Return what the lead's cell says, or the one above where it says no more than that."""
        words = row.text("lead") or row.text("assigned")
        return above.lead_words if above and (says_nothing(words) or is_ditto(words)) else words

    def _begin(self, node: Node) -> None:
        self._row, self._about = node.row, self.ids.of(node)
        for message in node.doubts:
            self.doubt("other", "name", message, text=node.name, number=self._about)
        for point in (one for one in node.below if one.kind not in (HEADING, TASK)):
            for message in point.doubts:
                self.keep(self._about, "other", (point.row.line, self.table.at("name")), message, text=point.name)
        if node.row.hidden:
            self.doubt("other", "number", _HIDDEN)
        struck = [column for column, cell in node.row.cells.items() if cell.struck and not cell.continued]
        for column in ("name",) if "name" in struck else struck[:1]:
            self.doubt("other", column, _STRUCK, text=node.row.text(column))
        for column, cell in node.row.cells.items():
            words = " ".join(cell.text.split())
            if column != "number" and words and not cell.continued:
                if mark := footnote(cell.text):
                    self.doubt("other", column, _FOOTNOTE, text=words, mark=mark)
                elif cell.noted:
                    self.doubt("other", column, _WORD_NOTE, text=words)

    def _proposed_results(self, words: str, above: DraftTask | None) -> list[DraftDeliverable]:
        column = "results"
        if above is None:
            self.doubt("other", column, DITTO_NOTHING, column=self.table.heading(column), words=words)
            return []
        propose(
            self.doubt,
            "other",
            (column, self.table.heading(column)),
            words,
            tuple(one.name for one in above.deliverables),
        )
        return list(above.deliverables)

    def _column_of_time(self) -> str:
        return next((one for one in ("deadline", "window", "ends") if one in self.table.columns), "begins")

    def _written(self, row: Row) -> str:
        """Return the words of the source on the time of a task."""
        if not any(one in self.table.columns for one in TIMES):
            cells = [(one.means.removeprefix(PERIOD), row.text(one.means)) for one in self._periods]
            filled = [(period, words) for period, words in cells if not says_nothing(words)]
            return ", ".join(period if is_mark(words) else f"{period}: {words}" for period, words in filled)
        if "ends" not in self.table.columns:
            return row.text(self._column_of_time())
        return " – ".join(words for one in ("begins", "ends") if (words := row.text(one)))

    def _marked(self, row: Row, above: DraftTask | None) -> Timed:
        """Return when a task is to be done whose row marks columns of periods; what is no mark is told."""
        columns = self._periods
        filled = [(one, row.cell(one.means)) for one in columns if not says_nothing(row.text(one.means))]
        strange = [(one, " ".join(cell.text.split())) for one, cell in filled if not is_mark(cell.text)]
        if not filled or is_ditto(strange[0][1] if strange else ""):
            column, words = (strange[0][0].means, strange[0][1]) if filled else (columns[0].means, "")
            return self._proposed_time(column, words, above)
        for one, words in strange:
            said = N_("{column}: “{text}” is no mark; the time frame stays unspecified until it is settled")
            self.doubt("time", one.means, said, column=one.heading, text=words)
        if strange:
            return Timed(UNSPECIFIED)
        reached = [one for one in columns if any(at.at <= one.at < at.at + cell.span for at, cell in filled)]
        found = read_marks([one.means.removeprefix(PERIOD) for one in reached], self.span)
        if found.message:
            kind = "time" if "unspecified" in found.fields else "other"
            self.doubt(kind, reached[0].means, found.message, **found.values)
        self._when = self._written(row)
        return found

    def _time(self, row: Row, above: DraftTask | None, parts: Sequence[Part]) -> Timed:
        """Return when a task is to be done, with a doubt where the words are not certain."""
        if not any(one in self.table.columns for one in TIMES):
            return self._marked(row, above)
        column = self._column_of_time()
        words, begin = row.text(column), row.text("begins")
        if column == "ends" and not says_nothing(begin) and not is_ditto(begin):
            if says_nothing(words):
                found = schedules.read_one(begin, self.span, deadline=False)
                if not found.message:
                    found = Timed(UNSPECIFIED, schedules.NOT_CERTAIN, {"text": begin})
            else:
                found = schedules.read_two(begin, words, self.span)
        elif says_nothing(words) and any(one.rate for one in parts):
            found = Timed({"ongoing": "true"})
        elif says_nothing(words) or is_ditto(words):
            return self._proposed_time(column, words, above)
        else:
            found = schedules.read_one(words, self.span, deadline=column in ("deadline", "ends"))
        if found.message:
            self.doubt("time", column, found.message, **found.values)
        self._when = self._written(row)
        return found

    def _proposed_time(self, column: str, words: str, above: DraftTask | None) -> Timed:
        if above is None or "unspecified" in above.schedule:
            if is_ditto(words):
                self.doubt("time", column, schedules.NOT_CERTAIN, text=words)
            else:
                self.doubt("time", column, schedules.NO_TIME)
            return Timed(UNSPECIFIED)
        propose(self.doubt, "other", (column, self.table.heading(column)), words, self._when)
        return Timed(above.schedule)

    def _rated(self, timed: Timed, parts: Sequence[Part]) -> tuple[Mapping[str, str], list[DraftDeliverable]]:
        """Return schedule and deliverables: "01 số/quý" makes one occurrence a quarter where the time leaves room."""
        rates = {one.rate.every for one in parts if one.rate}
        schedule = timed.fields
        every = next(iter(rates), "")
        fits = len(rates) == 1 and all(one.rate for one in parts) and schedules.takes_rate(schedule, self.span)
        if fits and schedule.get("every", every) == every:
            return {**schedule, "every": every} if "every" in schedule else {"every": every}, [
                one.rate.deliverable for one in parts if one.rate
            ]
        if len(rates) == 1 and all(one.rate for one in parts) and (limits := schedules.window_of(schedule)):
            limited = {"every": every, **limits}
            if schedules.within(limited, self.span):
                return limited, [one.rate.deliverable for one in parts if one.rate]
        made = [self._deliverable(one, recurs="every" in schedule) for one in parts]
        if timed.rate and not any(one.quantity for one in made):
            _, quantity, unit = timed.rate.deliverable
            first = made[0].name if made else timed.rate.deliverable.name
            made = [DraftDeliverable(first, quantity, unit), *made[1:]]
        return schedule, made

    def _deliverable(self, part: Part, *, recurs: bool) -> DraftDeliverable:
        one = part.deliverable
        if part.rate:
            said = N_("“{text}”: how many fall into the time of the task is to be settled")
            self.doubt("other", "results", said, text=part.words)
            return DraftDeliverable(part.words)
        if part.is_unread:
            said = N_("“{text}”: the number in it was not read as a quantity; it is to be settled")
            self.doubt("other", "results", said, text=part.words)
        if recurs and one.quantity is not None and one.quantity > 1:
            said = N_("“{text}”: whether the number is for each period or for all together is to be settled")
            self.doubt("other", "results", said, text=part.words)
            return DraftDeliverable(part.words)
        return one

    def _add(self, task: DraftTask, row: Row, *, is_sure: bool) -> DraftTask:
        """Add the cells of a further row of a task, as far as they only add; others are told."""
        self._row = row
        for column, cell in row.cells.items():
            words = " ".join(cell.text.split())
            if column == "results":
                made = [self._deliverable(one, recurs="every" in task.schedule) for one in parts_of(cell.text)]
                task = task._replace(deliverables=(*task.deliverables, *made))
            elif column == "coordinators":
                found = self.people.reader.read(cell.text)
                self.people.unknown(column, found.left, UNKNOWN)
                new = tuple(one for one in found.ids if one not in (*task.lead, *task.coordinators))
                self.people.leads_too(found.ids, task.lead)
                task = task._replace(coordinators=(*task.coordinators, *new), scopes={**found.scopes, **task.scopes})
            elif column == "content":
                task = task._replace(content=(*task.content, words))
            elif column in QUOTED:
                before = task.quoted.get(column)
                task = task._replace(quoted={**task.quoted, column: f"{before}; {words}" if before else words})
            else:
                self.doubt("other", column, _MORE, column=self.table.heading(column), text=words)
                continue
            if not is_sure:
                self.doubt("other", column, _MORE_TAKEN, column=self.table.heading(column), text=words)
        return task


def _title(node: Node) -> tuple[str, tuple[str, ...]]:
    """Return the title of a task and the points that its cells list below it."""
    lines = [line for line in _LINE.split(node.row.cell("name").text) if line.strip()]
    title, points = node.name, []
    if len(lines) > 1 and all(_BULLETED.match(line) for line in lines[1:]) and " ".join(lines[0].split()) in title:
        points = [_BULLET.sub("", " ".join(line.split())) for line in lines[1:]]
        title = title[: title.index(" ".join(lines[0].split())) + len(" ".join(lines[0].split()))]
    more = [_BULLET.sub("", " ".join(line.split())) for line in _LINE.split(node.row.cell("content").text)]
    return title, (*points, *(one for one in more if one and not says_nothing(one)))

"""The four parts of the report in administrative form: what is said of the results, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from typing import NamedTuple

from ttdn_cli.findings import Days
from ttdn_cli.papers.letter_text import tell
from ttdn_cli.papers.meeting.content import DoneRow, DueRow, Meeting, SilentRow
from ttdn_cli.papers.meeting.content_work import AheadRow, ClarifyRow, NoteRow, WorkRow
from ttdn_cli.papers.meeting.docx_annex import Annex, cell
from ttdn_cli.papers.meeting.sections_since import told_since
from ttdn_cli.papers.meeting.sections_work import NOBODY
from ttdn_cli.papers.meeting.sheets import (
    AHEAD,
    CLARIFY,
    COORDINATION,
    DONE,
    FILES,
    NOTES,
    OVERDUE,
    RECEIVED,
    SILENT,
    SOON,
    TIMELINE,
    WAIVERS,
    WORK,
    summary,
)
from ttdn_cli.papers.meeting.sheets_since import CAME, CHANGED
from ttdn_cli.papers.meeting.wording import beside, dated, percent
from ttdn_cli.papers.word import Paper
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import unread_words

MOST = 40  # lines of one list; of more than these the text counts and names the tasks, and the annex tells all


class Line(NamedTuple):
    """One line of a list: whom and which tasks it is about, and what it says."""

    who: str
    tasks: tuple[str, ...]
    text: str
    is_below: bool = False


class About(NamedTuple):
    """What a list says where it is empty (nothing, where that is ""), and how it is counted where it is very long.

    `sheets` name the tables of the annex that hold the whole.
    """

    none: str
    counted: str
    sheets: tuple[str, ...]


ACHIEVED = About(N_("No occurrence counts as completed."), N_("Completed: {count} occurrences, by lead:"), (DONE,))
UNDER_WAY = About("", N_("Results of work under way, or of coordinators: {count}, by agency:"), (WORK,))
LATE = About("", N_("Overdue: {count} occurrences, by lead:"), (OVERDUE,))
MISSING = About("", N_("Reports not received or not counted: {count}, by agency:"), (SILENT,))
UNCLEAR = About(N_("Nothing has to be made clear."), N_("To be made clear: {count} matters, by agency:"), (CLARIFY,))
OBSTACLES = About(
    N_("The reports that count tell of no difficulties or obstacles."),
    N_("Difficulties told of: {count}, by agency:"),
    (NOTES,),
)
PROPOSALS = About(
    N_("The reports that count hold no recommendations or proposals."),
    N_("Proposals made: {count}, by agency:"),
    (NOTES,),
)
NEXT = About(
    N_("Nothing falls due within {days} days."), N_("Falling due or to begin: {count} occurrences, by lead:"),
    (SOON, AHEAD),
)  # fmt: skip


class Parts:
    """Writes the parts; the title of a task is said once in a section, and after that its id."""

    def __init__(self, meeting: Meeting, words: Words, annex: Annex, paper: Paper) -> None:
        self.meeting, self.words, self.annex, self.paper = meeting, words, annex, paper
        self.titled: set[str] = set()

    def say(self, message: str, **values: object) -> str:
        """Return a message with the texts of plan and reports whole."""
        return tell(self.words, message, **values)

    def write(self) -> None:
        """Write all parts."""
        self.results()
        self.judged()
        self.words_of_agencies()
        self.next_steps()

    def results(self) -> None:
        """Write part I: the official table, its shares, what stands beside it, and which reports came."""
        meeting, found, paper = self.meeting, self.meeting.totals, self.paper
        paper.heading(self.say(N_("I. RESULTS OF CARRYING OUT THE PLAN")))
        paper.paragraph(
            self.say(
                N_(
                    "Counted are all occurrences of the {tasks} tasks as of {day}, not only those that fell due in the "
                    "period: {total} occurrences, of which {table} have a due date and have begun, as in the table:"
                ),
                tasks=len(meeting.tasks),
                day=meeting.as_of,
                total=found.total,
                table=found.table,
            ),
            is_kept=True,
        )
        table = summary(meeting, self.words)[0]
        rows = [tuple(cell(value, self.words) for value in row) for row in table.rows]
        paper.table(table.heads, rows, [60, 35, 35, 35], (1, 2, 3), size=13)
        for share in meeting.shares:
            if share.base:
                paper.paragraph(f"- {share.label}: {percent(share, self.words)} {share.of}.")
        for line in beside(found, self.words):
            paper.paragraph(line)
        rejected = sum(row.is_received for row in meeting.silent)
        came = meeting.owed - len(meeting.silent) + rejected
        said = self.say(N_("Reports received: {came} of {owed} that were owed."), came=came, owed=meeting.owed)
        said += self.say(N_(" Of them {count} do not count yet."), count=rejected) if rejected else ""
        paper.paragraph(said)
        for text in told_since(meeting, self.words):
            paper.paragraph(text)
        self._refer(CHANGED, CAME, TIMELINE, RECEIVED, COORDINATION, WAIVERS, FILES)

    def judged(self) -> None:
        """Write part II: what was reached, and what is still wanting, as facts."""
        meeting = self.meeting
        self.paper.heading(self.say(N_("II. ASSESSMENT")))
        self._section(N_("1. What was achieved"))
        self._list(map(self._achieved, meeting.done), ACHIEVED)
        self._list(self._under_way(), UNDER_WAY)
        self._section(N_("2. What is still wanting"))
        if not meeting.overdue and not meeting.silent:
            self.paper.paragraph(self.say(N_("No occurrence is overdue, and no report is missing.")))
        self._list(map(self._late, meeting.overdue), LATE)
        self._list(map(self._silent, meeting.silent), MISSING)
        self._section(N_("3. What has to be made clear"))
        self._list(map(self._unclear, meeting.clarify), UNCLEAR)

    def words_of_agencies(self) -> None:
        """Write part III: obstacles and proposals, word for word."""
        notes = self.meeting.notes
        self.paper.heading(self.say(N_("III. DIFFICULTIES AND OBSTACLES; RECOMMENDATIONS AND PROPOSALS")))
        self._section(N_("1. Difficulties and obstacles, in the words of the reports"))
        told = (self._quoted(row, row.obstacles) for row in notes if row.obstacles)
        self._list(told, OBSTACLES)
        self._section(N_("2. Recommendations and proposals, in the words of the reports"))
        asked = (self._quoted(row, row.proposals) for row in notes if row.proposals)
        self._list(asked, PROPOSALS)

    def next_steps(self) -> None:
        """Write part IV: what falls due soon, and what has to be followed up."""
        meeting = self.meeting
        self.paper.heading(self.say(N_("IV. TASKS OF THE TIME AHEAD")))
        self.titled.clear()
        near = {(row.task, row.occurrence) for row in meeting.soon}
        later = [row for row in meeting.ahead if (row.task, row.occurrence) not in near]
        lines = [*map(self._soon, meeting.soon), *map(self._ahead, later)]
        steps = list(self._steps())
        if lines or not steps:
            self._list(lines, NEXT)
        for step in steps:
            self.paper.paragraph(f"- {step}")

    def _steps(self) -> Iterator[str]:
        meeting = self.meeting
        if meeting.overdue:
            said = N_(
                "Go on following up the {count} overdue occurrences, and confirm what was done after the reports."
            )
            yield self.say(said, count=len(meeting.overdue))
        came = sum(row.is_received for row in meeting.silent)
        if count := len(meeting.silent) - came:
            yield self.say(N_("Ask for the {count} reports that have not been received."), count=count)
        if came:
            yield self.say(N_("Ask for {count} reports again, corrected, that do not count yet."), count=came)

    def _section(self, heading: str) -> None:
        self.titled.clear()
        self.paper.heading(self.say(heading), 2)

    def _list(self, lines: Iterable[Line], about: About) -> None:
        """Write a list, and where the annex has the whole; of a very long list who has how much of it."""
        found = list(lines)
        if not found and about.none:
            self.paper.paragraph(self.say(about.none, days=self.meeting.soon_days))
        elif len(found) > MOST:
            self._count([line for line in found if line.who], about)
        else:
            for line, after in zip_longest(found, found[1:]):
                is_head = bool(after and after.is_below and not line.is_below)
                self.paper.paragraph(f"{'+' if line.is_below else '-'} {line.text}", is_kept=is_head)
        if found:
            self._refer(*about.sheets)

    def _count(self, lines: list[Line], about: About) -> None:
        every: dict[str, list[Line]] = {}
        for line in lines:
            every.setdefault(line.who, []).append(line)
        self.paper.paragraph(self.say(about.counted, count=len(lines)), is_kept=True)
        for who, own in every.items():
            tasks = ", ".join(dict.fromkeys(task for line in own for task in line.tasks))
            said = N_("- {agency}: {count} (tasks {tasks}).") if tasks else N_("- {agency}: {count}.")
            self.paper.paragraph(self.say(said, agency=who, count=len(own), tasks=tasks))

    def _refer(self, *sheets: str) -> None:
        if said := self.annex.reference(*sheets):
            self.paper.paragraph(said)

    def _item(self, row: DoneRow | DueRow | WorkRow | AheadRow) -> str:
        """Return the id of a task with the occurrence, and its title where this section has not said it yet."""
        if row.task in self.titled:
            return f"{row.task} ({row.occurrence})"
        self.titled.add(row.task)
        return f"{row.task}. {row.title} ({row.occurrence})"

    def _achieved(self, row: DoneRow) -> Line:
        evidence = "; ".join(row.evidence) or self.words.say(N_("no evidence given yet"))
        leads = ", ".join(row.leads)
        said = N_("{item}: {leads} completed it on {day} ({outcome}); evidence: {evidence}.")
        about = {"day": row.completed, "outcome": row.outcome.words, "evidence": evidence}
        return Line(leads, (row.task,), self.say(said, item=self._item(row), leads=leads, **about))

    def _under_way(self) -> Iterator[Line]:
        """Yield what is reported of work under way: the occurrence, then, below it, what each agency did."""
        for _, group in groupby(self.meeting.work, key=lambda row: (row.task, row.occurrence)):
            rows = list(group)
            yield Line("", (), f"{self._item(rows[0])}:")
            for row in rows:
                yield Line(row.agency, (row.task,), self._own_words(row), is_below=True)

    def _own_words(self, row: WorkRow) -> str:
        result = " ".join(row.result.split())
        told = [self.say(N_("{agency}: {said}."), agency=row.agency, said=row.said)]
        told += [result if result.endswith((".", "!", "?", "…")) else f"{result}."] if result else []
        told += [self.say(N_("Delivered: {what}."), what="; ".join(row.delivered))] if row.delivered else []
        told += [self.say(N_("Evidence: {what}."), what="; ".join(row.evidence))] if row.evidence else []
        return " ".join(told)

    def _late(self, row: DueRow) -> Line:
        said = N_("{item}: due on {due}, {days} overdue; lead: {leads}; {state}.")
        text = self.say(said, **self._due(row), days=Days(row.days))
        if not row.confirmed:
            none = N_(" There is no report after the due date, so this cannot be concluded yet.")
            read = N_(" There is no report that counts after the due date, so this cannot be concluded yet.")
            text += self.words.say(read if row.is_received else none)
        return Line(", ".join(row.behind), (row.task,), text + self._waived(row.waived))

    def _silent(self, row: SilentRow) -> Line:
        said = N_("{agency}: the report on {period} has not been received ({role}, tasks {tasks}).")
        if row.is_received:
            said = N_("{agency}: of the report on {period}, {received} ({role}, tasks {tasks}).")
        elif row.unread:
            said = N_(
                "{agency}: no report on {period} has been received in a form that can be counted"
                " ({role}, tasks {tasks}); {unread}."
            )
        about = {"agency": row.agency, "period": row.period, "role": row.role, "tasks": ", ".join(row.tasks)}
        told = self.say(said, **about, received=row.received, unread=unread_words(row.unread, self.words))
        return Line(row.agency, row.tasks, told + self._waived(row.waived))

    def _unclear(self, row: ClarifyRow) -> Line:
        who, is_told = row.agency or self.words.say(NOBODY), not row.task or row.message.startswith(row.task)
        said = N_("{agency}: {found}. {asked}.") if is_told else N_("{agency} (task {task}): {found}. {asked}.")
        text = self.say(said, agency=who, task=row.task, found=row.message, asked=row.asked)
        return Line(who, (row.task,) if row.task else (), text)

    def _quoted(self, row: NoteRow, text: str) -> Line:
        said = N_("{agency} ({task}, {occurrence}; report on {period}): “{text}”")
        if row.settled:
            said = N_("{agency} ({task}, {occurrence}; report on {period}; by now {settled}): “{text}”")
        about = {"agency": row.agency, "task": row.task, "occurrence": row.occurrence, "period": row.period}
        about |= {"settled": row.settled, "text": " ".join(text.split())}
        return Line(row.agency, (row.task,), self.say(said, **about))

    def _soon(self, row: DueRow) -> Line:
        said = N_("{item}: due on {due}, {days} left; lead: {leads}.")
        return Line(", ".join(row.behind), (row.task,), self.say(said, **self._due(row), days=Days(row.days)))

    def _ahead(self, row: AheadRow) -> Line:
        said, leads = N_("{item}: {what} in {period}; lead: {leads}."), ", ".join(row.leads)
        about = {"what": row.what, "period": self.meeting.next_period, "leads": leads}
        return Line(leads, (row.task,), self.say(said, item=self._item(row), **about))

    def _due(self, row: DueRow) -> dict[str, object]:
        due = self.words.day(row.due) + (f" ({row.notes})" if row.notes else "")
        return {"item": self._item(row), "due": due, "leads": ", ".join(row.behind), "state": dated(row, self.words)}

    def _waived(self, why: str) -> str:
        return self.say(N_(" Waived: {why}."), why=why) if why else ""

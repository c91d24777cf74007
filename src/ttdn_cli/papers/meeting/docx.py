"""The papers for a meeting as a report in administrative form: a draft with number, date and signature blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ttdn_cli.findings import Days
from ttdn_cli.papers.letter_forms import TO
from ttdn_cli.papers.letter_text import (
    AS_ABOVE,
    FILED,
    NO_NAME,
    OF_DATE,
    OF_ISSUER,
    ON_TITLE,
    PLACE,
    PLAN_NAME,
    PLAN_NUMBER,
    REPORTED_ON,
    inside,
    tell,
)
from ttdn_cli.papers.meeting.content import DoneRow, DueRow, Meeting, NoteRow, SilentRow
from ttdn_cli.papers.meeting.content_work import AheadRow, ClarifyRow, WorkRow
from ttdn_cli.papers.meeting.docx_annex import annex, cell
from ttdn_cli.papers.meeting.sections_work import NOBODY
from ttdn_cli.papers.meeting.sheets import sheets, summary
from ttdn_cli.papers.meeting.wording import NOT_COUNTED, beside, percent
from ttdn_cli.papers.word import FORMS, Head, Paper
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import first_of, unread_words

IS_TEXT = False
ALONG = 165


def render(meeting: Meeting, words: Words, form: str = FORMS[0]) -> bytes:
    """Return the report; `form` is decree-30 or circular-01. Raises `UsageError` when python-docx is not installed."""
    desk = _Desk(meeting, words)
    paper = Paper(words, desk.subject(), meeting.as_of, form=form)
    paper.head(desk.head())
    paper.centred(words.say(N_("REPORT, in capital letters")), before=6)
    paper.centred(desk.subject())
    paper.rule(60)
    if desk.reports_to:
        paper.centred(tell(words, TO, name=desk.reports_to), bold=False, before=6)
        paper.space()
    for text in desk.opening():
        paper.paragraph(text)
    desk.results(paper)
    desk.judged(paper)
    desk.words_of_agencies(paper)
    desk.next_steps(paper)
    paper.paragraph(desk.closing())
    paper.sign_off(desk.recipients())
    paper.landscape()
    paper.centred(words.say(N_("ANNEX TO THE REPORT")))
    for number, sheet in enumerate((sheet for sheet in sheets(meeting, words) if sheet.rows), 1):
        annex(paper, number, sheet, words)
    return paper.bytes()


class _Desk:
    """The sentences of the report."""

    def __init__(self, meeting: Meeting, words: Words) -> None:
        self.meeting, self.words, self.plan = meeting, words, meeting.plan
        self.focal = self.plan.focal or words.say(N_("the focal agency"))
        self.reports_to = self.plan.issuer if self.plan.issuer != self.plan.focal else ""

    def say(self, message: str, **values: object) -> str:
        """Return a message with the texts of plan and reports whole."""
        return tell(self.words, message, **values)

    def subject(self) -> str:
        """Return what the report is about."""
        number = self.plan.number or self.plan.id
        if self.meeting.period:
            return self.say(
                N_("On the results of carrying out plan {number}, {period}"), number=number, period=self.meeting.period
            )
        return self.say(N_("On the results of carrying out plan {number}"), number=number)

    def head(self) -> Head:
        """Return the head; the date is blank."""
        place = self.say(PLACE, place=self.plan.place or "……", year=str(self.meeting.as_of.year))
        issuer = self.plan.focal or self.words.say(NO_NAME)
        return Head(self.reports_to, issuer, place)

    def opening(self) -> Iterator[str]:
        """Yield the opening sentences: the plan, as of which day, and what is counted."""
        plan = self.plan
        name = self.say(PLAN_NUMBER, number=plan.number) if plan.number else ""
        name = name or self.say(PLAN_NAME, name=plan.id)
        name += self.say(OF_DATE, date=plan.issued) if plan.issued else ""
        name += self.say(OF_ISSUER, issuer=plan.issuer) if plan.issuer else ""
        name += self.say(ON_TITLE, title=inside(plan.title)) if plan.title != plan.id else ""
        said = N_("In carrying out {plan}, {focal} reports the results as of {day} as follows:")
        yield self.say(said, plan=name, focal=self.focal, day=self.meeting.as_of)
        if plan.amended_by:
            yield self.say(N_("The plan was amended by {documents}."), documents=", ".join(plan.amended_by))
        if not self.meeting.complete:
            yield self.words.say(N_("Only some of the reports were given: nothing is said about the others."))
        if self.meeting.unread:
            yield self.say(NOT_COUNTED, files=first_of(self.meeting.unread))
        yield from self.meeting.followed

    def results(self, paper: Paper) -> None:
        """Write part I: the official table, its shares, what stands beside it, and which reports came."""
        meeting, found = self.meeting, self.meeting.totals
        paper.heading(self.words.say(N_("I. RESULTS OF CARRYING OUT THE PLAN")))
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
            )
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

    def judged(self, paper: Paper) -> None:
        """Write part II: what was reached, and what is still wanting, as facts."""
        say, meeting = self.words.say, self.meeting
        paper.heading(say(N_("II. ASSESSMENT")))
        paper.heading(say(N_("1. What was achieved")), 2)
        self._list(
            paper,
            (self._achieved(row) for row in meeting.done),
            self.words.say(N_("No occurrence has been reported completed.")),
        )
        for row in meeting.work:
            paper.paragraph(f"- {self._under_way(row)}")
        paper.heading(say(N_("2. What is still wanting")), 2)
        late = [self._late(row) for row in meeting.overdue]
        silent = [self._silent(row) for row in meeting.silent]
        self._list(paper, (*late, *silent), self.words.say(N_("No occurrence is overdue, and no report is missing.")))
        paper.heading(say(N_("3. What has to be made clear")), 2)
        self._list(paper, map(self._unclear, meeting.clarify), say(N_("Nothing has to be made clear.")))

    def _silent(self, row: SilentRow) -> str:
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
        return told + self._waived(row.waived)

    def _under_way(self, row: WorkRow) -> str:
        result = " ".join(row.result.split()).rstrip(".")
        told = "; ".join((*row.delivered, *((result,) if result else ()), *row.evidence))
        said = N_("{item}: {agency} reports: {said}; {told}.")
        return self.say(said, item=_item(row), agency=row.agency, said=row.said, told=told.rstrip("."))

    def _unclear(self, row: ClarifyRow) -> str:
        who = row.agency or self.words.say(NOBODY)
        return self.say(N_("{agency}: {found}. {asked}."), agency=who, found=row.message, asked=row.asked)

    def _achieved(self, row: DoneRow) -> str:
        evidence = "; ".join(row.evidence) or self.words.say(N_("no evidence given yet"))
        return self.say(
            N_("{item}: {leads} completed it on {day} ({outcome}); evidence: {evidence}."),
            item=_item(row),
            leads=", ".join(row.leads),
            day=row.completed,
            outcome=row.outcome.words,
            evidence=evidence,
        )

    def _late(self, row: DueRow) -> str:
        said = N_("{item}: due on {due}, {days} overdue; lead: {leads}; {state}.")
        text = self.say(said, **self._due(row), days=Days(row.days))
        if not row.confirmed:
            none = N_(" There is no report after the due date, so this cannot be concluded yet.")
            read = N_(" There is no report that counts after the due date, so this cannot be concluded yet.")
            text += self.words.say(read if row.is_received else none)
        return text + self._waived(row.waived)

    def _due(self, row: DueRow) -> dict[str, object]:
        state = row.state + (self.say(REPORTED_ON, day=row.heard) if row.heard else "")
        due = self.words.day(row.due) + (f" ({row.notes})" if row.notes else "")
        return {"item": _item(row), "due": due, "leads": ", ".join(row.leads), "state": state}

    def _waived(self, why: str) -> str:
        return self.say(N_(" Waived: {why}."), why=why) if why else ""

    def _list(self, paper: Paper, lines: Iterable[str], none: str) -> None:
        for line in [f"- {line}" for line in lines] or [none]:
            paper.paragraph(line)

    def words_of_agencies(self, paper: Paper) -> None:
        """Write part III: obstacles and proposals, word for word."""
        say, notes = self.words.say, self.meeting.notes
        paper.heading(say(N_("III. DIFFICULTIES AND OBSTACLES; RECOMMENDATIONS AND PROPOSALS")))
        paper.heading(say(N_("1. Difficulties and obstacles, in the words of the reports")), 2)
        told = (self._quoted(row, row.obstacles) for row in notes if row.obstacles)
        self._list(paper, told, say(N_("The reports tell of no difficulties or obstacles.")))
        paper.heading(say(N_("2. Recommendations and proposals, in the words of the reports")), 2)
        asked = (self._quoted(row, row.proposals) for row in notes if row.proposals)
        self._list(paper, asked, say(N_("The reports hold no recommendations or proposals.")))

    def _quoted(self, row: NoteRow, text: str) -> str:
        said = N_("{agency} ({task}, {occurrence}; report on {period}): “{text}”")
        about = {"agency": row.agency, "task": row.task, "occurrence": row.occurrence, "period": row.period}
        return self.say(said, **about, text=" ".join(text.split()))

    def next_steps(self, paper: Paper) -> None:
        """Write part IV: what falls due soon, and what has to be followed up."""
        meeting = self.meeting
        paper.heading(self.words.say(N_("IV. TASKS OF THE TIME AHEAD")))
        soon = [
            self.say(N_("{item}: due on {due}, {days} left; lead: {leads}."), **self._due(row), days=Days(row.days))
            for row in meeting.soon
        ]
        near = {(row.task, row.occurrence) for row in meeting.soon}
        begins = N_("{item}: {what} in {period}; lead: {leads}.")
        soon += [
            self.say(begins, item=_item(row), what=row.what, period=meeting.next_period, leads=", ".join(row.leads))
            for row in meeting.ahead
            if (row.task, row.occurrence) not in near
        ]
        if meeting.overdue:
            said = N_(
                "Go on following up the {count} overdue occurrences, and confirm what was done after the reports."
            )
            soon.append(self.say(said, count=len(meeting.overdue)))
        came = sum(row.is_received for row in meeting.silent)
        if count := len(meeting.silent) - came:
            soon.append(self.say(N_("Ask for the {count} reports that have not been received."), count=count))
        if came:
            soon.append(self.say(N_("Ask for {count} reports again, corrected, that do not count yet."), count=came))
        none = self.say(N_("Nothing falls due within {days} days."), days=meeting.soon_days)
        self._list(paper, soon, none)

    def closing(self) -> str:
        """Return the sentence that the report ends with."""
        if not self.reports_to:
            return self.words.say(N_("This is the report on the results of carrying out the plan./."))
        said = N_(
            "This is the report on the results of carrying out the plan; {focal} submits it to {issuer} for "
            "consideration and direction./."
        )
        return self.say(said, focal=self.focal, issuer=self.reports_to)

    def recipients(self) -> tuple[str, ...]:
        """Return who gets the report."""
        told = (self.words.say(AS_ABOVE),) if self.reports_to else ()
        return (*told, self.words.say(N_("Agencies that take part in the plan;")), self.words.say(FILED))


def _item(row: DoneRow | DueRow | WorkRow | AheadRow) -> str:
    return f"{row.task}. {row.title} ({row.occurrence})"

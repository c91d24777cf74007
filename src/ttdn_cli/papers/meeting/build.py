"""A case and its findings become the records of a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttdn_cli.findings import Days
from ttdn_cli.judging.amending import amending, gives_time
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.judging.waivers import WaivedBy
from ttdn_cli.model.periods import Period
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.papers.meeting.content import (
    Bar,
    Cell,
    DoneRow,
    DueRow,
    Meeting,
    PlanHead,
    Share,
    TaskHead,
    Totals,
    WaivedRow,
)
from ttdn_cli.papers.meeting.content_work import AheadRow, NoteRow
from ttdn_cli.papers.meeting.done import completed
from ttdn_cli.papers.meeting.found import clarify, quality, uncounted
from ttdn_cli.papers.meeting.matrix import matrix
from ttdn_cli.papers.meeting.parts import agencies_in, reports_owed
from ttdn_cli.papers.meeting.since import changes
from ttdn_cli.papers.meeting.work import (
    DONE,
    ahead,
    led_by,
    named_window,
    newest_entries,
    next_period,
    obstacles_of_leads,
    said_by_leads,
    with_members,
    work,
)
from ttdn_cli.render.text import followed_line
from ttdn_cli.results.diagnostics import Report, Row, names_of, reasons, tables_of
from ttdn_cli.results.last_said import last_said, last_said_by_part
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import AMENDED_BY, WAIVED_BY

OUTCOMES = {
    Outcome.DONE_ON_TIME: N_("completed on time"),
    Outcome.DONE_LATE: N_("completed late"),
    Outcome.IN_TIME: N_("within the due date"),
    Outcome.OVERDUE: N_("not completed, overdue"),
    Outcome.NOT_BEGUN: N_("its time has not come"),
    Outcome.CANCELLED: N_("cancelled or withdrawn"),
    Outcome.UNDATED_OPEN: N_("no due date set"),
    Outcome.UNDATED_DONE: N_("no due date set, completed"),
}


def meeting(case: Case, report: Report, words: Words, before: Case | None = None) -> Meeting:
    """Return the content of the papers: what stands on D, and what the reports say.

    `case` is made of reports whose texts were kept; `report` is the judgement of the same case by all rules. `before`
    is the case of an earlier day, where what has changed since is asked for.
    """
    found = _Desk(case, report, words).meeting()
    found = found._replace(since=changes(before, case, report, words)) if before else found
    return found._replace(agencies=agencies_in(found, case))


class _Desk:
    """One meeting being prepared."""

    def __init__(self, case: Case, report: Report, words: Words) -> None:
        self.case, self.report, self.words = case, report, words
        self.reasons = reasons(words, tables_of(case))
        self.waived = {
            (row.rule, row.task or row.agency, row.occurrence or row.period): self._why(row.waiver)
            for row in report.waived
            if row.waiver
        }

    def meeting(self) -> Meeting:
        """Return everything."""
        case, words, period = self.case, self.words, next_period(self.case)
        totals = Totals(*(sum(one is outcome for one in case.outcomes.by_occurrence.values()) for outcome in Outcome))
        owed, silent, heat = reports_owed(case, words, self.waived, self.reasons)
        overdue = [self._due(one) for one in case.outcomes.having(Outcome.OVERDUE)]
        soon = [self._due(one) for one in case.occurrences if case.outcomes.is_due_soon(one)]
        return Meeting(
            plan=self._plan(),
            as_of=case.as_of,
            period=words.period(case.cutoff.quarter.id) if case.cutoff.quarter else "",
            complete=case.complete,
            followed=tuple(f"{one}." for one in followed_line(case.following.shown, case.not_followed, words)),
            soon_days=case.soon,
            totals=totals,
            shares=tuple(self._shares(totals)),
            overdue=tuple(sorted(overdue, key=lambda row: -row.days)),
            soon=tuple(sorted(soon, key=lambda row: row.days)),
            owed=owed,
            silent=tuple(silent),
            tasks=tuple(TaskHead(one.id, one.title, self._names(one.lead)) for one in case.plan.tasks),
            matrix=tuple(matrix(case, self.report, words)),
            bars=tuple(map(self._bar, case.occurrences)),
            periods=tuple(words.period(one.id) for one in case.periods),
            heat=tuple(heat),
            done=tuple(self._done()),
            notes=tuple(self._notes()),
            waived=tuple(map(self._waived, self.report.waived)),
            clarify=tuple(clarify(case, self.report, words)),
            work=tuple(work(case, self.reasons)),
            next_period=words.period(period.id) if period else "",
            ahead=tuple(self._ahead(period)),
            quality=quality(case, self.report, words),
            agencies={},
            unread=tuple(one.path for one in self.report.files if one.verdict == "unread"),
            names=names_of(case),
            uncounted=uncounted(case, self.report),
            files=tuple(one.path for one in self.report.files),
        )

    def _names(self, identities: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.case.directory.name, identities))

    def _why(self, waiver: WaivedBy) -> str:
        return self.words.say(WAIVED_BY, **waiver._asdict())

    def _plan(self) -> PlanHead:
        plan = self.case.plan
        document, focal = plan.document, plan.reporting.to
        told = dict.fromkeys(
            one.document.number or self.words.day(one.effective)
            for amendments in self.case.amendments.by_task.values()
            for one in sorted(amendments, key=lambda one: one.effective)
        )
        return PlanHead(
            id=plan.id,
            revision=plan.revision,
            title=document.title or plan.id,
            number=document.number or "",
            issued=document.date,
            place=document.place or "",
            issuer=document.issuer or "",
            programme=document.programme or "",
            begins=plan.begins,
            ends=plan.ends,
            focal=self.case.directory.name(self.case.directory.successors(focal)[0]) if focal else "",
            amended_by=tuple(told),
        )

    def _shares(self, totals: Totals) -> Iterator[Share]:
        say = self.words.say
        completed = say(N_("Completed"))
        table = say(N_("occurrences with a due date that have begun"))
        passed = totals.done + totals.overdue
        yield Share(completed, totals.done, table, totals.table)
        yield Share(say(N_("Completed on time")), totals.done_on_time, say(N_("occurrences completed")), totals.done)
        settled = say(N_("occurrences completed or overdue"))
        yield Share(completed, totals.done, settled, passed)
        yield Share(say(N_("Not completed, overdue")), totals.overdue, settled, passed)

    def _due(self, occurrence: Occurrence) -> DueRow:
        case = self.case
        behind = case.authoritative.who_is_behind(occurrence)
        due = occurrence.due or case.as_of
        late = case.as_of > due
        rule = "overdue" if late else "due-soon"
        said = last_said(case, occurrence)
        return DueRow(
            task=occurrence.task,
            occurrence=named_window(occurrence, self.words),
            title=case.tasks[occurrence.task].title,
            agencies=with_members(case, behind),
            behind=self._names(behind),
            due=due,
            days=abs((case.as_of - due).days),
            state=said_by_leads(case, occurrence, self.reasons),
            heard=case.authoritative.last_heard(occurrence),
            confirmed=not late or case.outcomes.is_confirmed(occurrence),
            is_one_word=said.not_counted is None and not last_said_by_part(case, occurrence),
            is_received=said.not_counted is not None and said.not_counted.because == "rejected",
            obstacles=obstacles_of_leads(case, occurrence, self.words),
            notes=self._remarks(occurrence),
            waived=self.waived.get((rule, occurrence.task, occurrence.id), ""),
        )

    def _remarks(self, occurrence: Occurrence) -> str:
        say = self.words.say
        phase = occurrence.milestone
        found = [phase.name] if phase and phase.name and not phase.id else []
        if occurrence.due and occurrence.due != occurrence.ends:
            found.append(say(N_("moved from {day}, a day off"), day=occurrence.ends))
        if self.case.is_aspirational(occurrence):
            found.append(say(N_("striven for")))
        if told := amending(self.case, gives_time, occurrence):
            documents = tuple(one.document.number or one.effective.isoformat() for one in told)
            found.append(say(AMENDED_BY, documents=documents))
        return "; ".join(found)

    def _outcome(self, occurrence: Occurrence) -> Cell:
        outcome = self.case.outcomes.of(occurrence)
        return Cell(outcome.value, self.words.say(OUTCOMES[outcome]))

    def _settled(self, occurrence: Occurrence) -> str:
        """Return the outcome of what is done or cancelled by now; "" of all else."""
        outcome = self.case.outcomes.by_occurrence.get((occurrence.task, occurrence.id))
        return self.words.say(OUTCOMES[outcome]) if outcome in (*DONE, Outcome.CANCELLED) else ""

    def _outcome_with_days(self, occurrence: Occurrence, completed: date) -> Cell:
        """Return the outcome of what is done and, where it was late, by how many days."""
        outcome = self._outcome(occurrence)
        late = (completed - occurrence.due).days if occurrence.due else 0
        return Cell(outcome.code, self.words.say(N_("completed {days} late"), days=Days(late))) if late > 0 else outcome

    def _said(self, occurrence: Occurrence) -> str:
        """Return what was last said of work that is still to be done; "" before its time, until something is said."""
        outcome, said = self.case.outcomes.of(occurrence), last_said(self.case, occurrence)
        is_settled = outcome in (*DONE, Outcome.CANCELLED) or (outcome is Outcome.NOT_BEGUN and said.is_silence)
        return "" if is_settled else said_by_leads(self.case, occurrence, self.reasons)

    def _bar(self, occurrence: Occurrence) -> Bar:
        reported = self.case.authoritative.entry(occurrence)
        is_done = self.case.outcomes.of(occurrence) in DONE
        return Bar(
            task=occurrence.task,
            occurrence=named_window(occurrence, self.words),
            title=self.case.tasks[occurrence.task].title,
            agencies=led_by(self.case, occurrence),
            leads=self.case.lead_names(occurrence),
            begins=occurrence.begins,
            ends=occurrence.ends,
            due=occurrence.due,
            completed=reported.entry.completed_on if reported and is_done else None,
            outcome=self._outcome(occurrence),
            said=self._said(occurrence),
            notes=self._remarks(occurrence),
        )

    def _done(self) -> Iterator[DoneRow]:
        for occurrence in self.case.outcomes.having(*DONE):
            reported = self.case.authoritative.entry(occurrence)
            if reported is None or reported.entry.completed_on is None:
                continue
            said = completed(self.case, occurrence, self.words)
            yield DoneRow(
                task=occurrence.task,
                occurrence=named_window(occurrence, self.words),
                title=self.case.tasks[occurrence.task].title,
                agencies=led_by(self.case, occurrence),
                leads=self.case.lead_names(occurrence),
                due=occurrence.due,
                completed=reported.entry.completed_on,
                outcome=self._outcome_with_days(occurrence, reported.entry.completed_on),
                delivered=said.delivered,
                evidence=said.evidence,
                result=said.result,
            )

    def _notes(self) -> Iterator[NoteRow]:
        for occurrence, agency, (report, entry) in newest_entries(self.case):
            texts = entry.texts
            if texts is None or not (texts.obstacles or texts.proposals):
                continue
            yield NoteRow(
                agencies=(agency,),
                agency=self.words.show(self.case.name_now(agency)),
                task=occurrence.task,
                occurrence=named_window(occurrence, self.words),
                title=self.case.tasks[occurrence.task].title,
                settled=self._settled(occurrence),
                period=self.words.period(report.period.id),
                submitted_on=report.submitted_on,
                obstacles=self.words.written(texts.obstacles),
                proposals=self.words.written(texts.proposals),
            )

    def _ahead(self, period: Period | None) -> Iterator[AheadRow]:
        both, first, last = N_("begins and falls due"), N_("begins"), N_("falls due")
        for occurrence, begins, is_due in ahead(self.case, period):
            yield AheadRow(
                agencies=led_by(self.case, occurrence),
                task=occurrence.task,
                occurrence=named_window(occurrence, self.words),
                title=self.case.tasks[occurrence.task].title,
                leads=self.case.lead_names(occurrence),
                begins=occurrence.begins,
                due=occurrence.due,
                what=self.words.say(both if begins and is_due else first if begins else last),
                notes=self._remarks(occurrence),
            )

    def _waived(self, row: Row) -> WaivedRow:
        by = row.waiver or WaivedBy("", "", self.case.as_of)
        agencies = (row.agency,) if row.agency else ()
        return WaivedRow(agencies, row.rule, row.message, by.reason, by.authority, by.until)

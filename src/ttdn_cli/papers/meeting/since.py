"""What has changed between two days: the same plan and reports, judged as of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ttdn_cli.findings import Days
from ttdn_cli.judging.amending import Changes, amending, gives_lead, gives_time, withdraws
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.not_counted import rejected_file
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.judging.waivers import WaivedBy
from ttdn_cli.papers.letter_text import tell
from ttdn_cli.papers.meeting.content_since import CameRow, ChangeRow, Since
from ttdn_cli.papers.meeting.work import DONE, led_by, named_window, said_by_leads
from ttdn_cli.results.diagnostics import Report, reasons, tables_of
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import AMENDED_BY, VERDICTS, WAIVED, WAIVED_BY

if TYPE_CHECKING:
    from ttdn_cli.intake.submission import Submission
    from ttdn_cli.model.schedule import Occurrence

# What may have changed of an occurrence, in the order in which a meeting asks for it.
CHANGES = {
    "overdue": N_("Newly overdue"),
    "done": N_("Completed, or reported completed, since then"),
    "moved": N_("Due date moved"),
    "led": N_("Lead agency changed"),
    "cancelled": N_("Cancelled or withdrawn since then"),
    "reopened": N_("No longer counted as completed"),
    "eased": N_("No longer overdue, and not completed"),
    "added": N_("Brought in by an amendment"),
    "dropped": N_("Ended by an amendment"),
    "begun": N_("Begun since then"),
}
_Key = tuple[str, str]
_Waived = Mapping[tuple[str | None, str | None], WaivedBy | None]


def changes(before: Case, case: Case, report: Report, words: Words) -> Since:
    """Return what has changed from the day of `before` to D; `report` is the judgement as of D."""
    waived = {(row.task, row.occurrence): row.waiver for row in report.waived if row.rule == "overdue"}
    desk = _Desk(before, case, words, waived)
    order = list(CHANGES)
    return Since(
        day=before.as_of,
        changes=tuple(sorted(desk.changes(), key=lambda row: order.index(row.kind))),
        came=tuple(desk.came({one.path: one.verdict for one in report.files})),
        undated=tuple(one.file for one in case.received.submissions if one.submitted_on is None),
    )


class _Desk:
    """Two days, side by side."""

    def __init__(self, before: Case, case: Case, words: Words, waived: _Waived) -> None:
        self.before, self.case, self.words, self.waived = before, case, words, waived
        self.reasons = reasons(words, tables_of(case))
        self.was, self.outcomes = before.outcomes.by_occurrence, case.outcomes.by_occurrence
        self.old = {(one.task, one.id): one for one in before.all_occurrences}
        self.new = {(one.task, one.id): one for one in case.all_occurrences}
        self.moved = dict(self._moved())

    def _moved(self) -> Iterator[tuple[_Key, Occurrence]]:
        """Yield the occurrences of D of which the due date was another one, with what they were."""
        for then in self.old.values():
            now = self.case.amendments.standing_for(then.task, then.id)
            if len(now) == 1 and now[0].due != then.due:
                yield (now[0].task, now[0].id), then

    def changes(self) -> Iterator[ChangeRow]:
        """Yield every change, in the plan's order."""
        for key, one in self.new.items():
            kinds = {kind: what for kind, what in self._kinds(key, one) if what is not None}
            for kind, what in kinds.items():
                yield self._row(self.case, kind, one, what)
        kept = {(one.task, one.id) for one in self.moved.values()}
        for key, one in self.old.items():
            if key not in self.new and key not in kept:
                yield self._row(self.before, "dropped", one, self._amended(gives_time, one))

    def _kinds(self, key: _Key, one: Occurrence) -> Iterator[tuple[str, str | None]]:
        yield from self._planned(key, one)
        was, outcome = self.was.get(key), self.outcomes.get(key)
        if outcome is None:
            return
        if outcome is Outcome.OVERDUE and was is not outcome and self._is_new(key, one):
            days = Days(self.case.outcomes.days_overdue(one))
            said = "; ".join(filter(None, (self._said(one), self._why_waived(key))))
            yield "overdue", tell(self.words, N_("{days} overdue; {said}"), days=days, said=said)
        if outcome in DONE and was not in DONE:
            yield "done", self._completed(one)
        if outcome is Outcome.CANCELLED and was is not outcome:
            withdrawn = one.task in self.case.amendments.withdrawn
            yield "cancelled", self._amended(withdraws, one) if withdrawn else self._said(one)
        if was in DONE and outcome not in DONE:
            yield "reopened", self._said(one)
        if was is Outcome.OVERDUE and outcome in (Outcome.IN_TIME, Outcome.NOT_BEGUN, Outcome.UNDATED_OPEN):
            yield "eased", None if key in self.moved else self._said(one)
        if self.before.as_of <= one.begins < self.case.as_of and outcome in (Outcome.IN_TIME, Outcome.UNDATED_OPEN):
            yield "begun", self.words.say(N_("first day: {day}"), day=one.begins)

    def _planned(self, key: _Key, one: Occurrence) -> Iterator[tuple[str, str | None]]:
        """Yield what has changed of the plan itself."""
        then = self.moved.get(key) or self.old.get(key)
        if then is None:
            yield "added", self._amended(gives_time, one)
            return
        if key in self.moved:
            none = self.words.say(N_("no due date"))
            amended = self._amended(gives_time, then, one)
            yield "moved", self._from_to(then.due_shown or none, one.due_shown or none, amended)
        known, leads = (case.lead_assignments.named(each) for case, each in ((self.before, then), (self.case, one)))
        if known != leads:
            old, new = (tuple(map(self.case.directory.name, each)) for each in (known, leads))
            yield "led", self._from_to(old, new, self._amended(gives_lead, then, one))

    def _is_new(self, key: _Key, one: Occurrence) -> bool:
        """Tell whether what is overdue on D was not on the earlier day, also where only some files are given."""
        return self.case.complete or key in self.was or (one.due is not None and one.due >= self.before.as_of)

    def _said(self, one: Occurrence) -> str:
        return said_by_leads(self.case, one, self.reasons)

    def _why_waived(self, key: _Key) -> str:
        waiver = self.waived.get(key)
        return tell(self.words, WAIVED, why=tell(self.words, WAIVED_BY, **waiver._asdict())) if waiver else ""

    def _completed(self, one: Occurrence) -> str:
        reported = self.case.authoritative.entry(one)
        if reported is None or reported.entry.completed_on is None:
            return ""
        day, late = reported.entry.completed_on, 0
        if one.due:
            late = (day - one.due).days
        said = N_("completed on {day}, reported on {reported}")
        if late > 0:
            said = N_("completed on {day}, {late} late; reported on {reported}")
        return self.words.say(said, day=day, late=Days(late), reported=reported.report.submitted_on)

    def _from_to(self, old: object, new: object, amended: str) -> str:
        changed = tell(self.words, N_("from {old} to {new}"), old=old, new=new)
        return "; ".join(filter(None, (changed, amended)))

    def _amended(self, changes: Changes, *forms: Occurrence) -> str:
        """Return the words on what has so changed an occurrence between the two days; "" where no amendment has."""
        known = self.before.amendments.of(forms[0].task)
        told = [each for each in amending(self.case, changes, *forms) if each not in known]
        documents = tuple(each.document.number or each.effective.isoformat() for each in told)
        return self.words.say(AMENDED_BY, documents=documents) if documents else ""

    def _row(self, case: Case, kind: str, one: Occurrence, what: str) -> ChangeRow:
        return ChangeRow(
            kind=kind,
            agencies=led_by(case, one),
            task=one.task,
            occurrence=named_window(one, self.words),
            title=case.tasks[one.task].title,
            leads=case.lead_names(one),
            due=one.due,
            what=what,
        )

    def came(self, verdicts: dict[str, str]) -> Iterator[CameRow]:
        """Yield the reports that count, or were looked at, on D and not on the earlier day, by day of submission."""
        known = {one.file for one in self.before.received.submissions}
        found = [one for one in self.case.received.submissions if one.submitted_on and one.file not in known]
        for one in sorted(found, key=lambda one: (one.submitted_on, one.file)):
            if one.submitted_on:
                yield CameRow(
                    agencies=(one.agency,) if one.agency else (),
                    agency=self.words.show(self.case.name_now(one.agency)) if one.agency else "",
                    period=self.words.period(one.period.id) if one.period else "",
                    submitted_on=one.submitted_on,
                    became=self._became(one, verdicts[one.file]),
                    file=one.file,
                    counts=one.report is not None,
                )

    def _became(self, one: Submission, verdict: str) -> str:
        if one.report is None:
            return self.reasons.message(rejected_file(one))
        return self.words.say(VERDICTS[verdict])

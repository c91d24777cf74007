"""What has been submitted against one plan, as of one day. SPEC section 3, each definition once.

`as_of` is D: everything is judged at its beginning. Days are civil days, due dates inclusive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from ttdn_cli.findings import InputError, Place
from ttdn_cli.intake.submission import Entry, Report, Submission
from ttdn_cli.judging.cutoff import Cutoff, ReportedEntry, choose, first_entries, impossible
from ttdn_cli.judging.leads import LeadAssignments
from ttdn_cli.model.periods import Period
from ttdn_cli.model.states import State

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory, Party
    from ttdn_cli.model.plan import Plan
    from ttdn_cli.model.schedule import Deliverable, Occurrence

NEVER = date.max
WHOLE = 100  # percent
_RANKS = {State.NOT_STARTED: 0, State.IN_PROGRESS: 1, State.CANCELLED: 2, State.DONE: 3}


class Outcome(StrEnum):
    """What became of an occurrence; the first four are the Government's own two-by-two table."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    NOT_BEGUN = "not_begun"
    CANCELLED = "cancelled"
    UNDATED_OPEN = "undated_open"
    UNDATED_DONE = "undated_done"


class Case:
    """One plan, as it was on D, and the reports that count."""

    def __init__(  # noqa: PLR0913 - the parts of a judgement, each given once
        self,
        plan: Plan,
        plan_file: str,
        directory: Directory,
        submissions: Iterable[Submission],
        cutoff: Cutoff,
        *,
        complete: bool,
        soon: int = 0,
        older: Mapping[int, Plan] = MappingProxyType({}),
    ) -> None:
        """Take the plan as issued; `older` holds earlier revisions of it, as far as they are known.

        What falls due within `soon` days of D is due soon.
        """
        self.cutoff = cutoff
        self.as_of = cutoff.as_of
        self.directory = directory.on(self.as_of)
        self.lead_assignments = LeadAssignments(plan, self.directory, self.as_of)
        self.plan = self.lead_assignments.plan
        self.plan_file = plan_file
        self.withdrawn = plan.withdrawn(self.as_of)
        self.complete = complete
        self.soon = soon
        self.older = older
        self.tasks = self.lead_assignments.tasks
        looked_at = [one for one in submissions if self._is_looked_at(one)]
        self.reports, self.set_aside = choose(one.report for one in looked_at if one.report)
        counting = {id(report) for report in self.reports}
        self.submissions = looked_at
        self.input_errors = [
            input_error
            for one in looked_at
            if one.report is None or id(one.report) in counting
            for input_error in one.input_errors
        ]
        self._index()

    def _is_looked_at(self, one: Submission) -> bool:
        """Tell whether a file is within the cutoff: not of a later period, not submitted after the day known."""
        cutoff, period = self.cutoff, one.filed
        if one.submitted_on and cutoff.known_by and one.submitted_on > cutoff.known_by:
            return False
        if period is None:
            return True
        return period.begins < cutoff.as_of and not (cutoff.quarter and period.begins > cutoff.quarter.begins)

    def _index(self) -> None:
        self.by_key: dict[tuple[str, str], Report] = {}
        self._heard = {successor for report in self.reports for successor in self.successors(report)}
        self._reported: dict[tuple[str, str], dict[str, list[ReportedEntry]]] = defaultdict(dict)
        windows = self.lead_assignments.windows
        for report in self.reports:  # in the order of period and submission
            successors = self.successors(report)
            for successor in successors:
                if report.agency == successor or (successor, report.period.id) not in self.by_key:
                    self.by_key[successor, report.period.id] = report
            for reported in first_entries(report):
                for window in windows(reported.entry):
                    said = self._reported[window.task, window.id]
                    for successor in successors:
                        said.setdefault(successor, []).append(reported)

    def successors(self, report: Report) -> tuple[str, ...]:
        """Return who a report counts for on D: the agency that wrote it, or those that have taken over from it."""
        return self.directory.successors(report.agency)

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """The occurrences that are judged, in the plan's order; in a partial run only what the files lead."""
        return [
            occurrence
            for task in self.plan.tasks
            if self.complete or self._heard.intersection(self.lead_assignments.leads(task.id))
            for occurrence in self.plan.occurrences[task.id]
        ]

    @cached_property
    def all_occurrences(self) -> list[Occurrence]:
        """Every occurrence of the plan, judged here or not, in the plan's order."""
        return [occurrence for task in self.plan.tasks for occurrence in self.plan.occurrences[task.id]]

    @cached_property
    def periods(self) -> list[Period]:
        """The periods for which reports were due: they ended before D and are not after the quarter."""
        last = self.cutoff.quarter.ends if self.cutoff.quarter else NEVER
        return [one for one in self.plan.periods.values() if one.ends < self.as_of and one.ends <= last]

    def report_due(self, period: Period) -> date | None:
        """Return the last day (inclusive) on which a report for a period is in time; None where the plan sets none."""
        last = self.plan.reporting.due_day(period)
        return self.plan.working_day(last) if last else None

    def leads(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the ids of the lead agencies; of a group as lead, its members."""
        return self.lead_assignments.leads(occurrence.task)

    def led_by(self, report: Report, task: str) -> bool:
        """Tell whether the agency of a report led a task when it submitted the report."""
        leads = self.lead_assignments.leads(task, report.submitted_on)
        return any(successor in leads for successor in self.successors(report))

    def said_by(self, agency: str, occurrence: Occurrence) -> list[ReportedEntry]:
        """Return what an agency said of an occurrence, oldest first."""
        return self._reported.get((occurrence.task, occurrence.id), {}).get(agency, [])

    def speakers(self, occurrence: Occurrence) -> dict[str, list[ReportedEntry]]:
        """Return all that was said of an occurrence, by agency."""
        return self._reported.get((occurrence.task, occurrence.id), {})

    def lead_entries(self, occurrence: Occurrence) -> list[ReportedEntry]:
        """Return all that was said of an occurrence by who led it at the time, oldest first for each lead."""
        task = occurrence.task
        if not self.lead_assignments.changed_lead(task):
            return [reported for lead in self.leads(occurrence) for reported in self.said_by(lead, occurrence)]
        return [
            reported
            for lead in (*self.lead_assignments.former_leads(task), *self.leads(occurrence))
            for reported in self.said_by(lead, occurrence)
            if self.lead_assignments.led_on(task, lead, reported.report.submitted_on)
        ]

    def authoritative(self, occurrence: Occurrence, before: Period | None = None) -> ReportedEntry | None:
        """Return the entry that decides: the lead's newest; of several leads the least advanced.

        Of a group of which any member may answer, the most advanced one counts. Who was given the lead by an
        amendment inherits what the former lead reported, until it reports itself.
        A lead that has said nothing leaves the occurrence undecided, but in a partial run nothing is concluded from
        reports that are not there. With `before`, only reports for earlier periods are asked.
        """
        heard = self._moments.get((occurrence.task, occurrence.id), ())
        # A plan of many years asks this for every period; the answer changes only where something was said.
        key = (occurrence.task, occurrence.id, bisect_left(heard, before.begins) if before else len(heard))
        if key not in self._decided:
            self._decided[key] = self._decide(occurrence, before)
        return self._decided[key]

    @cached_property
    def _decided(self) -> dict[tuple[str, str, int], ReportedEntry | None]:
        return {}

    @cached_property
    def _moments(self) -> dict[tuple[str, str], list[date]]:
        """The beginnings of the periods for which anything was said of an occurrence, in order."""
        return {
            key: sorted({reported.report.period.begins for entries in by_agency.values() for reported in entries})
            for key, by_agency in self._reported.items()
        }

    def _decide(self, occurrence: Occurrence, before: Period | None) -> ReportedEntry | None:
        newest = []
        for party in self.lead_assignments.parties(occurrence.task):
            if reported := self._newest(party, occurrence, before):
                newest.append(reported)
            elif self.complete or self._heard.intersection(party.members):
                return None
        return min(newest, key=self._advance, default=None)

    def _newest(self, party: Party, occurrence: Occurrence, before: Period | None) -> ReportedEntry | None:
        """Return what a party to the lead said last, or what it inherits from former leads."""
        task = occurrence.task
        own = [reported for one in party.members if (reported := self._last(one, occurrence, before))]
        if self.lead_assignments.changed_lead(task):
            as_lead = [one for member in party.members if (one := self._last(member, occurrence, before, as_lead=True))]
            former = self.lead_assignments.former_leads(task)
            inherited = [one for agency in former if (one := self._last(agency, occurrence, before, as_lead=True))]
            if inherited and not as_lead:
                return min(inherited, key=self._advance)
            own = as_lead or own
        return max(own, key=self._advance, default=None)

    def _last(
        self, agency: str, occurrence: Occurrence, before: Period | None, *, as_lead: bool = False
    ) -> ReportedEntry | None:
        """Return the newest entry of an agency, before a period and as a lead, where that is asked for."""
        for reported in reversed(self.said_by(agency, occurrence)):
            early = before is None or reported.report.period.begins < before.begins
            if early and (
                not as_lead or self.lead_assignments.led_on(occurrence.task, agency, reported.report.submitted_on)
            ):
                return reported
        return None

    def _advance(self, reported: ReportedEntry) -> tuple[int, int, int]:
        entry = reported.entry
        completed = entry.completed_on.toordinal() if entry.completed_on else 0
        return _RANKS[self.state(reported)], entry.progress or 0, -completed

    def state(self, reported: ReportedEntry) -> State:
        """Return the state that an entry counts as: a claim of done that cannot be true is still in progress."""
        entry = reported.entry
        if entry.state is not State.DONE:
            return entry.state
        late = entry.completed_on is not None and entry.completed_on >= self.as_of
        if late or self.contradicts(entry) or impossible(self.plan, reported):
            return State.IN_PROGRESS
        return State.DONE

    def outcome(self, occurrence: Occurrence) -> Outcome:
        """Return what became of an occurrence as of D (SPEC 3)."""
        reported = self.authoritative(occurrence)
        state = self.state(reported) if reported else State.NOT_STARTED
        if state is State.DONE and reported and reported.entry.completed_on:
            if occurrence.due is None:
                return Outcome.UNDATED_DONE
            return Outcome.DONE_ON_TIME if reported.entry.completed_on <= occurrence.due else Outcome.DONE_LATE
        if state is State.CANCELLED or occurrence.task in self.withdrawn:
            return Outcome.CANCELLED
        if occurrence.due is None:
            return Outcome.UNDATED_OPEN
        if occurrence.begins >= self.as_of:
            return Outcome.NOT_BEGUN
        return Outcome.OVERDUE if occurrence.due < self.as_of else Outcome.IN_TIME

    @cached_property
    def outcomes(self) -> dict[tuple[str, str], Outcome]:
        """The outcome of every occurrence that is judged, by task and occurrence id."""
        return {(one.task, one.id): self.outcome(one) for one in self.occurrences}

    def is_active(self, occurrence: Occurrence, period: Period) -> bool:
        """Tell whether an occurrence had begun by the period's end and was not reported finished before it."""
        if occurrence.begins > period.ends or occurrence.task in self.withdrawn:
            return False
        reported = self.authoritative(occurrence, before=period)
        return reported is None or self.state(reported) not in (State.DONE, State.CANCELLED)

    def active(self, period: Period) -> list[Occurrence]:
        """Return the occurrences of the whole plan that are active in a period, in the plan's order."""
        if period.id not in self._active:
            windows = self.plan.occurrences
            every = (one for task in self.plan.tasks for one in windows[task.id])
            self._active[period.id] = [one for one in every if self.is_active(one, period)]
        return self._active[period.id]

    @cached_property
    def _active(self) -> dict[str, list[Occurrence]]:
        return {}

    def is_missing(self, asked: str, occurrence: Occurrence) -> bool:
        """Tell whether no lead's entry up to D names a coordinator of the plan (SPEC 4, `missing-coordinator`)."""
        leads = frozenset(self.leads(occurrence))
        return asked not in leads and not self.directory.is_answered(asked, self._all_named(occurrence), leads)

    def missing_members(self, asked: str, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the members of a missing group that no entry names, where the group requires all of them."""
        return self.directory.unanswered(asked, self._all_named(occurrence), frozenset(self.leads(occurrence)))

    def _all_named(self, occurrence: Occurrence) -> frozenset[str]:
        return frozenset(one for reported in self.lead_entries(occurrence) for one in self.named(reported))

    def missing_coordinators(self, occurrence: Occurrence) -> list[str]:
        """Return the coordinators that are missing, in the plan's order, when the leads report work."""
        reported = self.authoritative(occurrence)
        if reported is None or self.state(reported) not in (State.DONE, State.IN_PROGRESS):
            return []
        return [one for one in self.tasks[occurrence.task].coordinators if self.is_missing(one, occurrence)]

    def answerable(self, occurrence: Occurrence) -> str:
        """Return the lead that a finding is about: whose entry decides, or the first that has said nothing."""
        reported = self.authoritative(occurrence)
        leads = self.leads(occurrence)
        spoke = [successor for successor in self.successors(reported.report) if successor in leads] if reported else []
        return (*spoke, *self.silent_leads(occurrence), *self.tasks[occurrence.task].lead)[0]

    def silent_leads(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the leads that have said nothing of an occurrence; a group when any of its members might have."""
        parties = self.lead_assignments.parties(occurrence.task)
        return tuple(one.name for one in parties if self._newest(one, occurrence, None) is None)

    def named(self, reported: ReportedEntry) -> tuple[str, ...]:
        """Return the agencies and groups that an entry names as taking part, as they are on D."""
        return self.directory.successors_of([one for one in reported.entry.named if one])

    def window(self, entry: Entry) -> Occurrence | None:
        """Return the occurrence that an entry speaks of, as it is on D; None where an amendment has left none."""
        windows = self.lead_assignments.windows(entry)
        return windows[0] if windows else None

    def contradicts(self, entry: Entry) -> bool:
        """Tell whether state and progress cannot both be true; a milestone may ask for less than the whole."""
        if entry.progress is None:
            return False
        if entry.state is not State.DONE or entry.progress >= WHOLE:
            return entry.state is State.NOT_STARTED and entry.progress > 0
        window = self.window(entry)
        share = window.milestone.percent if window and window.milestone else None
        return entry.progress < (WHOLE if share is None else share)

    def deliverables(self, occurrence: Occurrence) -> tuple[Deliverable, ...]:
        """Return what an occurrence must produce: what its milestone asks for, else what the task does."""
        own = occurrence.milestone.deliverables if occurrence.milestone else ()
        return own or self.tasks[occurrence.task].deliverables

    def is_aspirational(self, occurrence: Occurrence) -> bool:
        """Tell whether the plan only strives for the due date (phấn đấu)."""
        return self.tasks[occurrence.task].schedule.aspirational

    def lead_names(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the names of the leads, agencies or groups, for messages."""
        return tuple(self.directory.name(lead) for lead in self.tasks[occurrence.task].lead)

    def task_place(self, task: str, field: str = "", *rest: str | int) -> Place:
        """Return the place of a task in the plan, or of one of its fields: where an amendment changes it, there."""
        return Place(self.plan_file, self.lead_assignments.at(task, field, *rest))

    def place(self, occurrence: Occurrence) -> Place:
        """Return where an occurrence is spoken of: its authoritative entry, else the task's schedule in the plan."""
        reported = self.authoritative(occurrence)
        return reported.place if reported else self.task_place(occurrence.task, "schedule")

    def last_heard(self, occurrence: Occurrence) -> date | None:
        """Return the day on which the lead last reported on an occurrence, or None when it never did."""
        reported = self.authoritative(occurrence)
        return reported.report.submitted_on if reported else None

    def is_confirmed(self, occurrence: Occurrence) -> bool:
        """Tell whether the lead was heard after the due date, so that the delay is more than silence."""
        heard = self.last_heard(occurrence)
        return heard is not None and occurrence.due is not None and heard > occurrence.due

    def is_due_soon(self, occurrence: Occurrence) -> bool:
        """Tell whether an occurrence in time falls due within `soon` days of D."""
        if occurrence.due is None or self.outcomes.get((occurrence.task, occurrence.id)) is not Outcome.IN_TIME:
            return False
        return (occurrence.due - self.as_of).days <= self.soon

    def with_outcome(self, *wanted: Outcome) -> list[Occurrence]:
        """Return the judged occurrences that came out so, in the plan's order."""
        return [one for one in self.occurrences if self.outcomes[one.task, one.id] in wanted]

    def errors_of(self, rule: str) -> list[InputError]:
        """Return what the reader and the models found, for the rule of that name."""
        return [input_error for input_error in self.input_errors if input_error.rule == rule]

"""What has been submitted against one plan, as of one day: the parts of a judgement, each definition in its own.

`as_of` is D: everything is judged at its beginning. Days are civil days, due dates inclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.findings import InputError, Phrase, Place
from ttdn_cli.intake.submission import Submission
from ttdn_cli.judging.active import ActiveOccurrences
from ttdn_cli.judging.amendments import Amendments
from ttdn_cli.judging.authoritative import AuthoritativeEntries
from ttdn_cli.judging.coordination import Coordination
from ttdn_cli.judging.cutoff import Cutoff, ReportedEntry
from ttdn_cli.judging.entries import Entries
from ttdn_cli.judging.extent import PartialExtent
from ttdn_cli.judging.following import Following
from ttdn_cli.judging.leads import LeadAssignments
from ttdn_cli.judging.not_counted import NotCountedReports
from ttdn_cli.judging.outcomes import Outcomes
from ttdn_cli.judging.received import ReceivedReports
from ttdn_cli.model.periods import Period
from ttdn_cli.text.labels import NOW

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.model.plan import Plan
    from ttdn_cli.model.schedule import Deliverable, Occurrence


class IssuedPlan(NamedTuple):
    """A plan as it was issued, with its amendments: the file that it stands in, and the registry of agencies.

    `older` holds earlier revisions of it, by number, as far as they are known.
    """

    plan: Plan
    file: str
    directory: Directory
    older: Mapping[int, Plan] = MappingProxyType({})


class Case:
    """One plan, as it was on D, and the reports that count.

    amendments        what amendments have made of the plan
    lead_assignments  who leads and coordinates a task, who stands for whom
    received          the reports that are looked at, and which of them count
    entries           what was said of an occurrence, by whom, and what it counts as
    following         from which period on reports are asked for, and what is judged of the time before
    authoritative     the entry that decides on an occurrence
    not_counted       why what was last reported of an occurrence does not count
    coordination      who was asked to take part, and whom the leads name
    active            the occurrences that reports for a period should speak of
    outcomes          what became of the occurrences that are judged
    """

    def __init__(
        self, issued: IssuedPlan, submissions: Iterable[Submission], cutoff: Cutoff, *, complete: bool, soon: int = 0
    ) -> None:
        """Take a plan, every file that was read, and what is known on D.

        Silence is judged where the reports are `complete`. What falls due within `soon` days of D is due soon.
        """
        self.issued, self.cutoff, self.as_of = issued, cutoff, cutoff.as_of
        self.complete, self.soon = complete, soon
        self.amendments = Amendments(issued.plan, cutoff.as_of)
        self.directory = issued.directory.on(cutoff.as_of)
        self.lead_assignments = LeadAssignments(self.amendments, self.directory)
        self.plan = self.lead_assignments.plan
        self.tasks = self.lead_assignments.tasks
        self.received = ReceivedReports(submissions, cutoff, self.directory)
        self.entries = Entries(self.received, self.lead_assignments, self.amendments)
        self.following = Following(cutoff.follow_from, self.entries, self.received.reports)
        self.authoritative = AuthoritativeEntries(self.entries, self.received, self.lead_assignments, complete=complete)
        self.not_counted = NotCountedReports(
            self.entries, self.received, self.authoritative, self.lead_assignments, self.amendments
        )
        self.coordination = Coordination(self.entries, self.authoritative, self.lead_assignments)
        self._extent = PartialExtent(self.received, self.entries, self.lead_assignments, self.amendments)
        self.active = ActiveOccurrences(
            self.all_occurrences, self.authoritative, self.amendments, self.following, self.lead_assignments
        )
        self.outcomes = Outcomes(self.occurrences, self.authoritative, self.amendments, soon=soon)

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """The occurrences that are judged, in the plan's order; in a partial run only what the files concern."""
        return [one for one in self._asked_for if self.following.covers(one)]

    @property
    def not_followed(self) -> int:
        """How many occurrences are left out: due before reporting began, and no report speaks of them."""
        return len(self._asked_for) - len(self.occurrences)

    @cached_property
    def _asked_for(self) -> list[Occurrence]:
        if self.complete:
            return self.all_occurrences
        judged = filter(self._extent.is_judged, self.all_occurrences)
        return [one for one in judged if self.authoritative.parts(one)]

    @cached_property
    def earlier(self) -> list[Occurrence]:
        """What a partial run leaves aside, as it may have been reported before: over, and in none of the files."""
        if self.complete:
            return []
        return [one for one in self.all_occurrences if self._extent.is_earlier(one) and self.following.covers(one)]

    def may_be_said_elsewhere(self, occurrence: Occurrence, reported: ReportedEntry) -> bool:
        """Tell whether a lead may have spoken of an occurrence, up to an entry's period, in a report not given."""
        return not self.complete and self._extent.may_be_said_elsewhere(occurrence, reported)

    @cached_property
    def all_occurrences(self) -> list[Occurrence]:
        """Every occurrence of the plan, judged here or not, in the plan's order."""
        return [occurrence for task in self.plan.tasks for occurrence in self.plan.occurrences[task.id]]

    @cached_property
    def periods(self) -> list[Period]:
        """The periods for which reports were due: asked for, ended before D and not after the quarter."""
        last = self.cutoff.quarter.ends if self.cutoff.quarter else date.max
        ended = (one for one in self.plan.periods.values() if one.ends < self.as_of and one.ends <= last)
        return [one for one in ended if self.following.expects(one)]

    def report_due(self, period: Period) -> date | None:
        """Return the last day (inclusive) on which a report for a period is in time; None where there is none."""
        last = self.plan.reporting.due_day(period) if self.following.expects(period) else None
        return self.plan.working_day(last) if last else None

    def errors_of(self, rule: str) -> list[InputError]:
        """Return what the reader and the models found in reports, for the rule of that name."""
        return self.received.errors_of(rule)

    def deliverables(self, occurrence: Occurrence) -> tuple[Deliverable, ...]:
        """Return what an occurrence must produce: what its milestone asks for, else what the task does."""
        own = occurrence.milestone.deliverables if occurrence.milestone else ()
        return own or self.tasks[occurrence.task].deliverables

    def is_aspirational(self, occurrence: Occurrence) -> bool:
        """Tell whether the plan only strives for the due date (phấn đấu), of the task or of the milestone."""
        return self.tasks[occurrence.task].schedule.strives_for(occurrence)

    def lead_names(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the names of the leads, agencies or groups, for messages."""
        return tuple(self.directory.name(lead) for lead in self.lead_assignments.named(occurrence))

    def name_now(self, agency: str) -> str | Phrase:
        """Return the name of an agency or group; of one that is gone, with who answers for it on D."""
        name, heirs = self.directory.name(agency), self.directory.standing_of((agency,))
        if not heirs or agency in heirs:
            return name
        return Phrase(NOW, {"agency": name, "heirs": tuple(map(self.directory.name, heirs))})

    def task_place(self, task: str, field: str = "", *rest: str | int) -> Place:
        """Return the place of a task in the plan, or of one of its fields: where an amendment changes it, there."""
        return Place(self.issued.file, self.amendments.at(task, field, *rest))

    def coordinator_place(self, task: str, asked: str, day: date | None = None) -> Place:
        """Return the place in the plan that asks for a coordinator of a task."""
        return Place(self.issued.file, self.lead_assignments.asked_at(task, asked, day))

    def place(self, occurrence: Occurrence) -> Place:
        """Return where an occurrence is spoken of: its authoritative entry, else the task's schedule in the plan."""
        reported = self.authoritative.entry(occurrence)
        return reported.place if reported else self.task_place(occurrence.task, "schedule")

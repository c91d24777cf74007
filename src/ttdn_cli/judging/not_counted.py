"""Why what was last reported of an occurrence does not count (SPEC 3, "What an entry counts as")."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ttdn_cli.findings import NotCounted, Place
from ttdn_cli.intake.submission import LeftOut, Report, Submission
from ttdn_cli.judging.amendments import Amendments
from ttdn_cli.judging.authoritative import FINISHED, AuthoritativeEntries
from ttdn_cli.judging.cutoff import ReportedEntry, newest_file
from ttdn_cli.judging.entries import Entries
from ttdn_cli.judging.leads import LeadAssignments
from ttdn_cli.judging.received import ReceivedReports
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Party
    from ttdn_cli.model.periods import Period
    from ttdn_cli.model.schedule import Occurrence

_CONTRADICTION = N_("reported done on {completed}; not counted because the progress is given as {progress}%")
_AFTER_SUBMISSION = N_(
    "reported done on {completed}; not counted because this is after the report was submitted ({submitted})"
)
_BEFORE_PLAN = N_("reported done on {completed}; not counted because this is before the plan begins ({begins})")
_AFTER_AS_OF = N_("reported done on {completed}; not counted because this is not before the as-of date, {as_of}")
_NO_EVIDENCE = N_("reported cancelled; not counted because no evidence is given")
_LEFT_OUT = N_("the item in the report for {found} is not counted because of {position}: {reason}")
_MANY_ERRORS = N_("the item in the report for {found} is not counted because of errors in it, {position}")
_REJECTED = N_("the file {file} was received but is not counted because: {reason}")
_REJECTED_UNKNOWN = N_("the file {file} was received but could not be read to its end, and is not counted")
_REJECTED_OF = N_("the file {file} of {day} was received but is not counted because: {reason}")


class NotCountedReports:
    """Entries, items left out and rejected files that stand as an agency's last word and do not count."""

    def __init__(
        self,
        entries: Entries,
        received: ReceivedReports,
        authoritative: AuthoritativeEntries,
        lead_assignments: LeadAssignments,
        amendments: Amendments,
    ) -> None:
        """Take what was said, what was handed in, which entries decide, who leads, and the plan as it is on D."""
        self._entries, self._received, self._authoritative = entries, received, authoritative
        self._leads, self._plan, self._as_of = lead_assignments, amendments.plan, amendments.as_of

    def of(self, occurrence: Occurrence) -> NotCounted | None:
        """Return why the last word of the lead whose part decides does not count; None when it does, or is silence.

        Of a task that is withdrawn nothing is asked, and nothing said amiss.
        """
        if occurrence.task in self._leads.withdrawn:
            return None
        parts = self._authoritative.behind(occurrence) or self._authoritative.parts(occurrence)
        for party, newest in parts:
            if found := self.of_party(party, occurrence, newest):
                is_one_of_several = len(parts) > 1 and not found.who
                return found._replace(who=self._leads.directory.name(party.name)) if is_one_of_several else found
        return None

    def of_party(self, party: Party, occurrence: Occurrence, newest: ReportedEntry | None) -> NotCounted | None:
        """Return why the last word of one party to the lead, which stands at `newest`, does not count."""
        left_out = self._authoritative.left_out(party, occurrence, newest)
        rejected = [
            one
            for agency in self._authoritative.voices(party, occurrence)
            for one in self._received.rejected(agency)
            if any(self._may_speak(agency, occurrence, period) for period in self._meant(one, agency))
        ]
        return self._last(party.members, newest, left_out, rejected)

    def of_agency(self, agency: str, occurrence: Occurrence) -> NotCounted | None:
        """Return why the last word of an agency itself on an occurrence does not count, as `of` does.

        A file of who does not lead may speak of it as long as its time is not over.
        """
        said, unread = self._entries.of(agency, occurrence), self._entries.left_out(agency, occurrence)
        newest = said[-1] if said else None
        left_out = unread[-1] if unread and (newest is None or unread[-1][0].order > newest.report.order) else None
        rejected = [
            one
            for one in self._received.rejected(agency)
            if any(
                occurrence.begins <= period.ends
                and (period.begins <= occurrence.ends or self._may_speak(agency, occurrence, period))
                for period in self._meant(one, agency)
            )
        ]
        return self._last((agency,), newest, left_out, rejected)

    def _meant(self, one: Submission, agency: str) -> list[Period]:
        """Return the periods that a rejected file may be for and of which no later report of its sender counts."""
        known = self._plan.periods
        return [known[meant] for meant in self._received.may_still_be_for(one, agency) if meant in known]

    def _may_speak(self, agency: str, occurrence: Occurrence, period: Period) -> bool:
        """Tell whether a file of an agency for a period may speak of an occurrence as its lead.

        So may one that was sent under a name that was none in that period.
        """
        if occurrence.begins > period.ends:
            return False
        is_known = self._leads.directory.existing((agency,), period)
        return not is_known or self._leads.led_in(occurrence, agency, period)

    def report(self, agencies: Iterable[str], period: Period) -> NotCounted | None:
        """Return why the last file of some agencies for a period, or for one that cannot be read, was rejected."""
        every = [one for agency in agencies for one in self._received.rejected(agency, period)]
        surely = [one for one in every if one.period or len(one.may_be_for) == 1]
        found = newest_file(surely or every)
        return rejected_file(found) if found else None

    def _last(
        self,
        own: tuple[str, ...],
        newest: ReportedEntry | None,
        left_out: tuple[Report, LeftOut] | None,
        rejected: list[Submission],
    ) -> NotCounted | None:
        """Return why a last word does not count: an entry, an item left out after it, the last file rejected since.

        Beside what came later an earlier word stands with its own reason. What is finished waits for no file. Who is
        not among `own` is named.
        """
        found = self.entry(newest) if newest else None
        if found and newest:
            found = found._replace(who=self._other(newest.report.agency, own))
        if left_out:
            found = _left_out(*left_out)._replace(before=found, who=self._other(left_out[0].agency, own))
        since = left_out[0].order if left_out else newest.report.order if newest else None
        later = [
            one for one in rejected if since is None or (one.order > since if one.period else one.order[1] > since[1])
        ]
        is_finished = newest is not None and self._entries.state(newest) in FINISHED
        if (last := newest_file(later)) and not is_finished:
            found = rejected_file(last)._replace(before=found, who=self._other(last.agency or "", own))
        return found

    def _other(self, sender: str, own: tuple[str, ...]) -> str:
        return "" if sender in own else self._leads.directory.name(sender)

    def entry(self, reported: ReportedEntry) -> NotCounted | None:
        """Return why an entry does not count as what it says; None when it does."""
        because, entry = self._entries.not_counted(reported), reported.entry
        if because is None:
            return None
        field = "completed_on"
        if because == "contradiction":
            message, field = _CONTRADICTION, "progress"
        elif because == "no-evidence":
            message, field = _NO_EVIDENCE, "state"
        elif because == "after-as-of":
            message = _AFTER_AS_OF
        else:
            message = _BEFORE_PLAN if self._entries.impossible(reported) == "before_plan" else _AFTER_SUBMISSION
        values = {
            "completed": entry.completed_on,
            "progress": entry.progress,
            "submitted": reported.report.submitted_on,
            "begins": self._plan.begins,
            "as_of": self._as_of,
        }
        return NotCounted(because, reported.at(field), message, values, came=reported.report.submitted_on)


def _left_out(report: Report, one: LeftOut) -> NotCounted:
    values = {"found": report.period}
    if one.error is None:
        return NotCounted("left-out", one.place, _MANY_ERRORS, values, came=report.submitted_on)
    return NotCounted("left-out", one.error.place, _LEFT_OUT, values, one.error, came=report.submitted_on)


def rejected_file(one: Submission) -> NotCounted:
    """Return why a file that was rejected does not count."""
    error = one.refused or next(iter(one.input_errors), None)
    message = _REJECTED_UNKNOWN if error is None else _REJECTED_OF if one.submitted_on else _REJECTED
    values = {"file": os.path.basename(one.file), "day": one.submitted_on}
    place = error.place if error else Place(one.file, (), 1, 1)
    return NotCounted("rejected", place, message, values, error, came=one.submitted_on)

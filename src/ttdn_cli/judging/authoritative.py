"""Which of the entries on an occurrence decides, and who is asked about it (SPEC 3, "The authoritative entry")."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.intake.submission import LeftOut, Report
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.judging.entries import Entries
from ttdn_cli.judging.leads import LeadAssignments
from ttdn_cli.judging.received import ReceivedReports
from ttdn_cli.model.periods import Period
from ttdn_cli.model.states import State

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Party
    from ttdn_cli.model.schedule import Occurrence

_RANKS = {State.NOT_STARTED: 0, State.IN_PROGRESS: 1, State.CANCELLED: 2, State.DONE: 3}


class AuthoritativeEntries:
    """The entry that decides on each occurrence, on D or as it stood before a period."""

    def __init__(
        self, entries: Entries, received: ReceivedReports, lead_assignments: LeadAssignments, *, complete: bool
    ) -> None:
        """Take what was said, by whom, and who leads; silence counts where the reports are `complete`."""
        self._entries, self._received, self._leads, self._complete = entries, received, lead_assignments, complete
        self._decided: dict[tuple[str, str, int], ReportedEntry | None] = {}
        self._known_moments: dict[tuple[str, str], list[date]] = {}

    def entry(self, occurrence: Occurrence, before: Period | None = None) -> ReportedEntry | None:
        """Return the entry that decides: the lead's newest; of several leads the least advanced.

        Of a group of which any member may answer, the most advanced one counts. Who was given the lead by an
        amendment inherits what the former lead reported, until it reports itself.
        A lead that has said nothing leaves the occurrence undecided, but in a partial run nothing is concluded from
        reports that are not there. With `before`, only reports for earlier periods are asked.
        """
        heard = self._moments(occurrence)
        # A plan of many years asks this for every period; the answer changes only where something was said.
        key = (occurrence.task, occurrence.id, bisect_left(heard, before.begins) if before else len(heard))
        if key not in self._decided:
            self._decided[key] = self._decide(occurrence, before)
        return self._decided[key]

    def _moments(self, occurrence: Occurrence) -> list[date]:
        """Return the beginnings of the periods for which anything was said of an occurrence, in order."""
        key = occurrence.task, occurrence.id
        if key not in self._known_moments:
            every = self._entries.by_agency(occurrence).values()
            self._known_moments[key] = sorted({one.report.period.begins for entries in every for one in entries})
        return self._known_moments[key]

    def _decide(self, occurrence: Occurrence, before: Period | None) -> ReportedEntry | None:
        newest = []
        for party in self._leads.parties(occurrence.task):
            if reported := self._newest(party, occurrence, before):
                newest.append(reported)
            elif self._complete or self._received.heard.intersection(party.members):
                return None
        return min(newest, key=self._advance, default=None)

    def _newest(self, party: Party, occurrence: Occurrence, before: Period | None) -> ReportedEntry | None:
        """Return what a party to the lead said last, or what it inherits from former leads."""
        task = occurrence.task
        own = [reported for one in party.members if (reported := self._last(one, occurrence, before))]
        if self._leads.changed_lead(task):
            as_lead = [one for member in party.members if (one := self._last(member, occurrence, before, as_lead=True))]
            former = self._leads.former_leads(task)
            inherited = [one for agency in former if (one := self._last(agency, occurrence, before, as_lead=True))]
            if inherited and not as_lead:
                return min(inherited, key=self._advance)
            own = as_lead or own
        return max(own, key=self._advance, default=None)

    def _last(
        self, agency: str, occurrence: Occurrence, before: Period | None, *, as_lead: bool = False
    ) -> ReportedEntry | None:
        """Return the newest entry of an agency, before a period and as a lead, where that is asked for."""
        for reported in reversed(self._entries.of(agency, occurrence)):
            early = before is None or reported.report.period.begins < before.begins
            if early and (not as_lead or self._leads.led_on(occurrence.task, agency, reported.report.submitted_on)):
                return reported
        return None

    def _advance(self, reported: ReportedEntry) -> tuple[int, int, int]:
        entry = reported.entry
        completed = entry.completed_on.toordinal() if entry.completed_on else 0
        return _RANKS[self._entries.state(reported)], entry.progress or 0, -completed

    def state(self, occurrence: Occurrence, before: Period | None = None) -> State:
        """Return what the entry that decides counts as; where there is none, the work has not started."""
        reported = self.entry(occurrence, before)
        return self._entries.state(reported) if reported else State.NOT_STARTED

    def behind(self, occurrence: Occurrence) -> list[tuple[Party, ReportedEntry | None]]:
        """Return the parties to the lead whose part decides, with what each said last: nothing, or what decides."""
        decides = self.entry(occurrence)
        newest = [
            (party, self._newest(party, occurrence, None))
            for party in self._leads.parties(occurrence.task)
            if self._complete or self._received.heard.intersection(party.members)
        ]
        return [(party, reported) for party, reported in newest if reported is decides]

    def left_out(
        self, party: Party, occurrence: Occurrence, newest: ReportedEntry | None
    ) -> tuple[Report, LeftOut] | None:
        """Return the last item left out in which a party spoke of an occurrence as its lead, after `newest`."""
        task, changed = occurrence.task, self._leads.changed_lead(occurrence.task)
        found = [
            pair
            for agency in (*party.members, *self._leads.former_leads(task))
            for pair in self._entries.left_out(agency, occurrence)
            if not changed or self._leads.led_on(task, agency, pair[0].submitted_on)
        ]
        last = max(found, key=lambda pair: pair[0].order, default=None)
        return last if last and (newest is None or last[0].order > newest.report.order) else None

    def last_heard(self, occurrence: Occurrence) -> date | None:
        """Return the day on which the lead last spoke of an occurrence, be it in an item left out, or None.

        Of several leads whose part decides, whoever was heard first; None when one of them never was.
        """
        heard: list[date] = []
        for party, newest in self.behind(occurrence):
            left_out = self.left_out(party, occurrence, newest)
            days = [one.submitted_on for one in (newest and newest.report, left_out and left_out[0]) if one]
            if not days:
                return None
            heard.append(max(days))
        return min(heard, default=None)

    def answerable(self, occurrence: Occurrence) -> str:
        """Return the lead that a finding is about: whose entry decides, or the first that has said nothing."""
        task = occurrence.task
        reported, leads = self.entry(occurrence), self._leads.leads(task)
        spoke = [one for one in self._received.successors(reported.report) if one in leads] if reported else []
        silent = (party.name for party, reported in self.behind(occurrence) if reported is None)
        return (*spoke, *silent, *self._leads.tasks[task].lead)[0]

    def silent_leads(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the leads that have said nothing of an occurrence; a group when any of its members might have."""
        return tuple(
            party.name
            for party in self._leads.parties(occurrence.task)
            if self._newest(party, occurrence, None) is None and self.left_out(party, occurrence, None) is None
        )

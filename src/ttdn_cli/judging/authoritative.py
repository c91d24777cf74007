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
from ttdn_cli.model.periods import ONE_DAY, Period
from ttdn_cli.model.states import State

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Party
    from ttdn_cli.model.schedule import Occurrence

_RANKS = {State.NOT_STARTED: 0, State.IN_PROGRESS: 1, State.CANCELLED: 2, State.DONE: 3}
FINISHED = (State.DONE, State.CANCELLED)


class AuthoritativeEntries:
    """The entry that decides on each occurrence, on D or as it stood before a period."""

    def __init__(
        self, entries: Entries, received: ReceivedReports, lead_assignments: LeadAssignments, *, complete: bool
    ) -> None:
        """Take what was said, by whom, and who leads; silence counts where the reports are `complete`."""
        self._entries, self._received, self._leads, self._complete = entries, received, lead_assignments, complete
        self._directory = lead_assignments.directory
        self._senders = {report.agency for report in received.reports}
        self._decided: dict[tuple[str, str, int, int], ReportedEntry | None] = {}
        self._known_moments: dict[tuple[str, str], list[date]] = {}

    def entry(self, occurrence: Occurrence, before: Period | None = None) -> ReportedEntry | None:
        """Return the entry that decides: the lead's newest; of several leads the least advanced.

        Of a group of which any member may answer, the most advanced one counts. Who took over
        stands at what those before it reported, until it reports itself.
        A lead that has said nothing leaves the occurrence undecided, but in a partial run nothing is concluded from
        reports that are not there. With `before`, only reports for earlier periods are asked.
        """
        heard = self._moments(occurrence)
        # A plan of many years asks this for every period; the answer changes only where something was said.
        said = bisect_left(heard, before.begins) if before else len(heard)
        key = (occurrence.task, occurrence.id, said, self._leads.turn(before.ends if before else None))
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
        for party in self._leads.answering(occurrence, before.ends if before else None):
            if reported := self._newest(party, occurrence, before):
                newest.append(reported)
            elif self._is_given(party):
                return None
        return min(newest, key=self._advance, default=None)

    def _is_given(self, party: Party) -> bool:
        """Tell whether silence of a party means anything: all reports are there, or one of it or of its kin is."""
        return self._complete or not self._received.heard.isdisjoint(party.members)

    def _newest(self, party: Party, occurrence: Occurrence, before: Period | None) -> ReportedEntry | None:
        """Return what a party to the lead said last, or where it stands by what those before it said."""
        day = min(before.ends, self._entries.as_of) if before else self._entries.as_of
        own = [reported for one in party.members if (reported := self._stand(one, occurrence, before, day))]
        at_work = [one for one in own if self._entries.state(one) is not State.CANCELLED]
        return max(at_work or own, key=self._advance, default=None)  # of a group, who gave up speaks last

    def _stand(self, agency: str, occurrence: Occurrence, before: Period | None, day: date) -> ReportedEntry | None:
        """Return the entry at which a lead stands on a day (SPEC 3, "Who is asked, who speaks").

        Its own newest for a period that ended after it took over; before it has one, the least advanced of those whose
        part it took over. In a partial run whose file is not given is not silent.
        """
        taken = self._leads.took_over(occurrence, agency, day)
        own = self._last(agency, occurrence, before, taken[0] if taken else date.min)
        if taken is None:
            return own
        since, parts = taken
        theirs = {one: self._stand(one, occurrence, before, since - ONE_DAY) for one in parts}
        heard = [one for one in theirs.values() if one]
        is_silent = any(one is None and (self._complete or who in self._senders) for who, one in theirs.items())
        inherited = min(heard, key=self._advance) if heard and not is_silent else None
        return self._later_done(inherited, own) if own and inherited else own or inherited

    def _later_done(self, earlier: ReportedEntry, newest: ReportedEntry) -> ReportedEntry:
        """Return the newest, or an earlier period's done that counts and came in on a later day."""
        later = earlier.report.submitted_on > newest.report.submitted_on
        sooner = earlier.report.period.begins < newest.report.period.begins
        return earlier if later and sooner and self._entries.state(earlier) is State.DONE else newest

    def _last(self, agency: str, occurrence: Occurrence, before: Period | None, since: date) -> ReportedEntry | None:
        """Return the newest entry of an agency as a lead for a period that ended since a day, and before a period."""
        found: ReportedEntry | None = None
        for reported in reversed(self._entries.of(agency, occurrence)):
            period = reported.report.period
            if (before and period.begins >= before.begins) or period.ends < since:
                continue
            if self._leads.led_in(occurrence, agency, period):
                found = self._later_done(reported, found) if found else reported
        return found

    def _advance(self, reported: ReportedEntry) -> tuple[int, int, int]:
        entry = reported.entry
        state = self._entries.state(reported)
        completed = entry.completed_on.toordinal() if entry.completed_on and state is State.DONE else 0
        progress = (entry.progress or 0) if state is State.IN_PROGRESS else 0
        return _RANKS[state], progress, -completed

    def is_finished(self, party: Party, occurrence: Occurrence, before: Period) -> bool:
        """Tell whether a party to the lead has done its part, or given it up, by its reports for earlier periods."""
        reported = self._newest(party, occurrence, before)
        return reported is not None and self._entries.state(reported) in FINISHED

    def state(self, occurrence: Occurrence, before: Period | None = None) -> State:
        """Return what the entry that decides counts as; where there is none, the work has not started."""
        return self.counted(self.entry(occurrence, before))

    def counted(self, reported: ReportedEntry | None) -> State:
        """Return what an entry counts as; none is work that has not started."""
        return self._entries.state(reported) if reported else State.NOT_STARTED

    def newest_of_all(self, occurrence: Occurrence) -> list[ReportedEntry]:
        """Return the newest entry of each lead and member, each once, without those that are caught."""
        day = self._entries.as_of
        found: list[ReportedEntry] = []
        for party in self._leads.answering(occurrence):
            for one in party.members:
                reported = self._stand(one, occurrence, None, day)
                if reported and reported not in found and self._entries.not_counted(reported) is None:
                    found.append(reported)
        return found

    def has_leads(self, occurrence: Occurrence) -> bool:
        """Tell whether any lead has begun to exist by D."""
        return bool(self._leads.answering(occurrence))

    def parts(self, occurrence: Occurrence) -> list[tuple[Party, ReportedEntry | None]]:
        """Return the parties to the lead that are judged, with the entry at which each stands; None is silence."""
        every = ((party, self._newest(party, occurrence, None)) for party in self._leads.answering(occurrence))
        return [(party, reported) for party, reported in every if reported or self._is_given(party)]

    def is_whole(self, occurrence: Occurrence) -> bool:
        """Tell whether all that the leads and their members delivered is known: no report of any of them is missing."""
        parties = self._leads.answering(occurrence)
        return self._complete or self._received.heard.issuperset(one for party in parties for one in party.members)

    def behind(self, occurrence: Occurrence) -> list[tuple[Party, ReportedEntry | None]]:
        """Return the parties to the lead that have not done their part, in the plan's order, with where each stands.

        Who has cancelled its part, with a document, has no more to do.
        """
        return [
            (party, reported)
            for party, reported in self.parts(occurrence)
            if reported is None or self._entries.state(reported) not in FINISHED
        ]

    def voices(self, party: Party, occurrence: Occurrence) -> tuple[str, ...]:
        """Return who spoke or speaks as a party to the lead: its members, and all whose part these took over."""
        found: dict[str, None] = {}
        waiting = [(one, self._entries.as_of) for one in party.members]
        while waiting:
            agency, day = waiting.pop(0)
            found[agency] = None
            if taken := self._leads.took_over(occurrence, agency, day):
                waiting += [(one, taken[0] - ONE_DAY) for one in taken[1]]
        return tuple(found)

    def left_out(
        self, party: Party, occurrence: Occurrence, newest: ReportedEntry | None
    ) -> tuple[Report, LeftOut] | None:
        """Return the last item left out in which a party spoke of an occurrence as its lead, after `newest`."""
        found = [
            pair
            for agency in self.voices(party, occurrence)
            for pair in self._entries.left_out(agency, occurrence)
            if self._leads.led_in(occurrence, agency, pair[0].period)
        ]
        last = max(found, key=lambda pair: pair[0].order, default=None)
        return last if last and (newest is None or last[0].order > newest.report.order) else None

    def obstacles_left_out(
        self, party: Party, occurrence: Occurrence, newest: ReportedEntry | None
    ) -> tuple[Report, LeftOut] | None:
        """Return the last item left out after `newest` where that gives obstacles, with its report."""
        last = self.left_out(party, occurrence, newest)
        return last if last and last[1].explains else None

    def is_explained(self, occurrence: Occurrence) -> bool:
        """Tell whether each party to the lead that is behind gives obstacles, be it in an item that was left out."""
        return all(
            (newest is not None and newest.entry.obstacles) or self.obstacles_left_out(party, occurrence, newest)
            for party, newest in self.behind(occurrence)
        )

    def last_heard(self, occurrence: Occurrence) -> date | None:
        """Return the day on which the lead last spoke of an occurrence, be it in an item left out, or None.

        Of several leads that are behind, whoever was heard first; None when one of them never was.
        """
        heard: list[date] = []
        for party, newest in self.behind(occurrence) or self.parts(occurrence):
            left_out = self.left_out(party, occurrence, newest)
            days = [one.submitted_on for one in (newest and newest.report, left_out and left_out[0]) if one]
            if not days:
                return None
            heard.append(max(days))
        return min(heard, default=None)

    def who_is_behind(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the leads that have not done their part, agencies or groups; where that is nobody, all leads."""
        return tuple(party.name for party, _ in self.behind(occurrence)) or self._leads.named(occurrence)

    def speaker(self, occurrence: Occurrence) -> str:
        """Return the lead whose entry decides, or who took over from it; where there is none, the first one behind."""
        reported, leads = self.entry(occurrence), self._leads.leads(occurrence)
        spoke = [one for one in self._directory.successors(reported.report.agency) if one in leads] if reported else []
        return (*spoke, *self.who_is_behind(occurrence))[0]

    def silent_leads(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Return the leads that have said nothing of an occurrence; a group when any of its members might have."""
        return tuple(
            party.name
            for party, reported in self.parts(occurrence)
            if reported is None and self.left_out(party, occurrence, None) is None
        )

"""Which occurrences are worked on in a period (SPEC 3, "Active")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdn_cli.judging.amendments import Amendments
from ttdn_cli.judging.authoritative import AuthoritativeEntries
from ttdn_cli.judging.following import Following
from ttdn_cli.judging.leads import LeadAssignments
from ttdn_cli.model.periods import Period

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Party
    from ttdn_cli.model.schedule import Occurrence


class ActiveOccurrences:
    """The occurrences of the whole plan that reports for a period should speak of, judged or not."""

    def __init__(
        self,
        occurrences: list[Occurrence],
        authoritative: AuthoritativeEntries,
        amendments: Amendments,
        following: Following,
        lead_assignments: LeadAssignments,
    ) -> None:
        """Take every occurrence, in the plan's order, the entries that decide, and when reporting began."""
        self._every, self._authoritative, self._withdrawn = occurrences, authoritative, amendments.withdrawn
        self._following, self._leads = following, lead_assignments
        self._found: dict[str, list[Occurrence]] = {}

    def in_period(self, period: Period) -> list[Occurrence]:
        """Return the occurrences that are active in a period for which reports are asked for, in the plan's order."""
        if period.id not in self._found:
            self._found[period.id] = [one for one in self._every if self._is_active(one, period)]
        return self._found[period.id]

    def _is_active(self, occurrence: Occurrence, period: Period) -> bool:
        """Tell whether an occurrence had begun by the period's end, unfinished by a lead of that day."""
        if occurrence.begins > period.ends or occurrence.task in self._withdrawn:
            return False
        if not (self._following.expects(period) and self._following.covers(occurrence, by=period)):
            return False
        parties = self._leads.parties(occurrence, period.ends)
        return any(self.is_active_for(party, occurrence, period) for party in parties)

    def is_active_for(self, party: Party, occurrence: Occurrence, period: Period) -> bool:
        """Tell whether a party to the lead still has its part of an active occurrence to do in a period."""
        return not self._authoritative.is_finished(party, occurrence, period)

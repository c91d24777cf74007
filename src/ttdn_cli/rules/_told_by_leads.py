"""What leads and coordinators tell of each other, for `disputed-coordination`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdn_cli.findings import UNREAD, NotCounted
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.model.periods import Period

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence


def unread_word(case: Case, reported: ReportedEntry, name: str) -> NotCounted | None:
    """Return why a file of an agency, which may speak of what a lead's entry is about, does not count, if there is one."""
    window = case.entries.occurrence(reported.entry)
    found = case.not_counted.of_agency(name, window) if window and name in case.directory.agencies else None
    return found if found and found.because in UNREAD else None


class ToldByLeads:
    """What the leads say of an occurrence: by period an entry and whom they name, and who is missing in all.

    `unclear` has, by period, the first of their entries in which a name counts for nobody.
    """

    def __init__(self, case: Case, occurrence: Occurrence) -> None:
        members, ever = case.directory.members, case.directory.ever
        self.missing = {who for one in case.coordination.missing(occurrence) for who in members(one)}
        self.answers: dict[str, ReportedEntry] = {}
        self.named: dict[str, set[str]] = {}
        self.unclear: dict[str, ReportedEntry] = {}
        for reported in case.entries.of_leads(occurrence):
            period = reported.report.period.id
            self.answers.setdefault(period, reported)
            names = {who for name in reported.entry.named if name for who in ever(name)}
            self.named.setdefault(period, set()).update(names)
            if None in reported.entry.named:
                self.unclear.setdefault(period, reported)

    def speaks_of(self, period: Period, agencies: tuple[str, ...]) -> bool:
        """Tell whether the leads name an agency for a period, or it is told to be missing anyway."""
        return not (self.missing.isdisjoint(agencies) and self.named[period.id].isdisjoint(agencies))

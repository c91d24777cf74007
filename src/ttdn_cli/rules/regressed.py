"""Rule `regressed`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from ttdn_cli.findings import Finding, Related, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.model.states import State
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence


class Regressed(ReportRule):
    """What an agency reported done is later not done, or its progress fell.

    ## Why it matters
    One of the two reports was wrong, or the work was undone; the focal agency has to ask which.

    ## Bad
    ```yaml
    # file: Q1/so-a.yaml
    - task: T.3
      state: in_progress
      progress: 60
    # file: Q2/so-a.yaml
    - task: T.3
      state: in_progress
      progress: 50
    ```

    ## Good
    ```yaml
    # file: Q1/so-a.yaml
    - task: T.3
      state: in_progress
      progress: 50
    # file: Q2/so-a.yaml
    - task: T.3
      state: in_progress
      progress: 60
    ```
    """

    name = "regressed"
    severity = Severity.WARNING
    message = N_("{task} ({occurrence}): reported done for {earlier}, and not done for {later}")
    hint = N_("Correct the report, or explain under obstacles what happened")
    fell = N_("{task} ({occurrence}): progress fell from {before}% in {earlier} to {after}% in {later}")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every entry that takes back what the agency's entry before it said."""
        for occurrence in case.all_occurrences:
            for said in _told(case, occurrence):
                undone = []
                for before, after in pairwise(said):
                    if case.entries.state(before) is State.DONE and case.entries.state(after) is not State.DONE:
                        undone.append(after)
                        yield self._compared(case, before, after, "state", self.message)
                told = [(reported, share) for reported in said if (share := reported.entry.progress) is not None]
                for (before, earlier), (after, later) in pairwise(told):
                    if later < earlier and after not in undone:
                        yield self._compared(case, before, after, "progress", self.fell)

    def _compared(self, case: Case, before: ReportedEntry, after: ReportedEntry, field: str, message: str) -> Finding:
        return self.entry_finding(
            case,
            after,
            field,
            message=message,
            related=(Related(before.place, N_("the earlier entry")),),
            earlier=before.report.period,
            later=after.report.period,
            before=before.entry.progress,
            after=after.entry.progress,
        )


def _told(case: Case, occurrence: Occurrence) -> list[list[ReportedEntry]]:
    """Return what was said of an occurrence, by agency; what counts for several successors only once."""
    found: dict[tuple[int, ...], list[ReportedEntry]] = {}
    for said in case.entries.by_agency(occurrence).values():
        found.setdefault(tuple(id(one) for one in said), said)
    return list(found.values())

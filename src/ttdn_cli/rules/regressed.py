"""Rule `regressed`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    claimed = N_("{task} ({occurrence}): reported done for {earlier}, and for {later} in words that do not count")
    hint = N_("Correct the report, or explain under obstacles what happened")
    fell = N_("{task} ({occurrence}): progress fell from {before}% in {earlier} to {after}% in {later}")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every entry that takes back what the agency had said for an earlier period by its day."""
        for occurrence in case.all_occurrences:
            for said in case.entries.by_agency(occurrence).values():
                undone = []
                for before, after in _compared(said):
                    if case.entries.state(before) is State.DONE and case.entries.state(after) is not State.DONE:
                        undone.append(after)
                        words = self.claimed if after.entry.state is State.DONE else self.message
                        yield self._taken_back(case, occurrence, (before, after), "state", words)
                for before, after in _compared([one for one in said if one.entry.progress is not None]):
                    if (after.entry.progress or 0) < (before.entry.progress or 0) and after not in undone:
                        yield self._taken_back(case, occurrence, (before, after), "progress", self.fell)

    def _taken_back(
        self,
        case: Case,
        occurrence: Occurrence,
        compared: tuple[ReportedEntry, ReportedEntry],
        field: str,
        message: str,
    ) -> Finding:
        before, after = compared
        return self.entry_finding(
            case,
            after,
            field,
            occurrence=occurrence,
            message=message,
            related=(Related(before.place, N_("the earlier entry")),),
            not_counted=case.not_counted.entry(after) if message is self.claimed else None,
            earlier=before.report.period,
            later=after.report.period,
            before=before.entry.progress,
            after=after.entry.progress,
        )


def _compared(said: Sequence[ReportedEntry]) -> Iterator[tuple[ReportedEntry, ReportedEntry]]:
    """Yield entries, in the order of their periods, each after what stood when it was submitted.

    That is the last word for an earlier period; what came in on a later day was not known yet.
    """
    for number, after in enumerate(said):
        known = [one for one in said[:number] if one.report.submitted_on <= after.report.submitted_on]
        if known:
            yield max(known, key=lambda one: (one.report.submitted_on, one.report.period.begins)), after

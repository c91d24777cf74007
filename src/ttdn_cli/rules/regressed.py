"""Rule `regressed`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.findings import Finding, Related, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.model.states import State
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence

_Pair = tuple[ReportedEntry, ReportedEntry]


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

        def is_undone(before: ReportedEntry, after: ReportedEntry) -> bool:
            return case.entries.state(before) is State.DONE and case.entries.state(after) is not State.DONE

        for occurrence in case.all_occurrences:
            for said in case.entries.by_agency(occurrence).values():
                undone = []
                for before, after in _fallen(said, is_undone):
                    undone.append(after)
                    words = self.claimed if after.entry.state is State.DONE else self.message
                    yield self._taken_back(case, occurrence, (before, after), "state", words)
                for before, after in _fallen([one for one in said if one.entry.progress is not None], _has_less):
                    if after not in undone:
                        yield self._taken_back(case, occurrence, (before, after), "progress", self.fell)

    def _taken_back(self, case: Case, occurrence: Occurrence, said: _Pair, field: str, message: str) -> Finding:
        before, after = said
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


def _day(one: ReportedEntry) -> date:
    return one.report.submitted_on


def _has_less(before: ReportedEntry, after: ReportedEntry) -> bool:
    return (after.entry.progress or 0) < (before.entry.progress or 0)


def _fallen(said: Sequence[ReportedEntry], is_fall: Callable[[ReportedEntry, ReportedEntry], bool]) -> Iterator[_Pair]:
    """Yield the entries, given in the order of their periods, that fall behind an earlier one, each with that one.

    That is one submitted no later, of several the newest; what fell already in an entry between the two is not told
    again.
    """
    for number, after in enumerate(said):
        known = [one for one in said[:number] if _day(one) <= _day(after)]
        fallen = [
            before
            for place, before in enumerate(known, 1)
            if is_fall(before, after)
            and not any(is_fall(before, one) for one in known[place:] if _day(one) >= _day(before))
        ]
        if fallen:
            yield max(fallen, key=lambda one: (_day(one), one.report.period.begins)), after

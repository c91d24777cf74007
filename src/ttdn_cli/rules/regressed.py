"""Rule `regressed`."""

from collections.abc import Iterator
from itertools import pairwise

from ttdn_cli.case import Case, Spoken
from ttdn_cli.findings import Finding, Related, Severity
from ttdn_cli.i18n import N_
from ttdn_cli.model.fields import State
from ttdn_cli.rules._base import ReportRule


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
    fell = N_("{task} ({occurrence}): progress fell from {before} % in {earlier} to {after} % in {later}")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every entry that takes back what the agency's entry before it said."""
        for occurrence in case.all_occurrences:
            for said in case.speakers(occurrence).values():
                for before, after in pairwise(said):
                    yield from self._compare(case, before, after)

    def _compare(self, case: Case, before: Spoken, after: Spoken) -> Iterator[Finding]:
        was_done, is_done = case.state(before) is State.DONE, after.entry.state is State.DONE
        first, second = before.entry.progress, after.entry.progress
        related = (Related(before.place, N_("the earlier entry")),)
        periods = {"earlier": before.report.period, "later": after.report.period}
        if was_done and not is_done:
            yield self.entry_finding(case, after, "state", related=related, **periods)
        elif first is not None and second is not None and second < first:
            yield self.entry_finding(
                case, after, "progress", message=self.fell, related=related, before=first, after=second, **periods
            )

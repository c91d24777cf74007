"""Rule `unexplained-delay`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class UnexplainedDelay(ReportRule):
    """The work is overdue or was done late, and the lead's report gives no obstacles.

    ## Why it matters
    The meeting can only help with what it is told.

    ## Bad
    ```yaml
    - task: T.1
      state: in_progress
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
      obstacles: The second report waits for the weather
    ```
    """

    name = "unexplained-delay"
    severity = Severity.WARNING
    message = N_("{task} ({occurrence}): the work is past its due date {due}, and no obstacles are given")
    hint = N_("Say under obstacles what stands in the way, and under proposals what would help")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every delay that the deciding entry does not explain."""
        for occurrence in case.outcomes.having(Outcome.OVERDUE, Outcome.DONE_LATE):
            reported = case.authoritative.entry(occurrence)
            if reported and not reported.entry.obstacles:
                yield self.entry_finding(case, reported, occurrence=occurrence)

"""Rule `due-soon`."""

from collections.abc import Iterator

from ttdn_cli.findings import Days, Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class DueSoon(ReportRule):
    """The work is within its time frame and falls due within 30 days of the as-of date (`--soon DAYS`).

    ## Why it matters
    A reminder helps before the due date, not after it.

    ## Bad
    ```yaml
    # as of 2017-06-20
    - task: T.1                  # due on 2017-06-30
      state: in_progress
      progress: 60
    ```

    ## Good
    ```yaml
    # as of 2017-06-20
    - task: T.1
      state: done
      completed_on: 2017-06-16
    ```
    """

    name = "due-soon"
    severity = Severity.INFO
    rests_on = ("schedule", "lead")
    message = N_("{task} ({occurrence}): due on {due}, {days} from {as_of}; lead: {lead}")
    hint = N_("Report the work when it is done")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every occurrence that falls due soon."""
        for occurrence in case.occurrences:
            if case.outcomes.is_due_soon(occurrence) and occurrence.due:
                behind = case.authoritative.who_is_behind(occurrence)
                yield self.finding(
                    case.place(occurrence),
                    agency=behind[0],
                    occurrence=occurrence,
                    not_counted=case.not_counted.of(occurrence),
                    days=Days((occurrence.due - case.as_of).days),
                    as_of=case.as_of,
                    lead=tuple(map(case.directory.name, behind)),
                )

"""Rule `done-late`."""

from collections.abc import Iterator

from ttdn_cli.findings import Days, Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class DoneLate(ReportRule):
    """The work was completed after its due date.

    ## Why it matters
    The Government's table counts such work apart: completed, past the due date. Days are calendar days.

    ## Bad
    ```yaml
    # so-b
    - task: T.2
      occurrence: 2017-Q1        # due on 2017-03-31
      state: done
      completed_on: 2017-04-12
    ```

    ## Good
    ```yaml
    # so-b
    - task: T.2
      occurrence: 2017-Q1
      state: done
      completed_on: 2017-03-31
    ```
    """

    name = "done-late"
    severity = Severity.WARNING
    rests_on = ("schedule",)
    message = N_("{task} ({occurrence}): completed on {completed}, {days} after the due date {due}; lead: {lead}")
    hint = N_("Say under obstacles what caused the delay")
    explained = N_("The report gives the obstacles; nothing more is asked for")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every occurrence that was done late."""
        for occurrence in case.outcomes.having(Outcome.DONE_LATE):
            reported = case.authoritative.entry(occurrence)
            if reported and reported.entry.completed_on and occurrence.due:
                yield self.entry_finding(
                    case,
                    reported,
                    "completed_on",
                    occurrence=occurrence,
                    hint=self.explained if reported.entry.obstacles else None,
                    severity=Severity.INFO if case.is_aspirational(occurrence) else None,
                    completed=reported.entry.completed_on,
                    days=Days((reported.entry.completed_on - occurrence.due).days),
                    lead=case.lead_names(occurrence),
                )

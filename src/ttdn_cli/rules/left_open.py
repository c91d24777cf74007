"""Rule `left-open`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class LeftOpen(ReportRule):
    """The plan has ended and a task without a time was never reported done.

    ## Why it matters
    A task that the plan gives no time can never be overdue; without this rule it could be forgotten.

    ## Bad
    ```yaml
    # so-b
    # as of 2018-01-05
    - task: T.4                  # the plan gives it no time
      state: in_progress
    ```

    ## Good
    ```yaml
    # so-b
    # as of 2018-01-05
    - task: T.4
      state: done
      completed_on: 2017-05-12
    ```
    """

    name = "left-open"
    severity = Severity.WARNING
    rests_on = ("schedule",)
    message = N_("{task}: the plan ended on {ends} and the task was not reported done; lead: {lead}")
    hint = N_("Report the task done, with its date and evidence, or say what became of it")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every task without a time that is still open after the plan."""
        if case.plan.ends >= case.as_of:
            return
        for occurrence in case.outcomes.having(Outcome.UNDATED_OPEN):
            if case.tasks[occurrence.task].schedule.form != "unspecified":
                continue
            behind = case.authoritative.who_is_behind(occurrence)
            yield self.finding(
                case.place(occurrence),
                agency=behind[0],
                occurrence=occurrence,
                ends=case.plan.ends,
                lead=tuple(map(case.directory.name, behind)),
            )

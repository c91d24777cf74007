"""Rule `closed-early`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.model.periods import every
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class ClosedEarly(ReportRule):
    """A whole-year or ongoing task was reported done before the plan's last quarter.

    ## Why it matters
    Such a task is standing work. It is finished when its time is over, so an early done usually means that
    one part of it was finished.

    ## Bad
    ```yaml
    - task: T.3                  # the task runs the whole year
      state: done
      completed_on: 2017-06-15
    ```

    ## Good
    ```yaml
    - task: T.3
      state: in_progress
      result: Four of eight events held
    ```
    """

    name = "closed-early"
    severity = Severity.WARNING
    rests_on = ("schedule",)
    message = N_("{task}: reported done on {completed}, but the task runs until {ends}")
    hint = N_("Report it as in progress until the plan's last quarter, or explain why it ended")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every standing task that was closed early."""
        done = (Outcome.DONE_ON_TIME, Outcome.DONE_LATE, Outcome.UNDATED_DONE)
        for occurrence in case.outcomes.having(*done):
            reported = case.authoritative.entry(occurrence)
            standing = case.tasks[occurrence.task].schedule.form in ("year", "ongoing")
            completed = reported.entry.completed_on if reported else None
            (last,) = every(case.plan.reporting.every, occurrence.ends, occurrence.ends)
            if standing and reported and completed and completed < last.begins:
                told = {"occurrence": occurrence, "completed": completed, "ends": occurrence.ends}
                yield self.entry_finding(case, reported, "completed_on", **told)

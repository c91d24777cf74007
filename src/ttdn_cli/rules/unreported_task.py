"""Rule `unreported-task`."""

from collections.abc import Iterator

from ttdn_cli.case import Case
from ttdn_cli.findings import Finding, Place, Related, Severity
from ttdn_cli.i18n import N_
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.submission import Report


class UnreportedTask(ReportRule):
    """The lead's report leaves out an occurrence that is active in its period.

    ## Why it matters
    What a report does not mention stays as it was last reported, or unknown.

    ## Bad
    ```yaml
    - task: T.1                  # and nothing on T.3, which runs all year
      state: in_progress
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
    - task: T.3
      state: in_progress
    ```
    """

    name = "unreported-task"
    severity = Severity.WARNING
    message = N_("{task} ({occurrence}): the report of {who} for {found} does not mention it")
    hint = N_("Add an item for it, even if nothing has been done: state: not_started")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every active occurrence that its lead's report leaves out."""
        active = {period.id: case.active(period) for period in case.plan.periods.values()}
        led = {lead for task in case.plan.tasks for lead in task.lead}
        for report in case.reports:
            if report.agency in led and report.whole:
                for occurrence in active[report.period.id]:
                    if report.agency in case.leads(occurrence) and not _speaks(report, occurrence.task, occurrence.id):
                        yield self.finding(
                            Place(report.file, ("nothing_to_report" if report.nothing else "items",)),
                            agency=report.agency,
                            occurrence=occurrence,
                            period=report.period.id,
                            related=(
                                Related(case.task_place(occurrence.task, "lead"), N_("the plan names the lead here")),
                            ),
                            who=case.directory.name(report.agency),
                            found=report.period,
                        )


def _speaks(report: Report, task: str, occurrence: str) -> bool:
    """Tell whether a report has an item for an occurrence, be it one that was left out for an error."""
    if any(entry.task == task and entry.occurrence == occurrence for entry in report.entries):
        return True
    return (task, occurrence) in report.left_out or (task, None) in report.left_out

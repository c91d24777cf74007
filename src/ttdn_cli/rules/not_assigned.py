"""Rule `not-assigned`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class NotAssigned(ReportRule):
    """An agency reports on a task that the plan gives it no part in.

    ## Why it matters
    It may have done real work, or have taken one task for another. A task with an open group among its
    coordinators may involve anybody, so nothing is said there.

    ## Bad
    ```yaml
    # so-c
    - task: T.1                  # led by so-a, with so-b
      state: in_progress
    ```

    ## Good
    ```yaml
    # so-c
    - task: T.3                  # with an open group
      state: in_progress
    ```
    """

    name = "not-assigned"
    severity = Severity.WARNING
    rests_on = ("lead", "coordinators")
    message = N_("{task}: the plan names {who} neither as lead nor as coordinator")
    hint = N_("Check the task id; if the agency did take part, the plan may need an amendment")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every entry on a task that is not the agency's."""
        for report in case.received.reports:
            for entry in report.entries:
                if not case.lead_assignments.has_part(entry.task, report.agency, report.period):
                    who = case.directory.name(report.agency)
                    yield self.entry_finding(case, ReportedEntry(report, entry), "task", who=who)

"""Rule `missing-report`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import LEAD, expected_reports
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.labels import first_of


class MissingReport(ReportRule):
    """An agency with an active task has sent no report for a period that is over.

    ## Why it matters
    Silence is not good news. A rejected report counts as none; files of kinds that are not read are named, for
    the report may be among them. For an agency that the plan names only as coordinator the finding is a
    warning; members of groups owe no report of their own.

    ## Bad
    ```yaml
    # file: plan.yaml
    tasks:
      - id: T.1
        title: Hai phóng sự trong quý II
        lead: so-a
        coordinators: [so-b]
        schedule: {quarter: Q2}
    # file: Q2/so-b.yaml
    - task: T.1
      state: in_progress
    ```

    ## Good
    ```yaml
    # file: plan.yaml
    tasks:
      - id: T.1
        title: Hai phóng sự trong quý II
        lead: so-a
        coordinators: [so-b]
        schedule: {quarter: Q2}
    # file: Q2/so-b.yaml
    - task: T.1
      state: in_progress
    # file: Q2/so-a.yaml
    - task: T.1
      state: in_progress
    ```
    """

    name = "missing-report"
    severity = Severity.ERROR
    message = N_("No report has been received from {who} for {found}; it leads {tasks}")
    hint = N_("Ask the agency to send its report; with nothing to say, nothing_to_report: true is enough")
    coordinator = N_("No report has been received from {who} for {found}; it coordinates in {tasks}")
    unread = (
        N_(
            "No report that can be read has been received from {who} for {found}; it leads {tasks}."
            " There are files that are not read: {unread}"
        ),
        N_(
            "No report that can be read has been received from {who} for {found}; it coordinates in {tasks}."
            " There are files that are not read: {unread}"
        ),
    )

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every report that was owed and has not been received."""
        if not case.complete:
            return
        for owed in expected_reports(case):
            if owed.received in ("none", "rejected"):
                leads = owed.role == LEAD
                plain = self.message if leads else self.coordinator
                hint = N_("Ask the agency to send its report") if leads else self.hint
                if owed.unread:
                    plain = self.unread[not leads]
                    hint = N_("Look into these files; ask for the report as .docx or .xlsx where it is among them")
                yield self.finding(
                    owed.place,
                    agency=owed.agency,
                    period=owed.period.id,
                    severity=Severity.ERROR if leads else Severity.WARNING,
                    message=plain,
                    hint=hint,
                    who=case.directory.name(owed.agency),
                    found=owed.period,
                    tasks=owed.tasks,
                    unread=first_of(owed.unread),
                )

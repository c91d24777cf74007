"""Rule `missing-report`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import LEAD, MISSING, Owed, expected_reports
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.labels import first_of


class MissingReport(ReportRule):
    """An agency with an active task has sent no report for a period that is over.

    ## Why it matters
    Silence is not good news. A rejected report counts as none; files that cannot be read or name no agency that
    is known are named, for the report may be among them. For an agency that the plan names only as coordinator
    the finding is a warning; members of groups owe no report of their own.

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
    rests_on = ("lead", "coordinators")
    message = N_("No report has been received from {who} for {found}; it leads {tasks}")
    hint = N_("Ask the agency to send its report; one that says that there is nothing to report is enough")
    coordinator = N_("No report has been received from {who} for {found}; it coordinates in {tasks}")
    unread = (
        N_(
            "No report that can be counted has been received from {who} for {found}; it leads {tasks}."
            " There are files that count for no agency: {unread}"
        ),
        N_(
            "No report that can be counted has been received from {who} for {found}; it coordinates in {tasks}."
            " There are files that count for no agency: {unread}"
        ),
    )
    uncounted = N_("No report that counts has been received from {who} for {found}; it leads {tasks}")
    uncounted_coordinator = N_(
        "No report that counts has been received from {who} for {found}; it coordinates in {tasks}"
    )

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every report that was owed and has not been received."""
        if not case.complete:
            return
        for owed in expected_reports(case):
            if owed.received in MISSING:
                leads = owed.role == LEAD
                yield self.finding(
                    owed.place,
                    agency=owed.agency,
                    period=owed.period.id,
                    severity=Severity.ERROR if leads else Severity.WARNING,
                    message=self._words(owed),
                    hint=self._hint(owed),
                    not_counted=owed.not_counted,
                    who=case.name_now(owed.agency),
                    found=owed.period,
                    tasks=owed.tasks,
                    unread=first_of(owed.unread),
                )

    def _words(self, owed: Owed) -> str:
        if owed.not_counted:
            return self.uncounted if owed.role == LEAD else self.uncounted_coordinator
        if owed.unread:
            return self.unread[owed.role != LEAD]
        return self.message if owed.role == LEAD else self.coordinator

    def _hint(self, owed: Owed) -> str:
        if owed.not_counted:
            return N_("Ask the agency to correct the file and send it again")
        if owed.unread:
            return N_("Look into these files, for the report may be among them; ttdn check says of each what to do")
        return N_("Ask the agency to send its report") if owed.role == LEAD else self.hint

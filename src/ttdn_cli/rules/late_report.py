"""Rule `late-report`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Place, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class LateReport(ReportRule):
    """A report was submitted after the day that the plan sets for reports.

    ## Why it matters
    The focal agency needs the reports before it can write its own.

    ## Bad
    ```yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-23
    nothing_to_report: true
    ```

    ## Good
    ```yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-20
    nothing_to_report: true
    ```
    """

    name = "late-report"
    severity = Severity.INFO
    message = N_("{who} submitted its report for {found} on {submitted}; it was due on {last}")
    hint = N_("Nothing needs to be done; the next report is asked for in time")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every report of which the first came in late; a correction is not late."""
        for report in case.received.reports:
            last = case.report_due(report.period)
            submitted = case.received.first_submitted(report)
            if last and submitted > last:
                yield self.finding(
                    Place(report.file, ("submitted_on",)),
                    agency=report.agency,
                    period=report.period.id,
                    who=case.directory.name(report.agency),
                    found=report.period,
                    submitted=submitted,
                    last=last,
                )

"""Rule `duplicate-report`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Place, Related, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class DuplicateReport(ReportRule):
    """Two reports of one agency for one period have the same `submitted_on`; the last by path counts.

    ## Why it matters
    Nothing in the two files says which one the agency stands by.

    ## Bad
    ```yaml
    # file: Q2/so-a.yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-19
    nothing_to_report: true
    # file: Q2/so-a-corrected.yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-19
    items:
      - task: T.1
        state: in_progress
    ```

    ## Good
    ```yaml
    # file: Q2/so-a.yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-19
    nothing_to_report: true
    # file: Q2/so-a-corrected.yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-20
    items:
      - task: T.1
        state: in_progress
    ```
    """

    name = "duplicate-report"
    severity = Severity.ERROR
    mends = True
    message = N_("{who} sent two reports for {found}, both of {submitted}; the other file counts")
    neither = N_("{who} sent two reports for {found}, both of {submitted}; neither counts, a later one does")
    hint = N_("Keep one file, or give the newer one its own day of submission")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every report set aside for one of the same day."""
        for aside, other, counting in case.received.set_aside:
            if aside.submitted_on == other.submitted_on:
                yield self.finding(
                    Place(aside.file, ("submitted_on",)),
                    agency=aside.agency,
                    period=aside.period.id,
                    message=self.neither if counting.submitted_on > aside.submitted_on else self.message,
                    related=(Related(Place(counting.file, ("submitted_on",)), N_("the report that counts")),),
                    who=case.directory.name(aside.agency),
                    found=aside.period,
                    submitted=aside.submitted_on,
                )

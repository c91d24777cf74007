"""Rule `impossible-date`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class ImpossibleDate(ReportRule):
    """A date that cannot be true: completed after submission or before plan and task begin, submitted too early.

    ## Why it matters
    A claim of completion with such a date is not believed: the entry counts as not done until the date is
    corrected. A report that was submitted before its period began is rejected.

    ## Bad
    ```yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-19
    items:
      - task: T.1
        state: done
        completed_on: 2017-06-28
    ```

    ## Good
    ```yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-19
    items:
      - task: T.1
        state: done
        completed_on: 2017-06-18
    ```
    """

    name = "impossible-date"
    severity = Severity.ERROR
    mends = True
    message = N_("The report for {found} was submitted on {submitted}, before the period begins ({begins})")
    hint = N_("Correct the date or the period")
    after_submission = N_(
        "{task} ({occurrence}): completed on {completed}, after the report was submitted ({submitted})"
    )
    before_plan = N_("{task} ({occurrence}): completed on {completed}, before the plan begins ({begins})")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for each date that cannot be true, of a file and in every report that counts."""
        words = {"after_submission": self.after_submission, "before_plan": self.before_plan}
        for fault in case.errors_of(self.name):
            yield self.told(fault, *self.said(fault))
        for report in case.received.reports:
            for entry in report.entries:
                reported = ReportedEntry(report, entry)
                if code := case.entries.impossible(reported):
                    yield self.entry_finding(
                        case,
                        reported,
                        "completed_on",
                        message=words[code],
                        completed=entry.completed_on,
                        submitted=report.submitted_on,
                        begins=case.plan.begins,
                    )

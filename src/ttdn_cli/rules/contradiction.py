"""Rule `contradiction`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.model.states import State
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class Contradiction(ReportRule):
    """State and progress cannot both be true: done at 80%, not started at 10%.

    ## Why it matters
    A claim of done that its own figure denies is not believed: the entry counts as not done until one of the
    two is corrected.

    ## Bad
    ```yaml
    - task: T.1
      state: done
      completed_on: 2017-06-15
      progress: 80
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
      progress: 80
    ```
    """

    name = "contradiction"
    severity = Severity.ERROR
    mends = True
    message = N_("{task} ({occurrence}): reported as done, but progress is {progress}%")
    hint = N_("Correct state or progress")
    not_started = N_("{task} ({occurrence}): reported as not started, but progress is {progress}%")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every entry that contradicts itself."""
        for report in case.received.reports:
            for entry in report.entries:
                if case.entries.contradicts(entry):
                    message = self.message if entry.state is State.DONE else self.not_started
                    reported = ReportedEntry(report, entry)
                    yield self.entry_finding(case, reported, "progress", message=message, progress=entry.progress)

"""Rule `duplicate-entry`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Related, Severity
from ttdn_cli.intake.submission import Entry
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class DuplicateEntry(ReportRule):
    """A report speaks twice of one occurrence; the first entry counts.

    ## Why it matters
    Two entries may disagree, and nobody can tell which one the agency means.

    ## Bad
    ```yaml
    # so-b
    - task: T.2
      occurrence: 2017-Q2
      state: in_progress
    - task: T.2
      occurrence: Quý II/2017
      state: done
      completed_on: 2017-06-15
    ```

    ## Good
    ```yaml
    # so-b
    - task: T.2
      occurrence: 2017-Q1
      state: done
      completed_on: 2017-03-15
    - task: T.2
      occurrence: 2017-Q2
      state: in_progress
    ```
    """

    name = "duplicate-entry"
    severity = Severity.ERROR
    mends = True
    message = N_("{task} ({occurrence}) is reported a second time; the first entry counts")
    hint = N_("Keep one entry")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every entry after the first on the same occurrence."""
        for report in case.received.reports:
            first: dict[tuple[str, str], Entry] = {}
            for entry in report.entries:
                kept = first.setdefault((entry.task, entry.occurrence), entry)
                if kept is not entry:
                    related = Related(ReportedEntry(report, kept).place, N_("the entry that counts"))
                    yield self.entry_finding(case, ReportedEntry(report, entry), "task", related=(related,))

"""Rule `superseded-report`."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from ttdn_cli.findings import Finding, Place, Related, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class SupersededReport(ReportRule):
    """A later report of the same agency for the same period counts instead.

    ## Why it matters
    Sending a corrected report is in order. The earlier one stays on file and is not judged any more.

    ## Bad
    ```yaml
    # file: Q2/so-a.yaml
    - task: T.1
      state: in_progress
    # file: Q2/so-a-again.yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-28
    nothing_to_report: true
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
    ```
    """

    name = "superseded-report"
    severity = Severity.INFO
    message = N_("A later report of {who} for {found} (submitted on {later}) counts instead")
    hint = N_("Nothing needs to be done")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every report that a later one replaces."""
        for counting, group in groupby(case.received.set_aside, key=itemgetter(2)):
            who = case.directory.name(counting.agency)
            related = (Related(Place(counting.file, ("submitted_on",)), N_("the report that counts")),)
            for aside, after, _ in group:
                if aside.submitted_on < after.submitted_on:
                    yield self.finding(
                        Place(aside.file, ("submitted_on",)),
                        agency=aside.agency,
                        period=aside.period.id,
                        related=related,
                        who=who,
                        found=aside.period,
                        later=counting.submitted_on,
                    )

"""Rule `duplicate-report`."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from ttdn_cli.findings import Finding, Place, Related, Severity
from ttdn_cli.intake.submission import Report
from ttdn_cli.judging.case import Case
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.labels import first_of

_FEW = 10  # files that one message names


class DuplicateReport(ReportRule):
    """Several reports of one agency for one period have the same day of submission; the last by path counts.

    ## Why it matters
    Nothing in the files says which one the agency stands by.

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
    message = N_("{who} sent {count} reports for {found}, all of {submitted}: {files}; {counting} counts")
    neither = N_(
        "{who} sent {count} reports for {found}, all of {submitted}: {files}; none of them counts, the later {counting} does"
    )
    hint = N_("Keep one file, or give the newer one its own day of submission")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every report set aside for one of the same day."""
        for counting, group in groupby(case.received.set_aside, key=itemgetter(2)):
            set_aside = [(aside, other) for aside, other, _ in group]
            of_day: dict[date, list[str]] = {}
            for one in (*(aside for aside, _ in set_aside), counting):
                of_day.setdefault(one.submitted_on, []).append(one.file)
            for aside, other in set_aside:
                if aside.submitted_on == other.submitted_on:
                    yield self._finding(case, aside, counting, of_day[aside.submitted_on])

    def _finding(self, case: Case, aside: Report, counting: Report, files: list[str]) -> Finding:
        return self.finding(
            Place(aside.file, ("submitted_on",)),
            agency=aside.agency,
            period=aside.period.id,
            message=self.message if counting.submitted_on == aside.submitted_on else self.neither,
            related=(Related(Place(counting.file, ("submitted_on",)), N_("the report that counts")),),
            who=case.directory.name(aside.agency),
            found=aside.period,
            submitted=aside.submitted_on,
            count=len(files),
            files=first_of(files, _FEW),
            counting=counting.file,
        )

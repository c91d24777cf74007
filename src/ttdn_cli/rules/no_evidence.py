"""Rule `no-evidence`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.model.states import State
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class NoEvidence(ReportRule):
    """The work is reported done or cancelled, and no evidence is given.

    ## Why it matters
    A claim without a document number, a file or an address cannot be checked by anybody. Work that was cancelled
    without any counts as not started.

    ## Bad
    ```yaml
    - task: T.1
      state: done
      completed_on: 2017-06-15
    ```

    ## Good
    ```yaml
    - task: T.1
      state: done
      completed_on: 2017-06-15
      evidence: [45/BC-SAB, files/phong-su-1.mp4]
    ```
    """

    name = "no-evidence"
    severity = Severity.WARNING
    message = N_("{task} ({occurrence}): reported done, without evidence")
    hint = N_("Add the number of a document, the name of a file or an address under evidence")
    given_before = N_(
        "{task} ({occurrence}): reported done, without evidence; the report for {earlier} gave some, which the newest one does not repeat"
    )
    repeat = N_("Add the evidence, also where an earlier report gave it: the newest entry is the one that counts")
    cancelled = N_("{task} ({occurrence}): reported cancelled, without evidence")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every occurrence that is closed without evidence."""
        for occurrence in case.all_occurrences:
            reported = case.authoritative.entry(occurrence)
            if reported is None or reported.entry.shown:
                continue
            state = reported.entry.state
            if occurrence.task in case.amendments.withdrawn:
                continue
            if state in (State.DONE, State.CANCELLED):
                is_done = state is State.DONE
                words, severity = (self.message, None) if is_done else (self.cancelled, Severity.ERROR)
                gave = next((one for one in case.entries.earlier(reported, occurrence) if one.entry.shown), None)
                yield self.entry_finding(
                    case,
                    reported,
                    occurrence=occurrence,
                    message=self.given_before if is_done and gave else words,
                    hint=self.repeat if gave or case.may_be_said_elsewhere(occurrence, reported) else None,
                    severity=severity,
                    earlier=gave.report.period if gave else None,
                )

"""Rule `overdue`."""

from collections.abc import Iterator

from ttdn_cli.findings import Days, Finding, Related, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class Overdue(ReportRule):
    """The due date has passed and the lead has not reported the work done.

    ## Why it matters
    This is what the meeting is about. Days are calendar days from the due date to the as-of date. When the
    lead was last heard on or before the due date, the delay is unconfirmed: a report for the second quarter
    is due ten days before the quarter ends, and the work may have been done since.

    ## Bad
    ```yaml
    - task: T.1                  # due on 2017-06-30, judged on 2017-07-05
      state: in_progress
      progress: 60
    ```

    ## Good
    ```yaml
    - task: T.1
      state: done
      completed_on: 2017-06-16
    ```
    """

    name = "overdue"
    severity = Severity.ERROR
    rests_on = ("schedule", "lead")
    message = N_(
        "{task} ({occurrence}): {days} overdue (due {due}, as of {as_of}); lead: {lead}; last heard on {heard}"
    )
    hint = N_("Report the work done with its date and evidence, or say under obstacles what stands in the way")
    explained = N_("Report the work done with its date and evidence once it is completed")
    unconfirmed = N_(
        "{task} ({occurrence}): {days} overdue (due {due}, as of {as_of}), unconfirmed: the lead, {lead}, was last heard on {heard}, not after the due date"
    )
    silent = N_(
        "{task} ({occurrence}): {days} overdue (due {due}, as of {as_of}), unconfirmed: the lead, {lead}, has not reported on it"
    )

    uncounted = N_(
        "{task} ({occurrence}): {days} overdue (due {due}, as of {as_of}), unconfirmed: nothing that counts has been received on it from the lead, {lead}"
    )

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every occurrence that is overdue."""
        for occurrence in case.outcomes.having(Outcome.OVERDUE):
            if occurrence.due is None:
                continue
            heard = case.authoritative.last_heard(occurrence)
            behind = case.authoritative.who_is_behind(occurrence)
            silent = case.authoritative.silent_leads(occurrence)
            is_confirmed = case.outcomes.is_confirmed(occurrence)
            not_counted = case.not_counted.of(occurrence)
            if heard:
                words = self.message if is_confirmed else self.unconfirmed
            else:
                words = self.uncounted if not_counted else self.silent
            days = case.outcomes.days_overdue(occurrence)
            yield self.finding(
                case.place(occurrence),
                severity=Severity.WARNING if case.is_aspirational(occurrence) else None,
                agency=behind[0],
                behind=behind,
                occurrence=occurrence,
                days_overdue=days,
                message=words,
                hint=self.explained if case.authoritative.is_explained(occurrence) else None,
                related=(Related(case.task_place(occurrence.task, "schedule"), N_("the time frame in the plan")),),
                not_counted=not_counted,
                days=Days(days),
                as_of=case.as_of,
                heard=heard,
                lead=tuple(map(case.directory.name, behind if heard else silent or behind)),
            )

"""Rule `unexplained-delay`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Related, Severity
from ttdn_cli.intake.submission import LeftOut, Report
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class UnexplainedDelay(ReportRule):
    """The work is overdue or was done late, and the lead's report gives no obstacles.

    ## Why it matters
    The meeting can only help with what it is told. A report that came before the due date could not know of the
    delay; the next one can.

    ## Bad
    ```yaml
    - task: T.1
      state: in_progress
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
      obstacles: The second report waits for the weather
    ```
    """

    name = "unexplained-delay"
    severity = Severity.WARNING
    rests_on = ("schedule", "lead")
    message = N_(
        "{task} ({occurrence}): the work is past its due date {due}, and the report of {who} of {day} gives no obstacles"
    )
    hint = N_("Say under obstacles what stands in the way, and under proposals what would help")
    done = N_(
        "{task} ({occurrence}): the work was completed on {completed}, after its due date {due}, and the report of {who} of {day} gives no obstacles"
    )
    early = N_(
        "{task} ({occurrence}): the due date {due} has passed; the report of {who} of {day} came while there was still time, and gives no obstacles"
    )
    uncounted = N_(
        "{task} ({occurrence}): the work was not completed by its due date {due}; the report of {who} of {day} gives no obstacles, a later one, of {since}, gives some in an item that does not count"
    )
    of_uncounted = N_("Correct that item, so that they count")
    of_done = N_("Say under obstacles what caused the delay")
    next_time = N_("Where it is not completed, say in the next report under obstacles what stands in the way")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every delay that the deciding entry does not explain.

        A report that came before the due date was over could not know of the delay.
        """
        for occurrence in case.outcomes.having(Outcome.OVERDUE, Outcome.DONE_LATE):
            reported = case.authoritative.entry(occurrence)
            if reported is None or reported.entry.obstacles or occurrence.due is None:
                continue
            if occurrence.task in case.amendments.withdrawn:
                continue  # which is asked for nothing
            message, hint, day = self.message, self.hint, reported.report.submitted_on
            if case.outcomes.of(occurrence) is Outcome.DONE_LATE:
                message, hint = self.done, self.of_done
            elif day <= occurrence.due:
                message, hint = self.early, self.next_time
            since, related = None, tuple[Related, ...]()
            if later := self._later(case, occurrence, reported):
                message, hint, since = self.uncounted, self.of_uncounted, later[0].submitted_on
                error = later[1].error
                at = error.place if error else later[1].place
                related = (Related(at, N_("the item that does not count")),)
            yield self.entry_finding(
                case,
                reported,
                occurrence=occurrence,
                message=message,
                hint=hint,
                related=related,
                since=since,
                who=case.directory.name(reported.report.agency),
                day=day,
                completed=reported.entry.completed_on,
            )

    def _later(self, case: Case, occurrence: Occurrence, reported: ReportedEntry) -> tuple[Report, LeftOut] | None:
        """Return the item left out of a later report of the same lead that gives obstacles, if there is one."""
        every = case.authoritative.parts(occurrence)
        found = [
            case.authoritative.obstacles_left_out(one, occurrence, said) for one, said in every if said is reported
        ]
        return next(filter(None, found), None)

"""Rule `unreported-task`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttdn_cli.findings import Finding, Place, Related, Severity
from ttdn_cli.intake.submission import Report
from ttdn_cli.judging.case import Case
from ttdn_cli.model.periods import Period
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.rules._mentions import is_told, told_later
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Party
    from ttdn_cli.model.schedule import Occurrence


class UnreportedTask(ReportRule):
    """The lead's report leaves out an occurrence that is active in its period.

    ## Why it matters
    What a report does not mention stays as it was last reported, or unknown.

    ## Bad
    ```yaml
    - task: T.1                  # and nothing on T.3, which runs all year
      state: in_progress
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
    - task: T.3
      state: in_progress
    ```
    """

    name = "unreported-task"
    severity = Severity.WARNING
    rests_on = ("schedule", "lead")
    message = N_("{task} ({occurrence}): the report of {who} for {found} does not mention it")
    hint = N_("Report on it too, even if nothing has been done yet (chưa thực hiện)")
    since = N_(
        "Nothing is to be added here: the report for {later} speaks of it. Each report tells how all work in hand stands"
    )

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every active occurrence that its lead's report leaves out.

        A report is not short of what its sender came to lead only after handing it in. Where only some
        files are given, what is not judged may have been reported before.
        """
        led = {period.id: _by_lead(case, period) for period in case.plan.periods.values()}
        for report in case.received.reports:
            for occurrence, parties in led[report.period.id].get(report.agency, {}).items():
                if case.lead_assignments.led_by(occurrence, report) and not is_told(case, report, occurrence, parties):
                    later = told_later(case, report, occurrence)
                    yield self.finding(
                        _place(report, occurrence),
                        agency=report.agency,
                        occurrence=occurrence,
                        period=report.period.id,
                        related=(
                            Related(case.task_place(occurrence.task, "lead"), N_("the plan names the lead here")),
                        ),
                        hint=self.since if later else self.hint,
                        who=case.directory.name(report.agency),
                        found=report.period,
                        later=later,
                    )


def _place(report: Report, occurrence: Occurrence) -> Place:
    """Return where a report has to be filled in: in the item of the form that came back blank, else among its items."""
    if report.nothing:
        return Place(report.file, ("nothing_to_report",))
    windows = (occurrence.id, None)
    blank = (one.place for one in report.blank if one.task == occurrence.task and one.occurrence in windows)
    return next(blank, Place(report.file, ("items",)))


def _by_lead(case: Case, period: Period) -> dict[str, dict[Occurrence, list[Party]]]:
    """Return the occurrences that are active in a period, by agency, with the parties to the lead it belongs to."""
    found: dict[str, dict[Occurrence, list[Party]]] = {}
    for occurrence in case.active.in_period(period):
        if (occurrence.task, occurrence.id) not in case.outcomes.by_occurrence:
            continue
        for party in case.lead_assignments.parties(occurrence, period.ends):
            if case.active.is_active_for(party, occurrence, period):
                for lead in party.members:
                    found.setdefault(lead, {}).setdefault(occurrence, []).append(party)
    return found

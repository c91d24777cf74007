"""Rule `plan-late-issue`."""

from collections.abc import Iterator

from ttdn_cli.findings import Days, Finding, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_

ENOUGH_DAYS = 30


class PlanLateIssue(PlanRule):
    """A window began before the plan was issued, or less than 30 days lie between issue and due date.

    ## Why it matters
    The agencies had less time than the window says. That is worth knowing when they are judged by it.

    ## Bad
    ```yaml
    document: {number: 1/KH-UBND, date: 2017-03-17}
    tasks:
      - id: T.1
        title: Guidance on content
        lead: so-a
        schedule: {quarter: Q1}        # begins on 2017-01-01, due 14 days after the issue
    ```

    ## Good
    ```yaml
    document: {number: 1/KH-UBND, date: 2017-03-17}
    tasks:
      - id: T.1
        title: Guidance on content
        lead: so-a
        schedule: {quarter: Q2}
    ```
    """

    name = "plan-late-issue"
    severity = Severity.INFO
    message = N_("{task} ({occurrence}): the window began on {begins}, before the plan was issued ({issued})")
    hint = N_("Take it into account when the task is judged")
    over = N_("{task} ({occurrence}): the due date {due} had passed when the plan was issued ({issued})")
    short = N_("{task} ({occurrence}): {days} between the issue of the plan ({issued}) and the due date {due}")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every window that the issue of the plan cut short."""
        issued = seen.plan.document.date
        if issued is None:
            return
        for number, task in enumerate(seen.plan.tasks):
            for window in seen.plan.occurrences[task.id]:
                days = (window.due - issued).days if window.due else ENOUGH_DAYS
                if days < ENOUGH_DAYS or window.begins < issued:
                    yield self.finding(
                        seen.place("tasks", number, "schedule"),
                        occurrence=window,
                        message=self.over if days < 0 else self.short if days < ENOUGH_DAYS else self.message,
                        begins=window.begins,
                        issued=issued,
                        days=Days(days),
                    )

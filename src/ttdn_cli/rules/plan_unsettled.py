"""Rule `plan-unsettled`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_


class PlanUnsettled(PlanRule):
    """A point of the plan is marked to be settled: nobody has decided it yet.

    ## Why it matters
    `ttdn plan new` leaves out what a table does not say for certain. Until somebody has looked at it, the
    plan may ask too little, or the wrong agency.

    ## Bad
    ```yaml
    tasks:
      - {id: T.1, title: Promotion of tourism, lead: so-a, schedule: {unspecified: true}}
    assumptions:
      - {about: T.1, text: The time frame is not certain., to_settle: true}
    ```

    ## Good
    ```yaml
    tasks:
      - {id: T.1, title: Promotion of tourism, lead: so-a, schedule: {quarter: Q2}}
    assumptions:
      - {about: T.1, text: The issuer has named the second quarter.}
    ```
    """

    name = "plan-unsettled"
    severity = Severity.WARNING
    message = N_("{about}: still to settle: {text}")
    hint = N_("Decide it, write what was decided into text, and take to_settle away")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every assumption that is still to settle."""
        tasks = {task.id for task in seen.plan.tasks}
        for number, one in enumerate(seen.plan.assumptions):
            if one.to_settle:
                task = one.about if one.about in tasks else None
                yield self.finding(seen.place("assumptions", number), task=task, about=one.about, text=one.text)

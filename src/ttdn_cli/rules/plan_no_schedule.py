"""Rule `plan-no-schedule`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_


class PlanNoSchedule(PlanRule):
    """A task has no time frame, and no assumption says so.

    ## Why it matters
    A task without a time can never be overdue. That must be a fact of the source, stated, and not an
    omission. Where the assumption about it is still to be settled, `plan-unsettled` says so.

    ## Bad
    ```yaml
    tasks:
      - id: T.1
        title: Promotion of tourism
        lead: so-a
        schedule: {unspecified: true}
    ```

    ## Good
    ```yaml
    tasks:
      - id: T.1
        title: Promotion of tourism
        lead: so-a
        schedule: {unspecified: true}
    assumptions:
      - {about: T.1, text: The source gives no time; the end of the plan is not taken for one.}
    ```
    """

    name = "plan-no-schedule"
    severity = Severity.WARNING
    message = N_("{name}: the time frame is unspecified, and no assumption is about it")
    hint = N_("Add an assumption about {name}, or ask the issuer for the time frame")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every task without a time frame that no assumption speaks of."""
        spoken_of = {one.about for one in seen.plan.assumptions}
        for number, task in enumerate(seen.plan.tasks):
            about = (task.id, f"{task.id}.schedule")
            if task.schedule.unspecified and not spoken_of.intersection(about):
                yield self.finding(seen.place("tasks", number, "schedule"), task=task.id, name=task.id)

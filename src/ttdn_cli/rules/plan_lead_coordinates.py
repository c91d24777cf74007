"""Rule `plan-lead-coordinates`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_


class PlanLeadCoordinates(PlanRule):
    """The lead is named among its own coordinators.

    ## Why it matters
    Nobody coordinates with itself: one of the two names is a slip. A group that contains the
    lead is read without it.

    ## Bad
    ```yaml
    tasks:
      - id: T.1
        title: Two broadcast reports
        lead: so-a
        coordinators: [so-a, bao-chi]
        schedule: {quarter: Q2}
    ```

    ## Good
    ```yaml
    tasks:
      - id: T.1
        title: Two broadcast reports
        lead: so-a
        coordinators: [so-b, bao-chi]
        schedule: {quarter: Q2}
    ```
    """

    name = "plan-lead-coordinates"
    severity = Severity.WARNING
    message = N_("{name}: {who} is lead and coordinator of the same task")
    hint = N_("Compare with the source; if it says so, record an assumption")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every lead among its own coordinators."""
        for number, task in enumerate(seen.plan.tasks):
            for index, one in enumerate(task.coordinators):
                if one in task.lead:
                    place = seen.place("tasks", number, "coordinators", index)
                    who = seen.directory.name(one)
                    yield self.finding(place, agency=one, task=task.id, name=task.id, who=who)

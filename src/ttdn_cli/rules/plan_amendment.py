"""Rule `plan-amendment`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Related, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_


class PlanAmendment(PlanRule):
    """Two amendments change the same task from the same day.

    ## Why it matters
    The plan would depend on the order in which two documents were typed in. Which one holds is a decision of the
    issuer, not of the file.

    ## Bad
    ```yaml
    tasks:
      - id: T.1
        title: Two broadcast reports
        lead: so-a
        schedule: {quarter: Q2}
    amendments:
      - document: {number: 2/UBND, date: 2017-07-03}
        effective: 2017-07-10
        changes: {T.1: {schedule: {quarter: Q3}}}
      - document: {number: 3/UBND, date: 2017-07-04}
        effective: 2017-07-10
        changes: {T.1: {schedule: {quarter: Q4}}}
    ```

    ## Good
    ```yaml
    tasks:
      - id: T.1
        title: Two broadcast reports
        lead: so-a
        schedule: {quarter: Q2}
    amendments:
      - document: {number: 2/UBND, date: 2017-07-03}
        effective: 2017-07-10
        changes: {T.1: {schedule: {quarter: Q3}}}
      - document: {number: 3/UBND, date: 2017-07-04}
        effective: 2017-07-11
        changes: {T.1: {schedule: {quarter: Q4}}}
    ```
    """

    name = "plan-amendment"
    severity = Severity.ERROR
    message = N_("{name}: two amendments change it from {day}")
    hint = N_("Keep the one that holds, or give each the day from which it does")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every change that an amendment of the same day has made before."""
        first: dict[tuple[str, str], int] = {}
        for number, amendment in enumerate(seen.plan.amendments):
            for task in amendment.changes:
                key = task, amendment.effective.isoformat()
                before = first.setdefault(key, number)
                if before != number:
                    related = Related(seen.place("amendments", before, "changes", task), N_("the first one"))
                    place = seen.place("amendments", number, "changes", task)
                    yield self.finding(place, task=task, related=(related,), name=task, day=amendment.effective)

"""Rule `plan-schedule`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.i18n import N_
from ttdn_cli.model.schedule import Schedule, windows
from ttdn_cli.planbook import PlanCase
from ttdn_cli.rules._base import PlanRule


class PlanSchedule(PlanRule):
    """A due date lies outside the plan, or a window is empty.

    ## Why it matters
    Such a task could never be judged. A window given with `from` and `to` may leave the plan's time on purpose.

    ## Bad
    ```yaml
    tasks:
      - id: T.1
        title: Two broadcast reports
        lead: so-a
        schedule: {quarter: 2018-Q2}   # the plan ends on 2017-12-31
    ```

    ## Good
    ```yaml
    tasks:
      - id: T.1
        title: Two broadcast reports
        lead: so-a
        schedule: {quarter: 2017-Q2}
    ```
    """

    name = "plan-schedule"
    severity = Severity.ERROR
    message = N_("{name}: the due date {day} lies outside the plan ({begins} to {ends})")
    hint = N_("Correct the time frame, or begins and ends of the plan")
    empty = N_("{name}: the window ends before it begins")
    none = N_("{name}: the time frame gives no period within the plan")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every time frame that cannot be met."""
        for number, task in enumerate(seen.plan.tasks):
            yield from self._judge(seen, task.id, task.schedule, "tasks", number, "schedule")
        for number, amendment in enumerate(seen.plan.amendments):
            for identity, change in amendment.changes.items():
                if change.schedule:
                    at = ("amendments", number, "changes", identity, "schedule")
                    yield from self._judge(seen, identity, change.schedule, *at)

    def _judge(self, seen: PlanCase, name: str, schedule: Schedule, *at: str | int) -> Iterator[Finding]:
        plan, place = seen.plan, seen.place(*at, schedule.form)
        found = windows(name, schedule, plan.begins, plan.ends)
        if not found:
            yield self.finding(place, task=name, message=self.none, name=name)
        for window in found:
            if window.ends < window.begins:
                yield self.finding(place, task=name, message=self.empty, name=name)
            elif window.due and schedule.form != "from" and not plan.begins <= window.due <= plan.ends:
                yield self.finding(
                    place, task=name, name=name, day=window.due, begins=plan.begins, ends=plan.ends, due=window.due
                )

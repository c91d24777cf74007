"""Rule `plan-schedule`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Schedule


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
    causes: ClassVar[dict[str, str]] = {
        "no_quarter": N_("{name}: there is no quarter {number}"),
        "no_half": N_("{name}: there is no half-year {number}"),
        "no_month": N_("{name}: there is no month {number}"),
        "no_year": N_("{name}: in a plan of several years a time frame is written with its year: {written}"),
    }
    twice = N_("{name}: two milestones fall due on {day}")
    uncovered = N_("The table of public holidays does not hold {years}; due dates there move over weekends only")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every time frame that cannot be met."""
        for number, task in enumerate(seen.plan.tasks):
            yield from self._judge(seen, task.id, task.schedule, "tasks", number, "schedule")
        for number, amendment in enumerate(seen.plan.amendments):
            for identity, change in amendment.changes.items():
                if change.schedule:
                    at = ("amendments", number, "changes", identity, "schedule")
                    yield from self._judge(seen, identity, change.schedule, *at)
        if years := seen.plan.years_not_covered:
            yield self.finding(
                seen.place("due_on_days_off"),
                message=self.uncovered,
                hint=N_("Add the years to the table, with their source, or name another table under days_off"),
                years=tuple(str(year) for year in years),
            )

    def _judge(self, seen: PlanCase, name: str, schedule: Schedule, *at: str | int) -> Iterator[Finding]:
        from ttdn_cli.model.periods import parse_period, why_no_period
        from ttdn_cli.model.schedule import windows

        plan, place = seen.plan, seen.place(*at, schedule.form)
        found = windows(name, schedule, plan.begins, plan.ends)
        if not found:
            written = str(getattr(schedule, schedule.form) or "")
            letter = {"quarter": "Q", "half": "H", "month": "T"}.get(schedule.form, "") if written.isdecimal() else ""
            code, values = why_no_period(letter + written)
            is_clear = parse_period(written) is None and (code != "no_year" or plan.begins.year != plan.ends.year)
            message = self.causes.get(code, self.none) if is_clear else self.none
            yield self.finding(place, task=name, message=message, name=name, written=written, **values)
        days = [milestone.by for milestone in schedule.milestones or ()]
        for window in found:
            if window.due in days:
                number = days.index(window.due)
                place = seen.place(*at, "milestones", number, "by")
                if days.count(window.due) > 1 and window.ends < window.begins:
                    yield self.finding(place, task=name, message=self.twice, name=name, day=window.due)
                    continue
            if schedule.form != "from" and not plan.begins <= window.ends <= plan.ends:
                yield self.finding(
                    place, task=name, name=name, day=window.ends, begins=plan.begins, ends=plan.ends, due=window.due
                )
            elif window.ends < window.begins:
                yield self.finding(place, task=name, message=self.empty, name=name)

"""Rule `plan-schedule`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.rules._references import LeadsByDay
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Schedule


class PlanSchedule(PlanRule):
    """A due date lies outside the plan, a window is empty, or nobody leads on the due date.

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
        "no_year": N_("{name}: {written} of which year? In a plan of several years a time frame names its year"),
    }
    twice = N_("{name}: two milestones fall due on {day}")
    give_ids = N_("Give each an id")
    nobody = N_("{name}: on the due date {day} none of its leads exists, nor a successor")
    nobody_of_milestone = N_("{name}: on {day} nobody who answers for the milestone exists, nor a successor")
    name_a_lead = N_("Name who took over, as successor in the registry, or another lead")
    no_period = N_("No reporting period ends within the plan's time: no report will be asked for")
    uncovered = N_("The table of public holidays does not hold {years}; due dates there move over weekends only")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every time frame that cannot be met."""
        leads = LeadsByDay(seen)
        for number, task in enumerate(seen.plan.tasks):
            yield from self._judge(seen, leads, task.id, task.schedule, "tasks", number, "schedule")
        for number, amendment in enumerate(seen.plan.amendments):
            for identity, change in amendment.changes.items():
                if change.schedule:
                    at = ("amendments", number, "changes", identity, "schedule")
                    yield from self._judge(seen, leads, identity, change.schedule, *at)
        if not seen.plan.periods:
            place, hint = seen.place("reporting", "every"), N_("Name a shorter reporting period")
            yield self.finding(place, severity=Severity.WARNING, message=self.no_period, hint=hint)
        if years := seen.plan.years_not_covered:
            yield self.finding(
                seen.place("due_on_days_off"),
                message=self.uncovered,
                hint=N_("Add the years to the table, with their source, or name another table under days_off"),
                years=tuple(str(year) for year in years),
            )

    def _judge(
        self, seen: PlanCase, leads: LeadsByDay, name: str, schedule: Schedule, *at: str | int
    ) -> Iterator[Finding]:
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
        numbers = {id(one): number for number, one in enumerate(schedule.milestones or ())}
        alike = Counter(one.by for one in schedule.milestones or () if one.id is None)
        for window in found:
            begins = ends = place if schedule.on is None else seen.place(*at, "on")
            if (one := window.milestone) is not None:
                mark = (*at, "milestones", numbers[id(one)])
                begins, ends = seen.place(*mark, "from" if one.from_ else "by"), seen.place(*mark, "by")
                if one.id is None and alike.pop(one.by, 1) > 1:
                    yield self.finding(ends, task=name, message=self.twice, hint=self.give_ids, name=name, day=one.by)
            if schedule.form != "from" and not plan.begins <= window.ends <= plan.ends:
                yield self.finding(
                    ends, task=name, name=name, day=window.ends, begins=plan.begins, ends=plan.ends, due=window.due
                )
            elif window.ends < window.begins:
                yield self.finding(begins, task=name, message=self.empty, name=name)
            elif not leads.exist(schedule, window):
                message = self.nobody_of_milestone if one and one.lead else self.nobody
                warn = self.finding(ends, task=name, message=message, name=name, day=window.due)
                yield warn._replace(severity=Severity.WARNING, hint=self.name_a_lead)  # it can be judged all the same

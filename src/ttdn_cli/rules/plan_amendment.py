"""Rule `plan-amendment`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ttdn_cli.findings import Finding, Place, Related, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.plan import Amendment


class PlanAmendment(PlanRule):
    """Two amendments change the same field of a task from the same day, or one takes effect on a doubtful day.

    ## Why it matters
    The plan would depend on the order in which two documents were typed in. Which one holds is a decision of the
    issuer, not of the file. A document that takes effect before its own day, or when the plan does not run, or
    that is older than the plan which it amends, is most often a slip in one of the days.

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
    message = N_("{name}: two amendments change {field} from {day}")
    hint = N_("Keep the one that holds, or give each the day from which it does")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every field that an amendment of the same day has changed before, and doubtful days."""
        from ttdn_cli.model.plan import Change

        first: dict[tuple[str, str, date], int] = {}
        for number, amendment in enumerate(seen.plan.amendments):
            yield from self._day(seen, number, amendment)
            for task, change in amendment.changes.items():
                for field in [one for one in Change.model_fields if getattr(change, one) is not None]:
                    before = first.setdefault((task, field, amendment.effective), number)
                    if before != number:
                        place, other = (seen.place("amendments", n, "changes", task, field) for n in (number, before))
                        yield self.finding(
                            place,
                            task=task,
                            related=(Related(other, N_("the first one")),),
                            name=task,
                            field=field,
                            day=amendment.effective,
                        )

    def _day(self, seen: PlanCase, number: int, amendment: Amendment) -> Iterator[Finding]:
        issued, begins, ends = amendment.document.date, seen.plan.begins, seen.plan.ends
        first, effective = seen.plan.document.date, amendment.effective
        at = ("amendments", number)
        if first is not None and (issued or effective) < first:
            place = seen.place(*at, "document", "date") if issued else seen.place(*at, "effective")
            said = N_("The amendment is of {day}, before the plan itself, {first}")
            yield self._doubtful(place, said, issued or effective, first=first)
        if issued is not None and effective < issued:
            said = N_("The amendment takes effect on {day}, before the day of its document, {issued}")
            yield self._doubtful(seen.place(*at, "effective"), said, effective, issued=issued)
        if not begins <= effective <= ends:
            said = N_("The amendment takes effect on {day}, outside the plan ({begins} to {ends})")
            yield self._doubtful(seen.place(*at, "effective"), said, effective, begins=begins, ends=ends)

    def _doubtful(self, place: Place, message: str, day: date, **days: Any) -> Finding:
        hint = N_("Correct the day, or let it stand if it is right")
        return self.finding(place, severity=Severity.WARNING, message=message, hint=hint, day=day, **days)

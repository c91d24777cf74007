"""Rule `unused-waiver`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.waivers import Use, WaiverCase
from ttdn_cli.model.names import near
from ttdn_cli.rules._base import WaiverRule
from ttdn_cli.text.i18n import N_


class UnusedWaiver(WaiverRule):
    """A waiver holds on the as-of date and no finding fits it.

    ## Why it matters
    Either what was set aside has been put right, and the waiver would only hide the next case; or the waiver
    names an agency, task or period that the plan does not have, and never does what was decided. Only the whole
    folder of reports shows it: nothing is said when single files are checked, or of rules that are not run.

    ## Bad
    ```yaml
    # file: Q2/so-a.yaml
    - task: T.1
      state: done
      completed_on: 2017-06-16
    # file: waivers.yaml
    schema: ttdn/waivers/1
    waivers:
      - rule: overdue
        task: T.1
        reason: Bão số 2
        authority: 9/QĐ-UBND
        until: 2017-09-30
    ```

    ## Good
    ```yaml
    # file: Q2/so-a.yaml
    - task: T.1
      state: in_progress
    # file: waivers.yaml
    schema: ttdn/waivers/1
    waivers:
      - rule: overdue
        task: T.1
        reason: Bão số 2
        authority: 9/QĐ-UBND
        until: 2017-09-30
    ```
    """

    name = "unused-waiver"
    severity = Severity.INFO
    message = N_("The waiver of {rule} ({scope}; {authority}) holds until {until}, and no finding fits it on {as_of}")
    hint = N_("Take the waiver out of the file when it is no longer needed")
    rule = N_("The waiver of {rule} ({scope}) never fits: findings of this rule are not waived")
    agency = N_("The waiver of {rule} never fits: {name} is no agency or group of the registry, or is several")
    task = N_("The waiver of {rule} never fits: the plan has no task {name}")
    period = N_("The waiver of {rule} never fits: {name} is no period of the plan")
    alike = N_("Correct the waiver; names that look alike: {near}")

    def check(self, seen: WaiverCase) -> Iterator[Finding]:
        """Yield a finding for every waiver in force that took nothing out of the verdict."""
        case = seen.case
        for use in seen.uses if case.complete else ():
            waiver, rule = use.waiver, use.waiver.rule
            if use.covered or waiver.until < case.as_of or rule not in seen.ran | seen.others:
                continue
            if rule in seen.others:
                yield self.waiver_finding(seen, use, message=self.rule)
            elif waiver.agency is not None and seen.agency(waiver) is None:
                alike = case.directory.all_names.near(waiver.agency)
                yield self._never(seen, use, self.agency, waiver.agency, alike)
            elif waiver.task is not None and waiver.task not in case.tasks:
                yield self._never(seen, use, self.task, waiver.task, near(waiver.task, case.tasks))
            elif waiver.period is not None and not self._is_known(seen, waiver.period.id):
                yield self._never(seen, use, self.period, waiver.period, ())
            else:
                yield self.waiver_finding(seen, use, as_of=case.as_of)

    def _never(self, seen: WaiverCase, use: Use, message: str, name: object, alike: tuple[str, ...]) -> Finding:
        hint = {"hint": self.alike} if alike else {}
        return self.waiver_finding(seen, use, message=message, name=name, near=alike, **hint)

    @staticmethod
    def _is_known(seen: WaiverCase, period: str) -> bool:
        case = seen.case
        return period in case.plan.periods or any(period == one.id for one in case.all_occurrences)

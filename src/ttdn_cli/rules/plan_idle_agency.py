"""Rule `plan-idle-agency`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_


class PlanIdleAgency(PlanRule):
    """An agency of the registry has no task, no duty and no group in this plan.

    ## Why it matters
    It may be right: the registry outlives any one plan. It may also be an id that nobody uses because of a slip.

    ## Bad
    ```yaml
    agencies:
      - {id: so-a, name: Department A}
      - {id: so-b, name: Department B}
      - {id: so-aa, name: Old Department A}     # in no task, duty or group
    groups:
      - {id: bao-chi, name: the press, members: [so-b]}
      - {id: cac-huyen, name: the districts, open: true}
      - {id: lien-quan, name: all concerned, open: true}
    ```

    ## Good
    ```yaml
    agencies:
      - {id: so-a, name: Department A, aliases: [Old Department A]}
      - {id: so-b, name: Department B}
    groups:
      - {id: bao-chi, name: the press, members: [so-b]}
      - {id: cac-huyen, name: the districts, open: true}
      - {id: lien-quan, name: all concerned, open: true}
    ```
    """

    name = "plan-idle-agency"
    severity = Severity.INFO
    message = N_("{who} has no task, no duty and no group in this plan")
    hint = N_("Nothing needs to be done if the plan gives it no part")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every agency that the plan does not use."""
        plan, registry = seen.plan, seen.directory.registry
        used = {one for task in plan.tasks for one in (*task.lead, *task.coordinators)}
        used.update(one for duty in plan.duties for one in (*duty.agencies, *duty.with_))
        used.update(member for group in registry.groups for member in group.members)
        changes = [change for one in plan.amendments for change in one.changes.values()]
        used.update(one for change in changes for one in (*(change.lead or ()), *(change.coordinators or ())))
        gone = [one for one in registry.agencies if one.id in used and one.valid_to and one.valid_to < plan.ends]
        used.update(successor for agency in gone for successor in agency.successor)
        for number, agency in enumerate(registry.agencies):
            if agency.id not in used:
                yield self.finding(seen.registry_place("agencies", number), agency=agency.id, who=agency.name)

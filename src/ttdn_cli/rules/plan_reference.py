"""Rule `plan-reference`."""

from collections.abc import Iterable, Iterator

from ttdn_cli.findings import Finding, Place, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.model.names import near
from ttdn_cli.rules import _references as references
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_


class PlanReference(PlanRule):
    """An id that does not exist or exists twice, a circle of groups or successors, or a task without a lead.

    ## Why it matters
    Every name in the plan must lead to exactly one agency, group, task or field, or the plan cannot be judged by.

    ## Bad
    ```yaml
    tasks:
      - {id: T.1, title: Two broadcast reports, lead: so-a, coordinators: [so-bb], schedule: {quarter: Q2}}
    ```

    ## Good
    ```yaml
    tasks:
      - {id: T.1, title: Two broadcast reports, lead: so-a, coordinators: [so-b], schedule: {quarter: Q2}}
    ```
    """

    name = "plan-reference"
    severity = Severity.ERROR
    message = N_("There is no agency or group “{name}” in the registry")
    hint = N_("Correct the id")
    twice = N_("The id {name} is used twice")
    cycle = N_("The group {name} contains itself")
    followed = N_("The successors of {name} lead back to it")
    gone = N_("The successor {name} was gone before the agency that it follows")
    never = N_("The agency {name} ends before it begins")
    no_part = N_("The milestone's lead {name} does not lead the task")
    no_lead = N_("Task {name} has no lead")
    no_task = N_("There is no task {name} in the plan")
    no_section = N_("There is no section {name} in the plan")
    no_subject = N_("There is no field or id {name} in the plan")
    open_lead = N_("The lead {name} is an open group: nobody in it can be asked")
    no_scope = N_("The scope of {name} belongs to no lead and no coordinator of the task")
    alike = N_("Correct the id, or add it to the registry; ids that look alike: {near}")
    hints = {
        message: N_("Correct the id, or add it to the registry"),
        followed: N_("Take the successor out of one of them"),
        gone: N_("Correct valid_to of one of them, or name another successor"),
        never: N_("Correct valid_from or valid_to"),
        no_part: N_("Name a lead of the task, or a member of a group among its leads"),
        open_lead: N_("Name an agency or a group whose members are listed"),
    }

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for everything that points nowhere, or to two things."""
        looked_for = (
            (self.twice, references.duplicate_key_errors),
            (self.twice, references.repeated_milestones),
            (self.cycle, references.circling_groups),
            (self.followed, references.circling_successors),
            (self.gone, references.gone_successors),
            (self.never, references.never_there),
            (self.no_task, references.unknown_tasks),
            (self.no_section, references.unknown_sections),
            (self.no_lead, references.without_lead),
            (self.open_lead, references.open_leads),
            (self.no_part, references.strange_leads),
            (self.no_scope, references.strange_scopes),
            (self.no_subject, references.about_nothing),
        )
        for message, look in looked_for:
            yield from (self._wrong(place, message, name) for name, place in look(seen))
        for part in (self._registry, self._names, self._parts, self._duties):
            yield from part(seen)

    def _wrong(self, place: Place, message: str, name: str) -> Finding:
        return self.finding(place, message=message, hint=self.hints.get(message, self.hint), name=name, subject=name)

    def _registry(self, seen: PlanCase) -> Iterator[Finding]:
        for number, agency in enumerate(seen.directory.registry.agencies):
            for one in [one for one in agency.successor if one not in seen.directory.agencies]:
                yield self._stranger(seen, seen.registry_place("agencies", number, "successor"), one)
        for number, group in enumerate(seen.directory.registry.groups):
            yield from self._known(seen, group.members, seen.registry_place("groups", number, "members"))

    def _names(self, seen: PlanCase) -> Iterator[Finding]:
        for number, section in enumerate(seen.plan.sections):
            for name, one in section.aliases.items():
                if one not in seen.directory.agencies and one not in seen.directory.groups:
                    yield self._stranger(seen, seen.place("sections", number, "aliases", name), one)

    def _parts(self, seen: PlanCase) -> Iterator[Finding]:
        for part, _, at in references.parts(seen):
            yield from self._known(seen, part.lead or (), seen.place(*at, "lead"))
            yield from self._known(seen, part.coordinators or (), seen.place(*at, "coordinators"))

    def _duties(self, seen: PlanCase) -> Iterator[Finding]:
        for number, duty in enumerate(seen.plan.duties):
            yield from self._known(seen, duty.agencies, seen.place("duties", number, "agencies"))
            yield from self._known(seen, duty.with_, seen.place("duties", number, "with"))
        if (to := seen.plan.reporting.to) and to not in seen.directory.agencies:
            yield self._stranger(seen, seen.place("reporting", "to"), to)

    def _known(self, seen: PlanCase, ids: Iterable[str], listed: Place) -> Iterator[Finding]:
        for number, one in enumerate(ids):
            if one not in seen.directory.agencies and one not in seen.directory.groups:
                yield self._stranger(seen, Place(listed.file, (*listed.at, number)), one)

    def _stranger(self, seen: PlanCase, place: Place, name: str) -> Finding:
        close = seen.directory.all_names.find(name) or near(name, (*seen.directory.agencies, *seen.directory.groups))
        hint = self.alike if close else self.hints[self.message]
        return self.finding(place, hint=hint, name=name, subject=name, near=close)

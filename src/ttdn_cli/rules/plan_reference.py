"""Rule `plan-reference`."""

from collections.abc import Iterable, Iterator

from ttdn_cli.findings import Finding, Place, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.model.names import near
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.rules._references import Part, about_nothing, contained_in_themselves, duplicate_key_errors
from ttdn_cli.text.i18n import N_


class PlanReference(PlanRule):
    """An id that does not exist or exists twice, a group that contains itself, or a task without a lead.

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
    no_lead = N_("Task {name} has no lead")
    no_task = N_("There is no task {name} in the plan")
    no_section = N_("There is no section {name} in the plan")
    no_subject = N_("There is no field or id {name} in the plan")
    open_lead = N_("The lead {name} is an open group: nobody in it can be asked")
    no_scope = N_("The scope of {name} belongs to no lead and no coordinator of the task")
    alike = N_("Correct the id, or add it to the registry; ids that look alike: {near}")
    hints = {
        message: N_("Correct the id, or add it to the registry"),
        open_lead: N_("Name an agency or a group whose members are listed"),
    }

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for everything that points nowhere, or to two things."""
        yield from (self._wrong(place, self.twice, identity) for identity, place in duplicate_key_errors(seen))
        for part in (self._registry, self._tasks, self._duties, self._amendments):
            yield from part(seen)
        yield from (self._wrong(place, self.no_subject, about) for about, place in about_nothing(seen))

    def _wrong(self, place: Place, message: str, name: str) -> Finding:
        return self.finding(place, message=message, hint=self.hints.get(message, self.hint), name=name, subject=name)

    def _registry(self, seen: PlanCase) -> Iterator[Finding]:
        for number, agency in enumerate(seen.directory.registry.agencies):
            for one in [one for one in agency.successor if one not in seen.directory.agencies]:
                yield self._stranger(seen, seen.registry_place("agencies", number, "successor"), one)
        circles = contained_in_themselves(seen.directory.groups.values())
        for number, group in enumerate(seen.directory.registry.groups):
            place = seen.registry_place("groups", number, "members")
            yield from self._known(seen, group.members, place)
            if group.id in circles:
                yield self._wrong(place, self.cycle, group.id)

    def _tasks(self, seen: PlanCase) -> Iterator[Finding]:
        sections = {one.id for one in seen.plan.sections}
        for number, task in enumerate(seen.plan.tasks):
            if task.section and sections and task.section not in sections:
                yield self._wrong(seen.place("tasks", number, "section"), self.no_section, task.section)
            if not task.lead:
                yield self._wrong(seen.place("tasks", number, "lead"), self.no_lead, task.id)
            yield from self._parts(seen, task, (*task.lead, *task.coordinators), "tasks", number)

    def _parts(self, seen: PlanCase, of: Part, parts: Iterable[str], *at: str | int) -> Iterator[Finding]:
        """Yield what is wrong with the names in a task or in what an amendment makes of it."""
        yield from self._known(seen, of.lead or (), seen.place(*at, "lead"))
        yield from self._known(seen, of.coordinators or (), seen.place(*at, "coordinators"))
        for number, one in enumerate(of.lead or ()):
            if seen.directory.is_open(one):
                yield self._wrong(seen.place(*at, "lead", number), self.open_lead, one)
        for name in of.scopes or ():
            if name not in parts:
                yield self._wrong(seen.place(*at, "scopes", name), self.no_scope, name)

    def _duties(self, seen: PlanCase) -> Iterator[Finding]:
        for number, duty in enumerate(seen.plan.duties):
            yield from self._known(seen, duty.agencies, seen.place("duties", number, "agencies"))
            yield from self._known(seen, duty.with_, seen.place("duties", number, "with"))
        if (to := seen.plan.reporting.to) and to not in seen.directory.agencies:
            yield self._stranger(seen, seen.place("reporting", "to"), to)

    def _amendments(self, seen: PlanCase) -> Iterator[Finding]:
        for number, amendment in enumerate(seen.plan.amendments):
            tasks = {one.id: one for one in reversed(seen.plan.on(amendment.effective).tasks)}
            for identity, change in amendment.changes.items():
                at = ("amendments", number, "changes", identity)
                if (task := tasks.get(identity)) is None:
                    yield self._wrong(seen.place(*at), self.no_task, identity)
                if change.lead == ():
                    yield self._wrong(seen.place(*at, "lead"), self.no_lead, identity)
                yield from self._parts(seen, change, (*task.lead, *task.coordinators) if task else (), *at)

    def _known(self, seen: PlanCase, ids: Iterable[str], listed: Place) -> Iterator[Finding]:
        for number, one in enumerate(ids):
            if one not in seen.directory.agencies and one not in seen.directory.groups:
                yield self._stranger(seen, Place(listed.file, (*listed.at, number)), one)

    def _stranger(self, seen: PlanCase, place: Place, name: str) -> Finding:
        close = seen.directory.all_names.find(name) or near(name, (*seen.directory.agencies, *seen.directory.groups))
        hint = self.alike if close else self.hints[self.message]
        return self.finding(place, hint=hint, name=name, subject=name, near=close)

"""Rule `plan-reference`."""

from collections.abc import Iterable, Iterator

from ttdn_cli.findings import Finding, Place, Severity
from ttdn_cli.i18n import N_
from ttdn_cli.planbook import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.rules._references import about_nothing, contains_itself, kinds_of_ids, repeated


class PlanReference(PlanRule):
    """An id that does not exist or exists twice, a group that contains itself, or a task without a lead.

    ## Why it matters
    Every name in the plan must lead to exactly one agency, group, task or field, or the plan cannot be judged by.

    ## Bad
    ```yaml
    tasks:
      - id: T.1
        title: Two broadcast reports
        lead: so-a
        coordinators: [so-bb]      # no such agency
        schedule: {quarter: Q2}
    ```

    ## Good
    ```yaml
    tasks:
      - id: T.1
        title: Two broadcast reports
        lead: so-a
        coordinators: [so-b]
        schedule: {quarter: Q2}
    ```
    """

    name = "plan-reference"
    severity = Severity.ERROR
    message = N_("There is no agency or group {name} in the registry")
    hint = N_("Correct the id, or add it to the registry")
    twice = N_("The id {name} is used twice")
    cycle = N_("The group {name} contains itself")
    no_lead = N_("Task {name} has no lead")
    no_task = N_("There is no task {name} in the plan")
    no_section = N_("There is no section {name} in the plan")
    no_subject = N_("There is no field or id {name} in the plan")
    lead_group = N_("The lead {name} is a group, not an agency")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for everything that points nowhere, or to two things."""
        for ids in kinds_of_ids(seen):
            for identity, place in repeated(ids):
                yield self._wrong(place, self.twice, identity)
        yield from self._registry(seen)
        yield from self._tasks(seen)
        yield from self._duties(seen)
        yield from self._amendments(seen)
        for about, place in about_nothing(seen):
            yield self._wrong(place, self.no_subject, about)

    def _wrong(self, place: Place, message: str, name: str) -> Finding:
        hint = self.hint if message == self.message else N_("Correct the id")
        return self.finding(place, message=message, hint=hint, name=name, subject=name)

    def _registry(self, seen: PlanCase) -> Iterator[Finding]:
        directory = seen.directory
        for number, agency in enumerate(directory.registry.agencies):
            for one in agency.successor:
                if one not in directory.agencies:
                    yield self._wrong(seen.registry_place("agencies", number, "successor"), self.message, one)
        for number, group in enumerate(directory.registry.groups):
            at = ("groups", number, "members")
            yield from self._known(seen, group.members, seen.registry_place(*at))
            if contains_itself(directory, group.id):
                yield self._wrong(seen.registry_place(*at), self.cycle, group.id)

    def _tasks(self, seen: PlanCase) -> Iterator[Finding]:
        sections = {one.id for one in seen.plan.sections}
        for number, task in enumerate(seen.plan.tasks):
            if task.section and sections and task.section not in sections:
                yield self._wrong(seen.place("tasks", number, "section"), self.no_section, task.section)
            if not task.lead:
                yield self._wrong(seen.place("tasks", number, "lead"), self.no_lead, task.id)
            yield from self._leads(seen, task.lead, seen.place("tasks", number, "lead"))
            yield from self._known(seen, task.coordinators, seen.place("tasks", number, "coordinators"))

    def _duties(self, seen: PlanCase) -> Iterator[Finding]:
        for number, duty in enumerate(seen.plan.duties):
            yield from self._known(seen, duty.agencies, seen.place("duties", number, "agencies"))
            yield from self._known(seen, duty.with_, seen.place("duties", number, "with"))
        to = seen.plan.reporting.to
        if to and to not in seen.directory.agencies:
            yield self._wrong(seen.place("reporting", "to"), self.message, to)

    def _amendments(self, seen: PlanCase) -> Iterator[Finding]:
        tasks = {task.id for task in seen.plan.tasks}
        for number, amendment in enumerate(seen.plan.amendments):
            for identity, change in amendment.changes.items():
                at = ("amendments", number, "changes", identity)
                if identity not in tasks:
                    yield self._wrong(seen.place(*at), self.no_task, identity)
                if change.lead is not None and not change.lead:
                    yield self._wrong(seen.place(*at, "lead"), self.no_lead, identity)
                yield from self._leads(seen, change.lead or (), seen.place(*at, "lead"))
                yield from self._known(seen, change.coordinators or (), seen.place(*at, "coordinators"))

    def _known(self, seen: PlanCase, ids: Iterable[str], listed: Place) -> Iterator[Finding]:
        for number, one in enumerate(ids):
            if one not in seen.directory.agencies and one not in seen.directory.groups:
                yield self._wrong(Place(listed.file, (*listed.at, number)), self.message, one)

    def _leads(self, seen: PlanCase, ids: Iterable[str], listed: Place) -> Iterator[Finding]:
        for number, one in enumerate(ids):
            if one not in seen.directory.agencies:
                words = self.lead_group if one in seen.directory.groups else self.message
                yield self._wrong(Place(listed.file, (*listed.at, number)), words, one)

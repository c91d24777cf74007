"""Rule `plan-reference`."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ttdn_cli.findings import Finding, Place, Severity
from ttdn_cli.i18n import N_
from ttdn_cli.model.plan import Plan
from ttdn_cli.planbook import PlanCase
from ttdn_cli.rules._base import PlanRule


class PlanReference(PlanRule):
    """An id that does not exist or exists twice, a group that contains itself, or a task without a lead.

    ## Why it matters
    Every name in the plan must lead to exactly one agency, group, task or field, or the plan cannot be judged by.
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
        yield from self._registry(seen)
        yield from self._tasks(seen)
        yield from self._duties(seen)
        yield from self._amendments(seen)
        known = _subjects(seen)
        for number, one in enumerate(seen.plan.assumptions):
            if one.about not in known and one.about.split(".")[0] not in Plan.model_fields:
                yield self._wrong(seen.place("assumptions", number, "about"), self.no_subject, one.about)

    def _wrong(self, place: Place, message: str, name: str) -> Finding:
        hint = self.hint if message == self.message else N_("Correct the id")
        return self.finding(place, message=message, hint=hint, name=name, subject=name)

    def _twice(self, ids: Iterable[tuple[str, Place]]) -> Iterator[Finding]:
        counts: Counter[str] = Counter()
        for identity, place in ids:
            counts[identity] += 1
            if counts[identity] > 1:
                yield self._wrong(place, self.twice, identity)

    def _known(self, seen: PlanCase, ids: Iterable[str], *at: str | int) -> Iterator[Finding]:
        directory = seen.directory
        for number, identity in enumerate(ids):
            if identity not in directory.agencies and identity not in directory.groups:
                yield self._wrong(seen.place(*at, number), self.message, identity)

    def _registry(self, seen: PlanCase) -> Iterator[Finding]:
        registry, directory = seen.directory.registry, seen.directory
        agencies = [(one.id, seen.registry_place("agencies", n, "id")) for n, one in enumerate(registry.agencies)]
        groups = [(one.id, seen.registry_place("groups", n, "id")) for n, one in enumerate(registry.groups)]
        yield from self._twice(agencies + groups)
        for number, agency in enumerate(registry.agencies):
            if agency.successor and agency.successor not in directory.agencies:
                yield self._wrong(seen.registry_place("agencies", number, "successor"), self.message, agency.successor)
        for number, group in enumerate(registry.groups):
            for index, member in enumerate(group.members):
                if member not in directory.agencies and member not in directory.groups:
                    yield self._wrong(seen.registry_place("groups", number, "members", index), self.message, member)
            if self._contains_itself(seen, group.id):
                yield self._wrong(seen.registry_place("groups", number, "members"), self.cycle, group.id)

    def _contains_itself(self, seen: PlanCase, identity: str) -> bool:
        groups = seen.directory.groups
        waiting, met = list(groups[identity].members), set()
        while waiting:
            one = waiting.pop()
            if one == identity:
                return True
            if one in groups and one not in met:
                met.add(one)
                waiting.extend(groups[one].members)
        return False

    def _tasks(self, seen: PlanCase) -> Iterator[Finding]:
        plan = seen.plan
        yield from self._twice((one.id, seen.place("sections", n, "id")) for n, one in enumerate(plan.sections))
        yield from self._twice((one.id, seen.place("tasks", n, "id")) for n, one in enumerate(plan.tasks))
        sections = {one.id for one in plan.sections}
        for number, task in enumerate(plan.tasks):
            if task.section and sections and task.section not in sections:
                yield self._wrong(seen.place("tasks", number, "section"), self.no_section, task.section)
            if not task.lead:
                yield self._wrong(seen.place("tasks", number, "lead"), self.no_lead, task.id)
            yield from self._leads(seen, task.lead, "tasks", number, "lead")
            yield from self._known(seen, task.coordinators, "tasks", number, "coordinators")

    def _leads(self, seen: PlanCase, ids: Iterable[str], *at: str | int) -> Iterator[Finding]:
        for number, identity in enumerate(ids):
            if identity not in seen.directory.agencies:
                words = self.lead_group if identity in seen.directory.groups else self.message
                yield self._wrong(seen.place(*at, number), words, identity)

    def _duties(self, seen: PlanCase) -> Iterator[Finding]:
        yield from self._twice((one.id, seen.place("duties", n, "id")) for n, one in enumerate(seen.plan.duties))
        for number, duty in enumerate(seen.plan.duties):
            yield from self._known(seen, duty.agencies, "duties", number, "agencies")
            yield from self._known(seen, duty.with_, "duties", number, "with")
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
                yield from self._leads(seen, change.lead or (), *at, "lead")
                yield from self._known(seen, change.coordinators or (), *at, "coordinators")


def _subjects(seen: PlanCase) -> set[str]:
    """Return every id that an assumption can be about."""
    plan = seen.plan
    ids = {one.id for one in (*plan.sections, *plan.tasks, *plan.duties)}
    return ids | set(seen.directory.agencies) | set(seen.directory.groups)

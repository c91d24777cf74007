"""Agencies and groups compared, as far as the plan names them or they belong to what it names."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.names import fold
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.registry import Agency, Group
from ttdn_cli.plans.diff._fields import Item, missing_from, plain_differences, word_differences
from ttdn_cli.plans.diff._record import Difference, Version
from ttdn_cli.text.i18n import N_

RENAMED = N_("Renamed: {old} → {new}")
AGENCY_ADDED = N_("Agency added to the registry")
AGENCY_REMOVED = N_("Agency removed from the registry")
GROUP_ADDED = N_("Group added to the registry")
GROUP_REMOVED = N_("Group removed from the registry")
MEMBERS_ADDED = N_("Members added: {new}")
MEMBERS_REMOVED = N_("Members removed: {old}")
OPENED = N_("The group is now open: its members are no longer listed")
CLOSED = N_("The group is now closed; its members: {new}")


def registry_differences(old: Version, new: Version) -> Iterator[Difference]:
    """Yield the differences of agencies and groups that concern the plan, in the registry's order."""
    concerned = _concerned(old) | _concerned(new)
    before, after = old.directory, new.directory
    for identity in dict.fromkeys((*before.agencies, *after.agencies)):
        if identity in concerned:
            yield from _agency(identity, before, after)
    for identity in dict.fromkeys((*before.groups, *after.groups)):
        if identity in concerned:
            yield from _group(identity, before, after)


def _concerned(version: Version) -> set[str]:
    """Return the ids that a plan names, the members of the groups among them, and the successors of all."""
    agencies, groups = version.directory.agencies, version.directory.groups
    found: set[str] = set()
    waiting = _named(version.plan)
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        if one in groups:
            waiting.extend(groups[one].members)
        elif one in agencies:
            waiting.extend(agencies[one].successor)
    return found


def _named(plan: Plan) -> list[str]:
    found = [one for task in plan.tasks for one in (*task.lead, *task.coordinators)]
    found += [one for duty in plan.duties for one in (*duty.agencies, *duty.with_)]
    for amendment in plan.amendments:
        for change in amendment.changes.values():
            found += [*(change.lead or ()), *(change.coordinators or ())]
    return [*found, plan.reporting.to] if plan.reporting.to else found


def _agency(identity: str, before: Directory, after: Directory) -> Iterator[Difference]:
    was, now = before.agencies.get(identity), after.agencies.get(identity)
    if was and now:
        yield from _renamed(was, now)
        yield from plain_differences(Item("registry", identity), was, now, (before.name, after.name))
        yield from _aliases(was, now)
    elif now:
        yield Difference("registry", "agency-added", identity, "agencies", None, now.name, AGENCY_ADDED)
    elif was:
        yield Difference("registry", "agency-removed", identity, "agencies", was.name, None, AGENCY_REMOVED)


def _group(identity: str, before: Directory, after: Directory) -> Iterator[Difference]:
    was, now = before.groups.get(identity), after.groups.get(identity)
    if was and now:
        yield from _renamed(was, now)
        yield from _members(was, now, before, after)
        yield from plain_differences(Item("registry", identity), was, now)
        yield from _aliases(was, now)
    elif now:
        yield Difference("registry", "group-added", identity, "groups", None, now.name, GROUP_ADDED)
    elif was:
        yield Difference("registry", "group-removed", identity, "groups", was.name, None, GROUP_REMOVED)


def _renamed(old: Agency | Group, new: Agency | Group) -> Iterator[Difference]:
    """Yield a new name; one that differs only in letters that do not count, as names are compared, is words."""
    if fold(old.name) != fold(new.name):
        kind = "group-renamed" if isinstance(new, Group) else "agency-renamed"
        values = {"old": old.name, "new": new.name}
        yield Difference("registry", kind, new.id, "name", old.name, new.name, RENAMED, values)
    else:
        yield from word_differences(Item("registry", new.id), "name", old.name, new.name)


def _aliases(old: Agency | Group, new: Agency | Group) -> Iterator[Difference]:
    """Yield other names that came or went; their order does not count."""
    yield from word_differences(
        Item("registry", new.id), "aliases", tuple(sorted(old.aliases)), tuple(sorted(new.aliases))
    )


def _members(old: Group, new: Group, before: Directory, after: Directory) -> Iterator[Difference]:
    told = list(old.members), list(new.members)
    if old.open != new.open:
        kind, message = ("group-opened", OPENED) if new.open else ("group-closed", CLOSED)
        values = {"new": tuple(map(after.name, new.members))}
        yield Difference("registry", kind, new.id, "open", old.open, new.open, message, values)
        return
    gone = tuple(map(before.name, missing_from(new.members, old.members)))
    come = tuple(map(after.name, missing_from(old.members, new.members)))
    if gone:
        yield Difference("registry", "members-changed", new.id, "members", *told, MEMBERS_REMOVED, {"old": gone})
    if come:
        yield Difference("registry", "members-changed", new.id, "members", *told, MEMBERS_ADDED, {"new": come})

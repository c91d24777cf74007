"""The registry of agencies and groups (SPEC 2.1). It outlives any one plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ttdn_cli.model.names import NameIndex
from ttdn_cli.model.periods import Period
from ttdn_cli.model.registry import Agency, Group, Registry


class Party(NamedTuple):
    """Who answers for one part of a lead: any one of the `members`; `name` is the agency or the group they stand for."""

    name: str
    members: tuple[str, ...]


class Directory:
    """A registry made ready for questions: who is who, who belongs to what."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.agencies: dict[str, Agency] = {agency.id: agency for agency in registry.agencies}
        self.groups: dict[str, Group] = {group.id: group for group in registry.groups}
        self._members: dict[str, frozenset[str]] = {}
        self._lineage: dict[str, tuple[str, ...]] = {}
        self._ever: dict[str, frozenset[str]] = {}
        self._day: date | None = None

    @cached_property
    def agency_names(self) -> NameIndex:
        """The names of all agencies."""
        return NameIndex((one.id, (one.name, *one.aliases)) for one in self.registry.agencies)

    @cached_property
    def all_names(self) -> NameIndex:
        """The names of all agencies and groups."""
        everybody: list[Agency | Group] = [*self.registry.agencies, *self.registry.groups]
        return NameIndex((one.id, (one.name, *one.aliases)) for one in everybody)

    def near(self, text: str, names: NameIndex) -> tuple[str, ...]:
        """Return the official names of up to three whose names, of an index, look like the text; for messages only."""
        found = (one for spelling in names.near(text) for one in names.find(spelling))
        return tuple(dict.fromkeys(map(self.name, found)))

    def on(self, day: date) -> Directory:
        """Return the directory as it was on a day: in groups, agencies that were gone by then stand for their successors."""
        registry = self.registry
        if not any(one.valid_from or one.valid_to for one in registry.agencies):
            return self
        found = Directory(registry)
        found._day = day
        groups = (group.model_copy(update={"members": found.standing_of(group.members)}) for group in registry.groups)
        found.groups = {group.id: group for group in groups}
        return found

    def successors(self, identity: str) -> tuple[str, ...]:
        """Return who stands for an agency on the directory's day: itself while it lasts, then whoever took over.

        An agency owes and holds what its predecessors did (merged, split or renamed agencies). Without a day, or for
        a group, it is the name itself.
        """
        if self._day is None or identity not in self._after:
            return (identity,)
        found: list[str] = []
        waiting, seen = [identity], set()
        while waiting:
            one = waiting.pop(0)
            if one in seen:
                continue
            seen.add(one)
            agency = self.agencies.get(one)
            if agency and agency.successor and agency.valid_to and agency.valid_to < self._day:
                waiting = [*agency.successor, *waiting]
            else:
                found.append(one)
        return tuple(found) or (identity,)

    def successors_of(self, identities: Iterable[str]) -> tuple[str, ...]:
        """Return who stands for several agencies on the directory's day, each once, in order."""
        return tuple(dict.fromkeys(successor for one in identities for successor in self.successors(one)))

    def standing_of(self, identities: Iterable[str]) -> tuple[str, ...]:
        """Return who exists on the directory's day of some agencies or in place of them, each once, in order.

        Before its time an agency is nobody; after it, its successors, or nobody. Groups stay as they are.
        """
        return tuple(one for one in self.successors_of(identities) if self._exists(one))

    def _exists(self, identity: str) -> bool:
        agency = self.agencies.get(identity)
        if agency is None or self._day is None:
            return True
        begun = agency.valid_from is None or agency.valid_from <= self._day
        return begun and (agency.valid_to is None or self._day <= agency.valid_to)

    @cached_property
    def _always(self) -> frozenset[str]:
        """The ids of the agencies of which neither a first nor a last day is known."""
        return frozenset(one.id for one in self.registry.agencies if not (one.valid_from or one.valid_to))

    def existing(self, identities: Collection[str], period: Period | None) -> tuple[str, ...]:
        """Return those of several agencies that existed on any day of a period; all without one."""
        if self._always.issuperset(identities):
            return tuple(identities)
        found = []
        for one in identities:
            agency = self.agencies[one]
            begun = period is None or agency.valid_from is None or agency.valid_from <= period.ends
            if begun and (period is None or agency.valid_to is None or agency.valid_to >= period.begins):
                found.append(one)
        return tuple(found)

    @cached_property
    def _after(self) -> dict[str, tuple[str, ...]]:
        return {one.id: one.successor for one in self.registry.agencies if one.successor}

    @cached_property
    def _before(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one, successors in self._after.items():
            for successor in successors:
                found.setdefault(successor, []).append(one)
        return found

    def heirs(self, identity: str, period: Period) -> tuple[str, ...]:
        """Return the agencies that came from one, at once or later, and existed in a period."""
        return self.existing(sorted(_kin(identity, self._after) & self.agencies.keys()), period)

    def predecessors(self, identity: str, period: Period) -> tuple[str, ...]:
        """Return the agencies that one came from, at once or earlier, and that existed in a period."""
        return self.existing(sorted(_kin(identity, self._before)), period)

    def lineage(self, identity: str) -> tuple[str, ...]:
        """Return an agency with all that it came from and all that came from it, whatever the day, by their ids."""
        if identity not in self._lineage:
            kin = _kin(identity, self._after) | _kin(identity, self._before)
            self._lineage[identity] = tuple(sorted({identity, *kin}))
        return self._lineage[identity]

    def ever(self, identity: str) -> frozenset[str]:
        """Return the agencies that a name stands for on any day: itself or a group's members, and the lineage of each."""
        if identity not in self._ever:
            groups = {group.id: group.members for group in self.registry.groups}
            named = {identity, *_kin(identity, groups)} & self.agencies.keys()
            self._ever[identity] = frozenset(kin for one in named for kin in self.lineage(one))
        return self._ever[identity]

    def among(self, named: Iterable[str], leads: Iterable[str]) -> tuple[str, ...]:
        """Return those of some names that are among leads, or whose agencies all are members of groups among them."""
        known = frozenset(leads)
        agencies = frozenset(member for one in known for member in self.members(one))
        return tuple(one for one in named if one in known or (self.members(one) and self.members(one) <= agencies))

    def valid(self, identities: tuple[str, ...], day: date | None) -> tuple[str, ...]:
        """Return those of several agencies of one name that existed on a day; all when that decides nothing."""
        if len(identities) < 2 or day is None:  # noqa: PLR2004 - one needs no choice
            return identities
        alive = []
        for one in identities:
            agency = self.agencies.get(one)
            begun = agency is None or agency.valid_from is None or agency.valid_from <= day
            if begun and (agency is None or agency.valid_to is None or day <= agency.valid_to):
                alive.append(one)
        return tuple(alive) or identities

    def parties(self, lead: str) -> tuple[Party, ...]:
        """Return who has to answer for a lead: an agency for itself; a group by each member or by any, as it requires.

        An open group within has no members to ask.
        """
        found: dict[Party, None] = {}
        waiting, seen = [lead], set()
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            group = self.groups.get(one)
            if group is None:
                found[Party(one, (one,))] = None
            elif group.requires == "all":
                waiting += (member for member in reversed(group.members) if not self.is_open(member))
            elif order := self.members_in_order(one):
                found[Party(one, order)] = None
        return tuple(found)

    def name(self, identity: str) -> str:
        """Return the official name of an agency or group; an unknown id stays as it is."""
        one = self.agencies.get(identity) or self.groups.get(identity)
        return one.name if one else identity

    def members(self, identity: str) -> frozenset[str]:
        """Return the agencies that a name stands for: itself, or all that a group holds, through its groups."""
        if identity not in self._members:
            self._members[identity] = frozenset(self.members_in_order(identity))
        return self._members[identity]

    def members_in_order(self, identity: str) -> tuple[str, ...]:
        """Return the same in the order in which the groups name them, each once."""
        found: dict[str, None] = {}
        waiting, seen = [identity], set()
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            if group := self.groups.get(one):
                waiting.extend(reversed(group.members))
            elif one in self.agencies:
                found[one] = None
        return tuple(found)

    def is_open(self, identity: str) -> bool:
        """Tell whether a name is an open group, or a closed one with an open group inside."""
        return identity in self._open

    @cached_property
    def _open(self) -> frozenset[str]:
        """The ids of the open groups, and of those that hold one."""
        above: dict[str, list[str]] = {}
        for group in self.groups.values():
            for one in group.members:
                above.setdefault(one, []).append(group.id)
        found, waiting = set(), [group.id for group in self.groups.values() if group.open]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += above.get(one, ())
        return frozenset(found)

    def unanswered(self, asked: str, named: frozenset[str], without: frozenset[str]) -> tuple[str, ...]:
        """Return the members of a group that requires all which the names given leave out; nothing for other names."""
        group = self.groups.get(asked)
        if group is None or group.requires != "all" or self.is_answered(asked, named, without):
            return ()
        owing = (one for one in group.members if self.members(one) - without)
        return tuple(one for one in owing if not self.is_answered(one, named, without))

    def is_answered(self, asked: str, named: frozenset[str], without: frozenset[str]) -> bool:
        """Tell whether the names that a lead gave answer what a plan asks of an agency or group.

        `named` holds the ids given, `without` the agencies that owe nothing here (the leads themselves).
        An agency is answered by its own name alone: "the departments" would silence every one of them. A group is
        answered by its own name, which names all in it, or, as its `requires` says, by any or all of its members.
        Open groups ask for nothing.
        """
        known: dict[str, bool] = {}
        for one in self._inwards(asked, named):
            known[one] = self._is_answered(one, named, without, known)
        return known[asked]

    def _inwards(self, asked: str, named: frozenset[str]) -> list[str]:
        """Return a name and the groups and agencies in it, each after its members; what is named is not opened."""
        found: list[str] = []
        waiting, seen = [(asked, False)], set()
        while waiting:
            one, done = waiting.pop()
            if done:
                found.append(one)
            elif one not in seen:
                seen.add(one)
                group = None if one in named else self.groups.get(one)
                waiting.append((one, True))
                waiting += ((member, False) for member in (group.members if group else ()))
        return found

    def _is_answered(
        self, asked: str, named: frozenset[str], without: frozenset[str], known: Mapping[str, bool]
    ) -> bool:
        """Tell whether a name is answered where that is `known` of its members."""
        if asked in named:
            return True
        group = self.groups.get(asked)
        if group is None:
            return False
        members = [one for one in group.members if self.members(one) - without]
        if not members or (group.requires == "any" and self.is_open(asked)):
            return True
        answers = [known.get(one, False) for one in members]  # False: a group that contains itself
        return all(answers) if group.requires == "all" else any(answers)


def _kin(identity: str, steps: Mapping[str, Iterable[str]]) -> set[str]:
    """Return whom steps lead to from an agency, at once or further on."""
    found: set[str] = set()
    waiting = [identity]
    while waiting:
        new = [one for one in steps.get(waiting.pop(), ()) if one not in found]
        found.update(new)
        waiting += new
    return found

"""The waivers of a run with the places they stand at, and what became of each (SPEC 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.files.tree import Spot, Tree
from ttdn_cli.findings import Fault, Path, Place
from ttdn_cli.intake.plan_reader import read_model
from ttdn_cli.judging.case import Case

if TYPE_CHECKING:
    from ttdn_cli.model.waivers import Waiver


class Waiverbook(NamedTuple):
    """The waivers of one file, in its order; `file` is empty where none is set."""

    file: str = ""
    waivers: tuple[Waiver, ...] = ()
    tree: Tree | None = None

    def place(self, number: int, *field: str) -> Place:
        """Return the place of one waiver, or of one of its fields."""
        return Place(self.file, ("waivers", number, *field))

    def locate(self, file: str, at: Path) -> Spot | None:
        """Return line and column of a path in the file of waivers; None for any other file."""
        return self.tree.locate(at) if self.tree and file == self.file else None


NO_WAIVERS = Waiverbook()


def read_waiverbook(opened: str, shown: str, faults: list[Fault]) -> Waiverbook | None:
    """Read a file of waivers; when it does not fit, add to `faults` and return None."""
    from ttdn_cli.model.waivers import Waivers

    trees: dict[str, Tree] = {}
    read = read_model(opened, shown, Waivers, faults, trees)
    return Waiverbook(shown, read.waivers, trees[shown]) if read else None


class Use(NamedTuple):
    """One waiver and how many findings it takes out of the verdict."""

    waiver: Waiver
    place: Place
    covered: int


class WaiverCase(NamedTuple):
    """What the rules about waivers see.

    `ran` are the rules whose findings could be waived in this run, `others` those that were asked for as well, but
    whose findings are never waived.
    """

    case: Case
    uses: tuple[Use, ...]
    ran: frozenset[str]
    others: frozenset[str]

    def scope(self, waiver: Waiver) -> tuple[object, ...]:
        """Return what a waiver is narrowed to, for messages: agency, task, period."""
        agency = self.agency(waiver)
        named = self.case.directory.name(agency) if agency else waiver.agency
        return tuple(one for one in (named, waiver.task, waiver.period) if one is not None)

    def agency(self, waiver: Waiver) -> str | None:
        """Return the id of the one agency or group that a waiver names, if there is one."""
        found = self.case.directory.all_names.find(waiver.agency) if waiver.agency else ()
        return found[0] if len(found) == 1 else None

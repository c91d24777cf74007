"""The waivers of a run with the places they stand at, and what became of each (SPEC 2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.files.tree import Position, Tree
from ttdn_cli.findings import Finding, InputError, Path, Place
from ttdn_cli.intake.plan_reader import read_model
from ttdn_cli.judging.case import Case

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.model.waivers import Waiver


class WaiverFile(NamedTuple):
    """The waivers of one file, in its order; `file` is empty where none is set."""

    file: str = ""
    waivers: tuple[Waiver, ...] = ()
    tree: Tree | None = None

    def place(self, number: int, *field: str) -> Place:
        """Return the place of one waiver, or of one of its fields."""
        return Place(self.file, ("waivers", number, *field))

    def locate(self, file: str, at: Path) -> Position | None:
        """Return line and column of a path in the file of waivers; None for any other file."""
        return self.tree.locate(at) if self.tree and file == self.file else None


NO_WAIVERS = WaiverFile()


def read_waiver_file(opened: str, shown: str, input_errors: list[InputError]) -> WaiverFile | None:
    """Read a file of waivers; when it does not fit, add to `input_errors` and return None."""
    from ttdn_cli.model.waivers import Waivers

    trees: dict[str, Tree] = {}
    read = read_model(opened, shown, Waivers, input_errors, trees)
    return WaiverFile(shown, read.waivers, trees[shown]) if read else None


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


class WaivedBy(NamedTuple):
    """The decision that takes a row out of the verdict; `until` is its last day."""

    reason: str
    authority: str
    until: date


Judged = tuple[Finding, WaivedBy | None]
# What is waived by rule, then task and occurrence, or agency and period where the finding is about a report.
Waived = Mapping[tuple[str, str | None, str | None], WaivedBy]


def waive(
    findings: Iterable[Finding], book: WaiverFile, as_of: date, directory: Directory
) -> tuple[list[Judged], tuple[Use, ...]]:
    """Return every finding with the waiver that covers it on the day, or None; and how often each waiver was used."""
    counts = dict.fromkeys(range(len(book.waivers)), 0)
    held = [(number, one) for number, one in enumerate(book.waivers) if one.until >= as_of]
    judged: list[Judged] = []
    for finding in findings:
        covering = [(number, one) for number, one in held if _covers(one, finding, directory)]
        for number, _ in covering:
            counts[number] += 1
        found = covering[0][1] if covering else None
        judged.append((finding, WaivedBy(found.reason, found.authority, found.until) if found else None))
    return judged, tuple(Use(one, book.place(number), counts[number]) for number, one in enumerate(book.waivers))


def waived_among(judged: Iterable[Judged]) -> Waived:
    """Return what is waived among the findings, for lists that show the same things without being findings."""
    return {(one.rule, one.task or one.agency, one.occurrence or one.period): by for one, by in judged if by}


def _covers(waiver: Waiver, finding: Finding, directory: Directory) -> bool:
    if waiver.rule != finding.rule:
        return False
    if waiver.agency is not None:
        named = directory.all_names.find(waiver.agency)
        # A task passes on to whoever takes over; a report is owed by its own sender.
        meant = directory.successors_of(named) if finding.task else ()
        if len(named) != 1 or finding.agency not in (*named, *meant):
            return False
    if waiver.task is not None and waiver.task != finding.task:
        return False
    return waiver.period is None or waiver.period.id in (finding.period, finding.occurrence)

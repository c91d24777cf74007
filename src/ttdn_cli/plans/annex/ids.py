"""By which id each heading and task of an annex is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ttdn_cli.limits import MAX_ID
from ttdn_cli.model.fields import is_device
from ttdn_cli.plans.annex.nodes import HEADING, TASK, Node
from ttdn_cli.plans.annex.problems import Problem
from ttdn_cli.plans.annex.table import Table
from ttdn_cli.text.i18n import N_


class Ids:
    """The ids of the rows of one table.

    Numbers are kept as written, without a closing point or bracket. When a number stands twice, tasks are known by
    what is above them and number (II.1), headings by all above them. A row without a number takes that of the row
    above it and a count (1-1), or the count alone.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        """Give each heading and task its id."""
        self._of: dict[int, str] = {}
        every = list(nodes)
        headings = [one.number.written for one in every if one.kind == HEADING and not one.is_made]
        tasks = [one.number.written for one in every if one.kind == TASK and not one.is_made]
        self._headings_repeat = len(set(headings)) < len(headings)
        self._tasks_repeat = len(set(tasks)) < len(tasks) or not {*tasks}.isdisjoint(headings)
        self._taken = {*headings, *tasks}
        self._made: dict[str, int] = {}
        for one in every:
            self._of[id(one)] = self._id(one)

    def of(self, node: Node) -> str:
        """Return the id of a heading or task."""
        return self._of[id(node)]

    def section(self, node: Node) -> str | None:
        """Return the id of the heading that a row stands under."""
        above = node.parent
        while above is not None and above.kind != HEADING:
            above = above.parent
        return self.of(above) if above else None

    def _id(self, node: Node) -> str:
        above = node.parent
        while above is not None and above.kind not in (HEADING, TASK):
            above = above.parent
        base = self.of(above) if above else ""
        if node.is_made:
            return self._make(base, is_task=node.kind == TASK)
        written = node.number.written
        if not (self._headings_repeat if node.kind == HEADING else self._tasks_repeat):
            return written
        repeated = f"{above.number.written}." if above and not above.is_made else ""
        return _joined(base, written.removeprefix(repeated))

    def _make(self, base: str, *, is_task: bool) -> str:
        while True:
            self._made[base] = self._made.get(base, 0) + 1
            found = f"{base or '0'}-{self._made[base]}" if base or not is_task else str(self._made[base])
            if found not in self._taken:
                return found


def _joined(base: str, number: str) -> str:
    """Return a number behind the id above it; one that already begins with that id is kept as it is."""
    return number if not base or number.startswith(f"{base}.") else f"{base}.{number}"


def id_problems(nodes: Sequence[Node], ids: Ids, table: Table) -> list[Problem]:
    """Return what is wrong with ids: two rows of one, and one that cannot be used."""
    first: dict[str, int] = {}
    found = []
    for node in nodes:
        identity, line = ids.of(node), node.row.line
        values: dict[str, object] = {"number": identity}
        message = hint = ""
        if identity in first:
            message = N_("the number {number} stands in row {first} already")
            hint = N_("Give each row a number of its own under its heading")
            values["first"] = str(first[identity] % 100_000 + 1)
        elif is_device(identity):
            message = N_("the number {number} is what Windows calls a device, and no file can have that name")
            hint = N_("Give the row another number")
        elif len(identity) > MAX_ID:
            message = N_("the number {number} is longer than {limit} characters")
            hint = N_("Give the row another number")
            values["limit"] = MAX_ID
        first.setdefault(identity, line)
        if message:
            found.append(Problem(line, table.at("number"), message, hint, values))
    return found

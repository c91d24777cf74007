"""Which rows of an annex are headings, tasks, points of a task, or none of these; what is not sure is told.

A row is placed by its number: below the rows that are still open, beside those of its own rank. So a task never stands
under a heading of its own or a deeper rank. A row with nothing but a name is a heading when rows of a deeper rank
follow; between tasks of its own rank it is one of them, with cells that are merged or left blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from ttdn_cli.limits import MAX_NUMBER
from ttdn_cli.model.names import fold
from ttdn_cli.plans.annex.headings import TIMES
from ttdn_cli.plans.annex.marks import PERIOD
from ttdn_cli.plans.annex.nodes import HEADING, MORE, POINT, TASK, Node, Structure
from ttdn_cli.plans.annex.numbers import Number, clean, follows, is_number, number_of, outranks, split_number
from ttdn_cli.plans.annex.parts import QUOTED
from ttdn_cli.plans.annex.problems import Problem
from ttdn_cli.plans.annex.table import Row, Table
from ttdn_cli.text.i18n import N_

_TOTAL = re.compile(
    r"(?:tong|cong|total|grand total)|(?:tong (?:cong|so|kinh phi)|total)(?: .*)?|(?:tong )?cong(?: [ivxabc0-9]+)+|"
    r"(?:cong|tong) (?:muc|phan|nhom|chuong) [ivxa-d0-9]+"
)
_NOTE = re.compile(
    r"\s*(?:ghi chú|chú thích|notes?|lưu ý|nơi nhận)\s*:|\s*(?:\(\*+\)|[¹²³])\s*\S|\*+(?=\w)", re.IGNORECASE
)
_SIGNED = re.compile(r"(?:tm|kt|tl|tuq) .{2,80}|(?:pho )?chu tich|noi nhan.*|nguoi lap bieu.*")


_SIGNED_CELLS = 2  # to whom a document goes, and who signs it
HEADING_ALONE = N_(
    "“{text}” was read as a heading, as its row has only number and name; if it is a task, its cells are to fill in"
)
TASK_ALONE = N_(
    "“{text}”: the row has only a name between tasks of its rank; it was read as a task whose other cells are merged "
    "or blank"
)
POINT_ALONE = N_("“{text}”: the row has only a name under a task; it was read as one of its points")
NO_NUMBER = N_("“{text}”: the row has no number of its own; it was read as task {number}")
NO_NUMBER_HEADING = N_("“{text}”: the row has neither number nor other cells; it was read as a heading")
MERGED_NUMBER = N_("“{text}”: the row shares the number of the one above; it was read as task {number}")


def arrange(table: Table) -> Structure:
    """Return the rows of a table in their places. Never raises; what cannot be read is among the problems."""
    arranging = _Arranging(table)
    for row, following in zip_longest(table.rows, table.rows[1:]):
        arranging.add(row, following)
    for node in arranging.every:
        arranging.decide(node)
    for node in arranging.every:
        arranging.settle(node)
    return Structure(arranging.roots, arranging.notes, arranging.problems)


class _Arranging:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.roots: list[Node] = []
        self.every: list[Node] = []
        self.open: list[Node] = []
        self.notes: list[tuple[int, int, str]] = []
        self.problems: list[Problem] = []
        self._letter = ""
        self._in_notes = False  # below a note or signature, until a row has a number or several cells again

    def add(self, row: Row, following: Row | None) -> None:
        """Put a row into its place."""
        number, name = self._number_and_name(row)
        others = {means: cell for means, cell in row.cells.items() if means not in ("number", "name")}
        told = [cell for means, cell in others.items() if cell.text and not (means in QUOTED and row.text("number"))]
        has_any = bool(told)
        has_own = any(not cell.continued for cell in told)
        if self._is_no_task(row, number, name):
            return
        has_number = "number" in self.table.columns and bool(row.text("number"))
        merged = row.cell("name").continued and (row.cell("number").continued or not has_number)
        if merged or not (number or name):
            self._goes_on(row, merged=merged)
            return
        if number and not name:
            self._problem(row, "name", N_("column {column} is empty"), N_("Write the name, or delete the row"))
            return
        if len(number) > MAX_NUMBER or (number and not is_number(number)):
            said = N_("column {column}: not a number of a row: {text}")
            hint = N_("Check the separators; the columns may have moved")
            self._problem(row, "number", said, hint, text=number)
            return
        is_shared = row.cell("number").continued
        found = Node(row, number_of("" if is_shared else number, self._letter), name, None)
        found.has_any, found.has_own = has_any, has_own
        if number and not is_shared:
            self._place(found)
        elif row.wide or (not has_any and not is_shared and self._begins_group(row, following)):
            self._place_heading(found)
        else:
            self._place_unnumbered(found)

    def _begins_group(self, row: Row, following: Row | None) -> bool:
        """Tell whether a row with a name alone begins something: in the first column, above all, before a new count."""
        if not row.cell("name").text or not self.open:
            return True
        number = clean(following.text("number")) if following else ""
        if not number or not is_number(number):
            return False
        same = [one.number.written for one in self.open if one.number.shape == number_of(number).shape]
        return bool(same) and not follows(same[-1], number)

    def _number_and_name(self, row: Row) -> tuple[str, str]:
        """Return number and name of a row, whichever cells they stand in."""
        if row.wide:
            number = clean(row.text("number")) if row.text("number") != row.wide else ""
            found, rest = split_number(row.wide)
            return (number, row.wide) if number else (found if found != "-" else "", rest)
        number, name = row.text("number"), row.text("name")
        if "number" not in self.table.columns or not number:
            return split_number(name)
        if not name and (len(number) > MAX_NUMBER or " " in clean(number)) and not is_number(number):
            return split_number(number)
        return clean(number), name

    def _is_no_task(self, row: Row, number: str, name: str) -> bool:
        """Tell whether a row is a total, a note or a signature; these are kept as words."""
        words = fold(name or number)
        lead = any(row.text(column) and not row.cell(column).continued for column in ("lead", "assigned"))
        counts = row.text("number") and is_number(row.text("number"))
        if not lead and not counts and _TOTAL.fullmatch(words):
            return True
        own = [cell.text for cell in row.cells.values() if cell.text and not cell.continued]
        shown = row.wide or " ".join(own)
        is_bullet = number_of(number).is_bullet
        begins = not counts and bool(_NOTE.match(shown) or _SIGNED.fullmatch(fold(shown)))
        is_named = name and not (self._in_notes or _NOTE.match(name) or _SIGNED.fullmatch(fold(name)))
        may_sign = not counts and not is_named and len(own) <= _SIGNED_CELLS
        signed = may_sign and any(_SIGNED.fullmatch(fold(one)) for one in own)
        goes_on = self._in_notes and (is_bullet or (not counts and len(own) == 1))
        self._in_notes = signed or ((begins or goes_on) and (not lead or len(own) == 1))
        if self._in_notes:
            self._note(row, shown)
        return self._in_notes

    def _note(self, row: Row, words: str) -> None:
        first = min((self.table.at(means) for means, cell in row.cells.items() if not cell.continued), default=0)
        self.notes.append((row.line, first, " ".join(words.split())))

    def _problem(self, row: Row, column: str, message: str, hint: str, **values: object) -> None:
        values = {"column": self.table.heading(column), **values}
        self.problems.append(Problem(row.line, self.table.at(column), message, hint, values))

    def _goes_on(self, row: Row, *, merged: bool) -> None:
        """Keep a row that adds cells to the task above, whose number and name are merged into it or blank."""
        above = self.open[-1] if self.open else None
        cells = {means: cell for means, cell in row.cells.items() if cell.text and not cell.continued}
        words = " ".join(" ".join(cell.text.split()) for cell in cells.values())
        if above is None:
            if words:
                self._note(row, words)
            return
        if cells:
            above.more.append(Node(row._replace(cells=cells), Number("", ()), "", above, MORE, is_made=merged))

    def _place(self, node: Node) -> None:
        number = node.number
        if number.is_bullet:
            self._place_unnumbered(node)
            return
        self._letter = number.written if len(number.shape) == 1 and not number.written.isdecimal() else ""
        stack = self.open
        depth = next((at for at, one in enumerate(stack) if self._is_beside(one, number)), len(stack))
        while depth and self._is_above(number, stack[depth - 1]):
            depth -= 1
        self._insert(node, depth)

    def _is_beside(self, one: Node, number: Number) -> bool:
        return bool(one.number.written) and not one.number.is_bullet and one.number.shape == number.shape

    def _is_above(self, number: Number, one: Node) -> bool:
        """Tell whether a row cannot stand below another one."""
        if one.is_made and not one.has_any and not one.number.written:
            return False
        if one.is_made or one.number.is_bullet:
            return True
        if outranks(number, one.number):
            return len(number.shape) != len(one.number.shape) or not one.names_only
        return False

    def _place_heading(self, node: Node) -> None:
        """Put a heading without a number below the headings that are open, beside the last one of its kind."""
        node.is_made = True
        if not node.row.wide:
            node.doubts.append(NO_NUMBER_HEADING)
        stack = self.open
        depth = next(
            (at for at, one in enumerate(stack) if one.has_any or (one.is_made and not one.has_any)), len(stack)
        )
        node.kind = HEADING
        self._insert(node, depth)

    def _place_unnumbered(self, node: Node) -> None:
        """Put a row with a dash or without a number below the last row that has one."""
        node.is_made = True
        depth = len(self.open)
        while depth and self.open[depth - 1].is_made and self.open[depth - 1].kind != HEADING:
            depth -= 1
        self._insert(node, depth)

    def _insert(self, node: Node, depth: int) -> None:
        del self.open[depth:]
        node.parent = self.open[-1] if self.open else None
        (node.parent.below if node.parent else self.roots).append(node)
        self.open.append(node)
        self.every.append(node)

    def decide(self, node: Node) -> None:
        """Say what a row is, as far as its own cells and those below it tell."""
        if node.kind:
            return
        if _is_timed_heading(node):
            node.kind = HEADING
        elif node.has_own or (node.has_any and not _is_part(node)):
            node.kind = TASK
        elif any(one.has_any or not one.is_made for one in _under(node)) or (node.row.wide and not node.has_any):
            node.kind = HEADING

    def settle(self, node: Node) -> None:
        """Decide what only its equals tell, and keep what is not sure."""
        above = node.parent
        while above is not None and above.kind == POINT:
            above = above.parent
        if not node.kind:
            self._settle_by_equals(node, above)
        elif node.kind == HEADING and not any(one.kind in (HEADING, TASK, "") for one in node.below):
            node.doubts.append(HEADING_ALONE)
        if node.kind == TASK and node.is_made:
            is_shared = node.row.cell("number").continued and not node.number.is_bullet
            node.doubts.append(MERGED_NUMBER if is_shared else NO_NUMBER)
        if node.kind == POINT and above is not None:
            written = node.number.written
            above.points.append(node.name if not written or node.number.is_bullet else f"{written}. {node.name}")
            above.more += [*_beside(node), *node.more]

    def _settle_by_equals(self, node: Node, above: Node | None) -> None:
        """Decide what a row is whose own cells do not tell: a point of a task, a heading among such, else a task."""
        beside = [one for one in (above.below if above else self.roots) if one is not node]
        equals = [one for one in beside if one.is_made == node.is_made and one.number.shape == node.number.shape]
        has_tasks = any(one.kind == TASK for one in equals)
        if above is not None and above.kind == TASK and not has_tasks:
            node.kind = POINT
            if not node.has_any and not node.number.is_bullet:
                node.doubts.append(POINT_ALONE)
        elif equals and not has_tasks and all(one.kind == HEADING for one in equals):
            node.kind = HEADING
            node.doubts.append(HEADING_ALONE)
        else:
            node.kind = TASK
            if not node.has_any:
                node.doubts.append(TASK_ALONE)


def _is_timed_heading(node: Node) -> bool:
    """Tell whether a row has no more than a time, and numbered tasks under it name who leads them."""
    own = {means for means, cell in node.row.cells.items() if cell.text and means not in ("number", "name", *QUOTED)}
    is_timed = bool(own) and all(one in TIMES or one.startswith(PERIOD) for one in own)
    below = [one.row for one in node.below if not one.is_made]
    return is_timed and any(one.text("lead") or one.text("assigned") for one in below)


def _is_part(node: Node) -> bool:
    """Tell whether all cells of a row go on from those of the task above it."""
    return node.parent is not None and node.parent.has_any


def _beside(node: Node) -> Iterator[Node]:
    """Yield what stands beside the words of a point, such as a note, as a further row of its task."""
    if cells := node.row.beside:
        yield Node(node.row._replace(cells=cells), Number("", ()), "", node.parent, MORE)


def _under(node: Node) -> Iterator[Node]:
    waiting = list(node.below)
    while waiting:
        one = waiting.pop()
        yield one
        waiting += one.below

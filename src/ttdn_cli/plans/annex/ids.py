"""Which rows of an annex are headings and which are tasks, and by which id each is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ttdn_cli.errors import TtdnError
from ttdn_cli.limits import MAX_NUMBER
from ttdn_cli.model.fields import is_device
from ttdn_cli.plans.annex.table import Row, Table
from ttdn_cli.text.i18n import N_

_SHAPES = (
    (re.compile(r"[IVX]+"), "I"),
    (re.compile(r"[0-9]+"), "1"),
    (re.compile(r"[A-ZĐ]"), "A"),
    (re.compile(r"[a-zđ]"), "a"),
)


class Numbered(NamedTuple):
    """A row with its id; `section` is the id of the heading it stands under, `section_path` all of them and itself."""

    line: int
    number: str
    id: str
    title: str
    section: str | None
    section_path: tuple[str, ...]
    is_heading: bool
    cells: Mapping[str, str]


class _Heading(NamedTuple):
    shape: str
    written: str
    id: str


def number_rows(table: Table, path: str) -> list[Numbered]:
    """Return the rows with their ids.

    A row with nothing but number and name is a heading. Numbers are kept as written, without a closing point or
    bracket; when a number stands twice, tasks are known by heading and number (II.1), headings by all above them.
    Raises `TtdnError` for a row without number or name, and for an id that stands twice all the same.
    """
    for row in table.rows:
        _need(row, table, path)
    headings = [_number(row) for row in table.rows if _is_heading(row)]
    tasks = [_number(row) for row in table.rows if not _is_heading(row)]
    headings_repeat, tasks_repeat = _repeats(headings), _repeats(tasks) or not {*tasks}.isdisjoint(headings)
    stack: list[_Heading] = []
    found = []
    for row in table.rows:
        written, title = _number(row), " ".join(row.cells["name"].split())
        if _is_heading(row):
            stack = _above(stack, written)
            above = [one.written for one in stack] if headings_repeat else []
            stack.append(_Heading(_shape(written), written, _joined([*above, written])))
            identity, section = stack[-1].id, stack[-2].id if len(stack) > 1 else None
        else:
            section = stack[-1].id if stack else None
            identity = _joined([section, written]) if section and tasks_repeat else written
        ids = tuple(one.id for one in stack)
        found.append(Numbered(row.line, written, identity, title, section, ids, _is_heading(row), row.cells))
    _judge_unique(found, path)
    return found


def _is_heading(row: Row) -> bool:
    return not any(text for column, text in row.cells.items() if column not in ("number", "name"))


def _number(row: Row) -> str:
    return " ".join(row.cells["number"].split()).rstrip(".):")


def _repeats(numbers: Sequence[str]) -> bool:
    return len(set(numbers)) < len(numbers)


def _shape(number: str) -> str:
    """Return what numbers of one rank have in common: Roman, Arabic, a letter, each part for itself."""
    parts = number.split(".")
    return ".".join(next((shape for form, shape in _SHAPES if form.fullmatch(part)), "?") for part in parts)


def _above(stack: list[_Heading], number: str) -> list[_Heading]:
    """Return the headings that a new one stands under: those before the first of its own rank."""
    shapes = [one.shape for one in stack]
    shape = _shape(number)
    return stack[: shapes.index(shape)] if shape in shapes else list(stack)


def _joined(parts: Sequence[str]) -> str:
    """Return ids joined by points; a number that already begins with what stands above it is kept as it is."""
    found = ""
    for part in parts:
        found = part if not found or part.startswith(f"{found}.") else f"{found}.{part}"
    return found


def _need(row: Row, table: Table, path: str) -> None:
    """Refuse a row without number or name."""
    for column, hint in (
        ("number", N_("Number every row; a row that goes on from the one above belongs into its cells")),
        ("name", N_("Write the name, or delete the row")),
    ):
        if not (_number(row) if column == "number" else row.cells[column]):
            raise TtdnError(
                N_("{path}:{line}: column {column} is empty"),
                hint,
                path=path,
                line=row.line,
                column=table.headers[column],
            )
    if len(_number(row)) > MAX_NUMBER:
        raise TtdnError(
            N_("{path}:{line}: column {column}: not a number of a row: {text}"),
            N_("Check the separators; the columns may have moved"),
            path=path,
            line=row.line,
            column=table.headers["number"],
            text=_number(row),
        )


def _judge_unique(rows: Sequence[Numbered], path: str) -> None:
    """Refuse a table in which two rows have one id or one cannot be used, and a table without tasks."""
    first: dict[str, int] = {}
    for row in rows:
        if row.id in first:
            raise TtdnError(
                N_("{path}:{line}: the number {number} stands in line {first} already"),
                N_("Give each row a number of its own under its heading"),
                path=path,
                line=row.line,
                number=row.id,
                first=first[row.id],
            )
        if is_device(row.id):
            raise TtdnError(
                N_("{path}:{line}: the number {number} is what Windows calls a device, and no file can have that name"),
                N_("Give the row another number"),
                path=path,
                line=row.line,
                number=row.id,
            )
        first[row.id] = row.line
    if all(row.is_heading for row in rows):
        raise TtdnError(
            N_("{path}: the table holds no task"),
            N_("A task has more than a number and a name: a lead, a time or results"),
            path=path,
        )

"""The head of a report in a Word file: labels with their values in a small table, in paragraphs, or above the tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ttdn_cli.files.cell_places import line_of
from ttdn_cli.files.docx.tables import Row, Table
from ttdn_cli.files.grid import Cell, Line
from ttdn_cli.intake.sheet_columns import HEADS, is_hint
from ttdn_cli.model.names import fold

_PAIR = 2  # label and value
_PARAGRAPH = 1_000_000  # stands below every row of the table before it
_LONGEST = 80  # characters of a label


class Label(NamedTuple):
    """A line of a head: where it stands, in which table (0 for none), its cells, and the fields that it gives.

    `leads` tells that the line begins with a label and holds nothing but pairs of a label and its value.
    """

    at: tuple[int, int]
    table: int
    line: Line
    fields: Mapping[str, str]
    leads: bool


def labels_of_paragraphs(paragraphs: Iterable[tuple[int, str]]) -> list[Label]:
    """Return the labels with values in paragraphs, each with the number of tables before it."""
    found = []
    for number, (before, text) in enumerate(paragraphs):
        at = line_of(0, number)
        for words in filter(None, map(_pair, _pieces(text))):
            line = Line(at, tuple(Cell(at, 0, word) for word in words))
            found.append(Label((before, _PARAGRAPH + number), 0, line, _fields(words), leads=True))
    return found


def labels_of(table: Table, rows: Iterable[Row]) -> list[Label]:
    """Return the lines of a table that belong to a head; what is no label stays out unless it is meant as one."""
    found = []
    for row in rows:
        at = line_of(table.number, row.number)
        cells = tuple(_cells(row, at))
        words = [cell.text for cell in cells]
        fields = _fields(words)
        meant = len(words) == _PAIR and words[0].endswith(":")
        if fields or meant or any(fold(word) in HEADS for word in words):
            leads = bool(fields) and len(words) <= _PAIR * len(fields) and fold(words[0]) in HEADS
            found.append(Label((table.number, row.number), table.number, Line(at, cells), fields, leads))
    return found if any(one.fields for one in found) else []


def _cells(row: Row, line: int) -> Iterator[Cell]:
    """Yield the filled cells of a row; a cell that holds labels with their values becomes two for each."""
    for number, cell in enumerate(row.cells):
        text = cell.own
        pairs = [] if fold(text) in HEADS else [pair for pair in map(_pair, _pieces(text)) if pair]
        for word in [word for pair in pairs for word in pair] or [text]:
            if word and not is_hint(word):
                yield Cell(line, number, word)


def _pieces(text: str) -> list[str]:
    return text.replace("\t", "\n").split("\n")


def _pair(text: str) -> tuple[str, str] | None:
    """Return label and value of a text such as "Kỳ báo cáo: Quý II/2017"; None for any other."""
    label, colon, value = text.partition(":")
    is_label = bool(colon) and len(label) <= _LONGEST and fold(label) in HEADS
    return (label.strip(), value.strip()) if is_label and value.strip() and not is_hint(value) else None


def _fields(words: Iterable[str]) -> dict[str, str]:
    """Return the fields that labels with a value after them give."""
    found: dict[str, str] = {}
    label = ""
    for word in words:
        field = HEADS.get(fold(word), "")
        if label and not field:
            found.setdefault(label, word)
        label = field
    return found

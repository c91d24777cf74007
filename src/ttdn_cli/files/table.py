"""The reader of tables: CSV, each row with the line where it begins. Its columns mean nothing here."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ttdn_cli.errors import TtdnError
from ttdn_cli.files.encoding import SAVE_AS_UTF8, SEPARATORS, UnknownEncodingError, decoded
from ttdn_cli.limits import MAX_CELL, MAX_ROWS
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.normalization import composed

# What YAML cannot hold, whatever way it is written: control characters but tab and line ends, halves of characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FIX_QUOTES = N_("A cell with a quotation mark, a line break or the separator in it stands in quotation marks")


class Record(NamedTuple):
    """One row: the line of the file where it begins, and the text of its cells, composed (NFC) and stripped."""

    line: int
    cells: tuple[str, ...]


def read_records(data: bytes, path: str, knows: Callable[[str], bool]) -> list[Record]:
    """Return the rows of a CSV file that are not blank, its headers first.

    The separator is `;`, `,`, tab or `|`: the one with which the first row has the most headers that `knows` knows.
    `path` is how messages name the file. Raises `TtdnError` with file and line for whatever cannot be read with
    certainty or written again: another encoding, broken quotation marks, control characters, a row that is too long.
    """
    text = _decoded(data, path, knows)
    found: list[Record] = []
    for record in _records(text, _separator(text, path, knows), path):
        found.append(record)
        _judge_cells(record, found[0].cells, path)
        if len(found) > MAX_ROWS:
            raise TtdnError(
                N_("{path}:{line}: the table has more than {limit} rows"),
                N_("Divide it into several plans"),
                path=path,
                line=record.line,
                limit=MAX_ROWS,
            )
    return found


def _decoded(data: bytes, path: str, knows: Callable[[str], bool]) -> str:
    try:
        text = decoded(data, knows)
    except UnknownEncodingError as error:
        raise TtdnError(
            N_("{path}:{line}: the table is not written in UTF-8"), SAVE_AS_UTF8, path=path, line=error.line
        ) from None
    if not text.strip(f" \r\n{SEPARATORS}"):
        raise TtdnError(N_("{path}: the table is empty"), N_("The first line names the columns"), path=path)
    return text


def _separator(text: str, path: str, knows: Callable[[str], bool]) -> str:
    named = []
    for separator in SEPARATORS:
        try:
            first = next(_records(text, separator, path), Record(1, ()))
        except TtdnError:  # it may be readable with another
            continue
        named.append((sum(map(knows, first.cells)), separator))
    # with none, the fault is told by the reading that follows
    return max(named, key=lambda one: one[0], default=(0, ";"))[1]


def _records(text: str, separator: str, path: str) -> Iterator[Record]:
    """Yield every row with something in it."""
    reader = csv.reader(io.StringIO(composed(text), newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for record in reader:
            cells = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in record]
            if any(cells):
                yield Record(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error:
        raise TtdnError(
            N_("{path}:{line}: the quotation marks of this row cannot be understood, or a cell is too long"),
            _FIX_QUOTES,
            path=path,
            line=line,
        ) from None


def _judge_cells(record: Record, headers: tuple[str, ...], path: str) -> None:
    """Refuse what cannot be written again, and cells beyond the last column."""
    for at, cell in enumerate(record.cells):
        header = " ".join(headers[at].split()) if at < len(headers) else ""
        if at >= len(headers) and cell:
            raise TtdnError(
                N_("{path}:{line}: the row has more cells than the table has columns: {text}"),
                _FIX_QUOTES,
                path=path,
                line=record.line,
                text=cell,
            )
        if bad := FORBIDDEN.search(cell):
            raise TtdnError(
                N_("{path}:{line}: column {column}: the control character {character} cannot be kept"),
                N_("Delete it; it comes from copying out of another program"),
                path=path,
                line=record.line,
                column=header,
                character=f"U+{ord(bad[0]):04X}",
            )
        if len(cell) > MAX_CELL:
            raise TtdnError(
                N_("{path}:{line}: column {column}: the cell is longer than {limit} characters"),
                N_("Shorten it"),
                path=path,
                line=record.line,
                column=header,
                limit=MAX_CELL,
            )

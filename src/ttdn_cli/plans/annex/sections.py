"""What stands below the headings of an annex in each table of a file: one, two or three rows of them, and again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ttdn_cli.model.names import fold
from ttdn_cli.plans.annex.headings import LEADS, MEANINGS, MOST_ROWS, TIMES, Column, known_as, meaning
from ttdn_cli.plans.annex.marks import PERIOD, is_period, period_of
from ttdn_cli.plans.annex.sheets import Cell, Sheet, SheetRow

ENOUGH = 2  # headings that make a row one of headings
_AGAIN = re.compile(r" (?:tiep(?: theo)?|continued)$")  # what stands behind a heading on the next page
_SPAN = 64  # columns that a heading covers at most
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2}|[A-Ea-e])\)?")


@dataclass(slots=True)
class Section:
    """What stands below one set of headings in a sheet, up to the next that differs."""

    sheet: Sheet
    line: int
    columns: dict[str, Column]
    unread: dict[int, str]  # headings by their column
    headings: list[tuple[str, ...]]
    labels: dict[int, str]
    repeated: list[tuple[int, str, str]]
    rows: list[SheetRow] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Tell whether a plan can be made from it: tasks, who leads them, and when."""
        return not self.missing and not self.repeated

    @property
    def missing(self) -> list[str]:
        """The columns that a plan needs and that it has not."""
        found = [] if "name" in self.columns else ["name"]
        found += [] if any(one in self.columns for one in LEADS) else ["lead"]
        return found + ([] if any(one in TIMES or one.startswith(PERIOD) for one in self.columns) else ["deadline"])


def is_known(text: str) -> bool:
    """Tell whether a text is a heading of such a table."""
    return fold(text) in MEANINGS


def sections_of(sheet: Sheet) -> list[Section]:
    """Return what stands below each set of headings in a sheet."""
    found: list[Section] = []
    skip = 0
    for number, row in enumerate(sheet.rows):
        if skip:
            skip -= 1
            continue
        if found and _words(row) in found[-1].headings:
            continue
        if _known(row) >= ENOUGH and not (found and _looks_like_task(row, found[-1])):
            rows = _heading_rows(sheet.rows[number : number + MOST_ROWS])
            found.append(_section(sheet, rows))
            skip = len(rows) - 1
        elif found and not are_column_numbers([cell for cell in row.cells.values() if not cell.continued]):
            found[-1].rows.append(row)
    return found


def _words(row: SheetRow) -> tuple[str, ...]:
    return tuple(word for word in (_AGAIN.sub("", fold(cell.text)) for cell in row.cells.values()) if word)


def _known(row: SheetRow) -> int:
    return len({found for cell in row.cells.values() if (found := meaning(cell.text))})


def _looks_like_task(row: SheetRow, section: Section) -> bool:
    """Tell whether a row below headings is one of tasks, whatever words stand in it: it has another number."""
    at = section.columns["number"].at if "number" in section.columns else -1
    number = row.cells.get(at)
    return number is not None and meaning(number.text) is None


def _heading_rows(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Return the rows of headings above one another that begin with the first row."""
    found = [rows[0]]
    for row in rows[1:]:
        own = {at: cell for at, cell in row.cells.items() if not cell.continued}
        marked = [at for at, one in own.items() if period_of([*_over(at, found), one.text])]
        periods = len(marked) >= ENOUGH and all(at in marked or is_period(one.text) for at, one in own.items())
        is_below = periods or (not are_column_numbers(list(own.values())) and _goes_below(own, found))
        if not own or not is_below:
            break
        found.append(row)
    return found


def _over(at: int, rows: Sequence[SheetRow]) -> list[str]:
    """Return the headings above a cell: of each row that of its column, or the next to the left."""
    return [row.cells[max(left)].text for row in rows if (left := [one for one in row.cells if one <= at])]


def _goes_below(own: Mapping[int, Cell], above: Sequence[SheetRow]) -> bool:
    """Tell whether cells name parts of the columns above: each known, or below a heading over several columns."""
    known = sum(meaning(cell.text) is not None for cell in own.values())
    if known == len(own):
        return True
    wide = {
        at
        for row in above
        for first, cell in row.cells.items()
        if cell.span > 1
        for at in range(first, min(first + cell.span, first + _SPAN))
    }
    return bool(known or wide) and all(at in wide or meaning(cell.text) for at, cell in own.items())


def _section(sheet: Sheet, rows: Sequence[SheetRow]) -> Section:
    """Return the columns that rows of headings name together."""
    labels: dict[int, list[str]] = {}
    for number, row in enumerate(rows):
        for at, cell in row.cells.items():
            for column in range(at, at + min(cell.span, _SPAN)) if number < len(rows) - 1 else (at,):
                labels.setdefault(column, []).append(cell.text)
    lowest = rows[-1].cells
    first = {at for row in rows for at in row.cells}
    columns: dict[str, Column] = {}
    unread: dict[int, str] = {}
    repeated = []
    for at, words in sorted(labels.items()):
        if at not in first and at not in lowest:
            continue
        written = " ".join(" ".join(dict.fromkeys(" ".join(one.split()) for one in words)).split())
        means = known_as(words)
        if means is None and at in lowest and (period := period_of([*_over(at, rows[:-1]), lowest[at].text])):
            means = f"{PERIOD}{period}"
        if means is None:
            unread[at] = written
        elif means == "name" in columns and "content" not in columns:
            columns["content"] = Column("content", at, " ".join(words[-1].split()))
        elif means in columns:
            repeated.append((at, columns[means].heading, written))
        else:
            columns[means] = Column(means, at, " ".join(words[-1].split()))
    _settle(columns, unread)
    shown = {at: " ".join(words[-1].split()) for at, words in labels.items()}
    words_of = [_words(row) for row in rows]
    return Section(sheet, rows[0].line, columns, unread, words_of, shown, repeated)


def _settle(columns: dict[str, Column], unread: dict[int, str]) -> None:
    """Let words that mean two things mean what is left: an end without a beginning is a deadline."""
    left: list[Column] = []
    if "ends" in columns and "begins" not in columns:
        other = columns.pop("ends")
        columns.setdefault("deadline", other._replace(means="deadline"))
    if "begins" in columns and "ends" not in columns:
        for means in ("deadline", "window"):
            if means in columns:
                columns["ends"] = columns.pop(means)._replace(means="ends")
                break
    if "content" in columns and "name" not in columns:
        columns["name"] = columns.pop("content")._replace(means="name")
    if "deadline" in columns and "window" in columns:
        left.append(columns.pop("window"))
    if "begins" in columns and "ends" in columns:
        left += [columns.pop(means) for means in ("deadline", "window") if means in columns]
    periods = [means for means in columns if means.startswith(PERIOD)]
    if len(periods) < ENOUGH or any(one in columns for one in TIMES):
        left += [columns.pop(means) for means in periods]
    unread |= {one.at: one.heading for one in left}


def are_column_numbers(cells: Sequence[Cell]) -> bool:
    """Tell whether a row only numbers the columns, (1) (2) (3), as annexes do below their headings."""
    found = [_COLUMN_NUMBER.fullmatch(cell.text) for cell in cells if cell.text]
    marks = [one[1].lower() for one in found if one]
    return len(marks) == len(found) > ENOUGH and marks == sorted(
        set(marks), key=lambda one: (one.isdigit(), one.zfill(2))
    )

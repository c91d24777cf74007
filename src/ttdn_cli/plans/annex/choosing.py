"""The table of tasks among all tables of a file, with those that go on from it; or why none fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ttdn_cli.files.tree import TableNames
from ttdn_cli.findings import Phrase
from ttdn_cli.model.names import near
from ttdn_cli.plans.annex.headings import FIRST_WORDS
from ttdn_cli.plans.annex.numbers import Number, clean, follows, is_number, number_of, outranks, split_number
from ttdn_cli.plans.annex.old_letters import old_letters
from ttdn_cli.plans.annex.problems import Problem, TableError
from ttdn_cli.plans.annex.sections import ENOUGH, Section, sections_of
from ttdn_cli.plans.annex.sheets import Sheet, SheetRow, Source
from ttdn_cli.text.i18n import N_

_LEAST_CELLS = 3  # cells of a row that may be one of tasks
_SHOWN = 40  # characters of the first task of a table, by which it is told from another


class Choice(NamedTuple):
    """The section to read, those that go on from it, and the first rows of what follows them and is not read."""

    main: Section
    more: list[Section]
    plain: list[Sheet]
    left: list[SheetRow]


def choose(source: Source, number: int | None) -> Choice:
    """Return the table of tasks in a file, the only one or the one with a number; raises `TableError`."""
    sections = [one for sheet in source.sheets for one in sections_of(sheet)]
    fit = [one for one in sections if one.is_complete and one.rows]
    named = [one for one in fit if number in (None, one.sheet.number)]
    if not named:
        raise _none(source, sections, number)
    main = named[0]
    more: list[Section] = []
    numbers = list(_numbers(main))
    for other in fit[fit.index(main) + 1 :]:
        following = list(_numbers(other))
        if main.headings == other.headings and _counts_on(numbers, following):
            more.append(other)
            numbers += following
        elif other in named:
            raise _two(main, other, tuple(dict.fromkeys(str(one.sheet.number) for one in fit)))
        else:
            break
    plain = _without_headings(source, main, more, sections)
    return Choice(main, more, plain, list(_left(source, [main, *more], plain, sections)))


def _left(
    source: Source, read: Sequence[Section], plain: Sequence[Sheet], sections: Sequence[Section]
) -> Iterator[SheetRow]:
    """Yield the first rows of what may go on from a table and is not read.

    These are numbered rows in a table of Word right behind it, or what stands in its own sheet below other headings.
    """
    numbers = {one.sheet.number for one in (*read, *sections)} | {one.number for one in plain}
    behind = max(one.sheet.number for one in read)
    ends = min((one.sheet.number for one in sections if one.sheet.number > behind), default=len(source.sheets) + 1)
    for sheet in source.sheets:
        if sheet.word and min(numbers) < sheet.number < ends and sheet.number not in numbers and not sheet.outer:
            yield from [row for row in sheet.rows if _is_numbered(row)][:1]
    own = {one.sheet.number for one in read}
    for section in sections:
        if section.sheet.number in own and not any(section is one for one in read) and not section.is_complete:
            yield from section.rows[:1]


def _is_numbered(row: SheetRow) -> bool:
    """Tell whether a row of several cells begins with a number."""
    first = row.cells.get(min(row.cells, default=0))
    return bool(first and len(row.cells) >= _LEAST_CELLS and is_number(clean(first.numbered or first.text)))


def _counts_on(numbers: Sequence[Number], following: Sequence[Number]) -> bool:
    """Tell whether the rows of a later table go on from those before, so that it is the same table.

    They do not where their first number is of a higher rank than all before, or is one of these again.
    """
    if not numbers or not following:
        return True
    first = following[0]
    same = [one.written for one in numbers if one.shape == first.shape]
    if not same:
        return not all(outranks(first, one) for one in numbers)
    return follows(same[-1], first.written) or first.written not in same


def _numbers(section: Section) -> Iterator[Number]:
    """Yield the numbers of the rows of a section."""
    at = section.columns["number"].at if "number" in section.columns else -1
    for row in section.rows:
        cell = row.cells.get(at)
        if cell and not cell.continued:
            number = split_number(cell.text)[0] if cell.span > 1 else clean(cell.numbered or cell.text)
            if is_number(number):
                yield number_of(number)


def _without_headings(
    source: Source, main: Section, more: Sequence[Section], sections: Sequence[Section]
) -> list[Sheet]:
    """Return the tables of a Word file that have no headings and the same grid, right after the table."""
    found: list[Sheet] = []
    if not main.sheet.word:
        return found
    named = {one.sheet.number for one in sections}
    begins = {one.sheet.number for one in (main, *more)}
    for sheet in source.sheets:
        after = max((one for one in begins if one < sheet.number), default=0)
        if sheet.number in named or not sheet.rows or after == 0:
            continue
        if sheet.outer in begins:
            begins.add(sheet.number)
        elif sheet.outer == main.sheet.outer and sheet.width == main.sheet.width and sheet.number == after + 1:
            begins.add(sheet.number)
            found.append(sheet)
    return found


def _none(source: Source, sections: Sequence[Section], number: int | None) -> TableError:
    """Return why no table fits: what the one that comes nearest lacks, or that there is none at all."""
    if number is not None:
        sections = [one for one in sections if one.sheet.number == number]
    if old := old_letters((row for sheet in source.sheets for row in sheet.rows), headings=True):
        return TableError([old], TableNames(*_names_at(source, old.line), {}))
    near_ones = sorted(sections, key=lambda one: (len(one.missing), len(one.repeated), one.sheet.number))
    if not near_ones:
        return TableError([_no_table(source, number)], TableNames(None, None, {}))
    one = near_ones[0]
    names = TableNames(one.sheet.name, one.sheet.number if one.sheet.word else None, one.labels)
    problems = [
        Problem(
            one.line,
            at,
            N_("two columns mean the same: {first}, {second}"),
            N_("Keep one of them"),
            {"first": first, "second": second},
        )
        for at, first, second in one.repeated
    ]
    problems += [_missing(one, column) for column in one.missing]
    if not problems:
        said = N_("the table holds no task")
        hint = N_("A task has more than a number and a name: a lead, a time or results")
        problems = [Problem(one.line, 0, said, hint, {})]
    return TableError(problems, names)


def _names_at(source: Source, line: int) -> tuple[str | None, int | None]:
    """Return name of a sheet, or number of a table of Word, in which a row stands."""
    sheet = next(one for one in source.sheets if any(row.line == line for row in one.rows))
    return sheet.name, sheet.number if sheet.word else None


def _missing(section: Section, column: str) -> Problem:
    wanted = FIRST_WORDS[column]
    headers = tuple(section.labels.values())
    close = [one for one in section.unread.values() if near(one, [wanted])]
    return Problem(
        section.line,
        0,
        N_("there is no column {column}; headers read: {headers}"),
        N_("Write the header as {column}")
        if close
        else N_("The table names its columns: TT, Tên nhiệm vụ, Cơ quan chủ trì, Thời gian hoàn thành …"),
        {"column": wanted, "headers": headers},
    )


def _no_table(source: Source, number: int | None) -> Problem:
    hint = N_("The table names its columns: TT, Tên nhiệm vụ, Cơ quan chủ trì, Thời gian hoàn thành …")
    values: dict[str, object] = {}
    if number is not None:
        numbers = tuple(str(one.number) for one in source.sheets)
        said = N_("no table {number} with the headings of tasks stands in the file; tables looked at: {tables}")
        return Problem(0, 0, said, hint, {"number": str(number), "tables": numbers})
    if source.pictures:
        said = N_("no table of tasks stands in the file; it holds pictures, and a picture of a table cannot be read")
        hint = N_("Type the table, or ask for the file that the picture was made from")
    elif source.embedded:
        said = N_("no table of tasks stands in the file; another document is embedded in it, which is not read")
        hint = N_("Open it in Word and save it again, which makes the embedded document part of the text")
    elif source.sheets and not any(one.rows for one in source.sheets):
        said, hint = N_("the table is empty"), N_("The first line names the columns")
    elif source.sheets:
        said = N_("no table has the headings of tasks; tables looked at: {tables}")
        values = {"tables": tuple(str(one.number) for one in source.sheets)}
    else:
        said = N_("no table stands in the file")
        hint = N_("Make a table of the tasks; words set out with tabs or spaces are none")
    return Problem(0, 0, said, hint, values)


def _first_name(section: Section) -> str:
    at = section.columns["name"].at
    return next((" ".join(row.cells[at].text.split())[:_SHOWN] for row in section.rows if at in row.cells), "")


def _two(main: Section, other: Section, numbers: Sequence[str]) -> TableError:
    said = N_("several tables fit: {tables}")
    places = tuple(
        Phrase(N_("table {number} (it begins with “{name}”)"), {"number": one.sheet.number, "name": _first_name(one)})
        for one in (main, other)
    )
    hint = N_("Name one of them with --table: {numbers}")
    if len(numbers) < ENOUGH:
        hint = N_("Leave one of them in the sheet, or put the other into a sheet of its own")
    names = TableNames(main.sheet.name, main.sheet.number if main.sheet.word else None, main.labels)
    return TableError([Problem(main.line, 0, said, hint, {"tables": places, "numbers": tuple(numbers)})], names)

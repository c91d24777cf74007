"""From the file with an annex to the draft of a plan, and what is said of it: for `plan new --from`."""

from __future__ import annotations

from typing import NamedTuple

from ttdn_cli.commands._context import Context
from ttdn_cli.console.writing import say
from ttdn_cli.errors import TtdnError
from ttdn_cli.files.opening import read_file
from ttdn_cli.files.tree import FileRejected, TableNames
from ttdn_cli.findings import Phrase
from ttdn_cli.intake.input_errors import file_rejected
from ttdn_cli.model.registry import Registry
from ttdn_cli.plans.annex.draft import draft_plan, name_doubts, registry_of, structure_of
from ttdn_cli.plans.annex.ids import Ids
from ttdn_cli.plans.annex.nodes import Structure
from ttdn_cli.plans.annex.own_names import OwnRegistry
from ttdn_cli.plans.annex.parts import Draft, Span
from ttdn_cli.plans.annex.problems import TableError
from ttdn_cli.plans.annex.sections import is_known, sections_of
from ttdn_cli.plans.annex.sheets import Sheet, Source, read_source
from ttdn_cli.plans.annex.table import Table, table_of
from ttdn_cli.plans.scaffold import doubt_text
from ttdn_cli.render.text import line
from ttdn_cli.results.engine import input_error_rows
from ttdn_cli.results.places import place_name
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_


class Annex(NamedTuple):
    """A table that was read from a file, its rows in their places, and what is told of the file."""

    path: str
    table: Table
    structure: Structure
    ids: Ids
    remarks: tuple[Phrase, ...]

    def own_registry(self, context: Context, issuer: str) -> OwnRegistry:
        """Return a registry of those whom the table itself names; raises `TtdnError` (3) where these are too many."""
        try:
            return registry_of(self.table, self.structure, issuer)
        except TableError as error:
            raise _refused(context, self.path, error) from None

    def draft(self, span: Span, registry: Registry, own: OwnRegistry | None) -> Draft:
        """Return the parts of a plan; `own` is the registry when it was made from the table."""
        found = draft_plan(self.table, span, registry, self.structure, self.ids)
        if own is None:
            return found
        doubts = *found.doubts, *name_doubts(own.doubts)
        return found._replace(doubts=doubts, decided=name_doubts(own.groups))


def read_annex(context: Context, path: str, number: int | None) -> Annex:
    """Return the table of tasks in a file, the one with a number where several fit.

    Says all that keeps it from being read; raises `TtdnError` (3).
    """
    try:
        source = read_source(read_file(path), path, is_known)
    except FileRejected as error:
        for row in input_error_rows([file_rejected(path, error)], context.words):
            say(line(row, context.words))
        hint = N_("Name a table in a file .docx, .xlsx, .ods or CSV in UTF-8")
        raise TtdnError(N_("The table cannot be read: {path}"), hint, path=path) from None
    try:
        table = table_of(source, number)
        structure, ids = structure_of(table)
    except TableError as error:
        raise _refused(context, path, error) from None
    return Annex(path, table, structure, ids, _remarks(source, table))


def _refused(context: Context, path: str, error: TableError) -> TtdnError:
    """Say all that is wrong with a table, and return the error that ends the run."""
    words = context.words
    *others, last = error.problems
    for one in others:
        where = _where(context, path, error.names, one.line, one.column)
        say(clean(f"{where}: {words.say(one.message, **one.values)}"))
        say(clean(f"→ {words.say(one.hint, **one.values)}"))
    where = _where(context, path, error.names, last.line, last.column)
    said = words.say(last.message, **last.values)
    return TtdnError("{where}: {said}", words.say(last.hint, **last.values), where=where, said=said)


def _where(context: Context, path: str, names: TableNames, row: int, column: int) -> str:
    """Return the place of a cell as it is shown: `tasks.csv:3:2`, `tasks.xlsx:Sheet1!B3`, a cell of a Word table."""
    name = place_name(names, row + 1, column + 1, context.words)
    return f"{path}:{name}" if name else f"{path}:{row + 1}:{column + 1}"


def _remarks(source: Source, table: Table) -> tuple[Phrase, ...]:
    found = []
    if source.tracked:
        found.append(Phrase(N_("The file holds tracked changes; it was read as if all of them were accepted")))
    if len(table.parts) > 1:
        parts = tuple(str(one) for one in table.parts)
        found.append(Phrase(N_("Tables that were read as one: {tables}"), {"tables": parts}))
    passed_over = [one for one in source.sheets if one.number not in table.parts and _holds_tasks(one)]
    if passed_over:
        names = tuple(f"{one.number} ({one.name})" if one.name else str(one.number) for one in passed_over)
        found.append(Phrase(N_("Tables of the file that are not read: {tables}"), {"tables": names}))
    if source.hidden:
        found.append(Phrase(N_("Hidden sheets of the file, which are not read: {names}"), {"names": source.hidden}))
    if table.unread:
        found.append(Phrase(N_("Columns that are not read: {names}"), {"names": table.unread}))
    return tuple(found)


def _holds_tasks(sheet: Sheet) -> bool:
    """Tell whether a table that is not read may hold tasks: a filled sheet, or a table of Word with such headings."""
    return bool(sheet.rows) and (not sheet.word or any(one.rows for one in sections_of(sheet)))


def tell_draft(context: Context, annex: Annex, draft: Draft, own: OwnRegistry | None) -> None:
    """Say what is to settle, each with its place, and how much was read."""
    words = context.words
    for doubt in draft.doubts:
        where = _where(context, annex.path, annex.table.names, doubt.line, doubt.column)
        say(clean(f"{where}: {doubt.about}: {doubt_text(doubt, words, whole=False)}"))
    for remark in annex.remarks:
        say(clean(words.show(remark)))
    kinds = [doubt.kind for doubt in draft.doubts]
    counts = N_(
        "Tasks read: {tasks}; time frames left unspecified: {times}; names to settle: {names}; "
        "other points to settle: {other}"
    )
    said = words.say(
        counts,
        tasks=len(draft.tasks),
        times=kinds.count("time"),
        names=kinds.count("name"),
        other=kinds.count("other"),
    )
    say(said)
    if own is not None:
        made = N_("The registry holds those whom the table names: agencies {agencies}, open groups {groups}")
        registry = own.registry
        say(words.say(made, agencies=len(registry.agencies), groups=len(registry.groups)))

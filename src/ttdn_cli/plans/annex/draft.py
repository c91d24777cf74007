"""From the table of an annex to the parts of a plan, with a doubt wherever the words do not settle a field.

Nothing is guessed: a time frame that is not certain stays `unspecified`, an agency that the registry does not know
stays out, each with its words kept in a doubt, which becomes an assumption of the plan that is still to settle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ttdn_cli.limits import MAX_AGENCIES
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.registry import Registry
from ttdn_cli.plans.annex.ids import Ids, id_problems
from ttdn_cli.plans.annex.nodes import HEADING, Structure
from ttdn_cli.plans.annex.own_names import Named, NameDoubt, OwnRegistry, TooManyNamesError, own_registry
from ttdn_cli.plans.annex.parts import Doubt, Draft, Span
from ttdn_cli.plans.annex.problems import Problem, TableError
from ttdn_cli.plans.annex.structure import arrange
from ttdn_cli.plans.annex.table import Table
from ttdn_cli.plans.annex.tasks import Tasks
from ttdn_cli.text.i18n import N_

_WITH_NAMES = ("lead", "assigned", "coordinators")


def structure_of(table: Table) -> tuple[Structure, Ids]:
    """Return the rows of a table in their places with their ids; raises `TableError` with all that is wrong."""
    found = arrange(table)
    nodes = list(found.nodes())
    ids = Ids(nodes)
    problems = [*table.problems, *found.problems, *id_problems(nodes, ids, table)]
    if not problems and not any(one.has_any for one in nodes):
        line = nodes[0].row.line if nodes else 0
        said = N_("the table holds no task")
        hint = N_("A task has more than a number and a name: a lead, a time or results")
        problems = [Problem(line, 0, said, hint, {})]
    if problems:
        raise TableError(sorted(problems, key=lambda one: (one.line, one.column)), table.names)
    return found, ids


def registry_of(table: Table, structure: Structure, issuer: str) -> OwnRegistry:
    """Return a registry of those whom the table itself names; raises `TableError` where these are too many."""
    try:
        return own_registry(_named(table, structure), issuer)
    except TooManyNamesError as error:
        said = N_("the table names more than {limit} agencies")
        hint = N_("Check what stands between the names, or divide the table into several plans")
        at = error.at
        raise TableError([Problem(at.line, at.column, said, hint, {"limit": MAX_AGENCIES})], table.names) from None


def _named(table: Table, structure: Structure) -> Iterator[Named]:
    for node in structure.nodes():
        if node.kind == HEADING:
            continue
        for row in (node.row, *(one.row for one in node.more)):
            for column in _WITH_NAMES:
                cell = row.cell(column)
                if cell.text and not cell.continued:
                    yield Named(row.line, table.at(column), cell.text)


def draft_plan(table: Table, span: Span, registry: Registry, structure: Structure, ids: Ids) -> Draft:
    """Return what a table says, for a plan of a time, its agencies looked up in a registry."""
    drafting = Tasks(table, span, Directory(registry), ids)
    sections, tasks = [], []
    for line, column, words in structure.notes:
        said = N_("The note “{text}” stands in the table; what it says of tasks is to settle")
        drafting.keep("tasks", "other", (line, column), said, text=words)
    for line, column, words in table.outside:
        said = N_("“{text}” stands under no heading and was not read")
        drafting.keep("tasks", "other", (line, column), said, text=words)
    for line, column, words in table.left_out:
        said = N_("The column “{text}” was not read; what it says of tasks is to settle")
        drafting.keep("tasks", "other", (line, column), said, text=words)
    count = 0
    for node in structure.nodes():
        count += 1 + len(node.points) + len(node.more)
        if node.kind == HEADING:
            sections.append((ids.of(node), node.name))
            drafting.heading(node)
        else:
            tasks.append(drafting.task(node))
    doubts = sorted(drafting.doubts, key=lambda one: (one.line, one.column))
    return Draft(tuple(sections), tuple(tasks), tuple(doubts), count)


def name_doubts(found: Iterable[NameDoubt]) -> tuple[Doubt, ...]:
    """Return what is not sure about the names of a registry that was made from the table, or was decided for them."""
    return tuple(
        Doubt(one.identity, "name", one.at.line, one.at.column, one.message, {"text": one.at.words, "other": one.other})
        for one in found
    )

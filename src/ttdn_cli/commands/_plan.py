"""The plan that a command judges by. One that cannot be used ends the run: its errors are said, and the code is 3."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from ttdn_cli.commands._context import CRASHED, Context
from ttdn_cli.console.writing import say
from ttdn_cli.errors import TtdnError
from ttdn_cli.files.paths import from_here, shipped, shipped_name
from ttdn_cli.findings import Severity
from ttdn_cli.intake.plan_reader import PlanFiles, read_plan_files
from ttdn_cli.rules import all_rules
from ttdn_cli.text.i18n import N_, Words

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.model.plan import Duty, Plan, Task
    from ttdn_cli.model.registry import Agency, Group
    from ttdn_cli.results.diagnostics import Row


SHIPPED = ("plan", "2017", "plan.yaml")


class PlanInUse(NamedTuple):
    """A plan that can be judged by, with its registry; `book` knows its files and positions."""

    book: PlanFiles
    plan: Plan
    directory: Directory


def shipped_plan() -> str:
    """Return the path of the plan that ships with the program, installed or in its source tree."""
    path = shipped(*SHIPPED)
    if not os.path.isfile(path):
        raise TtdnError(
            N_("The plan that ships with the program is missing"), N_("Install ttdn again, or name a plan with --plan")
        )
    return path


def plan_file(context: Context) -> str:
    """Return the path of the plan that is named, set, or shipped with the program."""
    return context.options.plan or context.settings.plan or shipped_plan()


def read_plan(context: Context) -> PlanFiles:
    """Read the plan that is named, set, or shipped, and its registry; what is wrong with them is in the result."""
    opened = plan_file(context)
    if context.is_plan_named:
        return read_plan_files(opened, from_here(opened))
    return read_plan_files(opened, shipped_name(*SHIPPED))._replace(is_shipped=True)


def load_plan(context: Context) -> PlanInUse:
    """Return the plan that is named, set, or shipped; a broken one ends the run with its errors (`TtdnError`, 3)."""
    used = usable(read_plan(context), context.words)
    if used.plan.unsettled:
        said = N_("In the plan {plan} points are still to settle: {count}; ttdn plan check names them")
        context.info(said, plan=used.plan.id, count=used.plan.unsettled)
    return used


def usable(book: PlanFiles, words: Words) -> PlanInUse:
    """Return a plan and its registry when no rule finds an error in them; else raise `TtdnError` (3)."""
    rows = _errors(book, words)
    if rows or book.plan is None or book.directory is None:
        _refuse(book, rows, words)
    return PlanInUse(book, book.plan, book.directory)


def comparable(book: PlanFiles, words: Words) -> tuple[Plan, Directory]:
    """Return a plan and its registry when they can be read and no id stands twice; else raise `TtdnError` (3).

    Other errors are said, but do not keep anyone from seeing what an edit changes.
    """
    rows = _errors(book, words)
    if book.plan is None or book.directory is None or _has_twins(book.plan, book.directory):
        _refuse(book, rows, words)
    _say(rows, words)
    return book.plan, book.directory


def readable(book: PlanFiles, words: Words) -> None:
    """Raise `TtdnError` (3) when a plan could not be read; what rules say of it does not matter here."""
    if book.input_errors:
        _refuse(book, _errors(book, words), words)


def _errors(book: PlanFiles, words: Words) -> Sequence[Row]:
    from ttdn_cli.results.engine import judge_plan

    report = judge_plan([rule for rule in all_rules().values() if rule.severity is Severity.ERROR], book, words)
    for crash in report.crashes:  # of a plan that was not judged whole nobody can say that it is good
        raise TtdnError(CRASHED, **crash._asdict())
    return [row for row in report.rows if row.severity is Severity.ERROR]


def _has_twins(plan: Plan, directory: Directory) -> bool:
    """Tell whether an id stands twice, so that nobody can say which of the two has changed."""
    registry = directory.registry
    kinds: tuple[Sequence[Task | Duty | Agency | Group], ...] = (
        plan.tasks,
        plan.duties,
        (*registry.agencies, *registry.groups),
    )
    return any(len({one.id for one in kind}) < len(kind) for kind in kinds)


def _refuse(book: PlanFiles, rows: Iterable[Row], words: Words) -> NoReturn:
    _say(rows, words)
    if book.is_shipped:
        message, hint = N_("The plan that ships with the program cannot be used"), N_("Install ttdn again")
    else:
        message, hint = N_("The plan cannot be used: {path}"), N_("Correct it; ttdn plan check shows all findings")
    raise TtdnError(message, hint, path=book.file)


def _say(rows: Iterable[Row], words: Words) -> None:
    from ttdn_cli.render.text import line

    for row in rows:
        say(line(row, words))

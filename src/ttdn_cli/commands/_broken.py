"""A plan that cannot be used ends the run: its errors are said, and the exit code is 3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

from ttdn_cli.errors import TtdnError
from ttdn_cli.findings import Severity
from ttdn_cli.i18n import N_, Words
from ttdn_cli.output import say
from ttdn_cli.planbook import Planbook
from ttdn_cli.rules import all_rules

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Agency, Directory, Group
    from ttdn_cli.model.plan import Duty, Plan, Task
    from ttdn_cli.report import Row


def usable(book: Planbook, words: Words) -> tuple[Plan, Directory]:
    """Return a plan and its registry when no rule finds an error in them; else raise `TtdnError` (3)."""
    rows = _errors(book, words)
    if rows or book.plan is None or book.directory is None:
        _refuse(book, rows, words)
    return book.plan, book.directory


def comparable(book: Planbook, words: Words) -> tuple[Plan, Directory]:
    """Return a plan and its registry when they can be read and no id stands twice; else raise `TtdnError` (3).

    Other errors are said, but do not keep anyone from seeing what an edit changes.
    """
    rows = _errors(book, words)
    if book.plan is None or book.directory is None or _has_twins(book.plan, book.directory):
        _refuse(book, rows, words)
    for row in rows:
        say(_line(row, words))
    return book.plan, book.directory


def readable(book: Planbook, words: Words) -> None:
    """Raise `TtdnError` (3) when a plan could not be read; what rules say of it does not matter here."""
    if book.faults:
        _refuse(book, _errors(book, words), words)


def _errors(book: Planbook, words: Words) -> Sequence[Row]:
    from ttdn_cli.judge import judge_plan

    rules = [rule for rule in all_rules().values() if rule.severity is Severity.ERROR]
    return judge_plan(rules, book, words).rows


def _has_twins(plan: Plan, directory: Directory) -> bool:
    """Tell whether an id stands twice, so that nobody can say which of the two has changed."""
    registry = directory.registry
    kinds: tuple[Sequence[Task | Duty | Agency | Group], ...] = (
        plan.tasks,
        plan.duties,
        (*registry.agencies, *registry.groups),
    )
    return any(len({one.id for one in kind}) < len(kind) for kind in kinds)


def _refuse(book: Planbook, rows: Iterable[Row], words: Words) -> NoReturn:
    for row in rows:
        say(_line(row, words))
    raise TtdnError(
        N_("The plan cannot be used: {path}"), N_("Correct it; ttdn plan check shows all findings"), path=book.file
    )


def _line(row: Row, words: Words) -> str:
    from ttdn_cli.render.text import line

    return line(row, words)

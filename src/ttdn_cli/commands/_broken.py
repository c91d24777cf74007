"""A plan that cannot be used ends the run: its errors are said, and the exit code is 3."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

from ttdn_cli.errors import TtdnError
from ttdn_cli.findings import Severity
from ttdn_cli.i18n import N_, Words
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.plan import Plan
from ttdn_cli.output import say
from ttdn_cli.planbook import Planbook
from ttdn_cli.rules import all_rules

if TYPE_CHECKING:
    from ttdn_cli.report import Row


def usable(book: Planbook, words: Words) -> tuple[Plan, Directory]:
    """Return a plan and its registry when no rule finds an error in them; else raise `TtdnError` (3)."""
    from ttdn_cli.judge import judge_plan

    rules = [rule for rule in all_rules().values() if rule.severity is Severity.ERROR]
    report = judge_plan(rules, book, words)
    if report.rows or book.plan is None or book.directory is None:
        _refuse(book, report.rows, words)
    return book.plan, book.directory


def readable(book: Planbook, words: Words) -> None:
    """Raise `TtdnError` (3) when a plan could not be read; what rules say of it does not matter here."""
    from ttdn_cli.judge import fault_rows

    if book.faults:
        _refuse(book, fault_rows(book.faults, words), words)


def _refuse(book: Planbook, rows: Iterable[Row], words: Words) -> NoReturn:
    from ttdn_cli.render.text import line

    for row in rows:
        say(line(row, words))
    raise TtdnError(
        N_("The plan cannot be used: {path}"), N_("Correct it; ttdn plan check shows all findings"), path=book.file
    )

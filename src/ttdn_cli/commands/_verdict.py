"""The end of a check: the report is written, the summary said, and the exit code decided."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from ttdn_cli.commands._session import LEVELS, Session
from ttdn_cli.errors import COULD_NOT_CHECK
from ttdn_cli.i18n import N_
from ttdn_cli.output import clean, say
from ttdn_cli.render.text import footer
from ttdn_cli.report import Report


def finish(session: Session, report: Report, level: str, crashes: Sequence[str]) -> int:
    """Write a report and return the exit code: 0, 1 for findings at or above the level, 3 for a rule that failed."""
    renderer = import_module(f"ttdn_cli.render.{session.form}")
    session.put(renderer.render(report, session.screen()), text=renderer.IS_TEXT)
    session.talk(footer(report, session.words))
    for rule in crashes:
        say(clean(session.words.say(N_("Internal error in the rule {rule}; please report it"), rule=rule)))
    if crashes:
        return COULD_NOT_CHECK
    reached = LEVELS[: LEVELS.index(level) + 1] if level != "never" else ()
    return int(any(row.severity.value in reached for row in report.rows))

"""The end of a check: the report is written, the summary said, and the exit code decided."""

from __future__ import annotations

from importlib import import_module

from ttdn_cli.commands._session import LEVELS, Session
from ttdn_cli.paths import from_root
from ttdn_cli.render.text import footer
from ttdn_cli.report import Report, renamed


def finish(session: Session, report: Report, level: str) -> int:
    """Write a report and return the exit code: 0, 1 for findings at or above the level, 3 for a rule that failed."""
    renderer = import_module(f"ttdn_cli.render.{session.form}")
    shown = renamed(report, from_root()) if renderer.FROM_ROOT else report
    session.put(renderer.render(shown, session.screen()), text=renderer.IS_TEXT)
    session.talk(footer(report, session.words, quiet=session.asked.quiet))
    reached = LEVELS[: LEVELS.index(level) + 1] if level != "never" else ()
    return session.end(int(any(row.severity.value in reached for row in report.rows)))

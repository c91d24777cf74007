"""Format `github`: workflow commands, one a line, which GitHub shows as annotations beside the changed lines."""

from __future__ import annotations

from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Severity
from ttdn_cli.render._pages import every, plain, told
from ttdn_cli.results.diagnostics import Report, Row

IS_TEXT = False
FROM_ROOT = True
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, screen: Screen) -> bytes:
    """Return one command for each finding; a waived one is a notice."""
    lines = (_line(row, told(row, screen.words)) for row in every(report))
    return "".join(f"{line}\n" for line in lines).encode()


def _line(row: Row, message: str) -> str:
    command = COMMANDS[Severity.INFO if row.waiver else row.severity]
    place = f"file={_property(row.path)},line={row.line},col={row.column},title={_property(row.rule)}"
    return f"::{command} {place}::{_text(message)}"


def _text(value: str) -> str:
    """Return a text as GitHub reads it back; a line end in it would begin another command."""
    return plain(value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")

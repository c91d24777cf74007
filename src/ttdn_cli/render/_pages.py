"""What the formats for the pages of a build service share: findings and waived ones in one list, texts made safe."""

from __future__ import annotations

from ttdn_cli.render.text import waiver_text
from ttdn_cli.results.diagnostics import Report, Row
from ttdn_cli.text.escaping import visible
from ttdn_cli.text.i18n import N_, Words


def plain(text: str) -> str:
    """Return a text that no page, log or XML reader obeys or refuses: what is not plain is shown, lines stay lines."""
    return "\n".join(visible(line) for line in text.split("\n"))


def every(report: Report) -> list[Row]:
    """Return the findings and the waived ones, which stand where they would have been."""
    return sorted((*report.rows, *report.waived), key=lambda row: (row.path, row.line, row.column, row.rule))


def told(row: Row, words: Words) -> str:
    """Return the message of a row; of a waived one, with the reason first."""
    if row.waiver is None:
        return plain(row.message)
    waived = words.say(N_("waived"))
    return plain(f"{waived} ({waiver_text(row.waiver, words)}): {row.message}")

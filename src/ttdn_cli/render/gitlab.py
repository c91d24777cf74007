"""Format `gitlab`: the JSON of GitLab's Code Quality reports, shown beside the changes of a merge request."""

from __future__ import annotations

from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Severity
from ttdn_cli.render._pages import every, plain, told
from ttdn_cli.render.json import dump
from ttdn_cli.results.diagnostics import Report

IS_TEXT = False
FROM_ROOT = True
SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, screen: Screen) -> bytes:
    """Return one entry for each finding; a waived one weighs no more than a note."""
    return dump(
        [
            {
                "description": told(row, screen.words),
                "check_name": row.rule,
                "fingerprint": row.fingerprint,
                "severity": SEVERITIES[Severity.INFO if row.waiver else row.severity],
                "location": {"path": plain(row.path), "lines": {"begin": row.line}},
            }
            for row in every(report)
        ]
    )

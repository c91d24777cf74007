"""Format `json`: UTF-8, sorted findings, no words that change with the language but `message` and `hint`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ttdn_cli import __version__
from ttdn_cli.console.terminal import Screen
from ttdn_cli.results.diagnostics import Report, Row
from ttdn_cli.text.escaping import ORDER
from ttdn_cli.text.unseen import PLAIN, is_unseen

if TYPE_CHECKING:
    from ttdn_cli.model.findings_output import FindingOut, FindingsOut

IS_TEXT = False
FROM_ROOT = False
# Raw in JSON what is not seen would still be obeyed by a terminal, or break what reads line by line.
_DOUBTFUL = re.compile(f"[^{PLAIN}\n]")


def render(report: Report, _screen: Screen) -> bytes:
    """Return the findings as `ttdn/findings/1`."""
    return dump(findings(report))


def dump(document: Any) -> bytes:
    """Return any document as JSON text."""
    return _safe(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))


def dump_lines(documents: Iterable[Any]) -> bytes:
    """Return documents as JSON Lines, each on a line of its own."""
    return b"".join(_safe(json.dumps(one, ensure_ascii=False, allow_nan=False)) for one in documents)


def _safe(text: str) -> bytes:
    text = _DOUBTFUL.sub(_escaped, text)
    return (ORDER.sub(r"\\u0023", text) if "##" in text else text).encode() + b"\n"


def _escaped(match: re.Match[str]) -> str:
    letter = match[0]
    return json.dumps(letter)[1:-1].replace("\x7f", r"\u007f") if is_unseen(letter) else letter


def findings(report: Report) -> FindingsOut:
    """Return a report as the document that programs read."""
    return {
        "schema": "ttdn/findings/1",
        "tool": {"name": "ttdn", "version": __version__},
        "plan": {
            "id": report.plan_id,
            "revision": report.plan_revision,
            "path": _path(report.plan_path),
            "unsettled": report.unsettled,
        },
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "quarter": report.quarter,
        "follow_from": report.follow_from,
        "not_followed": report.not_followed,
        "complete": report.complete,
        "files": [
            {
                "path": _path(one.path),
                "agency": one.agency,
                "period": one.period,
                "verdict": one.verdict,
                "remarks": list(one.remarks),
                "tasks": one.tasks,
            }
            for one in report.files
        ],
        "counts": report.counts,
        "outcomes": report.outcomes,
        "findings": [finding(row) for row in report.rows],
        "waived": [
            {
                **finding(row),
                "reason": row.waiver.reason,
                "authority": row.waiver.authority,
                "until": row.waiver.until.isoformat(),
            }
            for row in report.waived
            if row.waiver
        ],
    }


def finding(row: Row) -> FindingOut:
    """Return one finding as programs read it."""
    return {
        "rule": row.rule,
        "severity": row.severity.value,
        "message": row.message,
        "hint": row.hint,
        "path": _path(row.path),
        "line": row.line,
        "column": row.column,
        "place": row.place,
        "agency": row.agency,
        "task": row.task,
        "occurrence": row.occurrence,
        "period": row.period,
        "due": row.due.isoformat() if row.due else None,
        "days_overdue": row.days_overdue,
        "related": [
            {"path": _path(one.path), "line": one.line, "column": one.column, "message": one.message}
            for one in row.related
        ],
        "fingerprint": row.fingerprint,
        "not_counted": row.not_counted.out() if row.not_counted else None,
        "behind": None if row.behind is None else list(row.behind),
    }


def _path(path: str) -> str:
    """Return a path as valid text, whatever bytes the name holds."""
    return path.encode("utf-8", "backslashreplace").decode()

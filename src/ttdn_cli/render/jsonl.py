"""Format `jsonl`: JSON Lines, one finding a line, all with the same columns, for many provinces or years at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdn_cli.console.terminal import Screen
from ttdn_cli.render._pages import every
from ttdn_cli.render.json import dump_lines, finding
from ttdn_cli.results.diagnostics import Report, Row

if TYPE_CHECKING:
    from ttdn_cli.model.findings_output import DecisionOut, LineOut

IS_TEXT = False
FROM_ROOT = False
JOINS = True


def render(report: Report, _screen: Screen) -> bytes:
    """Return one `ttdn/finding-line/1` for each finding, the waived ones too."""
    return dump_lines(_line(report, row) for row in every(report))


def _line(report: Report, row: Row) -> LineOut:
    return {
        "province": report.province,
        "plan": report.plan_id,
        "follow_from": report.follow_from,
        **finding(row),
        "waived": _waived(row),
    }


def _waived(row: Row) -> DecisionOut | None:
    one = row.waiver
    return {"reason": one.reason, "authority": one.authority, "until": one.until.isoformat()} if one else None

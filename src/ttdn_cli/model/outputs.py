"""The machine formats by name (SPEC section 6): plain dictionaries with a schema and a version, and nothing internal."""

from __future__ import annotations

from typing import Any

from ttdn_cli.model.findings_output import FindingsOut, LineOut
from ttdn_cli.model.lists_output import MissingOut, OverdueOut, SummaryOut
from ttdn_cli.model.plan_diff_output import PlanDiff
from ttdn_cli.model.plan_view_output import PlanView
from ttdn_cli.model.settings_output import ConfigOut

OUTPUTS: dict[str, Any] = {
    "config": ConfigOut,
    "finding-line": LineOut,
    "findings": FindingsOut,
    "overdue": OverdueOut,
    "missing": MissingOut,
    "summary": SummaryOut,
    "plan-diff": PlanDiff,
    "plan-view": PlanView,
}

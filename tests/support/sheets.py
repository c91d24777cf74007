"""Reports as sheets, as an office would type them: no test itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.support.workbooks import book
from ttdn_cli.intake.sheet_columns import COLUMNS, HEAD
from ttdn_cli.model.states import STATE_WORDS, State

LABELS = {field: names[0] for field, names in HEAD.items()}
HEADINGS = {field: names[0] for field, names in COLUMNS.items()}
Cell = str | int | date | None


def rows(report: dict[str, Any], names: Mapping[str, str]) -> list[list[Cell]]:
    """Return a report as the rows of a sheet: the head with its labels, then the table with its headings.

    `names` are the official names of agencies and groups by id; who took part is written so.
    """
    head: list[list[Cell]] = [[LABELS[one], report[one]] for one in ("agency", "period", "submitted_on")]
    table: list[list[Cell]] = []
    if report.get("nothing_to_report"):
        head.append([LABELS["nothing_to_report"], "x"])
    for item in report.get("items", ()):
        named = item | {"coordinated_with": [names[one] for one in item["coordinated_with"]]}
        table.append([_cell(named.get(field), field) for field in HEADINGS])
    return [*head, [], list(HEADINGS.values()), *table]


def _cell(value: Any, field: str) -> Cell:
    if field == "state":
        return STATE_WORDS[State(value)][0]
    if field == "deliverables":
        return "\n".join(f"{one['name']}: {one['quantity']} {one['unit']}" for one in value or ())
    return "; ".join(value) if isinstance(value, list) else value


def as_csv(report: dict[str, Any], names: Mapping[str, str]) -> bytes:
    """Return a report as a sheet of text, days as they are written here."""
    text = io.StringIO()
    table = rows(report, names)
    written = csv.writer(text, delimiter=";")
    written.writerows([[f"{one:%d/%m/%Y}" if isinstance(one, date) else one for one in row] for row in table])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(report: dict[str, Any], names: Mapping[str, str]) -> bytes:
    """Return a report as a workbook, days and numbers as such."""
    return book(*rows(report, names))

"""Takes waived findings out of the verdict, and keeps the reason beside each (SPEC 2.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.findings import Finding
from ttdn_cli.model.agencies import Directory
from ttdn_cli.report import WaivedBy

if TYPE_CHECKING:
    from ttdn_cli.model.waivers import Waiver

Judged = tuple[Finding, WaivedBy | None]


def waive(findings: Iterable[Finding], waivers: Iterable[Waiver], as_of: date, directory: Directory) -> list[Judged]:
    """Return every finding with the waiver that covers it on the day, or None."""
    held = [one for one in waivers if one.until >= as_of]
    judged: list[Judged] = []
    for finding in findings:
        found = next((one for one in held if _covers(one, finding, directory)), None)
        judged.append((finding, WaivedBy(found.reason, found.authority, found.until) if found else None))
    return judged


def _covers(waiver: Waiver, finding: Finding, directory: Directory) -> bool:
    if waiver.rule != finding.rule:
        return False
    if waiver.agency is not None and finding.agency not in directory.all_names.find(waiver.agency):
        return False
    if waiver.task is not None and waiver.task != finding.task:
        return False
    return waiver.period is None or waiver.period.id in (finding.period, finding.occurrence)

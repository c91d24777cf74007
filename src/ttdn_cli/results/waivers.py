"""Takes waived findings out of the verdict, and keeps the reason beside each (SPEC 2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.findings import Finding
from ttdn_cli.judging.waiver_file import Use, Waiverbook
from ttdn_cli.results.diagnostics import WaivedBy

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.model.waivers import Waiver

Judged = tuple[Finding, WaivedBy | None]
# What is waived by rule, then task and occurrence, or agency and period where the finding is about a report.
Waived = Mapping[tuple[str, str | None, str | None], WaivedBy]


def waive(
    findings: Iterable[Finding], book: Waiverbook, as_of: date, directory: Directory
) -> tuple[list[Judged], tuple[Use, ...]]:
    """Return every finding with the waiver that covers it on the day, or None; and how often each waiver was used."""
    counts = dict.fromkeys(range(len(book.waivers)), 0)
    held = [(number, one) for number, one in enumerate(book.waivers) if one.until >= as_of]
    judged: list[Judged] = []
    for finding in findings:
        covering = [(number, one) for number, one in held if _covers(one, finding, directory)]
        for number, _ in covering:
            counts[number] += 1
        found = covering[0][1] if covering else None
        judged.append((finding, WaivedBy(found.reason, found.authority, found.until) if found else None))
    return judged, tuple(Use(one, book.place(number), counts[number]) for number, one in enumerate(book.waivers))


def waived_among(judged: Iterable[Judged]) -> Waived:
    """Return what is waived among the findings, for lists that show the same things without being findings."""
    return {(one.rule, one.task or one.agency, one.occurrence or one.period): by for one, by in judged if by}


def _covers(waiver: Waiver, finding: Finding, directory: Directory) -> bool:
    if waiver.rule != finding.rule:
        return False
    if waiver.agency is not None:
        named = directory.all_names.find(waiver.agency)
        if len(named) != 1 or finding.agency not in (*named, *directory.heirs_of(named)):
            return False
    if waiver.task is not None and waiver.task != finding.task:
        return False
    return waiver.period is None or waiver.period.id in (finding.period, finding.occurrence)

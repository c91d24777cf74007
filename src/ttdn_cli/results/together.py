"""Reports side by side: of several plans one, or the same with other names of its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ttdn_cli.results.diagnostics import Report, Row
from ttdn_cli.results.files import FileRow

if TYPE_CHECKING:
    from ttdn_cli.model.findings_output import Verdict


def renamed(report: Report, renaming: Callable[[str], str]) -> Report:
    """Return a report in which every file is called as `renaming` says, but those that came with the program."""

    def name(path: str) -> str:
        return path if path in report.shipped else renaming(path)

    def row(one: Row) -> Row:
        related = tuple(other._replace(path=name(other.path)) for other in one.related)
        why = one.not_counted and one.not_counted._replace(path=name(one.not_counted.path))
        return one._replace(path=name(one.path), related=related, not_counted=why)

    return report._replace(
        rows=tuple(map(row, report.rows)),
        waived=tuple(map(row, report.waived)),
        files=tuple(one._replace(path=name(one.path)) for one in report.files),
        plan_path=name(report.plan_path),
    )


def together(reports: Sequence[Report]) -> Report:
    """Return one report of the plans that were judged; of several it names each among the files, and none at its head.

    What two plans share, a registry, is told once; findings of the same mark are numbered.
    """
    if len(reports) == 1:
        return reports[0]
    every = sorted({row for one in reports for row in one.rows}, key=lambda row: (*row[4:7], row.rule, row.message))
    marks: dict[str, int] = {}
    found = []
    for row in every:
        count = marks[row.fingerprint] = marks.get(row.fingerprint, 0) + 1
        found.append(row if count == 1 else row._replace(fingerprint=f"{row.fingerprint}-{count}"))
    files = tuple(sorted(FileRow(one.plan_path, None, None, _plan_verdict(one)) for one in reports))
    crashes = tuple(crash for one in reports for crash in one.crashes)
    return reports[0]._replace(
        rows=tuple(found), files=files, plan_id="", plan_revision=None, plan_path="", crashes=crashes
    )


def _plan_verdict(report: Report) -> Verdict:
    if report.plan_revision is None:
        return "rejected"
    return "with_errors" if report.counts["error"] else "accepted"

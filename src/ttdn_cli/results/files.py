"""What became of each report file, and what was read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.judging.case import Case
from ttdn_cli.text.i18n import Words

if TYPE_CHECKING:
    from ttdn_cli.intake.submission import Submission
    from ttdn_cli.model.findings_output import Verdict


class FileRow(NamedTuple):
    """One report file and what became of it; `remarks` are what is told of it and is no finding.

    `tasks` is how many tasks it speaks of in items that count, `left_out` how many items are known that do not;
    `nothing` says that it has nothing to report, `untouched` that nothing was filled in.
    """

    path: str
    agency: str | None
    period: str | None
    verdict: Verdict
    remarks: tuple[str, ...] = ()
    tasks: int | None = None
    agency_name: str | None = None
    left_out: int = 0
    nothing: bool = False
    untouched: bool = False


def file_rows(case: Case, failed: set[str], words: Words) -> list[FileRow]:
    """Return what became of every file; `failed` holds the paths with a finding of severity error."""
    aside = {report.file for report, _, _ in case.received.set_aside}
    found = [_row(case, one, _verdict(one, aside, failed), words) for one in case.received.submissions]
    return sorted(found, key=lambda row: row.path)


def _verdict(one: Submission, aside: set[str], failed: set[str]) -> Verdict:
    if one.report is None:
        return "unread" if one.unread else "rejected"
    if one.file in aside:
        return "superseded"
    if one.report.partial:
        return "partial"
    return "with_errors" if one.file in failed else "accepted"


def _row(case: Case, one: Submission, verdict: Verdict, words: Words) -> FileRow:
    report = one.report
    return FileRow(
        one.file,
        one.agency,
        one.period.id if one.period else None,
        verdict,
        remarks=tuple(words.show(remark) for remark in one.remarks) if one.remarks else (),
        tasks=report.tasks if report else 0,
        agency_name=case.directory.name(one.agency) if one.agency else None,
        left_out=len({item.place for item in report.left_out}) if report and report.left_out else 0,
        nothing=report is not None and report.nothing,
        untouched=bool(one.input_errors) and any(error.rule == "untouched-template" for error in one.input_errors),
    )

"""Prints how many times as long 10,000 findings take as the same lines by plain writes: on a pipe, on a terminal.

Both are written to a file, in turn, and the median of the ratios of CPU time is printed.
"""

import sys
import tempfile
import time
from statistics import median

from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Severity
from ttdn_cli.render.text import render
from ttdn_cli.results.diagnostics import Report, Row
from ttdn_cli.text.i18n import Words

COUNT = 10_000
ROUNDS = int(sys.argv[1])
RULES = (("overdue", Severity.ERROR), ("missing-coordinator", Severity.ERROR), ("late-report", Severity.INFO))


def row(number: int) -> Row:
    """Return a finding as many files give it."""
    rule, severity = RULES[number % len(RULES)]
    agency = f"don-vi-{number // 10:05}"
    return Row(
        rule=rule,
        severity=severity,
        message=f"II.3.{number} (quý II/2017): quá hạn {number % 90} ngày. Cơ quan chủ trì: Sở Ngoại vụ {number // 10}",
        hint="Đề nghị báo cáo hoàn thành kèm ngày và minh chứng",
        path=f"reports/2017-Q2/{agency}-1.yaml",
        line=number % 60 + 1,
        column=5,
        agency=agency,
        agency_name=f"Ủy ban nhân dân xã An Bình {number // 10}",
        task=f"II.3.{number}",
        occurrence="2017-Q2",
        period=None,
        due=None,
        days_overdue=None,
        related=(),
        fingerprint=f"{number:016x}",
    )


REPORT = Report(tuple(map(row, range(COUNT))), (), (), None, "ke-hoach", 1, "plan.yaml", None, None, complete=True)
WORDS = Words("vi")
for screen in (Screen(WORDS), Screen(WORDS, 100, colour=True)):
    lines = render(REPORT, screen).decode().splitlines(keepends=True)
    ratios = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryFile("w", encoding="utf-8") as file:
            begun = time.process_time()
            for line in lines:
                file.write(line)
            file.flush()
            plain = time.process_time() - begun
        with tempfile.TemporaryFile("wb") as data:
            begun = time.process_time()
            data.write(render(REPORT, screen))
            data.flush()
            ratios.append((time.process_time() - begun) / plain)
    print(median(ratios))  # noqa: T201 - its result

"""Prints how 10,000 findings on a pipe compare with the same lines by plain writes, a terminal with a pipe.

All are written to a file, in turn; printed are the medians of the ratios of CPU time, pipe to plain writes and terminal
to pipe.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
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
PIPE, TERMINAL = Screen(WORDS), Screen(WORDS, 100, colour=True)
LINES = render(REPORT, PIPE).decode().splitlines(keepends=True)


def plain() -> None:
    """Write the lines one by one."""
    with tempfile.TemporaryFile("w", encoding="utf-8") as file:
        for line in LINES:
            file.write(line)


def rendered(screen: Screen) -> None:
    """Write the findings as they are shown on a screen."""
    with tempfile.TemporaryFile("wb") as file:
        file.write(render(REPORT, screen))


def cost(act: Callable[[], None]) -> float:
    """Return the seconds of CPU that it takes."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


gc.disable()  # as the program does
rendered(TERMINAL)
rounds = [(cost(plain), cost(partial(rendered, PIPE)), cost(partial(rendered, TERMINAL))) for _ in range(ROUNDS)]
print(median(pipe / written for written, pipe, _ in rounds))  # noqa: T201 - its result
print(median(terminal / pipe for _, pipe, terminal in rounds))  # noqa: T201 - its result

"""Runs the tests with branch coverage and holds the figures against the goals: `python -m tests.coverage_goals`.

The whole package is to be covered to 98 %; the reader, periods and dates, names, escaping and writing wholly; and no
line may be kept out of the count. Options are handed on to pytest (`-n 2`). The exit code is 1 where a goal is missed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = "src/ttdn_cli"
WHOLE = 98.0
FULL = (
    *("files/", "model/periods.py", "model/schedule.py", "model/calendar.py", "model/days_off.py", "model/names.py"),
    *("clock.py", "console/terminal.py", "console/writing.py", "text/escaping.py", "text/yaml_text.py"),
    *("render/_paint.py", "render/json.py", "render/text.py"),
)
EXCLUDED = re.compile(r"pragma: no (cover|branch)")


def measured(options: list[str]) -> tuple[int, dict[str, Any]]:
    """Run the tests; return their exit code and the report that coverage makes for programs."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "pytest", "-q", "-m", "", "--cov", f"--cov-report=json:{report}", *options]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if not report.exists():
            sys.exit(f"pytest has ended with {code} and measured nothing")
        return code, json.loads(report.read_text("utf-8"))


def missed(report: dict[str, Any]) -> list[str]:
    """Return a line for every goal that is missed."""
    files = {
        name.replace("\\", "/").removeprefix(f"{PACKAGE}/"): one["summary"] for name, one in report["files"].items()
    }
    total = report["totals"]["percent_covered"]
    lines = [f"the package: {total:.2f} %, to be {WHOLE:.0f} %"] if total < WHOLE else []
    for name, summary in sorted(files.items()):
        if name.startswith(FULL) and summary["percent_covered"] < 100:
            lines.append(f"{name}: {summary['percent_covered']:.2f} %, to be 100 %")
    sources = {path: path.read_text("utf-8") for path in sorted((ROOT / PACKAGE).rglob("*.py"))}
    hidden = [path.relative_to(ROOT) for path, text in sources.items() if EXCLUDED.search(text)]
    return lines + [f"{path}: keeps lines out of the count" for path in hidden]


if __name__ == "__main__":
    ended, found = measured(sys.argv[1:])
    for name, one in sorted(found["files"].items()):
        if one["summary"]["percent_covered"] < 100:
            gaps = [*one["missing_lines"], *(f"{a}->{b}" for a, b in one["missing_branches"])]
            print(f"{one['summary']['percent_covered']:6.2f} % {name}: {', '.join(map(str, gaps))}")  # noqa: T201
    print(f"{found['totals']['percent_covered']:6.2f} % of lines and branches of the package")  # noqa: T201
    goals = missed(found)
    print("\n".join(goals) or "all goals are met")  # noqa: T201
    sys.exit(ended or int(bool(goals)))

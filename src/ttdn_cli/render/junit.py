"""Format `junit`: JUnit XML, one suite a file, for the test pages of build services."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Severity
from ttdn_cli.render._pages import every, plain
from ttdn_cli.render.text import NOTHING, waiver_text
from ttdn_cli.results.diagnostics import Report, Row
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import Words

IS_TEXT = False
FROM_ROOT = True


def render(report: Report, screen: Screen) -> bytes:
    """Return a suite for each report, for the plan, and for whatever else has findings."""
    files: dict[str, list[Row]] = {path: [] for path in (*(one.path for one in report.files), report.plan_path) if path}
    for row in every(report):
        files.setdefault(row.path, []).append(row)
    suites = ET.Element("testsuites", name="ttdn")
    for path in sorted(files):
        _suite(suites, path, files[path], screen.words)
    ET.indent(suites, " ")
    text: bytes = ET.tostring(suites, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(suites: ET.Element, path: str, rows: Sequence[Row], words: Words) -> None:
    name = plain(path)
    waived = sum(row.waiver is not None for row in rows)
    failed = sum(row.waiver is None and row.severity is not Severity.INFO for row in rows)
    counts = {"tests": len(rows) or 1, "failures": failed, "errors": 0, "skipped": waived}
    suite = ET.SubElement(suites, "testsuite", {"name": name, **{key: str(count) for key, count in counts.items()}})
    for row in rows:
        _case(suite, name, row, words)
    if not rows:
        ET.SubElement(suite, "testcase", name=words.say(NOTHING), classname=name, file=name)


def _case(suite: ET.Element, path: str, row: Row, words: Words) -> None:
    """Add a finding. Its fingerprint makes its name unlike all others: a name that comes twice is counted once."""
    parts = (row.rule, row.task, row.occurrence or row.period, row.agency, row.fingerprint)
    name = plain(" ".join(part for part in parts if part))
    case = ET.SubElement(suite, "testcase", name=name, classname=path, file=path, line=str(row.line))
    message = plain(row.message)
    # No line of it begins with a text from outside: in a log it could be a command.
    text = clean(f"{path}:{row.line}:{row.column}: {message}") + (f"\n→ {clean(row.hint)}" if row.hint else "")
    if row.waiver:
        ET.SubElement(case, "skipped", message=plain(waiver_text(row.waiver, words))).text = text
    elif row.severity is Severity.INFO:
        ET.SubElement(case, "system-out").text = text
    else:
        ET.SubElement(case, "failure", message=message, type=row.severity.value).text = text

"""Format `sarif`: SARIF 2.1.0, the exchange format of static analysis, read by code hosts and editors."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from ttdn_cli import __version__
from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Severity
from ttdn_cli.render._pages import every, plain
from ttdn_cli.render.json import dump
from ttdn_cli.render.text import waiver_text
from ttdn_cli.results.diagnostics import RelatedRow, Report, Row
from ttdn_cli.rules import load
from ttdn_cli.rules._manual import manual, summary
from ttdn_cli.text.i18n import Words

IS_TEXT = False
FROM_ROOT = True
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, screen: Screen) -> bytes:
    """Return one run: the rules that fired with their manuals, and the findings, waived ones as suppressed."""
    words, rows = screen.words, every(report)
    fired = sorted({row.rule for row in rows})
    driver = {"name": "ttdn", "version": __version__, "rules": [_rule(name, words) for name in fired]}
    run = {
        "tool": {"driver": driver},
        "language": words.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, fired.index(row.rule), words) for row in rows],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(name: str, words: Words) -> dict[str, Any]:
    rule = load(name)
    return {
        "id": name,
        "shortDescription": {"text": summary(rule, words)},
        "help": {"text": manual(rule, words)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(row: Row, index: int, words: Words) -> dict[str, Any]:
    # The standard wants `suppressions` at every result of a run or at none: empty says that it counts.
    suppressions = []
    if row.waiver:
        why = plain(waiver_text(row.waiver, words))
        suppressions.append({"kind": "external", "status": "accepted", "justification": why})
    return {
        "ruleId": row.rule,
        "ruleIndex": index,
        "level": LEVELS[row.severity],
        "message": {"text": plain(row.message)},
        "locations": [_location(row)],
        "relatedLocations": [{**_location(one), "message": {"text": plain(one.message)}} for one in row.related],
        "partialFingerprints": {"ttdn/v1": row.fingerprint},
        "suppressions": suppressions,
    }


def _location(row: Row | RelatedRow) -> dict[str, Any]:
    region = {"startLine": row.line, "startColumn": row.column}
    return {"physicalLocation": {"artifactLocation": _artifact(row.path), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    """Return where a file is: below the root of the repository or, outside of it, by its whole path."""
    try:
        name = path.encode("utf-8", "surrogateescape")  # the bytes of the name, whatever they are
    except UnicodeEncodeError:
        name = plain(path).encode()
    if os.path.isabs(path):
        return {"uri": f"file:///{quote(name, safe='/:').removeprefix('/')}"}
    return {"uri": quote(name), "uriBaseId": "%SRCROOT%"}

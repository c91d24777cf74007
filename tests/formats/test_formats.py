"""What each format writes is read back by a reader that was not made for it, and says what the report says."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import junitparser
import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import GOOD, PLAN, lay_out
from tests.support.unseen import COMMAND, SAMPLE, unseen
from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Severity
from ttdn_cli.judging.waivers import WaivedBy
from ttdn_cli.render import formats
from ttdn_cli.results.diagnostics import RelatedRow, Report, Row
from ttdn_cli.results.files import FileRow
from ttdn_cli.rules import names
from ttdn_cli.text.i18n import Words

SARIF = json.loads((Path(__file__).parent / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
CHECK = ("check", "reports", *PLAN, "--as-of", "2017-07-01", "--lang", "en")
EXAMPLES = ("check", "--quarter", "Q2", "--lang", "en")
FROM_ROOT = ("github", "gitlab", "junit", "sarif")


class Told(NamedTuple):
    """What a reader finds of one finding, in the words of the report."""

    rule: str
    severity: str
    path: str
    line: int
    message: str


def read_sarif(text: str) -> list[Told]:
    """Return the findings of a SARIF log, as the standard says that they are found."""
    document = json.loads(text)
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    jsonschema.Draft4Validator(SARIF, format_checker=checker).validate(document)
    (log,) = document["runs"]
    assert log["columnKind"] == "unicodeCodePoints"
    rules = log["tool"]["driver"]["rules"]
    found = []
    for one in log["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        (location,) = one["locations"]
        place = location["physicalLocation"]
        file = place["artifactLocation"]
        assert ("uriBaseId" in file) == (not file["uri"].startswith("file:///"))
        path = unquote(file["uri"].removeprefix("file://"))
        severity = {"note": "info"}.get(one["level"], one["level"])
        found.append(Told(one["ruleId"], severity, path, place["region"]["startLine"], one["message"]["text"]))
    return found


def read_github(text: str) -> list[Told]:
    """Return the commands that GitHub's runner would obey: it looks at every line, and undoes the percent signs."""
    found = []
    for line in text.splitlines():
        kind, _, rest = line.removeprefix("::").partition(" ")
        assert line.startswith("::")
        properties, _, message = rest.partition("::")
        values = dict(one.split("=", 1) for one in properties.split(","))
        file, title = unquote(values["file"]), unquote(values["title"])
        assert values.keys() == {"file", "line", "col", "title"}
        severity = {"notice": "info"}.get(kind, kind)
        found.append(Told(title, severity, file, int(values["line"]), unquote(message)))
    return found


def read_gitlab(text: str) -> list[Told]:
    """Return the entries of a Code Quality report; GitLab drops those whose fingerprint it has seen."""
    entries = json.loads(text)
    assert len({one["fingerprint"] for one in entries}) == len(entries)
    weight = {"major": "error", "minor": "warning", "info": "info"}
    return [
        Told(
            one["check_name"],
            weight[one["severity"]],
            one["location"]["path"],
            one["location"]["lines"]["begin"],
            one["description"],
        )
        for one in entries
    ]


def read_junit(text: str) -> list[Told]:
    """Return the failures and notes of a JUnit file, with its sums checked."""
    found = []
    cases = 0
    for suite in junitparser.JUnitXml.fromstring(text.encode()):
        listed = list(suite)
        failed = [one for one in listed if any(isinstance(part, junitparser.Failure) for part in one.result)]
        assert (suite.tests, suite.failures, suite.errors) == (len(listed), len(failed), 0)
        assert suite.skipped == sum(one.is_skipped for one in listed)
        assert len({one.name for one in listed}) == len(listed)
        cases += len(listed)
        for one in listed:
            line = one._elem.get("line")  # noqa: SLF001 - an attribute that the reader knows nothing of
            if line:
                severity = one.result[0].type if one in failed else "info"
                said = one.result[0].message if one.result else one.system_out.split(": ", 1)[1].split("\n")[0]
                found.append(Told(one.name.split()[0], severity, one.classname, int(line), said))
    assert cases == sum(1 for _ in ET.fromstring(text).iter("testcase"))  # noqa: S314 - our own
    return found


READERS = {"sarif": read_sarif, "github": read_github, "gitlab": read_gitlab, "junit": read_junit}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("form", READERS)
def test_a_foreign_reader_finds_what_json_says(form: str, lang: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for command in (EXAMPLES, ("plan", "check")):
        arguments = (*command[: -2 if "--lang" in command else None], "--lang", lang)
        result, document = run(*arguments, "--format", form), run(*arguments, "--format", "json").json
        expected = [
            Told(*(one[key] for key in ("rule", "severity", "path", "line", "message"))) for one in document["findings"]
        ]
        assert len(expected) > 5
        assert sorted(READERS[form](result.out)) == sorted(expected)


def test_sarif_carries_the_manual_of_each_rule_that_fired_and_no_other(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    (log,) = json.loads(run(*EXAMPLES, "--format", "sarif").out)["runs"]
    listed = {one["name"]: one["summary"] for one in run("rules", "--format", "json", "--lang", "en").json["rules"]}
    rules = log["tool"]["driver"]["rules"]
    assert {one["id"] for one in rules} == {one["ruleId"] for one in log["results"]}
    assert all(one["shortDescription"]["text"] == listed[one["id"]] for one in rules)
    assert all("Why it matters" in one["help"]["text"] for one in rules)
    assert {one["defaultConfiguration"]["level"] for one in rules} == {"error", "warning", "note"}
    assert all(one["partialFingerprints"] and one["suppressions"] == [] for one in log["results"])
    assert any(one["relatedLocations"] for one in log["results"])


def test_a_file_without_findings_is_a_test_that_passes_and_a_note_is_no_failure(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    document = run(*EXAMPLES, "--format", "json").json
    suites = {
        one.name: list(one) for one in junitparser.JUnitXml.fromstring(run(*EXAMPLES, "--format", "junit").out.encode())
    }
    assert set(suites) == {one["path"] for one in (*document["files"], *document["findings"], document["plan"])}
    silent = suites.keys() - {one["path"] for one in document["findings"]}
    assert silent
    assert all([case.name for case in suites[path]] == ["No findings."] for path in silent)
    late = suites["plan/2017/examples/Q1/so-tttt.yaml"]
    assert [(case.is_passed, case.name.split()[0]) for case in late] == [(True, "late-report")]


@pytest.mark.parametrize("form", formats())
def test_every_format_says_how_it_is_written_and_holds_nothing_but_the_result(
    form: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module(f"ttdn_cli.render.{form}")
    assert (form == "text") == module.IS_TEXT
    assert (form in FROM_ROOT) == module.FROM_ROOT
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/so-a.yaml": GOOD}))
    shown, again = run(*CHECK, "--format", form), run(*CHECK, "--format", form)
    written = run(*CHECK, "--format", form, "--output", "result")
    assert (shown.code, shown.out) == (1, again.out)
    assert (written.code, written.out) == (1, "")
    assert Path("result").read_bytes() == shown.out.encode()
    assert shown.err == written.err
    for line in filter(None, shown.err.splitlines()):
        assert line not in shown.out


def test_help_and_a_slip_name_every_format_there_is_and_lists_keep_to_text_and_json(run: Run) -> None:
    for command in (("check",), ("plan", "check")):
        helped = run(*command, "--help").out
        slip = run(*command, "--format", "srif", "--lang", "en")
        assert slip.code == 2
        assert [form for form in formats() if form not in helped or form not in slip.err] == []
    assert set(READERS) <= set(formats())
    file_rejected = run("overdue", "--format", "sarif", "--lang", "en")
    assert (file_rejected.code, file_rejected.out) == (2, "")
    assert "text, json" in file_rejected.err


WAIVERS = """schema: ttdn/waivers/1
waivers:
  - {rule: missing-report, reason: "Bão, cầu sập", authority: 12/UBND, until: 2017-12-31}
"""


@pytest.mark.parametrize("form", READERS)
def test_what_is_waived_is_shown_with_its_reason_and_weighs_nothing(
    form: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {
        "reports/so-a.yaml": GOOD, "waivers.yaml": WAIVERS, "ttdn.toml": 'waivers = "waivers.yaml"'
    }  # fmt: skip
    monkeypatch.chdir(lay_out(tmp_path, files=files))
    waived = run(*CHECK, "--format", "json").json["waived"]
    text = run(*CHECK, "--format", form).out
    told = [one for one in READERS[form](text) if one.rule == "missing-report"]
    assert len(told) == len(waived) > 0
    assert "Bão, cầu sập; 12/UBND; until 2017-12-31" in text
    if form == "sarif":
        results = json.loads(text)["runs"][0]["results"]
        assert {one["ruleId"] for one in results if one["suppressions"]} == {"missing-report"}
    else:
        assert {one.severity for one in told} == {"info"}


PLACES = {
    "root": ("repo", "reports"),
    "below the root": ("repo/work", "../reports"),
    "whole path": ("repo/work", None),
    "outside": ("other", None),
}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("mark", ["folder", "file"])
@pytest.mark.parametrize(("folder", "given"), PLACES.values(), ids=PLACES)
def test_files_are_named_from_the_root_of_the_repository(  # noqa: PLR0913 - the parts of the case
    folder: str, given: str | None, mark: str, form: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = tmp_path / "repo"
    for name in ("repo/work", "other"):
        (tmp_path / name).mkdir(parents=True)
    if mark == "folder":
        (repository / ".git").mkdir()
    else:
        (repository / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    lay_out(repository, files={"reports/Sở A, 5% #1:.yaml": GOOD.replace("in_progress", "x")})
    monkeypatch.chdir(tmp_path / folder)
    reports = given or str(repository / "reports")
    plan = str(repository / "plan.yaml")
    result = run("check", reports, "--plan", plan, "--as-of", "2017-07-01", "--format", form)
    root = f"{repository.as_posix()}/" if folder == "other" else ""
    assert {one.path for one in READERS[form](result.out)} == {f"{root}reports/Sở A, 5% #1:.yaml", f"{root}plan.yaml"}
    shown = run("check", reports, "--plan", plan, "--as-of", "2017-07-01", "--format", "json").json
    assert f"{reports}/Sở A, 5% #1:.yaml" in {one["path"] for one in shown["files"]}


HOSTILE = {
    "command": "x\n::error file=a,line=1::y", "command after CR": "x\r::error::y", "encoded": "x%0A::error::%25 %y",
    "old command": "##[error]x", "end": "::", "line separators": "x\u2028::error::y\u2029z\x85::error::\x0b\x0c",
    "escape": "\x1b[31m\x9b31m\x1b]8;;http://x.vn\x1b\\", "nothing": "x\0y", "bidi": "\u202ecod\u2066\u200b",
    "half a pair": "\ud800x\udfff", "a byte": "\udcff", "no character": "\ufffe\uffff", "long": "đ" * 100_000,
    "markup": "]]><x a='\"'>&amp;&#0;</x>", "fields": "{name} %s %(x)s {0.__class__}", "stdin": "-", "space": " \t ",
    "command at the start": "::add-mask::x", "command after spaces": " \u3000::stop-commands::x", "not seen": SAMPLE,
}  # fmt: skip
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def hostile(text: str) -> Report:
    """Return a report with one text wherever a text from outside can stand."""
    rule = names()[0]
    related = (RelatedRow(text, 1, 1, text),)
    row = Row(rule, Severity.ERROR, text, text, text, 3, 4, text, text, text, text, text, None, None, related, "0" * 16)
    waived = row._replace(waiver=WaivedBy(text, text, date(2018, 1, 1)), fingerprint="2" * 16)
    note = row._replace(severity=Severity.INFO, fingerprint="1" * 16)
    files = (FileRow(text, text, text, "with_errors"), FileRow(f"{text}2", None, None, "accepted"))
    return Report((row, note), (waived,), files, None, text, 1, text, date(2017, 7, 1), text, complete=True)


@pytest.mark.sampled(9)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("form", formats())
def test_no_text_is_obeyed_or_breaks_a_format(form: str, text: str, lang: str) -> None:
    renderer = import_module(f"ttdn_cli.render.{form}")
    for width in (None, 80):
        screen = Screen(Words(lang), width)
        data = renderer.render(hostile(text), screen)
        assert data == renderer.render(hostile(text), screen)
        said = data.decode("utf-8")
        assert unseen(said) == []
        assert len(COMMAND.findall(said)) == (said.count("\n") if form == "github" else 0)
        if form in READERS:
            rows = READERS[form](said)
            assert len(rows) == 3
            assert all(unseen(one.message) == [] for one in rows)
            obeyed = [line for line in said.splitlines() if line.lstrip().startswith(("::", "##["))]
            assert len(obeyed) == (3 if form == "github" else 0)


def visible(value: Any) -> str:
    """Return a text as it should be read back: what no page may obey is written out."""
    text = str(value).replace("\r", "\\r").replace("\t", "\\t").replace("##[", "\\x23#[")
    return RAW.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


@pytest.mark.parametrize("name", ["command", "encoded", "old command", "end", "escape", "markup", "fields", "long"])
@pytest.mark.parametrize("form", READERS)
def test_a_message_is_read_back_as_it_was(form: str, name: str) -> None:
    renderer = import_module(f"ttdn_cli.render.{form}")
    text = HOSTILE[name]
    rows = READERS[form](renderer.render(hostile(text)._replace(waived=()), Screen(Words("en"))).decode())
    assert next(one.message for one in rows if one.severity == "error") == visible(text)
    assert {one.path for one in rows} == {visible(text) if form != "sarif" else text}

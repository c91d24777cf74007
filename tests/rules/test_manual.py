"""The manual of every rule has its form, its Bad sample fires the rule and its Good sample does not.

A sample stands in the terms of tests/rules/plan.yaml and agencies.yaml. Settings may come first, one a line:

    # so-b                      whose items these are; else so-a
    # as of 2017-10-01          the day on which it is judged; else 2017-07-05
    # options: --soon 10        more options of `ttdn check` or `ttdn plan check`

Then comes one part, as if an agency checked its own file (--partial), named by how it begins:

    - task: T.1                 items of a report for 2017-Q2, submitted on 2017-06-19
    schema: ttdn/status/1       a whole report; so is any other text, and everything after a line `# text:`
    schema: ttdn/waivers/1      waivers, beside a report with nothing in it
    tasks: …                    (or another field) the plan with these fields in place of its own; with other tasks
                                it has no assumptions but those of the sample

or several parts, as if the folder were checked, each after a line `# file: NAME`: `plan.yaml` (as above; the fields
`agencies` and `groups` are the registry's), `waivers.yaml`, `source.txt`, else a report: items in `Q1/so-b.yaml` are
so-b's for 2017-Q1, submitted on 2017-03-19. The plan without its changes is `base.yaml`. Without report and waivers
the plan itself is checked.
"""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run
from ttdn_cli.model.plan import Plan
from ttdn_cli.rules import InputRule, PlanRule, ReportRule, Rule, WaiverRule, all_rules
from ttdn_cli.rules._manual import in_language, manual, paragraphs, samples
from ttdn_cli.text.i18n import Words

HERE = Path(__file__).parent
RULES = list(all_rules().values())
REGISTRY = {"agencies", "groups"}
PLAN = set(Plan.file_keys().values()) - {"schema"} | REGISTRY
BESIDE = ("plan.yaml", "waivers.yaml", "source.txt")
# What a sample must not be wrong about, unless its rule is about it: it would fire, or be silent, for another reason.
FORM = {"unreadable", "yaml-syntax", "duplicate-key", "invalid-field", "unknown-agency", "unknown-task", "wrong-period"}
EMPTY = "schema: ttdn/status/1\nagency: so-a\nperiod: 2017-Q2\nsubmitted_on: 2017-06-19\nnothing_to_report: true\n"


def lay_out(sample: str, folder: Path) -> list[str]:
    """Write the files of a sample into a folder and return the arguments that check them."""
    agency, as_of = "so-a", "2017-07-05"
    options: list[str] = []
    while match := re.match(r"# (?:(so-\w+)|as of (\S+)|options: (.+))\n", sample):
        agency, as_of = match[1] or agency, match[2] or as_of
        options += (match[3] or "").split()
        sample = sample[match.end() :]
    named = re.split(r"^# file: (.+)\n", sample, flags=re.MULTILINE)[1:]
    parts = dict(zip(named[::2], named[1::2], strict=True)) or {name_of(sample, agency): sample}
    changes = fields_of(parts.get("plan.yaml", ""))
    changes |= {} if "tasks" not in changes or "assumptions" in changes else {"assumptions": ""}
    write(folder / "plan.yaml", HERE / "plan.yaml", {name: changes[name] for name in changes.keys() - REGISTRY})
    write(folder / "agencies.yaml", HERE / "agencies.yaml", {name: changes[name] for name in changes.keys() & REGISTRY})
    write(folder / "base.yaml", HERE / "plan.yaml", {})
    (folder / "source.txt").write_text(parts.get("source.txt", ""), "utf-8")
    reports = {name: text for name, text in parts.items() if name not in BESIDE}
    if "waivers.yaml" in parts:
        (folder / "waivers.yaml").write_text(parts["waivers.yaml"], "utf-8")
        (folder / "ttdn.toml").write_text('waivers = "waivers.yaml"\n')
        reports = reports or {"report.yaml": EMPTY}
    for name, text in reports.items():
        path = folder / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report_of(text, path), "utf-8")
    if not reports:
        return ["plan", "check", "plan.yaml", *options]
    extent = "--complete" if named else "--partial"
    return ["check", "reports", "--plan", "plan.yaml", "--as-of", as_of, extent, *options]


def name_of(part: str, agency: str) -> str:
    """Return the name of the file that a part without a name stands in."""
    if part.startswith("- "):
        return f"Q2/{agency}.yaml"
    if part.startswith("schema: ttdn/waivers/1"):
        return "waivers.yaml"
    return "plan.yaml" if part.partition(":")[0] in PLAN else "report.yaml"


def fields_of(text: str) -> dict[str, str]:
    """Return the fields of a mapping by name, each as it is written."""
    return {part.partition(":")[0]: part.rstrip() + "\n" for part in re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)}


def write(path: Path, example: Path, changes: dict[str, str]) -> None:
    """Write an example with other fields in place of its own."""
    path.write_text("".join((fields_of(example.read_text("utf-8")) | changes).values()), "utf-8")


def report_of(text: str, path: Path) -> str:
    """Return a whole report: items get the head that the file's name and folder tell of."""
    if not text.startswith("- "):
        return text.removeprefix("# text:\n")
    quarter = path.parent.name
    head = f"schema: ttdn/status/1\nagency: {path.stem}\nperiod: 2017-{quarter}\n"
    items = "".join(f"  {line}" for line in text.splitlines(keepends=True))
    return f"{head}submitted_on: 2017-{3 * int(quarter[1:]):02}-19\nitems:\n{items}"


def fired(rule: Rule[Any], sample: str, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the messages of a rule on one of its samples, checked from the command line."""
    folder.mkdir()
    monkeypatch.chdir(folder)
    result = run(*lay_out(f"{sample}\n", folder), "--format", "json", "--lang", "en", "--fail-on", "never")
    assert result.code == 0, f"the sample cannot be checked: {result.err}\n{sample}"
    found = [(one["rule"], one["message"]) for one in result.json["findings"]]
    assert [one for one in found if one[0] in FORM - {rule.name}] == [], f"the sample is wrong in its form:\n{sample}"
    return [message for name, message in found if name == rule.name]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
class TestOfEveryRule:
    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_the_bad_sample_fires_and_the_good_one_does_not(
        self, rule: Rule[Any], language: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for heading, fires in (("Bad", True), ("Good", False)):
            sample = in_language(samples(rule)[heading], Words(language))
            assert bool(fired(rule, sample, tmp_path / heading, run, monkeypatch)) is fires

    def test_in_vietnamese_no_state_is_in_english_and_what_to_do_is_said_last(self, rule: Rule[Any]) -> None:
        shown = manual(rule, Words("vi"))
        assert re.findall(r"state: (?:not_started|in_progress|done|cancelled)\b", shown) == []
        said = shown.partition("\n\nViệc cần làm\n")[2]
        assert said
        assert "{" not in said

    def test_file_class_and_rule_have_one_name(self, rule: Rule[Any]) -> None:
        file = Path(inspect.getfile(type(rule)))
        assert rule.name == file.stem.replace("_", "-")
        assert rule.name.title().replace("-", "") == type(rule).__name__
        assert isinstance(rule, (InputRule, PlanRule, ReportRule, WaiverRule))

    def test_the_manual_has_a_summary_a_reason_a_bad_and_a_good_sample(self, rule: Rule[Any]) -> None:
        parts = list(paragraphs(rule))
        shape = [text if kind == "heading" else kind for kind, text in parts]
        reasons = shape.count("text") - 1
        assert ["text", "Why it matters", *["text"] * max(reasons, 1), "Bad", "sample", "Good", "sample"] == shape
        assert all(text.endswith((".", ":")) for kind, text in parts if kind == "text")

    def test_the_manual_fits_the_screen_and_names_no_real_agency(self, rule: Rule[Any]) -> None:
        written = inspect.getdoc(type(rule)) or ""
        registry = yaml.safe_load((ROOT / "plan" / "agencies.yaml").read_text("utf-8"))["agencies"]
        assert [name for one in registry for name in (one["id"], one["name"]) if name in written] == []
        assert [line for line in written.split("\n") if len(line) > 110] == []
        assert re.findall(r"1387|Quảng Ngãi|\b[IV]+\.[1-9]", written) == []

    def test_messages_and_hints_are_sentences_without_a_full_stop(self, rule: Rule[Any]) -> None:
        own = {name: value for name, value in vars(type(rule)).items() if isinstance(value, str) and name[0] != "_"}
        words = [text for pair in vars(type(rule)).get("words", {}).values() for text in pair]
        texts = [text for name, text in own.items() if name != "name"] + words
        assert len(texts) >= 2, "a rule has at least a message and a hint"
        assert [text for text in texts if text != text.strip() or text.endswith((".", "!")) or not text] == []

    def test_the_rule_is_short_and_does_nothing_but_yield_findings(self, rule: Rule[Any]) -> None:
        source = inspect.getsource(inspect.getmodule(type(rule)) or type(rule))
        assert source.count("\n") < 120
        names = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(ast.parse(source))}
        assert names & {"print", "open", "input", "exec", "eval", "exit", "today", "now", "environ", "argv"} == set()
        modules = re.findall(r"^(?:from|import) (\S+)", source, flags=re.MULTILINE)
        foreign = {"os", "sys", "pathlib", "time", "logging", "random", "subprocess", "typer", "rich", "ttdn_cli.clock"}
        assert foreign & set(modules) == set()

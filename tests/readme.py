"""Writes the generated parts of the READMEs: the screen, the commands, the rules. Run: python -m tests.readme."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from ttdn_cli.cli import _chosen
from ttdn_cli.rules import all_rules
from ttdn_cli.rules._manual import summary
from ttdn_cli.text.i18n import Words
from ttdn_cli.text.labels import SEVERITIES

ROOT = Path(__file__).parents[1]
READMES = {"README.md": "en", "README.vi.md": "vi"}
SHOWN = ("overdue", "--quarter", "Q2", "--reports", "plan/2017/examples", "--plan", "plan/2017/plan.yaml")


def blocks(language: str) -> dict[str, str]:
    """Return the generated parts in one language, by name."""
    words = Words(language)
    return {"screen": _screen(language), "commands": _commands(words), "rules": _rules(words)}


def _screen(language: str) -> str:
    """Return what a terminal of 80 columns shows, findings and summary."""
    environment = {**os.environ, "FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "80", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "ttdn_cli", *SHOWN, "--lang", language]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    lines = (done.stdout + done.stderr).decode("utf-8").rstrip().split("\n")
    shown = "ttdn overdue --quarter Q2" + (" --lang en" if language == "en" else "")
    return "\n".join(["```text", f"$ {shown}", *(line.rstrip() for line in lines), "```"])


def _commands(words: Words) -> str:
    rows = []
    for module, group, name in _chosen([]):
        command = import_module(f"ttdn_cli.commands.{module}").command
        shown = f"{group} {name}" if group else name
        rows.append(f"| `ttdn {shown}` | {words.say(inspect.cleandoc(command.__doc__ or ''))} |")
    return "\n".join(["| | |", "| --- | --- |", *rows])


def _rules(words: Words) -> str:
    rows = [
        f"| `{rule.name}` | {words.say(SEVERITIES[rule.severity])} | {summary(rule, words)} |"
        for rule in all_rules().values()
    ]
    return "\n".join(["| | | |", "| --- | --- | --- |", *rows])


def filled(text: str, language: str) -> str:
    """Return a README with its generated parts made anew."""
    for name, block in blocks(language).items():
        begin, end = f"<!-- begin {name}-{language} -->", f"<!-- end {name}-{language} -->"
        pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
        text = pattern.sub(f"{begin}\n{block}\n{end}".replace("\\", r"\\"), text)
    return text


if __name__ == "__main__":
    for readme, spoken in READMES.items():
        path = ROOT / readme
        path.write_text(filled(path.read_text("utf-8"), spoken), "utf-8")

"""The generated parts of the READMEs: what a terminal shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.conftest import ROOT

READMES = {"README.md": "en", "README.vi.md": "vi"}
FIRST = ("overdue", "--quarter", "Q2")
FIRST_PLAN = ("--reports", "plan/2017/examples", "--plan", "plan/2017/plan.yaml")  # what ships, and need not be said
SECOND = ("missing", "plan/mau-2026/examples", "--plan", "plan/mau-2026/plan.yaml", "--quarter", "Q1", "-q")


def blocks(language: str) -> dict[str, str]:
    """Return the generated parts in one language, by name."""
    return {"screen": _screen(language, FIRST, FIRST_PLAN), "second-plan": _screen(language, SECOND)}


def _screen(language: str, shown: tuple[str, ...], unsaid: tuple[str, ...] = ()) -> str:
    """Return what a terminal of 100 columns shows of a command, results and summary, without the unsaid options."""
    environment = {**os.environ, "FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "100", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "ttdn_cli", *shown, *unsaid, "--lang", language]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    lines = (done.stdout + done.stderr).decode("utf-8").rstrip().split("\n")
    said = " ".join(("ttdn", *shown, *(("--lang", "en") if language == "en" else ())))
    return "\n".join(["```text", f"$ {said}", *(line.rstrip() for line in lines), "```"])


def filled(text: str, language: str) -> str:
    """Return a README with its generated parts made anew."""
    for name, block in blocks(language).items():
        begin, end = f"<!-- begin {name}-{language} -->", f"<!-- end {name}-{language} -->"
        pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
        text = pattern.sub(f"{begin}\n{block}\n{end}".replace("\\", r"\\"), text)
    return text


def made() -> dict[str, bytes]:
    """Return each README by its path below the root."""
    return {name: filled((ROOT / name).read_text("utf-8"), language).encode() for name, language in READMES.items()}

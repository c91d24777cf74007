"""Every limit stands in one module, SECURITY.md tells its value, and whoever meets it is told the number."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ttdn_cli
from tests.conftest import ROOT, Run
from tests.support.sample import GOOD, PLAN, lay_out
from ttdn_cli import limits

VALUES = {name: value for name, value in vars(limits).items() if name.startswith("MAX_")}
ROW = re.compile(r"^\| `(MAX_[A-Z_]+)` \| ([0-9,]+)", re.MULTILINE)


def test_security_md_lists_every_limit_with_its_value() -> None:
    told = [
        (name, int(value.replace(",", ""))) for name, value in ROW.findall((ROOT / "SECURITY.md").read_text("utf-8"))
    ]
    assert list(VALUES.items()) == sorted(told, key=lambda one: list(VALUES).index(one[0]))
    assert len(told) == len(set(told))


def test_no_limit_stands_anywhere_else() -> None:
    package = Path(ttdn_cli.__file__).parent
    elsewhere = [
        f"{path.name}: {target.id}"
        for path in sorted(package.rglob("*.py"))
        if path.name != "limits.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.startswith("MAX_")
    ]
    assert elsewhere == []


OVER = {
    "4 MB": "#" * (limits.MAX_BYTES + 1),
    "32": "[" * 33,
    "100000": "- x\n" * 100_001,
    "100": GOOD + "".join(f"stranger{number}: x\n" for number in range(103)),
}


@pytest.mark.parametrize(("limit", "text"), OVER.items(), ids=OVER)
def test_a_message_names_the_limit_or_the_rest(
    limit: str, text: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files={"reports/a.yaml": text}))
    result = run("check", "reports", *PLAN, "--as-of", "2017-07-01", "--lang", "en")
    assert result.code == 1
    if limit == "100":
        assert result.out.count("[invalid-field]") == 101
        assert "3 more findings of the rule invalid-field" in result.out
    else:
        assert re.search(rf"\b{limit}\b", result.out)

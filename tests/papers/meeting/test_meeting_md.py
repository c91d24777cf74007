"""Links and names of files in the Markdown of a meeting lead to and show what was written, percent signs and all."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conftest import Run
from tests.support.sample import HEAD, lay_out

GIVEN = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "--format", "md")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(run: Run, evidence: str, name: str = "a.yaml") -> list[Token]:
    """Return what a reader of Markdown finds in the paper on a report with one piece of evidence."""
    item = f"  - {{task: T.1, state: in_progress, coordinated_with: [so-b, Hội Lạ], evidence: ['{evidence}']}}\n"
    lay_out(Path(), files={f"r/{name}": f"{HEAD}items:\n{item}"})
    paper = run("report", "r", *GIVEN).out
    return [one for block in MarkdownIt().enable("table").parse(paper) for one in block.children or ()]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://a.vn/x%20y.pdf", "https://a.vn/x%20y.pdf"),
        ("https://a.vn/a%2Fb?c=%C3%A1", "https://a.vn/a%2Fb?c=%C3%A1"),
        ("https://a.vn/dat-100%", "https://a.vn/dat-100%25"),
        ("https://a.vn/100%&x=%zz", "https://a.vn/100%25&x=%25zz"),
        ("https://a.vn/50%25", "https://a.vn/50%25"),
        ("https://a.vn/?a=1&copy;=2", "https://a.vn/?a=1&copy;=2"),
        ("https://a.vn/ảnh", "https://a.vn/%E1%BA%A3nh"),
    ],
)
def test_a_link_leads_where_the_evidence_says_and_escapes_nothing_twice(address: str, target: str, run: Run) -> None:
    found = read(run, address)
    assert [one.attrs["href"] for one in found if one.type == "link_open"] == [target]
    assert address in [one.content for one in found if one.type == "code_inline"]
    assert unquote(target) == unquote(address)


def test_a_name_of_a_file_with_percent_signs_and_spaces_is_shown_as_it_is(run: Run) -> None:
    found = read(run, "1/BC", "bao cao 100%20 đạt.yaml")
    assert "r/bao cao 100%20 đạt.yaml" in [one.content for one in found if one.type == "code_inline"]

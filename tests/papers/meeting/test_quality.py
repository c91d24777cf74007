"""What the papers say of the quality of the data names each place in words and leaves no field without any."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, lay_out
from tests.support.sheets import as_xlsx

REPORT = {
    "agency": "so-a",
    "period": "2017-Q2",
    "submitted_on": date(2017, 6, 19),
    "items": [{"task": "T.1", "state": "in_progress", "coordinated_with": ["Hội Lạ"]}],
}
NAMES = {"so-a": "Sở An Bình", "Hội Lạ": "Hội Lạ"}


@pytest.fixture
def paper(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the paper on a workbook and a text in which a name fits nobody, and on a file that is not read."""
    files: dict[str, str | bytes] = {
        "r/Q2/a.xlsx": as_xlsx(REPORT, NAMES),
        "r/Q2/b.yaml": GOOD.replace("so-a", "Sở Lạ", 1),
        "r/Q2/c.doc": b"\xd0\xcf\x11\xe0",
    }
    monkeypatch.chdir(lay_out(tmp_path, files=files))
    result = run("report", "r", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en", "--output", "p.md")
    assert result.code == 0, result.err
    return Path("p.md").read_text("utf-8")


def test_a_name_that_fits_nobody_stands_with_its_cell_or_its_line(paper: str) -> None:
    rows = [line.replace("`", "") for line in paper.partition("### Names that fit nobody")[2].splitlines()]
    places = [row.split(" | ")[0].removeprefix("| ") for row in rows if "is called “" in row]
    book, text = places
    assert text == "r/Q2/b.yaml, line 2"
    path, _, cell = book.partition(", cell ")
    assert path == "r/Q2/a.xlsx"
    sheet, _, at = cell.partition("!")
    assert sheet
    assert at[0].isalpha()
    assert at[1:].isdigit()


def test_a_file_of_which_nothing_is_known_has_no_sender_that_is_known(paper: str) -> None:
    rows = [
        line.split(" | ") for line in paper.splitlines() if line.startswith(("| `r/Q2/c.doc`", "| `r/Q2/b.yaml` |"))
    ]
    assert [row[1] for row in rows] == ["sender not known<br>2017-Q2", "sender not known"]

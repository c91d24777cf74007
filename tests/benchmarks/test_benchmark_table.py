"""The benchmark says what it measured, marks what missed its goal, and names neither the machine nor a path."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import table
from tests.benchmarks.measure import ROOT, Result, Row, Spent, result

SPENT = {
    "ours": [Spent(2, 4, 90), Spent(6, 4, 110), Spent(4, 4, 100)],
    "base": [Spent(1, 8, 10), Spent(2, 8, 10), Spent(4, 8, 10)],
}
ABOUT = {"day": "2026-11-23", "cores": 2, "memory": 24.2, "python": "3.11.7"}


@pytest.mark.parametrize(
    ("row", "ratio", "missed"),
    [
        (Row("a", "ours"), None, False),
        (Row("a", "ours", "base", 2), 2, False),
        (Row("a", "ours", "base", 1.9), 2, True),
        (Row("a", "ours", "base", 0.5, "wall"), 0.5, False),
        (Row("a", "ours", "base", 0.1, factor=1 / 20), 0.1, False),
        (Row("a", "ours", "base", memory_goal=99), 2, True),
        (Row("a", "ours", "base", memory_goal=100), 2, False),
        (Row("a", "ours", "nobody", 2), None, True),
        (Row("a", "nobody"), None, False),
    ],
)
def test_a_ratio_is_the_median_of_pairs_and_is_held_against_its_goal(
    row: Row, ratio: float | None, *, missed: bool
) -> None:
    found = result(row, SPENT)
    assert (found.ratio, found.is_missed) == (ratio, missed)
    assert ("MISSED" in table.text([found])) == missed


def test_contributing_gets_the_main_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROOT", tmp_path)
    path = tmp_path / table.DOCUMENT
    path.write_text(f"a\n{table.BEGIN}\nold\n{table.END}\nz\n", "utf-8")
    rows = [Row("check", "ours", "base", 1.5, is_main=True), Row("other", "ours")]
    results = [Result(rows[0], 2.0, SPENT["ours"][0]), Result(rows[1], None, SPENT["ours"][0])]
    table.fill_document(results, ABOUT)
    text = path.read_text("utf-8")
    assert text.startswith("a\n<!-- begin speed-en -->\nMeasured on 2026-11-23, 2 cores, 24 GB, Python 3.11.7")
    assert text.endswith("| check / base | 2 MISSED | ≤ 1.5 | 2.00 | 90 |\n<!-- end speed-en -->\nz\n")
    assert "other" not in text
    assert "| other |  |  |  | 2.00 | 4.00 | 90 |" in table.markdown(results, ABOUT)


def test_contributing_has_a_place_for_the_table() -> None:
    text = (ROOT / table.DOCUMENT).read_text("utf-8")
    assert (text.count(table.BEGIN), text.count(table.END)) == (1, 1)

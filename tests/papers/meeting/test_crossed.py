"""A table that is as wide as the plan: a matrix where a page holds it, else a list by agency and state."""

from __future__ import annotations

import pytest

from ttdn_cli.papers.meeting.content import Cell, HeatRow
from ttdn_cli.papers.meeting.sheet import Crossing, crossed
from ttdn_cli.text.i18n import Words

IN_TIME, LATE, NOT_ASKED = Cell("in_time", "in time"), Cell("late", "late"), Cell("not_asked", "nothing asked")


def table(count: int) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """Return heads and rows for so many periods, of which the third is late and the last is not asked for."""
    periods = tuple(f"P{number}" for number in range(1, count + 1))
    cells = [IN_TIME, IN_TIME, LATE, *(IN_TIME for _ in range(count - 4)), NOT_ASKED]
    rows = (HeatRow("a", "Sở A", tuple(cells)), HeatRow("b", "Sở B", (NOT_ASKED,) * count))
    across = Crossing("Agency", periods, 20, "Periods", "not_asked")
    sheet = crossed("name", "title", across, rows, Words("en"))
    assert len(sheet.widths) == len(sheet.heads)
    return sheet.heads, sheet.rows


@pytest.mark.parametrize("count", [4, 12])
def test_of_up_to_a_dozen_columns_it_is_a_matrix_with_dashes_where_nothing_is_asked(count: int) -> None:
    heads, rows = table(count)
    assert heads == ("Agency", *(f"P{number}" for number in range(1, count + 1)))
    assert rows[0] == ("Sở A", "in time", "in time", "late", *("in time",) * (count - 4), "–")
    assert rows[1] == ("Sở B", *("–",) * count)


@pytest.mark.parametrize("count", [13, 120])
def test_of_more_it_lists_what_each_agency_has_by_state(count: int) -> None:
    _, rows = table(count)
    in_time = ["P1", "P2", *(f"P{number}" for number in range(4, count))]
    assert rows == (("Sở A", "in time", count - 2, ", ".join(in_time)), ("Sở A", "late", 1, "P3"))

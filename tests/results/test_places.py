"""A place in a table is called as its program shows it."""

from __future__ import annotations

import pytest

from ttdn_cli.files.cell_places import line_of
from ttdn_cli.files.tree import TableNames
from ttdn_cli.results.places import place_name, said_at
from ttdn_cli.text.i18n import Words

WORD = TableNames(None, 2, {0: "Mã nhiệm vụ", 4: "Ngày hoàn thành"})


@pytest.mark.parametrize(
    ("expected", "names", "line", "column"),
    [
        ("Báo cáo!F12", TableNames("Báo cáo", None, {}), 12, 6),
        ("Báo cáo!AB3", TableNames("Báo cáo", None, {}), 3, 28),
        ("bảng 2, dòng 5, cột “Ngày hoàn thành”", WORD, line_of(2, 4) + 1, 5),
        ("bảng 3, dòng 1, cột “Mã nhiệm vụ”", WORD, line_of(3, 0) + 1, 1),
        ("bảng 1, dòng 3, ô 2", WORD, line_of(1, 2) + 1, 2),
        ("đoạn 4", WORD, line_of(0, 3) + 1, 1),
        (None, TableNames(None, None, {}), 7, 2),
    ],
)
def test_a_place_has_the_name_that_its_program_gives_it(
    expected: str | None, names: TableNames, line: int, column: int
) -> None:
    assert place_name(names, line, column, Words("vi")) == expected


@pytest.mark.parametrize(
    ("expected", "place", "message"),
    [
        ("is empty", "table 2, row 5, column “State”", "“State”: is empty"),
        ("“Day”: is empty", "table 2, row 5, column “State”", "“Day”: is empty"),
        ("“State” is empty", "table 2, row 5, column “State”", "“State” is empty"),
        ("“State”: is empty", "Báo cáo!F12", "“State”: is empty"),
        ("“State”: is empty", None, "“State”: is empty"),
        ("T.1: late", "column T.1", "T.1: late"),
    ],
)
def test_a_message_does_not_say_again_the_heading_that_its_place_ends_with(
    expected: str, place: str | None, message: str
) -> None:
    assert said_at(place, message) == expected

"""Tables as CSV, by their readers: which separator is meant, how much is read, and where something is wrong."""

from __future__ import annotations

import pytest

from ttdn_cli.files import csv, table
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_CELLS


def cells(data: bytes) -> list[list[str]]:
    """Return what stands in the filled cells of each row, where `a` and `b` are known headings."""
    return [[cell.text for cell in line.cells] for line in csv.read(data, {"a", "b"}.__contains__).lines]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a,x\n1,2\n", [["a", "x"], ["1", "2"]]),  # one heading is enough
        (b"a;b,x\n", [["a", "b,x"]]),
        (b"a;x\tb\ta\n", [["a;x", "b", "a"]]),
        (b"x,y\n", [["x,y"]]),  # none: a semicolon is what an office program writes here
    ],
)
def test_the_separator_is_the_one_with_which_most_headings_are_known(data: bytes, expected: list[list[str]]) -> None:
    assert cells(data) == expected


@pytest.mark.parametrize("data", [b"\n;\n\xff", b"\na;\nb\x07;c\n"])
def test_what_cannot_be_read_is_told_with_its_line(data: bytes) -> None:
    with pytest.raises(FileRejected) as caught:
        cells(data)
    assert caught.value.line == 3


def test_as_many_separators_as_the_limit_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "MAX_TAGS", 4)
    assert cells(b"a;b\n1;2\n") == [["a", "b"], ["1", "2"]]
    with pytest.raises(FileRejected) as caught:
        cells(b"a;b\n1;2\n\n")
    assert (caught.value.code, caught.value.line, caught.value.values["limit"]) == ("workbook-cells", 1, MAX_CELLS)


def test_a_table_of_another_kind_is_read_with_the_separator_that_fits() -> None:
    found = table.read_records(b'"a","b"\n"1","2;3"\n', "t.csv", {"a", "b"}.__contains__)
    assert [record.cells for record in found] == [("a", "b"), ("1", "2;3")]

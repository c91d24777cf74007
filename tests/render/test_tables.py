"""Lists on a terminal: words are kept whole, whatever its width."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Run
from tests.generate.goldens import LANGUAGES
from ttdn_cli.console.terminal import Screen
from ttdn_cli.render._lists import draw
from ttdn_cli.text.i18n import Words

HEADS = ("Nhiệm vụ", "Thời hạn", "Số ngày quá hạn", "Tình hình; báo cáo gần nhất")
ROW = ("II.6 (quý III/2017) Tập huấn nghiệp vụ công tác thông tin đối ngoại", "30/9/2017", "1", "đang thực hiện")


def drawn(heads: tuple[str, ...], rows: list[tuple[str, ...]], width: int) -> str:
    return draw([("", heads, rows, (2,))], Screen(Words("vi"), width)).decode()


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_word_of_a_table_is_broken_and_no_line_is_wider_than_the_terminal(width: int) -> None:
    shown = drawn(HEADS, [ROW], width)
    assert max(map(len, shown.split("\n"))) <= width
    assert set(" ".join(ROW).split()) <= set(shown.split())


def test_where_the_words_do_not_fit_beside_each_other_each_row_is_a_list() -> None:
    heads, row = ("Một", "Hai", "Ba"), ("a" * 25, "b" * 25, "c" * 25)
    assert drawn(heads, [row], 60).split("\n")[1:4] == [f"Một: {row[0]}", f"Hai: {row[1]}", f"Ba: {row[2]}"]


def test_of_a_word_that_no_column_can_hold_that_word_alone_is_broken() -> None:
    path = "/".join(["bao-cao"] * 12)
    shown = drawn(("Tệp", "Cơ quan"), [(path, "Sở Thông tin và Truyền thông")], 60)
    assert path in "".join(re.split(" {2,}|$", line)[0] for line in shown.split("\n"))
    assert {"Thông", "Truyền"} <= set(shown.split())


words = st.text("abcđêô", min_size=1, max_size=20)
cells = st.lists(words, max_size=8).map(" ".join)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4), st.integers(60, 120))
def test_whatever_the_cells_their_words_are_shown_whole(rows: list[tuple[str, str, str]], width: int) -> None:
    shown = drawn(("Một", "Hai", "Ba"), list(rows), width)
    assert max(map(len, shown.split("\n"))) <= width
    assert {word for row in rows for cell in row for word in cell.split()} <= set(shown.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["overdue", "missing", "summary"])
def test_lists_of_the_examples_keep_every_word_whole_on_terminals_of_usual_widths(
    command: str, language: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cells are those of a pipe: a row of `overdue` begins with place, kind and leads; `summary` has its heads."""
    monkeypatch.chdir(ROOT)
    call = (command, "--quarter", "Q3", "--lang", language)
    lines = run(*call).out.splitlines()[command == "summary" :]
    rows = [line.split(" | ")[3 if command == "overdue" else 0 :] for line in lines]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert rows
    for width in (60, 80, 100):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = run(*call).out
        assert max(map(len, shown.splitlines())) <= width
        assert {word for row in rows for cell in row for word in cell.split()} - set(shown.split()) == set()

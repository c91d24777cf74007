"""Text of files inside Markdown: names of files with spaces and marks are one piece of code each."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from ttdn_cli.text.markdown import literal

NAMES = (
    "báo cáo quý 2.doc",
    "a*b* [c](d) <e>.yaml",
    "`` tick `.docx",
    "  hai  dấu cách .xls",
    "Bản sao (2) của ~~SAB~~.csv",
    "a&amp;b.pdf",
)


def codes(text: str) -> tuple[str, list[str]]:
    """Return what a reader sees of Markdown, and the pieces of code in it."""
    tokens = [one for block in MarkdownIt().parse(text) for one in block.children or ()]
    return "".join(one.content for one in tokens), [one.content for one in tokens if one.type == "code_inline"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_one_piece_of_code_wherever_it_stands_in_a_sentence(name: str) -> None:
    shown, pieces = codes(literal(f"Đã nhận ({name}), chưa tính; {name}", NAMES))
    assert pieces == [name, name]
    assert shown == f"Đã nhận ({name}), chưa tính; {name}"


def test_the_cell_after_the_name_of_a_sheet_belongs_to_it() -> None:
    assert literal("ô Báo cáo!C5: chưa điền", ("Báo cáo!",)) == "ô `Báo cáo!C5`: chưa điền"
    assert literal("Báo cáo! C5", ("Báo cáo!",)) == "Báo `cáo!` C5"


def test_the_longest_name_counts_and_no_part_of_a_word() -> None:
    assert literal("r/b 1.doc và b 1.doc, xb 1.docs", ("b 1.doc", "r/b 1.doc")) == (
        "`r/b 1.doc` và `b 1.doc`, xb `1.docs`"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ghi (chưa thực hiện, not_started)", "Ghi (chưa thực hiện, `not_started`)"),
        ("(nothing_to_report: true).", "(`nothing_to_report`: true)."),
        ("tệp “<b>”, a_b;", "tệp “`<b>`”, `a_b`;"),
        ("f(x_1), (2)_x và (a_b", "`f(x_1)`, `(2)_x` và (`a_b`"),
        ("f(x_1, y_2)", "`f(x_1`, `y_2`)"),
        ("xem https://a.vn/b_(c).", "xem `https://a.vn/b_(c)`."),
        (":smile: (!)", "`:smile`: (`!`)"),
        ("“_” __init__", "“`_`” `__init__`"),
        ("(|) ()*", "(`|`) `()*`"),
    ],
)
def test_punctuation_of_the_sentence_stays_outside_of_code(text: str, shown: str) -> None:
    assert literal(text) == shown

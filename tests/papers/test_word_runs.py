"""Symbols of documents in Word stay on one line; their text keeps its hyphens."""

from __future__ import annotations

import docx
import pytest

from ttdn_cli.papers.word_runs import add_text


@pytest.mark.parametrize(
    ("text", "hyphens"),
    [
        ("Kế hoạch số 1387/KH-UBND ngày 17/3/2017", 1),
        ("36/2016/QĐ-TTg; 7/BC-SAB-VP.", 3),
        ("Số:       /……-……", 1),
        ("giai đoạn 2013-2020, song ngữ Việt-Anh", 0),
        ("reports/so-a.yaml và https://example.vn/Uu-Dai/dau-tu", 0),
        ("tin/bài-ảnh", 0),
        ("", 0),
    ],
)
def test_only_the_hyphens_of_symbols_do_not_end_a_line_and_the_text_stays_the_same(text: str, hyphens: int) -> None:
    paper = docx.Document()
    line = paper.add_paragraph()
    add_text(line, text)
    assert (text, hyphens) == (line.text, len(paper.element.xpath("//w:noBreakHyphen")))

"""Findings on a terminal: they are laid out letter for letter as rich would do it, without its cost."""

from __future__ import annotations

import io
import re
import sys
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ttdn_cli.console.terminal import Screen
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.model.findings_output import CountsOut, OutcomesOut
from ttdn_cli.render import _paint
from ttdn_cli.render._paint import Paragraph, paint
from ttdn_cli.render.text import NOTHING, counted, two_by_two
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import Words

WORDS = st.text(st.sampled_from("aệĐ.–→  \u00a0"), max_size=12)
TEXTS = st.lists(WORDS | st.text(max_size=5), min_size=1, max_size=30).map(
    lambda parts: clean(" ".join(parts).replace("::", ":"))
)


def drawn_by_rich(parts: list[Paragraph], screen: Screen) -> str:
    """Return what rich alone makes of paragraphs."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=screen.width,
        force_terminal=True,
        color_system="standard" if screen.colour else None,
        highlight=False,
        no_color=not screen.colour,
        legacy_windows=False,
    )
    for one in parts:
        shown = Text(one.value, style=one.style, no_wrap=one.whole or None)
        margin = (0, 0, 0, len(one.margin))
        console.print(shown if one.whole else Padding(shown, margin), soft_wrap=one.whole)
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


@given(text=TEXTS, width=st.sampled_from((60, 61, 80, 100)), margin=st.integers(0, 5), colour=st.booleans())
def test_a_paragraph_is_drawn_as_rich_draws_it(text: str, width: int, margin: int, *, colour: bool) -> None:
    parts = [
        Paragraph(text, "bold red", " " * margin),
        Paragraph(text or "x", "dim", whole=True),
        Paragraph(f"→ {text}"),
    ]
    screen = Screen(Words("en"), width, colour)
    assert paint(parts, screen) == drawn_by_rich(parts, screen)


def test_every_letter_that_is_counted_as_one_column_is_one_column_wide() -> None:
    counted = [chr(code) for code in range(sys.maxunicode + 1) if _paint.broken(chr(code), 1) is not None]
    assert len(counted) > 500
    assert [letter for letter in counted if cell_len(letter) != 1] == []


def test_usual_findings_are_laid_out_without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(_paint, "_drawn")
    said = "II.3.c (quý II/2017): quá hạn 90 ngày. Cơ quan chủ trì: Sở Ngoại vụ – đề nghị báo cáo “hoàn thành”…"
    lines = paint([Paragraph(said, margin="  ")], Screen(Words("vi"), 60)).splitlines()
    assert (len(lines), " ".join(re.split(r"\s+", " ".join(lines).strip()))) == (2, said)


@pytest.mark.parametrize(
    ("counts", "english", "vietnamese"),
    [
        ((3, 1, 0), "Errors: 3, warnings: 1.", "3 lỗi, 1 cảnh báo."),
        ((0, 0, 2), "Notes: 2.", "2 lưu ý."),
        ((0, 0, 0), "No findings.", Words("vi").say(NOTHING)),
    ],
)
def test_counts_of_nothing_are_not_said(counts: tuple[int, int, int], english: str, vietnamese: str) -> None:
    error, warning, info = counts
    found: CountsOut = {"error": error, "warning": warning, "info": info}
    assert [counted(found, Words(one)) for one in ("en", "vi")] == [english, vietnamese]


def test_outcomes_of_nothing_are_not_said_beside_the_table() -> None:
    none = cast("OutcomesOut", {one.value: 0 for one in Outcome})
    said = two_by_two({**none, "cancelled": 2, "done_late": 1}, Words("en"))
    assert [len(two_by_two(none, Words("en"))), said[-1]] == [
        3,
        "Beside the table, of 3 occurrences: cancelled or withdrawn: 2",
    ]

"""Text for people on a terminal: rich draws it, and nothing of the data is read as markup."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from ttdn_cli.console.terminal import MIN_WIDTH, Screen
from ttdn_cli.text.escaping import clean, disarmed

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

# Letters and signs that every terminal draws one column wide; they make up nearly every text.
_NARROW = re.compile("[\x20-\x7e\xa0-\xac\xae-\u024f\u1e00-\u1eff\u2010-\u2027\u2192]*")
_LONGEST = 32  # columns of a word that is kept whole in a table
_GAP = 3  # columns between two columns of a table
_WORD = re.compile(r"\s*\S+\s*")


def text(value: str, style: str = "") -> Text:
    """Return a text, cleaned, that rich shows as it is."""
    from rich.text import Text

    return Text(clean(value), style=style)


class Paragraph(NamedTuple):
    """A text in one style, already cleaned, with a margin on the left; unless it is `whole`, it wraps."""

    value: str
    style: str = ""
    margin: str = ""
    whole: bool = False


def _drawn(one: Paragraph) -> RenderableType:
    """Return a paragraph as rich draws it, which is slow."""
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(one.value, style=one.style), (0, 0, 0, len(one.margin)))


def broken(value: str, width: int) -> list[str] | None:
    """Return a text broken into lines as rich does it; None where that takes more than counting letters.

    Of very many findings rich would take most of the time of a run.
    """
    if not value or not _NARROW.fullmatch(value):
        return None
    if len(value) <= width:
        return [value]
    lines, begins, used = [], 0, 0
    for word in _WORD.finditer(value):
        length = len(word[0].rstrip())
        if length > width:
            return None
        if used + length > width:
            lines.append(value[begins : word.start()][:width])
            begins, used = word.start(), 0
        used += len(word[0])
    return [*lines, value[begins:][:width]]


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int], width: int
) -> list[RenderableType | Paragraph]:
    """Return a table; the columns listed in `numbers` are set to the right.

    No word is broken but one that is longer than a column may be. Where the words of all columns do not fit beside
    each other, each row is a list of its cells, each after its head.
    """
    cells = [[clean(cell) for cell in row] for row in (heads, *rows)]
    widths = _widths(cells, width)
    if widths is None:
        return [part for row in cells[1:] for part in (*_listed(cells[0], row), Paragraph(""))]
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, head in enumerate(cells[0]):
        side: Literal["left", "right"] = "right" if index in numbers else "left"
        drawn.add_column(Text(head), justify=side, overflow="fold", width=widths[index])
    for row in cells[1:]:
        drawn.add_row(*map(Text, row))
    return [drawn]


def _listed(heads: Sequence[str], row: Sequence[str]) -> Iterator[Paragraph]:
    for head, cell in zip(heads, row, strict=True):
        if cell:
            yield Paragraph(f"{head}: {cell}")


def _widths(cells: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return how wide each column is to be, its head on one line where that fits, and its longest word at least.

    None where the words do not fit beside each other.
    """
    from rich.cells import cell_len

    columns = list(zip(*cells, strict=True))
    words = [min(max(cell_len(word) for cell in one for word in cell.split() or [""]), _LONGEST) for one in columns]
    most = [max(map(cell_len, one)) for one in columns]
    heads = [max(own, cell_len(one[0])) for own, one in zip(words, columns, strict=True)]
    room = width - _GAP * (len(columns) - 1)
    least = next((one for one in (heads, words) if sum(one) <= room), None)
    if least is None:
        return None
    wanted = [max(full - own, 0) for full, own in zip(most, least, strict=True)]
    share = min(1.0, (room - sum(least)) / sum(wanted)) if sum(wanted) else 0.0
    return [max(own + int(more * share), 1) for own, more in zip(least, wanted, strict=True)]


def paint(parts: Iterable[RenderableType | Paragraph], screen: Screen) -> str:
    """Return the parts, one below the other, as a terminal of that width and colour shows them."""
    from rich.console import Console

    width = screen.width or MIN_WIDTH
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=True,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    codes = _codes if screen.colour else _no_codes
    shown: list[str] = []
    for part in parts:
        if isinstance(part, Paragraph):
            value, style, margin, whole = part
            lines = [value] if whole else broken(value, width - len(margin))
            if lines:
                before, after = codes(style)
                shown += [f"{margin}{before}{line}{after}".rstrip() for line in lines]
                continue
        console.print(_drawn(part) if isinstance(part, Paragraph) else part)
        shown += [line.rstrip() for line in buffer.getvalue().split("\n")[:-1]]
        buffer.seek(0)
        buffer.truncate()
    return disarmed("\n".join([*shown, ""]))  # wherever the width has broken a text


def _no_codes(_style: str) -> tuple[str, str]:
    return "", ""


@cache
def _codes(style: str) -> tuple[str, str]:
    """Return what turns a style on and off again."""
    from rich.color import ColorSystem
    from rich.style import Style

    before, _, after = Style.parse(style).render("x", color_system=ColorSystem.STANDARD).partition("x")
    return before, after

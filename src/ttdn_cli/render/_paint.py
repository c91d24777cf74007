"""Text for people on a terminal: rich draws it, and nothing of the data is read as markup."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ttdn_cli.console.terminal import Screen
from ttdn_cli.text.escaping import clean, disarmed

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text


def text(value: str, style: str = "") -> Text:
    """Return a text, cleaned, that rich shows as it is."""
    from rich.text import Text

    return Text(clean(value), style=style)


def unbroken(value: str, style: str = "") -> Text:
    """Return a text that is never cut nor wrapped, such as the place of a finding."""
    drawn = text(value, style)
    drawn.no_wrap = True
    return drawn


def indented(value: Text, spaces: int) -> RenderableType:
    """Return a text that wraps with a margin on the left."""
    from rich.padding import Padding

    return Padding(value, (0, 0, 0, spaces))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> RenderableType:
    """Return a table; the columns listed in `numbers` are set to the right."""
    from rich import box
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, head in enumerate(heads):
        drawn.add_column(text(head), justify="right" if index in numbers else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(text(cell) for cell in row))
    return drawn


def paint(parts: Iterable[RenderableType], screen: Screen) -> str:
    """Return the parts, one below the other, as a terminal of that width and colour shows them."""
    from rich.console import Console

    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=screen.width,
        force_terminal=True,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part, soft_wrap=bool(getattr(part, "no_wrap", False)))
    lines = buffer.getvalue().split("\n")
    return disarmed("\n".join(line.rstrip() for line in lines))  # wherever the width has broken a text

"""How far long work is: one line on a terminal, gone when the work is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO, TypeVar

from ttdn_cli.text.i18n import N_, Words

MANY = 200  # fewer are read before anybody wonders
Item = TypeVar("Item")


def is_wanted(stream: TextIO | None, total: int, environment: Mapping[str, str]) -> bool:
    """Tell whether so many things to do are worth a line: only on a terminal that can rewrite it, and never in CI."""
    if total <= MANY or stream is None or environment.get("CI") or environment.get("TERM") == "dumb":
        return False
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def watched(items: Iterable[Item], total: int, stream: TextIO, words: Words) -> Iterator[Item]:
    """Yield the items, and show on the stream meanwhile how many of the total have come."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    encoding = getattr(stream, "encoding", None) or "utf-8"
    said = words.say(N_("Reading files")).encode(encoding, "replace").decode(encoding)
    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        yield from progress.track(items, total=total, description=said)

"""How far long work is: one line on a terminal, gone when the work is done."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TextIO, TypeVar

from ttdn_cli.i18n import N_, Words

MANY = 200  # fewer are read before anybody wonders
PAUSE = 0.1  # seconds between two updates
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
    """Yield the items, and say on the stream meanwhile how many of the total have come.

    Drawn by hand: a bar of rich starts a thread and takes longer to import than a thousand files to read.
    """
    width = max(shutil.get_terminal_size((80, 24)).columns - 1, 1)
    form = words.say(N_("Reading files: {done} of {total}"))
    shown = 0
    then = time.monotonic()
    try:
        for number, item in enumerate(items, 1):
            yield item
            now = time.monotonic()
            if now - then >= PAUSE:
                then = now
                line = form.replace("{done}", str(number)).replace("{total}", str(total))[:width]
                _draw(stream, "\r" + line.ljust(shown))
                shown = len(line)
    finally:
        if shown:
            _draw(stream, "\r" + " " * shown + "\r")


def _draw(stream: TextIO, text: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    with suppress(OSError, ValueError):  # the terminal is gone; the work goes on
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()

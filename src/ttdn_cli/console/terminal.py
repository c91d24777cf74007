"""Where words are shown: a language, and for a terminal its width and colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TextIO

from ttdn_cli.text.i18n import Words

MIN_WIDTH = 60


class Screen(NamedTuple):
    """`width` is None where the reader is no terminal: one line a finding then, whatever its length."""

    words: Words
    width: int | None = None
    colour: bool = False


def screen_for(stream: TextIO | None, words: Words, environment: Mapping[str, str]) -> Screen:
    """Return what is known of a stream: a terminal has a width, and colour unless NO_COLOR or TERM=dumb says no."""
    forced = bool(environment.get("FORCE_COLOR"))
    try:
        terminal = stream is not None and stream.isatty()
    except ValueError:  # closed
        terminal = False
    if not terminal and not forced:
        return Screen(words)
    import shutil  # only for a terminal

    width = max(shutil.get_terminal_size((80, 24)).columns, MIN_WIDTH)
    colour = not environment.get("NO_COLOR") and (forced or environment.get("TERM") != "dumb")
    return Screen(words, width, colour)

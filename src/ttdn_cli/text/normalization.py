"""Letters and their marks in one form. What costs more than it is worth is left as it is written."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from ttdn_cli.limits import MAX_MARKS

# Below this many characters no order of marks takes long to set right, and looking for one would.
HARMLESS = 200
_NO_LETTERS = re.compile(rf"[^\w\x00-\x7f]{{{MAX_MARKS + 1},}}")


def crowd(text: str) -> int | None:
    """Return where a letter has more than `MAX_MARKS` marks, the index of the first one too many; else None.

    The time to set marks in order grows with the square of their number: a file full of them would take days.
    """
    for run in _NO_LETTERS.finditer(text):
        marks = 0
        for index, character in enumerate(run[0], run.start()):
            marks = marks + 1 if combining(character) else 0
            if marks > MAX_MARKS:
                return index
    return None


def composed(text: str) -> str:
    """Return a text in the form NFC; unchanged when a letter in it has more marks than any language puts there."""
    return text if len(text) > HARMLESS and crowd(text) is not None else normalize("NFC", text)


def decomposed(text: str) -> str:
    """Return a text in the form NFD; unchanged when a letter in it has more marks than any language puts there."""
    return text if len(text) > HARMLESS and crowd(text) is not None else normalize("NFD", text)

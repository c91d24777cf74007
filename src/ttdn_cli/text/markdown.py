"""Text of files inside Markdown: what could be obeyed is shown as code, in which nothing is."""

from __future__ import annotations

import re

from ttdn_cli.text.escaping import clean

# Letters, digits and punctuation that mean nothing inside a line; every other character makes its word code.
_PLAIN = re.compile(r"""[\w.,;:()/\-–—“”‘’…→%?'"+=§°]+""")
# What sites make links or pictures of: addresses, names of hosts, marks of commits and issues, :smile:, _emphasis_.
_ALIVE = re.compile(
    r"://|\bwww\.|\w\.[a-z]{2,}|\b[0-9a-fA-F]{7,64}\b|\bGH-\d|:[\w+-]+:|_|^[-+=]+$|(?<!\d)%", re.IGNORECASE
)
_TICKS = re.compile("`+")


def literal(text: str) -> str:
    """Return a text as Markdown that shows it word for word, on one line, whatever stands in it."""
    return " ".join(_word(word) for word in clean(text).split())


def _word(word: str) -> str:
    if _PLAIN.fullmatch(word) and not _ALIVE.search(word):
        return word
    fence = "`" * (max((len(run) for run in _TICKS.findall(word)), default=0) + 1)
    space = " " if word.startswith("`") or word.endswith("`") else ""
    return f"{fence}{space}{word}{space}{fence}"

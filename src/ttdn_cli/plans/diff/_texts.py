"""Texts compared as words: what differs, cut out so that a reader sees it."""

from __future__ import annotations

from itertools import takewhile

from ttdn_cli.limits import MAX_EXCERPT

_BEFORE = 24


def squeezed(text: str) -> str:
    """Return a text with single spaces, as line breaks of the file are no words."""
    return " ".join(text.split())


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return the two texts, each short enough to be shown, from a few words before the first difference."""
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    start = max(start - _BEFORE, 0)
    while start and old[start - 1] != " ":  # words are not cut
        start -= 1
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    end = start + MAX_EXCERPT
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"

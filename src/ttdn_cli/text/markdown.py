"""Text of files inside Markdown: what could be obeyed is shown as code, in which nothing is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from ttdn_cli.text.escaping import clean

# Letters, digits and punctuation that mean nothing inside a line; every other character makes its word code.
_PLAIN = re.compile(r"""[\w.,;:()/\-–—“”‘’…→%?'"+=§°]+""")
# What sites make links or pictures of: addresses, names of hosts, marks of commits and issues, :smile:, _emphasis_.
_ALIVE = re.compile(
    r"://|\bwww\.|\w\.[a-z]{2,}|\b[0-9a-fA-F]{7,64}\b|\bGH-\d|:[\w+-]+:|_|^[-+=]+$|(?<!\d)%(?=\w)", re.IGNORECASE
)
_TICKS = re.compile("`+")
_WORD = re.compile(r"\w+")
# Marks of the sentence beside a word; a bracket that is closed inside the word belongs to it.
_OPENING = '(“‘"'
_CLOSING = tuple('.,;:)”’…"')


def literal(text: str, names: Collection[str] = ()) -> str:
    """Return a text as Markdown that shows it word for word, on one line, whatever stands in it.

    Each of the `names` (of files, spaces and all) is one piece of code wherever it stands; a name of a sheet ends with
    an exclamation mark, and the cell after it belongs to it.
    """
    shown = clean(text)
    known = _known(tuple(names)).within(shown) if names else []
    if not known:
        return _line(shown)
    cell = "[A-Z]+[0-9]+"
    pattern = "|".join(re.escape(name) + (cell if name.endswith("!") else "") for name in known)
    found: list[str] = []
    for number, part in enumerate(re.split(rf"(?<![\w.])({pattern})(?!\w)", shown)):
        if number % 2:
            found.append(code(part))
            continue
        ends = " " * part[:1].isspace(), " " * part[-1:].isspace()
        said = _line(part)
        found.append(f"{ends[0]}{said}{ends[1]}" if said else ends[0])
    return "".join(found).strip()


class _Names:
    """Names, each under the rarest of its words, so that a text is looked through for the few that it may hold."""

    def __init__(self, names: Collection[str]) -> None:
        shown = {name: set(_WORD.findall(name)) for name in map(clean, names)}
        often = Counter(word for words in shown.values() for word in words)
        self._of: dict[str | None, list[str]] = {}
        for name, words in shown.items():
            self._of.setdefault(min(words, key=lambda word: (often[word], word), default=None), []).append(name)

    def within(self, text: str) -> list[str]:
        """Return those of the names that stand in a text, longest first."""
        words = (None, *dict.fromkeys(_WORD.findall(text)))
        found = (name for word in words for name in self._of.get(word, ()) if name in text)
        return sorted(found, key=len, reverse=True)


_known = lru_cache(8)(_Names)


def _line(text: str) -> str:
    """Return words on a line; a dash between them begins no list."""
    return " ".join(word if number and word == "-" else _word(word) for number, word in enumerate(text.split()))


def code(text: str) -> str:
    """Return a text on one line, already cleaned, as a piece of code that holds whatever stands in it."""
    fence = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    space = " " if text[:1] in (" ", "`") or text[-1:] in (" ", "`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _word(word: str) -> str:
    """Return a word that can be obeyed as code; the punctuation of the sentence around it stays outside."""
    if _PLAIN.fullmatch(word) and not _ALIVE.search(word):
        return word
    core = word.lstrip(_OPENING)
    before = word[: len(word) - len(core)]
    while core[-1:] in _CLOSING and (core[-1:] != ")" or core.count(")") > core.count("(")):
        core = core[:-1]
    after = word[len(before) + len(core) :]
    if core.count("(") != core.count(")"):
        before, core = "", before + core
    return f"{before}{code(core)}{after}" if core else code(word)

"""The parts of a Word file: the main one is found by what names it, never by its own name."""

from __future__ import annotations

from ttdn_cli.files.archive import Archive
from ttdn_cli.files.kinds import (
    ARCHIVE,
    MACRO_DOCUMENT,
    OPEN_DOCUMENT,
    PRESENTATION,
    WORD_TEMPLATE,
    WORKBOOK,
    no_word,
)
from ttdn_cli.files.package import TYPES, OpenPackage
from ttdn_cli.files.tree import FileRejected

_KINDS = (
    ("spreadsheetml", WORKBOOK),
    ("ms-excel", WORKBOOK),
    ("presentationml", PRESENTATION),
    ("ms-powerpoint", PRESENTATION),
    ("wordprocessingml.template", WORD_TEMPLATE),
    ("ms-word.template", WORD_TEMPLATE),
    ("macroenabled", MACRO_DOCUMENT),
)


class WordPackage(OpenPackage):
    """An archive whose document has been found."""

    _main_type = "document.main+"

    def __init__(self, archive: Archive) -> None:
        """Find the document; raises `FileRejected` where there is none, with what it is instead."""
        if TYPES not in archive:
            is_open = "mimetype" in archive and "content.xml" in archive
            raise no_word(OPEN_DOCUMENT if is_open else ARCHIVE)
        super().__init__(archive)

    def main(self) -> bytes:
        """Return the part that holds the text."""
        return self._archive.read(self._main)

    def _judge(self, kind: str) -> FileRejected | None:
        kind = kind.lower()
        if kind.endswith("wordprocessingml.document.main+xml"):
            return None
        other = next((no_word(name) for mark, name in _KINDS if mark in kind), None)
        return other or FileRejected("unreadable", "word-broken")

"""The parts of an Office Open XML package: which one is the workbook, and which ones belong to it."""

from __future__ import annotations

import posixpath
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from ttdn_cli.files.archive import Archive
from ttdn_cli.files.kinds import BINARY_WORKBOOK, PRESENTATION, TEXT_DOCUMENT, other_kind
from ttdn_cli.files.markup import Begin, walk
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_CELLS, MAX_OTHER_TAGS

# Each of the two forms of the standard, transitional and strict, has names of its own.
_RELATED = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
TYPES = "[Content_Types].xml"
_KINDS = (
    ("excel.sheet.binary", BINARY_WORKBOOK),
    ("wordprocessingml", TEXT_DOCUMENT),
    ("ms-word", TEXT_DOCUMENT),
    ("presentationml", PRESENTATION),
    ("ms-powerpoint", PRESENTATION),
)


def names(*local: str) -> dict[str, str]:
    """Return the short names of elements of a spreadsheet, by their full names in both forms of the standard."""
    return {f"{space} {name}": name for space in _SPREADSHEET for name in local}


def too_many() -> FileRejected:
    """Return the refusal of a workbook with more cells or marks than a report has."""
    return FileRejected("unreadable", "workbook-cells", limit=MAX_CELLS)


class Related(NamedTuple):
    """A part that another one names: what it is to it, and its name."""

    kind: str
    part: str


class Sheet(NamedTuple):
    """A sheet of a workbook: its name, and the part that it stands in."""

    name: str
    part: str


class OpenPackage(ABC):
    """An archive whose main part has been found."""

    _main_type = ""  # how the content type of the main part ends

    def __init__(self, archive: Archive) -> None:
        """Find the main part; raises `FileRejected` where there is none, with what it is instead."""
        self._archive = archive
        self._types: dict[str, str] = {}  # by the name of a part, or by its ending
        self._tags = 0
        self._walk(archive.read(TYPES), self._read_type)
        self._main = self._find_main()
        self._related = self._relations(self._main)

    def part(self, kind: str) -> bytes | None:
        """Return the part of the document that holds the `styles` or `sharedStrings`, if there is one."""
        found = next((one.part for one in self._related.values() if one.kind == kind), None) or self._typed(f"{kind}+")
        return self._archive.read(found) if found and found in self._archive else None

    @abstractmethod
    def _judge(self, kind: str) -> FileRejected | None:
        """Return the refusal of a document whose main part is of a content type."""

    def _find_main(self) -> str:
        related = (one.part for one in self._relations("").values() if one.kind == "officeDocument")
        main = next(related, None) or self._typed(self._main_type) or ""
        kind = self._types.get(f"/{main}".lower()) or self._types.get(main.rpartition(".")[2].lower(), "")
        if refused := self._judge(kind):
            raise refused
        return main

    def _typed(self, kind: str) -> str | None:
        """Return the part whose content type ends in a word, for packages in which nothing else leads to it."""
        return next((name[1:] for name, one in self._types.items() if name[:1] == "/" and f".{kind}" in one), None)

    def _read_type(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == f"{_PACKAGE}content-types Override":
            self._types[attributes.get("PartName", "").lower()] = attributes.get("ContentType", "")
        elif tag == f"{_PACKAGE}content-types Default":
            self._types[attributes.get("Extension", "").lower()] = attributes.get("ContentType", "")

    def _relations(self, part: str) -> dict[str, Related]:
        """Return what a part, or with "" the whole package, names by its marks."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, Related] = {}
        if listed in self._archive:
            self._walk(self._archive.read(listed), partial(_relate, folder, found))
        return found

    def _walk(self, content: bytes, begin: Begin) -> None:
        """Tell the elements of a part, as long as all parts that say what belongs where have few enough."""
        self._tags += content.count(b"<")
        if self._tags > MAX_OTHER_TAGS:
            raise too_many()
        walk(content, begin)


class Package(OpenPackage):
    """An archive whose workbook has been found."""

    _main_type = "sheet.main+"

    def _judge(self, kind: str) -> FileRejected | None:
        if "main+xml" in kind and ("spreadsheetml" in kind or "ms-excel" in kind):
            return None
        other = next((other_kind(name) for mark, name in _KINDS if mark in kind), None)
        return other or FileRejected("unreadable", "workbook-broken")

    def read(self, sheet: Sheet) -> bytes:
        """Return the part that a sheet stands in."""
        return self._archive.read(sheet.part)

    def sheets(self) -> tuple[list[Sheet], bool]:
        """Return the visible sheets in their order, each part once, and whether days are counted from 1904 on.

        `hidden` has the names of the others then.
        """
        found: dict[str, Sheet] = {}
        self.hidden: list[str] = []
        since_1904 = False
        known = names("sheet", "workbookPr")

        def begin(tag: str, attributes: Mapping[str, str]) -> None:
            nonlocal since_1904
            name = known.get(tag)
            if name == "workbookPr":
                since_1904 = attributes.get("date1904") in ("1", "true")
            elif name == "sheet" and attributes.get("state") in ("hidden", "veryHidden"):
                self.hidden.append(attributes.get("name", ""))
            elif name == "sheet":
                self._add_sheet(attributes, found)

        self._walk(self._archive.read(self._main), begin)
        return list(found.values()), since_1904

    def _add_sheet(self, attributes: Mapping[str, str], found: dict[str, Sheet]) -> None:
        reference = next((attributes[f"{space} id"] for space in _RELATED if f"{space} id" in attributes), "")
        if not reference:
            return
        if reference not in self._related:
            raise FileRejected("unreadable", "workbook-broken")
        kind, part = self._related[reference]
        if kind == "worksheet":  # and not a chart that fills a sheet
            found.setdefault(part.lower(), Sheet(attributes.get("name", ""), part))


def _relate(folder: str, found: dict[str, Related], tag: str, attributes: Mapping[str, str]) -> None:
    if tag != f"{_PACKAGE}relationships Relationship" or attributes.get("TargetMode") == "External":
        return
    target = attributes.get("Target", "")
    part = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
    found[attributes.get("Id", "")] = Related(attributes.get("Type", "").rpartition("/")[2], part)

"""The XML of a Word part as a small tree: only the elements that mean something here, each counted as it comes.

What only stands around words (smart tags, links, inserted text, drawings) is left out of the tree, not what is in it;
what is deleted is left out with all it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ttdn_cli.files.markup import walk
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_SHEET_TEXT, MAX_TAGS, MAX_XML_DEPTH

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_BRANCHES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_CHOICE, _BRANCH = "|choice", "|branch"
_CHANGES = frozenset(("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
# Of what describes something else, what is looked at; the rest of it is passed over, with what an earlier state was.
_PROPERTIES = {
    "rPr": frozenset(("vanish", "strike", "dstrike", "rStyle", "ins", "del", "moveFrom", "moveTo")),
    "pPr": frozenset(("pStyle", "numPr", "rPr")),
    "numPr": frozenset(("ilvl", "numId", "ins")),
    "tcPr": frozenset(("gridSpan", "vMerge", "hMerge", "cellDel", "cellIns", "cellMerge")),
    "trPr": frozenset(("gridBefore", "ins", "del", "hidden")),
    "sdtPr": frozenset(("showingPlcHdr", "date")),
    "tblGrid": frozenset(("gridCol",)),
    "tblPr": frozenset[str](),
    "tblPrEx": frozenset[str](),
    "sectPr": frozenset[str](),
    "sdtEndPr": frozenset[str](),
    "customXmlPr": frozenset[str](),
    "smartTagPr": frozenset[str](),
    "rubyPr": frozenset[str](),
}
_ELEMENTS = frozenset((
    "tbl", "tr", "tc", "p", "r", "sdt", "txbxContent", "tab", "br", "cr", "noBreakHyphen", "sym", "ptab",
    "fldChar", "ddList", "result", "listEntry", "footnoteReference", "endnoteReference", "altChunk", "subDoc",
    "styles", "style", "name", "basedOn", "link", "docDefaults",
    "numbering", "abstractNum", "num", "lvl", "start", "numFmt", "lvlText", "lvlRestart", "isLgl", "pStyle",
    "numStyleLink", "styleLink", "abstractNumId", "lvlOverride", "startOverride", *_PROPERTIES,
))  # fmt: skip
_GONE = frozenset(("del", "moveFrom", "delText", "instrText", "delInstrText", "rt"))


class Element:
    """One element: its short name, its attributes by their short names, what stands in it, and the words of a text."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""

    def all(self, name: str) -> Iterator[Element]:
        """Yield the elements of a name right within this one."""
        return (one for one in self.children if one.name == name)

    def one(self, *path: str) -> Element | None:
        """Return the first element at a path of names below this one."""
        found: Element | None = self
        for name in path:
            found = next(found.all(name), None) if found else None
        return found

    def value(self, *path: str) -> str | None:
        """Return the `val` of the first element at a path; None where there is no such element, "" where no value."""
        found = self.one(*path)
        return found.attributes.get("val", "") if found else None

    def is_on(self, *path: str) -> bool | None:
        """Tell whether the switch at a path is on; None where there is none."""
        value = self.value(*path)
        return None if value is None else value.lower() not in ("0", "false", "off")


class Part:
    """A part of a Word file as a tree; `tracked` tells whether it holds tracked insertions or deletions."""

    def __init__(self, content: bytes) -> None:
        """Read a part; raises `FileRejected` for too many elements, words or levels, and for what is no XML."""
        if content.count(b"<") - content.count(b"</") > MAX_TAGS:
            raise FileRejected("unreadable", "word-tags", limit=MAX_TAGS)
        self.root = Element("", {})
        self.tracked = False
        self._open: list[Element | None] = [self.root]  # None: passed over, with all that stands in it
        self._taken: list[bool] = []  # of each choice of branches, whether one has been taken
        self._marks: list[str] = []
        self._text: list[str] | None = None
        self._room = MAX_SHEET_TEXT
        walk(content, self._begin, self._end, self._add)

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        name, parent = _short(tag), self._open[-1]
        if len(self._open) > MAX_XML_DEPTH:
            raise FileRejected("unreadable", "word-deep", limit=MAX_XML_DEPTH)
        self._marks.append(name)
        if parent is None:
            self._open.append(None)
        elif name in (_CHOICE, _BRANCH):
            self._open.append(self._branch(name, parent))
        else:
            self._open.append(self._place(name, parent, attributes))

    def _branch(self, name: str, parent: Element) -> Element | None:
        """Return where what stands in a branch belongs: of several the first one counts."""
        if name == _CHOICE:
            self._taken.append(False)
            return parent
        if not self._taken or self._taken[-1]:
            return None
        self._taken[-1] = True
        return parent

    def _place(self, name: str, parent: Element, attributes: Mapping[str, str]) -> Element | None:
        """Return the element that begins, its parent where it only stands around others, None to pass it over."""
        known = _PROPERTIES.get(parent.name)
        self.tracked |= name in _CHANGES and (known is None or name in known)
        if known is not None and name not in known:
            return None
        if known is None and name in _GONE:
            return None
        if known is None and name not in _ELEMENTS and name not in ("t", "date", "picture"):
            return parent
        found = Element(name, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        parent.children.append(found)
        if name == "t":
            self._text = []
        return found

    def _end(self, _tag: str) -> None:
        name, element = self._marks.pop(), self._open.pop()
        if element is None:
            return
        if name == _CHOICE:
            self._taken.pop()
        elif name == "t" and self._text is not None:
            text = "".join(self._text)
            element.text = text if element.attributes.get("space") == "preserve" else text.strip()
            self._text = None

    def _add(self, text: str) -> None:
        self._room -= len(text)
        if self._room < 0:
            raise FileRejected("unreadable", "word-text", limit=MAX_SHEET_TEXT)
        if self._text is not None:
            self._text.append(text)


@lru_cache(4096)
def _short(tag: str) -> str:
    """Return the name of an element as this reader knows it; "" for what is of no kind that it knows."""
    space, _, name = tag.rpartition(" ")
    if space in _WORD:
        return name
    if space == _BRANCHES:
        return _CHOICE if name == "AlternateContent" else _BRANCH
    if space in _MATHS:
        return "t" if name == "t" else ""
    return "picture" if name in ("blip", "imagedata", "OLEObject") else ""

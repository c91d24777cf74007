"""The words of paragraphs as Word shows them: fields by their result, hidden text not at all, signs as signs."""

from __future__ import annotations

from dataclasses import dataclass, field

from ttdn_cli.files.docx.elements import Element
from ttdn_cli.files.docx.numbering import Number
from ttdn_cli.files.docx.styles import Styles
from ttdn_cli.files.docx.tables import Paragraph
from ttdn_cli.files.grid import tidy

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WRITTEN = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_PAGE = ("page", "column")
# The signs of symbol fonts that stand for others; of the rest the font and number are said.
_SIGNS = {
    ("wingdings", "FC"): "✓", ("wingdings", "FE"): "☑", ("wingdings", "FB"): "✗", ("wingdings", "FD"): "☒",
    ("wingdings", "A8"): "☐", ("wingdings", "6F"): "☐", ("wingdings", "78"): "☒",
    ("wingdings 2", "50"): "✓", ("wingdings 2", "52"): "☑", ("wingdings 2", "51"): "☒", ("wingdings 2", "A3"): "☐",
    ("symbol", "B7"): "•", ("wingdings", "A7"): "▪", ("wingdings", "D8"): "➢", ("wingdings", "E0"): "→",
}  # fmt: skip


@dataclass(slots=True)
class Flow:
    """Paragraphs on their way: those that are complete, the pieces of the one that is open, the fields that are."""

    done: list[Paragraph] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    first: Number | None = None
    codes: list[bool] = field(default_factory=list)  # of each open field, whether its code is still being told
    notes: set[str] = field(default_factory=set)

    def begin(self, number: Number) -> None:
        """Begin a paragraph, or go on with the one whose end is no end."""
        if self.first is None:
            self.first = number

    def end(self, *, joined: bool) -> None:
        """End a paragraph, unless it goes on in the next one."""
        if not joined and self.first is not None:
            self.done.append(Paragraph(clean("".join(self.pieces)), *self.first))
            self.pieces, self.first = [], None

    def finish(self) -> list[Paragraph]:
        """Return all paragraphs that say something or have a number."""
        self.end(joined=False)
        return [one for one in self.done if one.text or one.number or one.doubt]


def clean(text: str) -> str:
    """Return words in NFC, without what is not seen, with plain spaces and none at the edges of a line."""
    lines = tidy(text.translate(_UNSEEN)).split("\n")
    return "\n".join(one for one in (line.strip() for line in lines) if one)


class Runs:
    """What runs add to a paragraph."""

    def __init__(self, styles: Styles) -> None:
        """Take the styles, which may hide words."""
        self._styles = styles

    def add(self, run: Element, style: str | None, flow: Flow) -> list[Element]:
        """Add the words of a run in a paragraph of a style; returns the text boxes that hang on it."""
        direct = run.is_on("rPr", "vanish")
        hidden = self._styles.hides(style, run.value("rPr", "rStyle")) if direct is None else direct
        boxes = []
        struck = bool(run.is_on("rPr", "strike") or run.is_on("rPr", "dstrike"))
        marked = False  # what follows a note's reference in its run is the sign of the note
        for one in run.children:
            if one.name == "fldChar":
                _field(one, flow)
            elif hidden or any(flow.codes):
                continue
            elif one.name == "txbxContent":
                boxes.append(one)
            elif one.name in ("footnoteReference", "endnoteReference"):
                flow.notes.add("footnote")
                marked = one.attributes.get("customMarkFollows") in ("1", "true", "on")
            elif one.name == "picture":
                flow.notes.add("picture")
            elif not marked:
                flow.pieces.append(_said(one))
                if struck and flow.pieces[-1].strip():
                    flow.notes.add("struck")
        return boxes


def _said(one: Element) -> str:
    if one.name == "t":
        return one.text.replace("\r", " ").replace("\n", " ")
    if one.name == "br":
        return "" if one.attributes.get("type") in _PAGE else "\n"
    if one.name == "sym":
        font, code = one.attributes.get("font", ""), one.attributes.get("char", "")
        sign = _SIGNS.get((font.casefold(), code.upper().removeprefix("F0")))
        return sign or f"‹{font} {code}›"
    return _WRITTEN.get(one.name, "")


def _field(mark: Element, flow: Flow) -> None:
    """Follow a field: what it is made of is not said, what came out of it is."""
    kind = mark.attributes.get("fldCharType")
    if kind == "begin":
        flow.codes.append(True)
        if chosen := _chosen(mark):
            flow.pieces.append(chosen)
    elif kind == "separate" and flow.codes:
        flow.codes[-1] = False
    elif kind == "end" and flow.codes:
        flow.codes.pop()


def _chosen(mark: Element) -> str:
    """Return what is chosen in a list of an old form, which stands nowhere else."""
    choices = mark.one("ddList")
    if choices is None:
        return ""
    entries = [one.attributes.get("val", "") for one in choices.all("listEntry")]
    number = choices.value("result") or "0"
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""

"""Administrative documents as DOCX (Decree 30/2020; `circular-01`: Circular 01/2011): A4, Times New Roman.

Texts go in as plain runs: no field, no link and no markup is ever made of them. The same input gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from ttdn_cli.extras import need
from ttdn_cli.limits import MAX_QUOTED
from ttdn_cli.papers.word_runs import add_text
from ttdn_cli.papers.word_styles import BODY, prepare
from ttdn_cli.papers.word_table import Look, add_table, set_widths
from ttdn_cli.text.escaping import visible
from ttdn_cli.text.i18n import N_, Words

FORMS = ("decree-30", "circular-01")
TABLE, SMALL = 11, 11  # points
TIGHT = 50  # twentieths of a point beside the words in the cells of a table in small letters
REPORT = "BC-"  # how the symbol of a report begins, in Vietnamese as in English
DOTS = "……"  # what somebody fills in by hand
LEFT_HEAD, RIGHT_HEAD = 77, 91  # millimetres: the name of a department, and that of the State, on a line each
NUMBER = N_("Number:       /")
RECIPIENTS = N_("Recipients:")
POST = N_("[POST OF THE SIGNATORY]")
NAME = N_("[Full name]")
_FIXED = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
_BREAKS = re.compile("[\t\n\r]+")
# What stands after these elements, in the order that the format demands.
_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
_AFTER_PAGE_NUMBERS = (
    "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter",
    "w:docGrid", "w:printerSettings", "w:sectPrChange",
)  # fmt: skip


class Head(NamedTuple):
    """The head of a document: who issues it and below whom, where, and for letters what it is about.

    `number` is the line of number and symbol, the number blank.
    """

    parent: str
    issuer: str
    place: str
    subject: str = ""
    number: str = ""


class Abbreviations(NamedTuple):
    """How the issuer is abbreviated in the symbols of its documents, and the unit that drafts; "" where not known."""

    agency: str = ""
    unit: str = ""


NO_ABBREVIATIONS = Abbreviations()


def abbreviations(symbol: str | None, unit: str | None) -> Abbreviations:
    """Return what the settings say; of the symbol of a report, which begins with its kind, what follows that."""
    return Abbreviations((symbol or "").removeprefix(REPORT), unit or "")


def filed(words: Words, unit: str) -> str:
    """Return the last of the recipients: the records, and the unit that drafted the document."""
    return words.say(N_("Filed: records, {unit}.")).format(unit=unit or DOTS)


def plain(text: str, limit: int = MAX_QUOTED) -> str:
    """Return a text as a document may hold it: on one line, odd characters visible, cut with a mark when too long."""
    text = " ".join(_BREAKS.sub(" ", text[: 4 * limit]).split(" "))
    text = visible(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


class Paper:
    """One document on its way to bytes."""

    def __init__(self, words: Words, title: str, day: date, *, form: str = FORMS[0]) -> None:
        """Take the title and day for the document's properties. Raises `UsageError` when python-docx is missing."""
        self.words = words
        self._docx = need("office", "docx")
        self.file: Any = self._docx.Document()
        prepare(self.file, plain(title, 250), day, words.language)
        self._lay_out(self.file.sections[0], form)

    def _points(self, size: float) -> Any:
        return self._docx.shared.Pt(size)

    def _mm(self, length: float) -> Any:
        return self._docx.shared.Mm(length)

    def _lay_out(self, section: Any, form: str) -> None:
        section.page_width, section.page_height = self._mm(210), self._mm(297)
        section.top_margin = section.bottom_margin = self._mm(20)
        section.left_margin, section.right_margin = self._mm(30), self._mm(15)
        section.header_distance = section.footer_distance = self._mm(10)
        section.different_first_page_header_footer = True
        part = section.header if form == "decree-30" else section.footer
        line = part.paragraphs[0]
        line.alignment = self._align("CENTER" if form == "decree-30" else "RIGHT")
        field = self._element("w:fldSimple", **{"w:instr": "PAGE"})
        run = self._element("w:r")
        text = self._element("w:t")
        text.text = "2"
        run.append(text)
        field.append(run)
        line._p.append(field)  # noqa: SLF001 - the library has no fields

    def _align(self, name: str) -> Any:
        return getattr(need("office", "docx.enum.text").WD_ALIGN_PARAGRAPH, name)

    def _element(self, tag: str, **attributes: str) -> Any:
        made = self._docx.oxml.OxmlElement(tag)
        for name, value in attributes.items():
            made.set(self._docx.oxml.ns.qn(name), value)
        return made

    def annex_pages(self) -> None:
        """Begin the pages of an annex, which lie across: their numbers begin anew, and the first shows none."""
        section = self.file.add_section()
        last = self.file.paragraphs[-1]  # it only ends the section, and may not take a page of its own after a full one
        self._set_space(last, 0, 0)
        last.paragraph_format.line_spacing = self._points(1)
        self._turn(section)
        numbers = self._element("w:pgNumType", **{"w:start": "1"})
        section._sectPr.insert_element_before(numbers, *_AFTER_PAGE_NUMBERS)  # noqa: SLF001 - the library has no such setting

    def _lie_across(self, section: Any) -> None:
        self._turn(section)
        section.left_margin = section.right_margin = section.bottom_margin = self._mm(15)

    def _turn(self, section: Any) -> None:
        section.orientation = need("office", "docx.enum.section").WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = self._mm(297), self._mm(210)

    def head(self, head: Head) -> None:
        """Write the head: issuing body on the left, the State's name and motto on the right; number and date blank."""
        say = self.words.say
        (left, right), (number, place) = self._side_by_side(LEFT_HEAD, RIGHT_HEAD, rows=2)
        if head.parent:
            *first, last = head.parent.upper().rsplit(" ", 3)  # where the name is too long, its end stays together
            self._line(left, " ".join([*first[:1], "\xa0".join([*first[1:], last])]), 12)
        self._line(left, head.issuer.upper(), 12, bold=True)
        self._rule(self._line(left, "", 4), 28)
        self._line(right, say(N_("SOCIALIST REPUBLIC OF VIET NAM")), 12, bold=True)
        self._line(right, say(N_("Independence - Freedom - Happiness")), 13, bold=True)
        self._rule(self._line(right, "", 4), 16)
        self._line(number, head.number or say(NUMBER), 13)
        self._line(place, head.place, 13, italic=True)
        if head.subject:
            about = self._line(number, head.subject, 12)
            about.paragraph_format.left_indent = about.paragraph_format.right_indent = self._mm(9)
        self.file.add_paragraph().paragraph_format.space_after = self._points(0)

    def _side_by_side(self, *widths: float, rows: int = 1) -> list[Any]:
        """Return the rows of cells of a frameless table, which keeps blocks beside each other, each row on one page."""
        table = self.file.add_table(rows, len(widths))
        set_widths(table, widths)
        self._set_padding(table, 0)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(self._element("w:cantSplit"))  # noqa: SLF001 - the library has no such setting
        return [row.cells for row in table.rows]

    def _set_padding(self, table: Any, width: int) -> None:
        """Set the room left and right of what stands in the cells, in twentieths of a point."""
        margins = self._element("w:tblCellMar")
        for side in ("w:left", "w:right"):
            margins.append(self._element(side, **{"w:w": str(width), "w:type": "dxa"}))
        table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")  # noqa: SLF001 - the library has no margins

    def _line(self, cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
        """Write a centred line into a cell."""
        first = cell.paragraphs[0]
        line = cell.add_paragraph() if first.runs or len(cell.paragraphs) > 1 else first
        line.alignment = self._align("CENTER")
        self._set_space(line, 0, 0)
        run = add_text(line, plain(text))
        run.font.size, run.font.bold, run.font.italic = self._points(size), bold, italic
        return line

    def _set_space(self, line: Any, before: float, after: float) -> None:
        line.paragraph_format.space_before, line.paragraph_format.space_after = (
            self._points(before),
            self._points(after),
        )

    def _rule(self, line: Any, inset: float) -> None:
        """Draw a rule below an empty line, `inset` millimetres from either side of its cell."""
        borders = self._element("w:pBdr")
        borders.append(self._element("w:top", **{"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "auto"}))
        line._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)  # noqa: SLF001 - the library has no borders
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = self._mm(inset)

    def rule(self, inset: float) -> None:
        """Draw a rule across the page, `inset` millimetres from either margin."""
        line = self.file.add_paragraph()
        self._set_space(line, 0, 0)
        self._rule(line, inset)

    def centred(
        self, text: str, *, bold: bool = True, italic: bool = False, size: float = BODY, before: float = 0
    ) -> None:
        """Write a centred line, such as a title."""
        line = self.file.add_paragraph()
        line.alignment = self._align("CENTER")
        self._set_space(line, before, 2)
        run = add_text(line, plain(text))
        run.font.bold, run.font.italic, run.font.size = bold, italic, self._points(size)

    def space(self) -> None:
        """Leave a blank line."""
        self._set_space(self.file.add_paragraph(), 0, 0)

    def heading(self, text: str, level: int = 1) -> None:
        """Write the heading of a part (1) or of a section of one (2)."""
        line = self.file.add_heading(plain(text), level)
        line.paragraph_format.first_line_indent = self._mm(10)

    def paragraph(self, text: str, *, is_kept: bool = False) -> None:
        """Write a paragraph of the body: justified, first line 10 mm in; `is_kept` on the page of what follows."""
        line = self.file.add_paragraph()
        line.alignment = self._align("JUSTIFY")
        line.paragraph_format.first_line_indent = self._mm(10)
        self._set_space(line, 3, 6)
        line.paragraph_format.keep_with_next = is_kept or None
        add_text(line, plain(text))

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[str]],
        widths: Sequence[float],
        centred: Iterable[int] = (),
        *,
        size: float = TABLE,
    ) -> None:
        """Write a table; `widths` are in millimetres, `centred` numbers the columns of numbers, dates and marks."""
        look = Look(widths, frozenset(centred), size)
        table = add_table(self.file, list(map(plain, heads)), (list(map(plain, row)) for row in rows), look)
        if size < TABLE:
            self._set_padding(table, TIGHT)
        self.space()

    def sign_off(self, recipients: Sequence[str]) -> None:
        """Write who gets the document, and leave the signature blank; it stays with the paragraph before it."""
        say = self.words.say
        for last in self.file.paragraphs[-1:]:
            last.paragraph_format.keep_with_next = True
        ((left, right),) = self._side_by_side(85, 80)
        first = left.paragraphs[0]
        self._set_space(first, 6, 0)
        run = first.add_run(say(RECIPIENTS))
        run.font.size, run.font.bold, run.font.italic = self._points(12), True, True
        for text in recipients:
            line = left.add_paragraph()
            self._set_space(line, 0, 0)
            line.add_run(f"- {plain(text)}").font.size = self._points(SMALL)
        post = self._line(right, say(POST), BODY, bold=True)
        self._set_space(post, 6, 60)
        self._line(right, say(NAME), BODY, bold=True)

    def bytes(self) -> bytes:
        """Return the finished file; all its parts carry one fixed time."""
        raw = io.BytesIO()
        self.file.save(raw)
        packed = io.BytesIO()
        with zipfile.ZipFile(raw) as made, zipfile.ZipFile(packed, "w") as fixed:
            for one in made.infolist():
                info = zipfile.ZipInfo(one.filename, _FIXED)
                info.compress_type = zipfile.ZIP_DEFLATED
                fixed.writestr(info, made.read(one))
        return packed.getvalue()

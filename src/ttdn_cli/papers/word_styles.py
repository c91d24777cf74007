"""The letters, language and properties of a Word document: Times New Roman throughout, no time of day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ttdn_cli.extras import need

FONT = "Times New Roman"
BODY = 14  # points


def prepare(file: Any, title: str, day: date, language: str) -> None:
    """Set letters, language and properties of a new document; its title is at most 250 characters long."""
    shared, qn = need("office", "docx.shared"), need("office", "docx.oxml.ns").qn
    tag = "vi-VN" if language == "vi" else "en-US"
    for fonts in file.styles.element.iter(qn("w:rFonts")):
        _set_fonts(fonts)
    for spoken in file.styles.element.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia"):
            spoken.set(qn(name), tag)
    for name, bold in (("Normal", False), ("Heading 1", True), ("Heading 2", True)):
        style = file.styles[name]
        style.font.size = shared.Pt(BODY)
        style.font.bold = bold
        style.font.color.rgb = shared.RGBColor(0, 0, 0)
        _set_fonts(style.element.get_or_add_rPr().get_or_add_rFonts())
        style.paragraph_format.space_before = style.paragraph_format.space_after = shared.Pt(3 * (not bold) + 3)
    _set_properties(file, title, day, tag)


def _set_properties(file: Any, title: str, day: date, tag: str) -> None:
    known = file.core_properties
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format writes it without a zone
    known.title, known.subject, known.language = title, "", tag
    known.author, known.last_modified_by, known.comments, known.keywords = "ttdn", "", "", ""
    known.created = known.modified = moment
    known.revision = 1
    rels = file.part.package.rels
    for key in [key for key, one in rels.items() if one.reltype.endswith("/thumbnail")]:
        del rels[key]  # a picture of the library's own empty page


def _set_fonts(fonts: Any) -> None:
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(need("office", "docx.oxml.ns").qn(name), FONT)

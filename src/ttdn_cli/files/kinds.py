"""What a file with the ending of a workbook or Word file is when it is none, told by its first bytes."""

from __future__ import annotations

import re

from ttdn_cli.files.tree import FileRejected
from ttdn_cli.findings import Term
from ttdn_cli.text.i18n import N_

ARCHIVE = N_("an archive (ZIP, RAR, 7z, GZIP)")
BINARY_WORKBOOK = N_("a binary workbook (.xlsb)")
MACRO_DOCUMENT = N_("a Word file with macros (.docm)")
OLD_WORD = N_("a document of Word 97-2003 (.doc)")
OPEN_DOCUMENT = N_("a document of LibreOffice (.odt, .ods)")
PICTURE = N_("a picture")
PLAIN_TEXT = N_("plain text, such as CSV or YAML")
PRESENTATION = N_("a presentation")
RICH_TEXT = N_("a text in Rich Text Format (.rtf)")
TEXT_DOCUMENT = N_("a text document, such as one of Word")
WEB_PAGE = N_("a web page")
WORD_TEMPLATE = N_("a template of Word (.dotx, .dotm)")
WORKBOOK = N_("a workbook, such as one of Excel")
XML_DOCUMENT = N_("a document in the XML form of Word")
XML_WORKBOOK = N_("a workbook in the XML form of Excel 2003")

ZIP = b"PK"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BEGINNINGS = (
    (b"%PDF", N_("a PDF file")),
    (b"{\\rtf", RICH_TEXT),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"MIME-Version:", WEB_PAGE),
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 4096
_XML_DOCUMENTS = ("http://schemas.microsoft.com/office/2006/xmlPackage", "/office/word/2003/wordml")
# Names of streams, as such a file keeps them.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEETS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_STREAMS = (
    ("WordDocument\0".encode("utf-16-le"), OLD_WORD),
    ("PowerPoint Document\0".encode("utf-16-le"), PRESENTATION),
)


def other_kind(kind: str) -> FileRejected:
    """Return the refusal of a file that is of another kind than a workbook."""
    return FileRejected("unreadable", "no-workbook", kind=Term(kind))


def refuse_old(data: bytes) -> None:
    """Raise `FileRejected` for a file in the frame of old Office programs that is none of their workbooks."""
    if any(name in data for name in _SHEETS):
        return
    if _ENCRYPTED in data:
        raise FileRejected("unreadable", "workbook-encrypted")
    for name, kind in _STREAMS:
        if name in data:
            raise other_kind(kind)


def no_word(kind: str) -> FileRejected:
    """Return the refusal of a file that is of another kind than a Word file."""
    return FileRejected("unreadable", "no-word", kind=Term(kind))


def not_word(data: bytes) -> FileRejected:
    """Return the refusal of what bears the ending of a Word file and is no zip, with what it is."""
    if not data:
        return FileRejected("unreadable", "word-empty")
    if data.startswith(OLD_OFFICE):
        if _ENCRYPTED in data:
            return FileRejected("unreadable", "word-encrypted")
        found = next((kind for name, kind in _STREAMS if name in data), None)
        found = found or (WORKBOOK if any(name in data for name in _SHEETS) else None)
    else:
        found = _kind(data)
    return no_word(found) if found else FileRejected("unreadable", "word-broken")


def kind_of(data: bytes) -> FileRejected:
    """Return the refusal of what is neither a zip nor in the frame of old Office programs."""
    found = _kind(data)
    return other_kind(found) if found else FileRejected("unreadable", "workbook-broken")


def _kind(data: bytes) -> str | None:
    """Return what kind of file this is, as far as its first bytes say; None for nothing that is known."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    text = data.decode("utf-16" if data[:2] in _WIDE else "utf-8-sig", "replace").strip()
    if not text or _NO_TEXT.search(text):
        return None
    start = text[:_LOOKED_AT]
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return XML_WORKBOOK
    if any(name in start for name in _XML_DOCUMENTS):
        return XML_DOCUMENT
    return WEB_PAGE if start.startswith("<") and _PAGE.search(start) else PLAIN_TEXT

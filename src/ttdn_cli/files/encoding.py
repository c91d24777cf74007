"""The text of a CSV file, in the encoding that it is certainly in: what spreadsheet programs save besides UTF-8.

A mark at its beginning says it, else the headings do: those of no two encodings are read as the same known words.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from itertools import islice

from ttdn_cli.text.legacy import ENCODINGS, decode
from ttdn_cli.text.normalization import composed

SEPARATORS = ";,\t|"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDE = ("utf-16-le", "utf-16-be")
_PIECE = re.compile(f'[^{SEPARATORS}\r\n"]+')
_PIECES = 2_000  # the headings stand near the top
_ENOUGH = 2  # known headings, which no other encoding gives by chance
_SEPARATOR_LINE = re.compile(r'\A"?sep=[^\r\n]{0,2}(?=[\r\n])', re.IGNORECASE)


class UnknownEncodingError(ValueError):
    """No encoding is certain; `line` is the first one (from 1) that is no UTF-8, or UTF-16 after its mark."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def decoded(data: bytes, knows: Callable[[str], bool]) -> str:
    """Return the text of a CSV file; `knows` tells whether a text is one of the headings or labels.

    UTF-8; UTF-16 with its mark, or with known headings; windows-1258 with known headings that have marks. A file whose
    known headings are in an old encoding (TCVN3, VNI) is read letter by letter, as it stands. The line `sep=;`, which
    is for Excel, is left blank. Raises `UnknownEncodingError`.
    """
    return _SEPARATOR_LINE.sub("", _decoded(data, knows))


def _decoded(data: bytes, knows: Callable[[str], bool]) -> str:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-16", "replace")
            raise UnknownEncodingError(before.count("\n") + 1) from None
    if b"\0" in data and (wide := _first_known(data, _WIDE, knows, _headings)):
        return wide
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    text = _first_known(data, ("cp1258",), knows, _marked_headings) or _first_known(
        data, ("cp1252",), knows, _typed_old
    )
    if text is None:
        raise UnknownEncodingError(line)
    return text


def _first_known(
    data: bytes, encodings: tuple[str, ...], knows: Callable[[str], bool], count: Callable[..., int]
) -> str | None:
    """Return the text in the first of some encodings in which enough headings are known, as they are counted."""
    for encoding in encodings:
        try:
            text = composed(data.decode(encoding))
        except UnicodeDecodeError:
            continue
        if count(text, knows) >= _ENOUGH:
            return text
    return None


def _pieces(text: str) -> set[str]:
    return {found[0].strip().rstrip(":") for found in islice(_PIECE.finditer(text), _PIECES)}


def _headings(text: str, knows: Callable[[str], bool]) -> int:
    return sum(map(knows, _pieces(text)))


def _marked_headings(text: str, knows: Callable[[str], bool]) -> int:
    """Count known headings with marks: without these, any encoding of one byte gives them."""
    return sum(knows(piece) for piece in _pieces(text) if not piece.isascii())


def _typed_old(text: str, knows: Callable[[str], bool]) -> int:
    pieces = [piece for piece in _pieces(text) if not piece.isascii()]
    return max(sum(knows(decode(piece, one)) for piece in pieces) for one in ENCODINGS)

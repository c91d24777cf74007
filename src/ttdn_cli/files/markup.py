"""The XML of a part, told element by element: no document type, no entity, no tree that is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_CELLS

Begin = Callable[[str, Mapping[str, str]], None]
_OTHER_ENCODING = re.compile(rb"""\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["']|us-ascii["'])""", re.IGNORECASE)
# A mark with more attributes than any has, whatever stands within their quotation marks.
_ATTRIBUTES = re.compile(rb"""<\w[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+){100}""")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"
_CHUNK = 64 * 1024


def walk(
    content: bytes,
    begin: Begin | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell the beginnings, ends and texts of the elements in XML, with names as `namespace name`.

    Raises `FileRejected` for what is not well-formed, declares a document type, or has attributes without end.
    """
    if content[:2] in _WIDE:
        content = content.decode("utf-16", "replace").encode()
    elif _OTHER_ENCODING.match(content.removeprefix(_MARK)[:200]):
        raise FileRejected("unreadable", "workbook-entity")
    if b"\0" in content:  # UTF-16 that does not say so, which would hide its marks from what follows
        raise FileRejected("unreadable", "workbook-broken")
    if _ATTRIBUTES.search(content):
        raise FileRejected("unreadable", "workbook-cells", limit=MAX_CELLS)
    parser = ParserCreate("UTF-8", " ")
    parser.buffer_text, parser.buffer_size = True, _CHUNK
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)  # noqa: FBT003 - it takes no names: this is all there is
    except ExpatError:
        raise FileRejected("unreadable", "workbook-broken") from None


def _refuse(*_declared: Any) -> None:
    raise FileRejected("unreadable", "workbook-entity")

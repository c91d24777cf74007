"""A zip that a document is kept in: its directory is judged before anything is unpacked, and a part when it is read."""

from __future__ import annotations

import io
import re
import zipfile
from copy import copy

from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_PARTS, MAX_UNPACKED

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # those of office programs; others ask for memory beforehand


class Archive:
    """An opened zip. Names of parts are found in any case, as the standard of such packages says."""

    def __init__(self, data: bytes) -> None:
        """Open an archive; raises `FileRejected` where it promises too much, lies outside, is encrypted or damaged."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception:  # noqa: BLE001 - no archive, cut off, of a later version, whatever is made of its directory
            raise FileRejected("unreadable", "workbook-broken") from None
        parts = self._zip.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise FileRejected("unreadable", "workbook-encrypted")
        if any(part.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part.filename) for part in parts):
            raise FileRejected("unreadable", "workbook-outside")
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise FileRejected("unreadable", "workbook-bomb", limit=MAX_UNPACKED // 1024 // 1024)
        self._parts = {_plain(part.filename): part for part in parts}
        if len(self._parts) < len(parts):  # each program would read another of the two
            raise FileRejected("unreadable", "workbook-broken")

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return _plain(name) in self._parts

    def __len__(self) -> int:
        """Return the number of parts."""
        return len(self._parts)

    def read(self, name: str) -> bytes:
        """Return what a part holds; raises `FileRejected` when it is missing, damaged or larger than said."""
        part = self._parts.get(_plain(name))
        if part is None or part.compress_type not in _METHODS:
            raise FileRejected("unreadable", "workbook-broken")
        longer = copy(part)
        longer.file_size += 1
        try:
            with self._zip.open(longer) as source:
                content = source.read(longer.file_size)
        except Exception:  # noqa: BLE001 - zlib, CRC, another name in the part's own head: it cannot be unpacked
            raise FileRejected("unreadable", "workbook-broken") from None
        if len(content) != part.file_size:
            raise FileRejected("unreadable", "workbook-broken")
        return content


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()

"""Whether a text may hold words in an old Vietnamese encoding: what is asked of every file, and mostly denied."""

from __future__ import annotations

import re
from collections.abc import Mapping

Legacy = Mapping[tuple[str | int, ...], str]  # of each text in an old encoding its path, and the encoding
NO_LEGACY: Legacy = {}

# What the UTF-8 of a text holds that may be one of them: signs and letters that Vietnamese does not have, a vowel with
# a letter after it that it never has there, a capital after a small letter; and marks or escapes that may become these.
# Each begins with one byte, so that usual text is passed over at the speed of the machine.
_LETTERS = "".join(one if one == "-" else chr(one.encode()[1]) for one in "Ä-ÇËÎ-ÑÖ-ØÛÜÞßä-çëî-ñö-øûüþ")
_PAIRS = "(?<=[aeAE]\xc3)|[\x82\x95\x99\x9b\xa2\xb5\xb9\xbb](?<=[oOuUyY]\xc3.)|[\x80-\x9e](?<=[a-z]\xc3.)"
_SIGN = re.compile(b"\xc2[\xa1-\xab\xad\xae\xb5-\xb9\xbb-\xbe]")
_LETTER = re.compile(f"\xc3(?:[{_LETTERS}]|{_PAIRS})".encode("latin-1"))
_ESCAPE = re.compile(rb"\\[xu]")
_MARK = b"\xcc"


def may_hold_legacy(data: bytes) -> bool:
    """Tell at once whether a text in UTF-8, or YAML, may hold words that have to be looked at."""
    if _MARK in data or _LETTER.search(data):
        return True
    return bool((b"\xc2" in data and _SIGN.search(data)) or (b"\\" in data and _ESCAPE.search(data)))

"""Which characters are not seen as they stand: they turn, hide, end or order something, or are nothing at all.

Unicode decides, not a list of known tricks: the category of a character (controls, formats, halves of pairs, private
and unassigned ones, separators of lines), and its property Default_Ignorable_Code_Point, which Python does not hold.
"""

from __future__ import annotations

import re
from unicodedata import category

# Default_Ignorable_Code_Point, from DerivedCoreProperties.txt of Unicode (4,174 code points since 14.0), as far as the
# category does not tell it already: joiners, fillers, selectors of variants, and what is kept for more of the kind.
_IGNORABLE = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2065, 0x2065),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0xE0000, 0xE0FFF),
)
# Symbols and letters by their category that every font draws as nothing: the blank of Braille, the filler of Khitan,
# the null note head of music.
_BLANK = frozenset("\u2800\U00016fe4\U0001d159")
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
# The inside of a pattern's class: what is certainly seen, and makes up nearly every text. The rest is asked one by one.
PLAIN = "\x20-\x7e\u00a0-\u00ac\u00ae-\u024f\u0300-\u034e\u0350-\u036f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e"
DOUBTFUL = re.compile(f"[^{PLAIN}]")


def is_unseen(letter: str) -> bool:
    """Tell whether a character is not seen as it stands."""
    if category(letter) in _HIDDEN or letter in _BLANK:
        return True
    code = ord(letter)
    return any(first <= code <= last for first, last in _IGNORABLE)


def has_unseen(text: str) -> bool:
    """Tell whether a text holds a character that is not seen as it stands."""
    return any(is_unseen(one[0]) for one in DOUBTFUL.finditer(text))

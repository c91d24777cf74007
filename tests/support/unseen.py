"""What must never be written as it stands, told by Unicode itself and not by the program: no test itself."""

from __future__ import annotations

import re
from unicodedata import category

# Default_Ignorable_Code_Point as DerivedCoreProperties.txt of Unicode 16.0 lists it.
DEFAULT_IGNORABLE = """
00AD 034F 061C 115F..1160 17B4..17B5 180B..180F 200B..200F 202A..202E 2060..206F 3164 FE00..FE0F FEFF FFA0 FFF0..FFF8
1BCA0..1BCA3 1D173..1D17A E0000..E0FFF
"""
IGNORABLE = frozenset(
    code
    for one in DEFAULT_IGNORABLE.split()
    for code in range(int(one.split("..")[0], 16), int(one.split("..")[-1], 16) + 1)
)
# One of each kind of those that a list of known tricks would not hold.
SAMPLE = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180f\u2065\u2800\u3164\ufe00\ufe0f\uffa0\ufff0\ufff8\ue000\u0600\u070f"
    "\U0001bca0\U0001d159\U0001d173\U0001d17a\U000110bd\U00016fe4\U0001ffff\U000e0001\U000e0041\U000e007f\U000e0100"
    "\U000e01ef\U000e0fff\U000f0000\U0010fffd\U0010ffff"
)
# Looks odd and is seen: accents by themselves, other widths, other scripts, pictures, spaces of other widths.
SEEN = "ế e\u0302\u0301 Ð\u00a0\u202f\u3000Щ 漢 한 ب ﬁ ２ 𝔡 😀 🇻 ⚠ ½ № … “” ‰ ™ ₫"
COMMAND = re.compile(r"^[^\S\n]*::", re.MULTILINE)


def is_unseen(letter: str) -> bool:
    """Tell whether a character is a control, a format, no character, or drawn by nobody."""
    kinds = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return category(letter) in kinds or ord(letter) in IGNORABLE or letter in "\u2800\U00016fe4\U0001d159"


def unseen(text: str) -> list[str]:
    """Return what is not seen in a text as it stands, line ends apart."""
    return sorted(f"U+{ord(letter):04X}" for letter in set(text) if letter != "\n" and is_unseen(letter))

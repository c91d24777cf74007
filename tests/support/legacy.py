"""Vietnamese as the old fonts keep it, written by tables of their own: no test itself."""

from __future__ import annotations

import unicodedata

# The letters with marks in the order of the alphabet, then the tones: acute, grave, hook, tilde, dot below.
_TONED = "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđ" + _TONED,
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadae"
            "b8b5b6b7b9 bebbbcbdc6 cac7c8c9cb d0ccceCFd1 d5d2d3d4d6 ddd7d8dcde"
            "e3dfe1e2e4 e8e5e6e7e9 edeaebecee f3eff1f2f4 f8f5f6f7f9 fdfafbfcfe"
        ).decode("latin-1"),
        strict=True,
    )
)
_TONES = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_HAT, _BOWL, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    "": "\xf9\xf8\xfb\xf5\xef",  # ù ø û õ ï
    _HAT: "\xe1\xe0\xe5\xe3\xe4",
    _BOWL: "\xe9\xe8\xfa\xfc\xeb",
    _HORN: "\xf9\xf8\xfb\xf5\xef",
}
_VNI_PLAIN = {_HAT: "\xe2", _BOWL: "\xea"}
_VNI_I = dict(zip("íìỉĩị", "\xed\xec\xe6\xf3\xf2", strict=True))
_VNI_HORNED = {"o": "\xf4", "u": "\xf6"}


def in_tcvn3(text: str) -> str:
    """Return a text as a font such as .VnTime keeps it; its capitals with tones are small letters."""
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)


def in_vni(text: str) -> str:
    """Return a text as a font such as VNI-Times keeps it."""
    return "".join(map(_vni, text))


def _vni(letter: str) -> str:
    small = letter.lower()
    base, *marks = list(unicodedata.normalize("NFD", small))
    if small == "đ":
        found = "\xf1"
    elif small == "ỵ":
        found = "\xee"
    elif not marks:
        found = small
    elif base == "i":
        found = _VNI_I[small]
    else:
        tone = next((one for one in marks if one in _TONES), "")
        shape = next((one for one in marks if one not in _TONES), "")
        found = _VNI_HORNED[base] if shape == _HORN else base
        found += _VNI_MARKS[shape][_TONES.index(tone)] if tone else _VNI_PLAIN.get(shape, "")
    return found if letter == small else found.upper()

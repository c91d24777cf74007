"""Words typed in the old Vietnamese encodings TCVN3 and VNI, recognised by their letters.

Their fonts draw Western letters and signs as Vietnamese ones, so that a program sees `Th«ng tin` or `Thoâng tin` where
the writer saw “Thông tin”. Decoded, nearly every such word is a Vietnamese syllable; as it stands, it is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ttdn_cli.text.legacy_letters import may_hold_legacy
from ttdn_cli.text.normalization import composed
from ttdn_cli.text.syllables import is_syllable

TCVN3, VNI = ENCODINGS = ("TCVN3", "VNI")
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# Of VNI the letters of one sign, then for each vowel the signs that follow it and what both are.
_VNI_ALONE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_TONES = "ùøûõï"
_VNI_PAIRS = (
    ("a", f"{_VNI_TONES}êéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ"),
    ("e", f"{_VNI_TONES}âáàåãä", "éèẻẽẹêếềểễệ"),
    ("o", f"{_VNI_TONES}âáàåãä", "óòỏõọôốồổỗộ"),
    ("ô", _VNI_TONES, "ớờởỡợ"),
    ("u", _VNI_TONES, "úùủũụ"),
    ("ö", _VNI_TONES, "ứừửữự"),
    ("y", _VNI_TONES[:-1], "ýỳỷỹ"),
)
_VNI = _VNI_ALONE | {
    vowel + sign: letter for vowel, signs, letters in _VNI_PAIRS for sign, letter in zip(signs, letters, strict=True)
}
_VNI_LETTER = re.compile(f"[aeouyôö][{_VNI_TONES}êéèúüëâáàåãä]|[{''.join(_VNI_ALONE)}]", re.IGNORECASE)

_WORD = re.compile(r"(?:[^\W\d_]|[¡-¾×÷])+")
_BEFORE, _AFTER = "«·", "»®·¹ª°"  # signs that stand beside words of any language
# What the Western languages never have: a sign within a word, a capital after a small letter, the vowels of VNI.
_SIGNS = re.compile("[¡-©«-¹»-¾×÷Þþ]|ª(?=[a-zß-ÿ])|(?<=[a-zß-ÿ])[À-Þ]|(?<=[A-Z])[ß-ÿ](?=[A-Z])")
_VOWELS = re.compile("[ae][âáàåãäùøûõ]|aê|o[âåäùøûõ]|[uy][ùøûõ]|[ôö][ùøûõï]|ö[aôu]|ñ[ôö]", re.IGNORECASE)
_ODD = re.compile("[a-zß-ÿ][À-Þ]")
# Products of units and lengths, and abbreviations with Đ as these encodings write it (Q§, N§-CP; QÑ).
_UNITS = re.compile("N·m|.×.|µ.?")
_ABBREVIATION = {
    TCVN3: re.compile("(?=.*§)[BCDGHKLMNPQRSTVX§]{2,}"),
    VNI: re.compile("(?=.*Ñ)[BCDGHKLMNPQRSTVXÑ]{2,}"),
}
_SHORT = 3
_ENOUGH = 32_768  # characters: as many as a cell holds


def _from_tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(letter, letter) for letter in word)


def _from_vni(word: str) -> str:
    return _VNI_LETTER.sub(_vni_letter, word)


def _vni_letter(found: re.Match[str]) -> str:
    pair = found[0]
    known = _VNI.get(pair.lower())
    if known is None:  # two letters after all
        return "".join(_VNI.get(letter.lower(), letter) for letter in pair)
    return known.upper() if pair[0].isupper() else known


_DECODERS: dict[str, Callable[[str], str]] = {TCVN3: _from_tcvn3, VNI: _from_vni}
_MARKS = {TCVN3: _SIGNS, VNI: _VOWELS}


def decode(text: str, encoding: str) -> str:
    """Return a text that was typed in an old encoding, `TCVN3` or `VNI`, in Unicode."""
    return _DECODERS[encoding](composed(text))


def encoding_of(text: str) -> str | None:
    """Return the old encoding, `TCVN3` or `VNI`, that words of a text are in, else None.

    A word of two letters, alone, is never taken for one; of a very long text the beginning is looked at.
    """
    if text.isascii() or not may_hold_legacy(text.encode("utf-8", "replace")):
        return None
    text = text[:_ENOUGH]
    words = [word for word in _words(text) if len(word) > 1 and not _UNITS.fullmatch(word)]
    found = [(count, encoding) for encoding in _DECODERS if (count := _Weighed(words, text, encoding).mended())]
    return max(found, default=(0, None))[1]


def _words(text: str) -> list[str]:
    """Return the words of a text that are not plain ASCII."""
    return [word for word in _WORD.findall(composed(text)) if not word.isascii()]


def stands(text: str) -> bool:
    """Tell whether every word of a text, plain ASCII apart, could be Vietnamese as it is written."""
    return all(map(_stands, _words(text)))


def _stands(word: str) -> bool:
    bare = word.lstrip(_BEFORE).rstrip(_AFTER)
    return (bare.isascii() and len(bare) > 1) or (is_syllable(bare) and not _ODD.search(bare))


class _Weighed(NamedTuple):
    """The words of a text that are not plain ASCII, weighed against one encoding."""

    words: list[str]
    text: str
    encoding: str

    def mended(self) -> int:
        """Return how many words are mended by decoding, or 0 where that may be chance."""
        mended = certain = broken = kept = 0
        for word in self.words:
            is_sound = self._is_sound(word)
            if _stands(word):
                kept += not is_sound
            elif is_sound:
                mended += 1
                certain += self._is_certain(word)
            else:
                broken += 1
        if mended == 1:
            return mended if certain and not broken else 0
        if certain:
            return mended if mended > 2 * broken else 0
        return 0 if broken or kept or not self._is_all_sound() else mended

    def _is_sound(self, word: str) -> bool:
        return is_syllable(decode(word, self.encoding), well_placed=True) or self._is_abbreviation(word)

    def _is_abbreviation(self, word: str) -> bool:
        return _ABBREVIATION[self.encoding].fullmatch(word) is not None

    def _is_certain(self, word: str) -> bool:
        if self._is_abbreviation(word):
            return True
        return len(word) >= _SHORT and _MARKS[self.encoding].search(word) is not None

    def _is_all_sound(self) -> bool:
        words = re.findall(r"[^\W\d_]{2,}", decode(self.text, self.encoding))
        return all(is_syllable(word) for word in words if not word.isupper())

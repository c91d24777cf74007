"""Which words can be Vietnamese: one syllable each, of a beginning, a rime and a tone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ttdn_cli.text.normalization import composed, decomposed

_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = re.compile("(?:ch|[cpt])$")
_TONES_OF_STOPPED = ("\u0301", "\u0323")
_LONGEST = 7  # nghiêng
_BEGINNINGS = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
# Each vowel with what may follow it; "-" is nothing.
_RIMES = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n nh p t u",
    "i": "- a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": "- a c i m n ng p t",
    "oa": "c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": "- n o t",
    "oo": "c ng",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t y",
    "uâ": "n ng t y",
    "uê": "- ch nh",
    "uô": "c i m n ng t",
    "uơ": "-",
    "uy": "a ch n nh p t u",
    "uyê": "n t",
    "ư": "- a c i m n ng t u",
    "ươ": "c i m n ng p t u",
    "y": "- nh t",
    "yê": "m n ng t u",
}
_ENDS = "|".join(vowel + rest.strip("-") for vowel, rests in _RIMES.items() for rest in rests.split())
_FREE = ("oa", "oe", "uy")  # hoà and hòa
_MARKED = re.compile("[ăâêôơư](?!ơ)")
_VOWELS = re.compile("[aeiouy]+")
# Compiled when a word is first looked at, which few runs do.
_SYLLABLE = f"(?:{_BEGINNINGS})?({_ENDS})"
_AFTER_GI = f"gi({_ENDS})"


@lru_cache(4096)
def is_syllable(word: str, *, well_placed: bool = False) -> bool:
    """Tell whether a word, in any case and form of Unicode, has the form of a Vietnamese syllable with its marks.

    `Ð` and `ð`, typed for `Đ` and `đ`, are taken for these. With `well_placed` the tone stands on the right vowel; else
    on any, as people type it.
    """
    if len(word) > 3 * _LONGEST:  # decomposed, a letter may be three characters
        return False
    apart = decomposed(word.lower().replace("ð", "đ"))
    tones = _TONE.findall(apart)
    plain = composed(_TONE.sub("", apart))
    found = re.fullmatch(_SYLLABLE, plain)
    if len(tones) > 1 or not found:
        return False
    if _STOPPED.search(plain) and (tones or [""])[0] not in _TONES_OF_STOPPED:
        return False
    if not tones:
        return True
    toned = len(composed(apart[: _TONE.search(apart).start()])) - 1  # type: ignore[union-attr]
    rimes = [one.start(1) for one in (found, re.fullmatch(_AFTER_GI, plain)) if one]
    return any(toned - start in _places(plain[start:], anywhere=not well_placed) for start in rimes)


def _places(rime: str, *, anywhere: bool) -> Sequence[int]:
    """Return on which letters of a rime its tone may stand."""
    if anywhere:
        return range(len(rime))
    if marked := _MARKED.search(rime):
        return (marked.start(),)
    vowels = len(_VOWELS.match(rime)[0])  # type: ignore[index]
    if vowels < len(rime):
        return (vowels - 1,)
    if rime in _FREE:
        return (0, 1)
    return (vowels // 2,) if vowels > 2 else (0,)  # noqa: PLR2004 - oai, uya

"""Names in short: what initials make of them, and whether one name is short for another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from ttdn_cli.model.names import fold
from ttdn_cli.text.normalization import composed, decomposed

_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")
_ABBREVIATED = (
    ("ủy ban nhân dân", "UBND"),
    ("hội đồng nhân dân", "HĐND"),
    ("ban quản lý", "BQL"),
    ("bộ chỉ huy", "BCH"),
)
_PROVINCE = re.compile(r" tinh\b(?! uy\b| doan\b)")
_OF_PLACE = re.compile(r"(?:ubnd|uy ban nhan dan) (?=(?:xa|phuong|dac khu|huyen|thi xa|thi tran|thanh pho) )")
_LEAST_INITIALS = 3
_MOST_TOKENS = 8  # words of a short name
_SHORT_TYPES = ("sở", "bộ", "ban", "cục", "vụ", "viện", "đài", "hội")


def initials(name: str, kind: str) -> tuple[str, ...]:
    """Return the short names that initials make of a name that begins with a word: Sở TTTT, STTTT; UBND xã An Bình."""
    plain = composed(name)
    for long, short in _ABBREVIATED:
        if plain.casefold().startswith(long):
            return (short + plain[len(long) :],)
    if kind not in _SHORT_TYPES:
        return ()
    words = [word for word in _WORDS.findall(plain) if fold(word) not in ("va", "cua")]
    if words[-1].casefold() == "tỉnh":
        words = words[:-1]
    rest = words[1:]
    if len(rest) < _LEAST_INITIALS or any(_is_abbreviated(word) or word.isdecimal() for word in rest):
        return ()
    letters = "".join(decomposed(word)[0].upper() for word in rest)
    return (f"{words[0]} {letters}", f"{words[0][0].upper()}{letters}")


def is_abbreviated(name: str, kind: str) -> bool:
    """Tell whether a name is the word that it begins with and initials: Sở KH&ĐT, Đài PTTH tỉnh."""
    tokens = _tokens(name)
    return kind in _SHORT_TYPES and not tokens[0].isupper() and any(_is_abbreviated(one) for one in tokens[1:])


def spelt_out(name: str) -> str:
    """Return a folded name with the abbreviations that everybody knows written out."""
    plain = composed(name)
    for long, short in _ABBREVIATED:
        plain = re.sub(rf"\b{short}\b", long, plain)
    return fold(plain)


def left_out(key: str) -> Iterator[str]:
    """Yield the folded names that may stand for a folded one: without the province at its end, without UBND before."""
    for province in _PROVINCE.finditer(key):
        yield key[: province.start()]
        if province.end() < len(key):
            yield key[: province.end()]
    if committee := _OF_PLACE.match(key):
        yield key[committee.end() :]


def initial_letters(name: str) -> str:
    """Return the folded first letters of the words of a name, by which those are found that it may be short for."""
    return "".join(map(_first, _tokens(name)))


def meant_letters(name: str) -> set[str]:
    """Return the first letters of the words that a name may be short for; none where it cannot be short."""
    tokens = _tokens(name)
    if not any(_is_abbreviated(one) for one in tokens) or len(tokens) > _MOST_TOKENS:
        return set()
    choices = [{_first(one), fold(one)} if one.isupper() else {_first(one)} for one in tokens]
    return {"".join(parts) for parts in product(*choices)}


def _first(word: str) -> str:
    return word if word.isdecimal() else fold(word[0])


def _is_abbreviated(token: str) -> bool:
    return len(token) > 1 and token.isupper()


def is_short_for(short: str, long: str) -> bool:
    """Tell whether a name is another one with words in it abbreviated to their initials: Sở TTTT, UBND tỉnh."""
    tokens, words = _tokens(short), _tokens(long)
    if len(tokens) >= len(words) or not any(_is_abbreviated(one) for one in tokens):
        return False
    return _covers(tokens, words)


def _tokens(name: str) -> list[str]:
    return [one for one in _WORDS.findall(composed(name).replace("&", " ")) if fold(one) not in ("va", "cua")]


def _covers(tokens: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether tokens stand for words, one by one or by initials, all of them."""
    reached = {0}
    for number, token in enumerate(tokens):
        following = set()
        for at in reached:
            if at < len(words) and fold(token) == fold(words[at]):
                following.add(at + 1)
            if token.isupper():
                end = at + len(token)
                if end <= len(words) and fold("".join(one[0] for one in words[at:end])) == fold(token):
                    following.add(end)
        reached = following
        if not reached or (number == len(tokens) - 1 and len(words) not in reached):
            return False
    return True

"""The words of a time frame made plain, in either language, and the marks that stand beside them."""

from __future__ import annotations

import re

from ttdn_cli.limits import MAX_TIME_FRAME
from ttdn_cli.model.names import fold
from ttdn_cli.plans.annex.english import in_vietnamese
from ttdn_cli.text.normalization import composed

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_POINTED_DAY = re.compile(r"\b([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})\b")
_UNSURE = re.compile(r"[^\w\s\u0300-\u036f/().,;:'\"“”‘’*-]")  # ?, <, ~, + and the like say more than the words
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_KEPT = re.compile(r"([/(),;-])")
TENTATIVE = re.compile(r"(?:du kien|tentative(?:ly)?),? |,? ?\(?(?:du kien|tentative)\)?$")
ASPIRATIONAL = re.compile(r"phan dau:?,? |,? ?\(?phan dau\)?$")
VERBS = re.compile(r"(?:(?:hoan thanh|xong|thuc hien|trien khai|to chuc|nhiem vu|cong viec|ban hanh|trinh) )+(?=[^-,])")
_SHORT_MONTH = re.compile(r"\bt ?(0?[1-9]|1[0-2])(?![0-9])")


def plain_words(text: str) -> str:
    """Fold letters but keep what separates the parts of days and periods, without spaces around `/` and `-`."""
    if len(text) > MAX_TIME_FRAME:
        return ""
    text = _DASHES.sub("-", composed(text))
    if _UNSURE.search(text):
        return ""
    text = _POINTED_DAY.sub(r"\1/\2/\3", text)
    text = _ORDINAL.sub("", text)
    parts = (part if _KEPT.fullmatch(part) else f" {fold(part)} " for part in _KEPT.split(text))
    plain = re.sub(r" *([/-]) *", r"\1", re.sub(r" +", " ", "".join(parts)))
    plain = re.sub(r" ([),;])", r"\1", plain.replace("( ", "(")).strip(" ,;")
    plain = re.sub(r"\b(?:sau|06) thang(?= dau| cuoi|/lan| (?:0?1|mot) lan)", "6 thang", plain)
    return in_vietnamese(_SHORT_MONTH.sub(r"thang \1", plain))


def without(mark: re.Pattern[str], plain: str) -> tuple[str, bool]:
    """Return words without a mark at their beginning or end, and whether it was there."""
    match = mark.match(plain) or next((one for one in mark.finditer(plain) if one.end() == len(plain)), None)
    if match is None or match.span() == (0, len(plain)):
        return plain, False
    return (plain[: match.start()] + plain[match.end() :]).strip(" ,;"), True

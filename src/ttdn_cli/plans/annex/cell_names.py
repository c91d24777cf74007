"""The names in one cell of a table: parted at semicolons, line breaks, and commas and "và" before an agency begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ttdn_cli.limits import MAX_NAME
from ttdn_cli.model.names import fold, says_nothing
from ttdn_cli.plans.annex.mentions import is_ditto, mentions
from ttdn_cli.text.normalization import composed

# Words that names of agencies begin with, in the plural as well; general words of administration, no agency's own.
_TYPE_WORDS = (
    "sở; ban; bộ; vụ; công an; ubnd; ủy ban; uỷ ban; văn phòng; vp; chi cục; cục; tổng cục; trung tâm; "
    "đài; báo; hội; hđnd; hội đồng; liên minh; liên đoàn; liên hiệp; mặt trận; mttq; ubmttq; trường; "
    "viện; thanh tra; kho bạc; ngân hàng; bảo hiểm; tòa án; toà án; đoàn thanh niên; đoàn đại biểu; tỉnh "
    "ủy; tỉnh uỷ; huyện ủy; huyện uỷ; thành ủy; thành uỷ; đảng ủy; đảng uỷ; phòng; bch; bql; công ty; tập "
    "đoàn; tổng công ty; hiệp hội; quỹ; thuế; hải quan; bưu điện; tạp chí; cổng thông tin; học viện; bệnh "
    "viện; bộ đội; quân khu; nhà xuất bản; ban quản lý; điện lực; vườn quốc gia; bảo tàng; thư viện; nhà "
    "hát; công đoàn; viện kiểm sát; chi nhánh; đảng bộ; đặc khu; xã; phường; huyện; thị xã; thành phố; "
    "thị trấn; department; ministry; office; committee; agency; board; centre; center; police; authority; "
    "bureau; people's; provincial; the; thi hành án; vksnd; tand; bhxh; kbnn; trạm"
)
_TYPES = {one: one for one in _TYPE_WORDS.split("; ")}
_PLAIN_TYPES = {fold(one): one for one in _TYPES} | _TYPES  # where no letter has a mark, they may be left out


TYPE_KEYS = frozenset(map(fold, _TYPES))


def _beginning(words: Iterable[str]) -> re.Pattern[str]:
    """Return what matches one of the words that a name begins with, the longest that fits."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?![^\W\d_])")


_TYPE, _PLAIN_TYPE = _beginning(_TYPES), _beginning(_PLAIN_TYPES)
PLACES = ("đặc khu", "xã", "phường", "huyện", "thị xã", "thành phố", "thị trấn")
_LISTS = ("các ", "những ", "một số ", "toàn thể ", "cac ", "nhung ", "mot so ", "all ", "relevant ", "other ")
# What "các …" is said of where it names people, and not the parks or zones that one agency looks after.
_PEOPLE_WORDS = (
    "co don so ban nganh dia huyen xa phuong thi thanh to cap bo hoi doan doanh ca truong phong cong uy ubnd tinh "
    "departments agencies units bodies offices ministries localities"
)
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
OPEN = re.compile(
    r"(?:cac|nhung|mot so|toan the|moi|all|relevant|other|concerned)\b.*|.*\blien quan|"
    r"(?:ubnd|uy ban nhan dan|hdnd|chu tich ubnd|cong an|phong|dang uy) cac\b.*|.*\bcap (?:xa|huyen)\b.*|"
    r"(?:phong|hoi|doan|trung tam|tram|mat tran|to)\b.* cac (?:xa|phuong|dac khu|huyen|thi xa|dia phuong)\b.*|"
    r"[0-9]+ (?:so|ban|nganh|dia phuong|don vi|co quan|huyen|xa|phuong)\b.*|"
    r"(?:so|ban|nganh|dia phuong|don vi|co quan|huyen|xa|phuong)(?: (?:va )?(?:so|ban|nganh|dia phuong|don vi|co quan|"
    r"huyen|xa|phuong|thi xa|thanh pho|dac khu|trong tinh|cua tinh|cap))*"
)
_OFFICE = 80  # characters of the name of an office
_OFFICE_OF = re.compile(r"(?:van phong|vp) (?:hdnd|hoi dong nhan dan|doan dbqh|doan dai bieu quoc hoi)")
_SERVED = re.compile(r"(?:hdnd|hoi dong nhan dan|ubnd|uy ban nhan dan|uy ban hanh chinh)\b(?! (?:cac|cap)\b)")
APART = re.compile(r"\s*,\s*|\s*[/&]\s*|\s+(?:và|va)\s+|\s+and\s+", re.IGNORECASE)
ALONE = frozenset(map(fold, ("sở", "ban", "bộ", "vụ", "cục", "đài", "báo", "hội", "phòng", "viện", "trường")))


def names_in(text: str) -> Iterator[str]:
    """Yield the names in a cell."""
    if says_nothing(text) or is_ditto(text):
        return
    for one in mentions(text):
        if not fold(one.words).startswith("nhu ") and not says_nothing(one.words):
            yield from _parted(one.words)


def _parted(words: str) -> Iterator[str]:
    """Part words at commas and "và" where the next word is one that agencies begin with."""
    begin = 0
    for match in APART.finditer(words):
        if begins(words[match.end() : match.end() + MAX_NAME], words[begin : match.start()]):
            yield words[begin : match.start()].strip(" ,.")
            begin = match.end()
    rest = words[begin:].strip(" ,.")
    if rest:
        yield rest


def begins(rest: str, before: str) -> bool:
    """Tell whether words begin the name of an agency of its own, after those of another."""
    plain = composed(rest).casefold()
    listed = next((one for one in _LISTS if plain.startswith(one)), None)
    if listed:
        return fold(plain[len(listed) :]).split(" ")[0] in _PEOPLE
    kind = type_of(rest)
    if not kind or fold(before) in ALONE or _serves(before, rest):  # "Báo và Đài …" is one
        return False
    after = rest[len(kind) :].strip()
    named = bool(after) and after[0].isupper()
    if kind in PLACES:
        return named and rest[0].isupper() and not composed(before).casefold().startswith(_LISTS)
    return (
        rest[0].isupper()
        or (named and not composed(before).casefold().startswith(_LISTS))
        or (
            bool(after)
            and not composed(before).casefold().startswith(_LISTS)
            and before[:1].islower()
            and not after.startswith(",")
        )
    )


def _serves(before: str, rest: str) -> bool:
    """Tell whether words go on with whom one office works for: "Văn phòng HĐND" and "UBND xã"."""
    return bool(_OFFICE_OF.fullmatch(fold(before[:_OFFICE])) and _SERVED.match(fold(rest[:_OFFICE])))


def type_of(words: str) -> str:
    """Return the word that the name of an agency begins with, "" where it is none that such names begin with."""
    plain = composed(words).casefold()
    found = (_PLAIN_TYPE if plain.isascii() else _TYPE).match(plain)
    return _PLAIN_TYPES[found[0]] if found else ""

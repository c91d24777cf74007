"""What a task is to produce, as the cell of results words it: names, quantities where they are plain, and rates."""

from __future__ import annotations

import re
from typing import NamedTuple

from ttdn_cli.model.names import fold, says_nothing

_PARTED = re.compile(r"[;\n]+")
_BULLET = re.compile(r"^[\s+*•·–-]+")
_COUNTED = re.compile(r"0*([1-9][0-9]{0,2})\s+(\S.*)", re.DOTALL)
_NUMBER_ALONE = re.compile(r"[\W\d_]*\d[\W\d_]*")
_NUMBER_LAST = re.compile(r"[^:]*[^\W\d_][^:]*:\s*[0-9][0-9.]{0,8}")  # "Video: 05"
_THOUSANDS = re.compile(r"(?<![\w./,-])[0-9]{1,3}(?:\.[0-9]{3})+\s+[^\W\d_]")
_PLAIN_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_EACH = re.compile(r"/|\b(?:moi|hang|tren|den|per|each|every|hoac)\b|\bor\b")
_ALTERNATIVE = re.compile(r"\b(?:hoac|hay la|or)\b")
_RATE = re.compile(
    r"(?:(?P<name>[^/:]+):\s*)?0*(?P<count>[1-9][0-9]{0,2})\s+(?P<unit>[^/]+?)\s*"
    r"(?:/\s*(?:1\s+|01\s+)?|\s(?:mỗi|một|hằng|hàng|per|each|every|a)\s+)"
    r"(?P<span>tháng|quý|năm|6 tháng|month|quarter|year)"
    r"(?:\s*/\s*năm(?:\s+[0-9]{4})?)?",
    re.IGNORECASE,
)
_LAG = re.compile(
    r"\b(?:sau|truoc|ke tu|after|before)\b|\b(?:dau|giua)$"
)  # a day of the period, and no number of works
_SPANS = {
    "thang": "month",
    "quy": "quarter",
    "nam": "year",
    "6 thang": "half",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
_UNIT_WORDS = (
    "ấn phẩm, báo cáo, bài, bài báo, bài viết, bản, bản tin, băng rôn, bộ, buổi, chuyên đề, chuyên mục, chuyên trang, "
    "chương trình, clip, công văn, cuộc, cuộc thi, cuốn, cụm, đề án, đoàn, đợt, hội chợ, hội nghị, hội thảo, kế hoạch, "
    "lớp, lớp tập huấn, mô hình, ngày, pa nô, phim, phóng sự, quyển, quyết định, số, sự kiện, tác phẩm, tạp chí, tập, "
    "tập san, thông báo, tin, tin bài, tọa đàm, tờ, tờ trình, trang, văn bản, video, video clip, "
    "áp phích, biên bản, chỉ thị, cơ sở dữ liệu, dự án, đề tài, hệ thống, hồ sơ, hợp đồng, khóa, nghị quyết, phần mềm, "
    "quy chế, quy định, sản phẩm, thỏa thuận, tờ gấp, tờ rơi, trang thông tin, ứng dụng, "
    "report, reports, issue, issues, article, articles, course, courses, plan, plans, event, events, "
    "workshop, workshops, conference, conferences, decision, decisions, document, documents, leaflet, leaflets, "
    "meeting, meetings, portal, portals, seminar, seminars, survey, surveys, videos, website, websites"
)
_UNITS = frozenset(fold(unit) for unit in _UNIT_WORDS.split(", "))
_COUNT_OF_UNIT = re.compile(
    r"(?<![\w./-])0*[1-9][0-9.]{0,6}(?:\s?[–-]\s?0*[1-9][0-9]{0,3})?\s+([^\W\d_]+(?: [^\W\d_]+)?)"
)
_NEXT_COUNT = re.compile(r"(?:,|\s+và)\s+(?=0*[1-9][0-9]{0,2}\s+[^\W\d_])", re.IGNORECASE)


class DraftDeliverable(NamedTuple):
    """A deliverable as far as the words are plain."""

    name: str
    quantity: int | None = None
    unit: str | None = None


class Rate(NamedTuple):
    """So many in each month, quarter, half or year."""

    every: str
    deliverable: DraftDeliverable


class Part(NamedTuple):
    """One part of a cell of results: its words, what it is, a rate, and whether a number in it was left unread."""

    words: str
    deliverable: DraftDeliverable
    rate: Rate | None
    is_unread: bool


def parts_of(text: str) -> list[Part]:
    """Return what a cell of results lists, one a line or parted by semicolons or by numbers of their own."""
    found = []
    for line in _PARTED.split(text):
        for piece in _pieces(" ".join(_BULLET.sub("", line).split()).rstrip(".,")):
            if piece and not says_nothing(piece):
                one = read_deliverable(piece)
                rate = read_rate(piece)
                counts = any(one.fullmatch(piece) for one in (_COUNTED, _NUMBER_ALONE, _NUMBER_LAST)) or _has_count(
                    piece
                )
                unread = one.quantity is None and rate is None and bool(counts)
                found.append(Part(piece, one, rate, unread))
    return found


def _pieces(words: str) -> list[str]:
    """Part "02 phóng sự, 01 báo cáo" where each part has a number and a unit of its own."""
    pieces = _NEXT_COUNT.split(words)
    return pieces if len(pieces) > 1 and all(read_deliverable(one).quantity for one in pieces) else [words]


def read_deliverable(words: str) -> DraftDeliverable:
    """Return a deliverable with quantity and unit where the words are plain ("02 phóng sự …"), else its name only."""
    match = _COUNTED.fullmatch(words)
    if match is None or _EACH.search(fold(match[2].replace("/", " moi "))):
        return DraftDeliverable(words)
    unit = _unit(match[2])
    return DraftDeliverable(match[2], int(match[1]), unit) if unit else DraftDeliverable(words)


def read_rate(words: str) -> Rate | None:
    """Return what "01 số/quý" and "04 bài mỗi tháng" say, None for other words."""
    match = _RATE.fullmatch(words.strip())
    if match is None or not _unit(match["unit"]) or _LAG.search(fold(match["unit"])):
        return None
    unit = " ".join(match["unit"].split())
    name = " ".join((match["name"] or unit).split())
    return Rate(_SPANS[fold(match["span"])], DraftDeliverable(name, int(match["count"]), _unit(unit)))


def _unit(words: str) -> str | None:
    """Return the unit that words begin with, where it is one that can be counted."""
    parts = words.split()
    for size in (3, 2, 1):
        unit = " ".join(parts[:size])
        if len(parts) >= size and _PLAIN_WORDS.fullmatch(unit) and fold(unit) in _UNITS:
            return unit.lower()
    return None


def _has_count(words: str) -> bool:
    """Tell whether words hold a number of something that can be counted."""
    units = (found[1] for found in _COUNT_OF_UNIT.finditer(words))
    return any(_unit(one) or _unit(one.split()[0]) for one in units) or bool(
        _THOUSANDS.search(words) or _ALTERNATIVE.search(fold(words))
    )

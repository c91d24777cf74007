"""What the headings of an annex mean, in the words that offices use, with or without marks, in two languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ttdn_cli.model.names import fold

_NAMES: dict[str, str] = {
    "number": "TT; STT; Số TT; Số thứ tự; Mã; Mã số; Mã nhiệm vụ; Mã NV; No.; No; Nr.; #; Ref; Code; Item No.",
    "name": (
        "Tên nhiệm vụ; Nhiệm vụ; Nội dung nhiệm vụ; Nhiệm vụ cụ thể; Nội dung; Nội dung công việc; Tên công việc; "
        "Công việc; Nội dung, nhiệm vụ; Nhiệm vụ, nội dung; Nhiệm vụ, giải pháp; Nhiệm vụ/giải pháp; "
        "Nội dung thực hiện; Nội dung hoạt động; Tên hoạt động; Hoạt động; Đầu việc; Nhiệm vụ, hoạt động; "
        "Nhiệm vụ trọng tâm; Nhiệm vụ chủ yếu; Tên nhiệm vụ, đề án; Nhiệm vụ, đề án; Tên chương trình, nhiệm vụ; "
        "Tên nhiệm vụ, giải pháp; Nội dung, công việc; Nội dung nhiệm vụ, giải pháp; "
        "Tên đề án; Tên văn bản; Tên đề án, văn bản; Tên văn bản, đề án; Việc cần làm; "
        "Nội dung nhiệm vụ cụ thể; Các nhiệm vụ; Danh mục nhiệm vụ; Nhiệm vụ, dự án; Tên nhiệm vụ, dự án; "
        "Hoạt động chính; "
        "Task; Tasks; Task name; Activity; Activities; Name of task; Description; Work item; Action"
    ),
    "lead": (
        "Cơ quan chủ trì; Đơn vị chủ trì; Chủ trì; Cơ quan, đơn vị chủ trì; Cơ quan chủ trì thực hiện; "
        "Đơn vị chủ trì thực hiện; Chủ trì thực hiện; Cơ quan chủ trì tham mưu; Đơn vị chủ trì tham mưu; "
        "Cơ quan thực hiện chủ trì; Phân công chủ trì; Đơn vị đầu mối; Cơ quan đầu mối; Đầu mối thực hiện; "
        "Phân công thực hiện chủ trì; Cơ quan, đơn vị chủ trì thực hiện; Cơ quan chịu trách nhiệm chính; "
        "Cơ quan tham mưu; Đơn vị tham mưu; Cơ quan chủ trì soạn thảo; Đơn vị chủ trì soạn thảo; Bộ phận chủ trì; "
        "Phòng chủ trì; Cơ quan phụ trách; Đơn vị phụ trách; Cơ quan chịu trách nhiệm; Đơn vị chịu trách nhiệm; "
        "Lead agency; Lead; Lead unit; Lead department; Leading agency; Responsible agency; Responsible unit; "
        "Responsible units; Responsible office; Responsible department; Responsible; In charge; Lead office"
    ),
    "coordinators": (
        "Cơ quan phối hợp; Đơn vị phối hợp; Phối hợp; Cơ quan, đơn vị phối hợp; Cơ quan phối hợp thực hiện; "
        "Đơn vị phối hợp thực hiện; Phối hợp thực hiện; Cơ quan thực hiện phối hợp; Phân công phối hợp; "
        "Cơ quan, đơn vị phối hợp thực hiện; Phân công thực hiện phối hợp; Cơ quan phối hợp, tham gia; "
        "Supporting agencies; Supporting agency; Coordinating agencies; Coordinating agency; Coordination; "
        "Bộ phận phối hợp; Phòng phối hợp; Cơ quan tham gia; Đơn vị tham gia; "
        "Coordinating units; Coordinating unit; Coordinating offices; Coordinating departments; Supporting units; "
        "Supporting unit; Supporting offices; Cooperating agencies; Cooperating units; Partner agencies; "
        "Partners; Support; Coordinators; Coordinator; In coordination with"
    ),
    "assigned": (
        "Phân công thực hiện; Phân công nhiệm vụ; Phân công; Cơ quan thực hiện; Đơn vị thực hiện; "
        "Cơ quan, đơn vị thực hiện; Tổ chức thực hiện; Đơn vị được giao; Cơ quan được giao; Trách nhiệm thực hiện; "
        "Cơ quan chủ trì, phối hợp; Đơn vị chủ trì, phối hợp; Chủ trì, phối hợp; Chủ trì/phối hợp; "
        "Cơ quan chủ trì và phối hợp; Assigned to; Agencies; Implementing agency; Implementing agencies"
    ),
    "results": (
        "Kết quả; Sản phẩm; Kết quả, sản phẩm; Sản phẩm, kết quả; Sản phẩm đầu ra; Kết quả đầu ra; "
        "Kết quả thực hiện; Kết quả dự kiến; Sản phẩm dự kiến; Dự kiến kết quả; Dự kiến sản phẩm; Kết quả yêu cầu; "
        "Sản phẩm hoàn thành; Kết quả đạt được; Kết quả cần đạt; Yêu cầu kết quả; Sản phẩm chủ yếu; Đầu ra; "
        "Kết quả, sản phẩm dự kiến; Sản phẩm, kết quả đầu ra; Dự kiến sản phẩm hoàn thành; Sản phẩm phải đạt; "
        "Hình thức sản phẩm; Dự kiến kết quả, sản phẩm; Sản phẩm/kết quả đầu ra; Kết quả/sản phẩm đầu ra; "
        "Sản phẩm cụ thể; Deliverable; Deliverables; Result; Results; Output; Outputs; Product; Products; "
        "Expected result; Expected results; Expected output; Expected outputs"
    ),
    "deadline": (
        "Thời gian hoàn thành; Thời hạn hoàn thành; Thời hạn; Hạn hoàn thành; Tiến độ hoàn thành; Hạn cuối; "
        "Thời hạn thực hiện; Ngày hoàn thành; Thời điểm hoàn thành; Hạn thực hiện; Hạn; Thời gian cần hoàn thành; "
        "Thời hạn trình; Thời gian trình; Thời hạn phải hoàn thành; Mốc hoàn thành; Mốc thời gian hoàn thành; "
        "Dự kiến hoàn thành; Thời gian dự kiến hoàn thành; Thời hạn báo cáo; Thời hạn giao; Hạn xử lý; "
        "Thời hạn theo văn bản; Thời hạn theo văn bản giao; Ngày đến hạn; Target date; "
        "Deadline; Due; Due date; Completion date; Date of completion; Complete by; By when"
    ),
    "window": (
        "Thời gian thực hiện; Thời gian; Tiến độ; Tiến độ thực hiện; Lộ trình; Lộ trình thực hiện; "
        "Thời gian tổ chức; Thời gian triển khai; Thời điểm; Thời điểm thực hiện; Thời gian dự kiến; "
        "Dự kiến thời gian; Dự kiến thời gian thực hiện; Thời gian thực hiện dự kiến; Kế hoạch thời gian; "
        "Thời gian tiến hành; Mốc thời gian; Thời gian bắt đầu - kết thúc; Từ ngày - đến ngày; "
        "Time; Time frame; Timeframe; Timeline; Schedule; Period; When; Timing"
    ),
    "begins": (
        "Bắt đầu; Thời gian bắt đầu; Ngày bắt đầu; Thời điểm bắt đầu; Từ; Từ ngày; Khởi công; "
        "Thời gian thực hiện bắt đầu; Thời gian thực hiện từ; Thời gian từ; Thời gian thực hiện từ ngày; "
        "Start; Start date; Begins; Begin; From; Starts"
    ),
    "ends": (
        "Kết thúc; Thời gian kết thúc; Ngày kết thúc; Thời điểm kết thúc; Đến; Đến ngày; Hoàn thành; "
        "Thời gian thực hiện kết thúc; Thời gian thực hiện đến; Thời gian đến; Thời gian thực hiện đến ngày; "
        "Thời gian thực hiện hoàn thành; End; End date; Ends; Finish; To; Until"
    ),
    "content": (
        "Nội dung chi tiết; Nội dung cụ thể; Nhiệm vụ chi tiết; Chi tiết; Mô tả; Nội dung chủ yếu; Yêu cầu cụ thể; "
        "Giải pháp; Giải pháp thực hiện; Cách thức thực hiện; Phương pháp; Details; Content; Contents"
    ),
    "funding": (
        "Kinh phí; Kinh phí thực hiện; Nguồn kinh phí; Dự toán; Dự toán kinh phí; Nguồn vốn; Kinh phí dự kiến; "
        "Dự kiến kinh phí; Nguồn lực; Kinh phí (triệu đồng); Kinh phí (nghìn đồng); Kinh phí (đồng); "
        "Kinh phí (tỷ đồng); Nguồn kinh phí thực hiện; Funding; Budget; Cost; Costs; Funds"
    ),
    "parent": (
        "Căn cứ; Văn bản giao; Văn bản giao việc; Văn bản giao nhiệm vụ; Căn cứ giao nhiệm vụ; Căn cứ pháp lý; "
        "Văn bản căn cứ; Văn bản chỉ đạo; Cơ sở pháp lý; Legal basis; Basis"
    ),
    "subjects": (
        "Đối tượng; Đối tượng thực hiện; Đối tượng tham gia; Thành phần; Thành phần tham dự; Đối tượng thụ hưởng; "
        "Target group; Participants; Audience"
    ),
    "notes": "Ghi chú; Chú thích; Ghi chú khác; Notes; Note; Remarks; Remark; Comments",
}
MEANINGS = {fold(name) or name: column for column, names in _NAMES.items() for name in names.split("; ")}
FIRST_WORDS = {column: names.partition(";")[0] for column, names in _NAMES.items()}
TIMES = ("deadline", "window", "begins", "ends")
LEADS = ("lead", "assigned")
_SHORT = {"cq": "co quan", "dv": "don vi", "tg": "thoi gian", "nv": "nhiem vu", "kq": "ket qua"}
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_JOINED = re.compile(r"\s*[/,;]\s*|\s+và\s+|\s+and\s+", re.IGNORECASE)
_TOGETHER = {
    "name": {"name", "content"},
    "assigned": {"lead", "coordinators", "assigned"},
    "deadline": {"deadline", "window"},
}
MOST_ROWS = 3  # of headings above one another


class Column(NamedTuple):
    """A column that is known: what it means, its number (from 0), and how the table words it."""

    means: str
    at: int
    heading: str


def meaning(text: str) -> str | None:
    """Return what a heading means; None for one that is not known. What it adds in brackets need not be known."""
    words = " ".join(text.split())
    if not words or "%" in words:  # of "Tiến độ (%)" it is the progress
        return None
    short = _BRACKETS.sub("", words)
    return next((found for one in (words, short) if (found := MEANINGS.get(_key(one)))), None) or _together(short)


def _together(words: str) -> str | None:
    """Return what a heading means that joins known ones: "Thời gian/Tiến độ", "Nhiệm vụ và giải pháp"."""
    parts = [one for one in _JOINED.split(words) if one]
    found = {MEANINGS.get(_key(one), "") for one in parts} if len(parts) > 1 else {""}
    if len(found) == 1:
        return found.pop() or None
    return next((means for means, joined in _TOGETHER.items() if found <= joined), None)


def _key(words: str) -> str:
    """Return words as headings are compared, abbreviations written out: CQ, ĐV, TG."""
    return " ".join(_SHORT.get(one, one) for one in fold(words).split()) or words


def known_as(labels: Sequence[str]) -> str | None:
    """Return what the headings of one column, from above to below, mean together: those below say more."""
    words = [" ".join(one.split()) for one in dict.fromkeys(labels) if one]
    if not words:
        return None
    joined = (" ".join(words[first:]) for first in range(len(words)))
    under = meaning(words[-1])
    whole = next((found for one in joined if (found := meaning(one))), None)
    return whole if len(words) > 1 and whole and whole != under and under is None else under or whole

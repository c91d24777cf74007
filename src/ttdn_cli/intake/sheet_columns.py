"""The form of a report as a sheet: which headings mean which field. The template writes them, the reader knows them."""

from __future__ import annotations

from ttdn_cli.model.names import fold

# Of each field first the label that the Vietnamese template writes, then the English one, then what else people write.
HEAD: dict[str, tuple[str, ...]] = {
    "schema": ("Mẫu báo cáo", "Form"),
    "agency": ("Cơ quan báo cáo", "Reporting agency", "Đơn vị báo cáo"),
    "period": ("Kỳ báo cáo", "Reporting period"),
    "submitted_on": ("Ngày gửi báo cáo", "Day of submission", "Ngày báo cáo"),
    "plan_revision": ("Phiên bản kế hoạch", "Revision of the plan"),
    "submitted_by.name": ("Họ và tên người gửi", "Name of the sender"),
    "submitted_by.title": ("Chức vụ người gửi", "Title of the sender"),
    "document.number": ("Số, ký hiệu công văn", "Number of the covering letter"),
    "document.date": ("Ngày công văn", "Date of the covering letter"),
    "nothing_to_report": ("Không có nội dung báo cáo", "Nothing to report"),
}
COLUMNS: dict[str, tuple[str, ...]] = {
    "task": ("Mã nhiệm vụ", "Task id"),
    "occurrence": ("Kỳ thực hiện", "Occurrence"),
    "state": ("Tình hình thực hiện", "State", "Trạng thái"),
    "completed_on": ("Ngày hoàn thành", "Day of completion"),
    "progress": ("Tiến độ (%)", "Progress (%)"),
    "coordinated_with": ("Cơ quan đã phối hợp", "Coordinated with"),
    "deliverables": ("Sản phẩm đã có", "Delivered"),
    "evidence": ("Minh chứng", "Evidence"),
    "result": ("Kết quả thực hiện", "Result"),
    "obstacles": ("Khó khăn, vướng mắc", "Obstacles"),
    "proposals": ("Kiến nghị, đề xuất", "Proposals"),
}
# What the template shows for orientation, and nobody fills in.
SHOWN: dict[str, tuple[str, ...]] = {
    "number": ("TT", "No.", "STT", "Số TT"),
    "title": ("Nhiệm vụ", "Task and title", "Tên nhiệm vụ"),
    "due": ("Kỳ, thời hạn", "Occurrence and due date"),
    "plan": ("Theo kế hoạch", "In the plan"),
    "before": ("Kỳ trước đã báo cáo", "Reported before"),
}

# What the form shows in a cell until something is chosen there, by language; some programs make plain text of it.
PLACEHOLDERS: dict[str, dict[str, str]] = {
    "vi": {
        "state": "Chọn tình hình thực hiện",
        "completed_on": "Chọn ngày hoàn thành",
        "submitted_on": "Chọn ngày gửi báo cáo",
    },
    "en": {
        "state": "Choose the state",
        "completed_on": "Choose the day of completion",
        "submitted_on": "Choose the day of submission",
    },
}
LISTS = ("coordinated_with", "evidence", "deliverables")


def _index(fields: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(name): field for field, names in fields.items() for name in (field, *names)}


HEADS, FIELDS, PASSED_OVER = _index(HEAD), _index(COLUMNS), _index(SHOWN)
HEADINGS = {**PASSED_OVER, **FIELDS}


def label(field: str, language: str) -> str:
    """Return how the template words a field in a language."""
    vietnamese, english, *_ = HEAD.get(field) or COLUMNS.get(field) or SHOWN[field]
    return vietnamese if language == "vi" else english


def is_heading(text: str) -> bool:
    """Tell whether a text is a heading of the table or a label of the head."""
    folded = fold(text)
    return folded in HEADINGS or folded in HEADS

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
LISTS = ("coordinated_with", "evidence", "deliverables")


# Sentences of empty controls: those of our own forms, and those that Word and LibreOffice put there by themselves.
HINTS = (
    "Chọn tình hình thực hiện", "Chọn ngày hoàn thành", "Chọn ngày gửi báo cáo", "Chọn ngày công văn", "Chọn ngày",
    "Choose the state", "Choose the day of completion", "Choose the day of submission", "Choose a day",
    "Bấm vào đây để nhập", "Bấm vào đây để nhập kết quả", "Bấm vào đây để nhập văn bản", "Bấm vào đây để nhập ngày",
    "Bấm hoặc gõ nhẹ vào đây để nhập văn bản", "Bấm hoặc gõ nhẹ để nhập ngày",
    "Bấm hoặc nhấn vào đây để nhập văn bản", "Bấm hoặc nhấn để nhập ngày", "Bấm hoặc nhấn vào đây để nhập ngày",
    "Nhấp hoặc gõ nhẹ vào đây để nhập văn bản", "Nhấp vào đây để nhập văn bản", "Nhấp vào đây để nhập ngày",
    "Nhấn vào đây để nhập văn bản", "Chọn một mục", "Chọn mục",
    "Click or tap here to enter text", "Click here to enter text", "Click or tap to enter a date",
    "Click here to enter a date", "Choose an item", "Choose a building block",
    "Click here to insert text", "Click placeholder and overwrite", "Select a date", "Select an item",
)  # fmt: skip


def _index(fields: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(name): field for field, names in fields.items() for name in (field, *names)}


HEADS, FIELDS, PASSED_OVER = _index(HEAD), _index(COLUMNS), _index(SHOWN)
HEADINGS = {**PASSED_OVER, **FIELDS}
_HINTS = frozenset(
    fold(f"{verb} {word}")
    for verb, words in (
        ("Chọn", [names[0] for names in (*HEAD.values(), *COLUMNS.values())]),
        ("Bấm vào đây để nhập", [names[0] for names in (*HEAD.values(), *COLUMNS.values())]),
        ("Choose", [names[1] for names in (*HEAD.values(), *COLUMNS.values())]),
        ("Click here to enter", [names[1] for names in (*HEAD.values(), *COLUMNS.values())]),
    )
    for word in words
).union(map(fold, HINTS))


def label(field: str, language: str) -> str:
    """Return how the template words a field in a language."""
    vietnamese, english, *_ = HEAD.get(field) or COLUMNS.get(field) or SHOWN[field]
    return vietnamese if language == "vi" else english


def is_heading(text: str) -> bool:
    """Tell whether a text is a heading of the table or a label of the head."""
    folded = fold(text)
    return folded in HEADINGS or folded in HEADS


def is_hint(text: str) -> bool:
    """Tell whether a text, alone in a cell, is the sentence of an empty control and so says nothing."""
    return fold(text) in _HINTS

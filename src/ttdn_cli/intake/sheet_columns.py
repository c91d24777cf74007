"""The form of a report as a sheet: which headings mean which field. The template writes them, the reader knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdn_cli.model.names import fold, says_nothing
from ttdn_cli.model.states import STATE_WORDS, State

if TYPE_CHECKING:
    from ttdn_cli.files.grid import Grid

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
GIVEN = frozenset(("task", "occurrence", *SHOWN))  # what the form brings
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
# What the sheet begins with that explains the form, by language.
GUIDE_TITLES = {"vi": "Hướng dẫn điền báo cáo", "en": "How to fill in the report"}
# By which an older form is known: it came with a day and states that count for nothing until somebody changes them.
_OLD_NOTES = ("ghi ngày gửi báo cáo thay cho ngày", "write the day of submission in place of")
# The states in the order in which the form offers them.
STATES = (State.NOT_STARTED, State.IN_PROGRESS, State.DONE, State.CANCELLED)
LISTS = ("coordinated_with", "evidence", "deliverables")


# Sentences of empty controls: those of our own forms, and those that Word and LibreOffice put there by themselves.
HINTS = (
    *(text for one in PLACEHOLDERS.values() for text in one.values()), "Chọn ngày", "Choose a day",
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


HEADS = _index(HEAD)
HEADINGS = {**_index(SHOWN), **_index(COLUMNS)}
PASSED_OVER = frozenset(SHOWN)
_VERBS = (("Chọn", 0), ("Bấm vào đây để nhập", 0), ("Choose", 1), ("Click here to enter", 1))
_LABELS = (*HEAD.values(), *COLUMNS.values())
_HINTS = frozenset(
    map(fold, (*HINTS, *(f"{verb} {names[language]}" for verb, language in _VERBS for names in _LABELS)))
)
_OLD = tuple(map(fold, _OLD_NOTES))
_NOTES = tuple(map(fold, ("Ghi chú", "Note", "Remark")))


def label(field: str, language: str) -> str:
    """Return how the template words a field in a language."""
    vietnamese, english, *_ = HEAD.get(field) or COLUMNS.get(field) or SHOWN[field]
    return vietnamese if language == "vi" else english


def is_heading(text: str) -> bool:
    """Tell whether a text is a heading of the table or a label of the head."""
    folded = fold(text)
    return folded in HEADINGS or folded in HEADS


def is_placeholder(text: str) -> bool:
    """Tell whether a cell is not filled in: words that say nothing, or what the form itself shows there."""
    return says_nothing(text) or is_hint(text)


def is_hint(text: str) -> bool:
    """Tell whether a text, alone in a cell, is the sentence of an empty control and so says nothing."""
    return fold(text) in _HINTS


def is_note(text: str) -> bool:
    """Tell whether a heading is that of free notes, which the form does not have."""
    return fold(text).startswith(_NOTES)


def is_guide(grid: Grid) -> bool:
    """Tell whether a sheet is empty, or the one that explains how the form is filled in."""
    first = next((cell.text for line in grid.lines for cell in line.cells), "")
    return not first or fold(first) in map(fold, GUIDE_TITLES.values())


def is_old_note(text: str) -> bool:
    """Tell whether a text is the note by which an older form is known."""
    return fold(text).lstrip("0123456789 ").startswith(_OLD)


def state_word(state: State, language: str) -> str:
    """Return a state as the form offers it in a language; either is understood when it is read back."""
    return (STATE_WORDS[state][0] if language == "vi" else state.value.replace("_", " ")).capitalize()


def state_words(language: str) -> tuple[str, ...]:
    """Return the states as the form offers them."""
    return tuple(state_word(state, language) for state in STATES)

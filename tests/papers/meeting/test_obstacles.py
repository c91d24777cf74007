"""Of what came and does not count the papers do not say that it tells of no obstacles."""

from __future__ import annotations

from datetime import date

import pytest

from tests.papers.meeting.test_matrix import shown, world
from tests.support.worlds import Data, World
from ttdn_cli.papers.meeting import md
from ttdn_cli.papers.meeting.sheets import due_sheets
from ttdn_cli.text.i18n import Words

WORDS = Words("en")
NOT_COUNTED = "what came could not be counted"
WRONG: Data = {"task": "T.1", "state": "in_progress", "progress": 150, "obstacles": "Mưa bão kéo dài"}
NOTHING: Data = {"task": "T.1", "state": "in_progress"}
OTHER: Data = {"task": "T.2", "state": "in_progress"}


def told(found: World) -> tuple[str, str]:
    """Return what page and workbook say of the obstacles to T.1, which is overdue or falls due soon."""
    case = shown(found)[2]
    lines = [line for line in md.render(case, WORDS).decode().splitlines() if line.startswith("| T.1 (")]
    page = next(cells[-2].strip() for line in lines if len(cells := line.split("|")) == 8)
    rows = [row for sheet in due_sheets(case, WORDS) for row in sheet.rows if row[0] == "T.1"]
    return page, str(rows[0][9])


def due(day: date, items: dict[str, list[Data]], *leads: str) -> World:
    tasks: list[Data] = [{"id": "T.1", "lead": list(leads or ("a",)), "schedule": {"by": day}}]
    return world([*tasks, {"id": "T.2", "lead": "a"}], items)


@pytest.mark.parametrize("day", [date(2017, 4, 1), date(2017, 7, 1)], ids=["overdue", "due soon"])
@pytest.mark.parametrize(
    ("items", "page"),
    [
        ({"a-Q2": [WRONG, OTHER]}, NOT_COUNTED),
        ({"a-Q2": [WRONG]}, NOT_COUNTED),
        ({"a-Q1": [NOTHING], "a-Q2": [WRONG, OTHER]}, NOT_COUNTED),
        ({"a-Q1": [NOTHING | {"obstacles": "Thiếu người"}], "a-Q2": [WRONG, OTHER]}, "Thiếu người"),
        ({"a-Q1": [WRONG, OTHER], "a-Q2": [NOTHING]}, "none given"),
        ({"a-Q2": [OTHER]}, "none given"),
    ],
    ids=["item left out", "file rejected", "after one without any", "after one with some", "before one", "silence"],
)
def test_obstacles_are_not_said_to_be_missing_where_the_last_word_does_not_count(
    day: date, items: dict[str, list[Data]], page: str
) -> None:
    assert (page, page.replace("none given", "")) == told(due(day, items))


def test_of_several_leads_each_is_told_whose_last_word_does_not_count() -> None:
    items = {"x-Q2": [WRONG, OTHER], "y-Q2": [NOTHING | {"obstacles": "Thiếu người"}]}
    said = f"Xã X: {NOT_COUNTED}; Xã Y: Thiếu người"
    assert told(due(date(2017, 4, 1), items, "a", "x", "y")) == (said, said)

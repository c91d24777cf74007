"""A finding names the amendments of its task that changed what it goes by, and no others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.papers.meeting.test_matrix import world
from tests.support.worlds import Data, judged

TASKS: list[Data] = [
    {"id": "T.1", "lead": "x", "coordinators": ["y"], "schedule": {"by": date(2017, 6, 1)},
     "deliverables": [{"name": "Tin", "quantity": 1, "unit": "tin"}]},
]  # fmt: skip
LATE = {"task": "T.1", "state": "in_progress", "coordinated_with": ["Sở Lạ"]}
SHORT = {"task": "T.1", "state": "done", "completed_on": date(2017, 6, 19), "evidence": ["1/BC"]}
WRONG = {"task": "T.1", "state": "in_progress", "progress": 150}
TOO_LATE = SHORT | {"completed_on": date(2017, 6, 25)}
REPORTS = {"x-Q2": [LATE], "a-Q2": [SHORT], "b-Q1": [WRONG], "c-Q1": [TOO_LATE, LATE]}


def named_by(change: Data, x_says: Data) -> set[str]:
    """Return the rules that name an amendment of T.1 that is in force from 10 April."""
    one = {"document": {"number": "2/QĐ", "date": date(2017, 4, 1)}, "effective": date(2017, 4, 10)}
    found = judged(world(TASKS, REPORTS | {"x-Q2": [x_says]}, amendments=[{**one, "changes": {"T.1": change}}]))
    rules = {row["rule"] for row in found["findings"]}
    assert {"invalid-field", "unknown-coordinator", "impossible-date", "missing-coordinator", "not-assigned"} <= rules
    return {row["rule"] for row in found["findings"] if "amended by 2/QĐ of 2017-04-01" in row["message"]}


@pytest.mark.parametrize(
    ("change", "of_work_under_way", "of_work_done"),
    [
        ({"schedule": {"by": date(2017, 6, 10)}}, {"overdue", "unexplained-delay"}, {"done-late", "unexplained-delay"}),
        ({"coordinators": ["m"]}, {"missing-coordinator", "not-assigned"}, {"missing-coordinator", "not-assigned"}),
        ({"deliverables": [{"name": "Tin", "quantity": 9, "unit": "tin"}]}, set(), {"short-delivery"}),
    ],
    ids=["schedule", "coordinators", "deliverables"],
)
def test_a_finding_names_the_amendments_of_what_it_goes_by(
    change: dict[str, Any], of_work_under_way: set[str], of_work_done: set[str]
) -> None:
    assert of_work_under_way == named_by(change, LATE)
    assert of_work_done == named_by(change, SHORT)


def test_an_amendment_that_moved_another_milestone_is_not_named() -> None:
    marks = [{"id": "so-ket", "by": date(2017, 5, 1)}, {"id": "tong-ket", "by": date(2017, 6, 1)}]
    moved = {"milestones": [marks[0], {**marks[1], "by": date(2017, 6, 15)}]}
    change = {"document": {"number": "2/QĐ", "date": date(2017, 4, 1)}, "effective": date(2017, 4, 10)}
    change["changes"] = {"T.1": {"schedule": moved}}
    found = judged(world([{"id": "T.1", "lead": "x", "schedule": {"milestones": marks}}], {}, amendments=[change]))
    late = {row["occurrence"]: "amended by 2/QĐ" in row["message"] for row in found["findings"] if row["due"]}
    assert late == {"so-ket": False, "tong-ket": True}

"""The machine format of `plan diff` (SPEC section 6)."""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict  # pydantic asks for it before Python 3.12, and brings it


class DiffedOut(TypedDict):
    """One of the two plans that are compared; `path` is a file, or `REV:path` in the git repository."""

    id: str
    revision: int
    path: str


class DifferenceOut(TypedDict):
    """One difference; `id` is that of a task, duty, agency, group or amending document, null for the plan itself."""

    kind: str
    id: str | None
    field: str
    old: Any
    new: Any
    meaning: bool
    message: str


class PlanDiff(TypedDict):
    """What differs between two versions of a plan, in the order in which a reader meets it."""

    schema: Literal["ttdn/plan-diff/1"]
    old: DiffedOut
    new: DiffedOut
    same_meaning: bool
    changes: list[DifferenceOut]

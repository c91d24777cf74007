"""What most would write: `yaml.safe_load` of every file below a folder, then a pydantic model."""

from __future__ import annotations

import os
import sys
from datetime import date

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

Day = date | str


class Delivered(BaseModel):
    """What was delivered."""

    model_config = ConfigDict(extra="forbid")
    name: str
    quantity: int
    unit: str | None = None


class Item(BaseModel):
    """What is said of one task."""

    model_config = ConfigDict(extra="forbid")
    task: str
    occurrence: str | int | None = None
    state: str
    completed_on: Day | None = None
    progress: int | None = None
    coordinated_with: list[str] = []
    deliverables: list[Delivered] = []
    evidence: list[str] = []
    result: str | None = None
    obstacles: str | None = None
    proposals: str | None = None


class Status(BaseModel):
    """A report."""

    model_config = ConfigDict(extra="forbid")
    schema_: str | None = None
    agency: str
    period: str
    submitted_on: Day
    plan_revision: int | None = None
    submitted_by: dict[str, str] | None = None
    document: dict[str, Day] | None = None
    nothing_to_report: bool = False
    items: list[Item] = []


for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        try:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                data = yaml.safe_load(file.read())
            data.pop("schema", None)
            Status.model_validate(data)
        except (yaml.YAMLError, ValueError, ValidationError):
            pass

"""Reports of which the last word on task T.1 does not count, one for each reason: no test itself."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.support.sample import lay_out

FILE = "reports/so-a.yaml"
CLOSED = ("--plan", "plan.yaml", "--quarter", "Q2", "--lang", "en")


class World(NamedTuple):
    """One item on T.1 in a report for the second quarter, and what is said of it once the quarter is over.

    `row` has the state, the obstacles and the day on which the lead was last heard, as `overdue` gives them in JSON;
    `at` is what stands at the place of what does not count, `asked` what the letter asks for.
    """

    item: str
    row: tuple[str | None, str | None, str | None]
    message: str
    at: str
    asked: str
    submitted_on: str = "2017-06-19"

    @property
    def text(self) -> str:
        """The report."""
        head = f"schema: ttdn/status/1\nagency: so-a\nperiod: 2017-Q2\nsubmitted_on: {self.submitted_on}\nitems:\n"
        year = "  - {task: T.3, state: in_progress, coordinated_with: [cac-huyen]}\n"
        return f"{head}  - {{task: T.1, coordinated_with: [so-b], obstacles: Máy hỏng, {self.item}}}\n{year}"

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of what does not count, from 1."""
        before = self.text[: self.text.index(self.at)].split("\n")
        return len(before), len(before[-1]) + 1

    def lay_out(self, folder: Path) -> None:
        """Put the plan and the report into a folder."""
        lay_out(folder, files={FILE: self.text})


DONE = "state: done, evidence: [1/BC], deliverables: [{name: Phóng sự, quantity: 2}], completed_on:"
WORLDS = {
    "contradiction": World(
        f"{DONE} 2017-06-15, progress: 80",
        ("done", "Máy hỏng", "2017-06-19"),
        "reported done on 2017-06-15; not counted because the progress is given as 80%",
        "progress: 80",
        "T.1 (2017-Q2): state and progress that agree",
    ),
    "impossible-date": World(
        f"{DONE} 2017-06-28",
        ("done", "Máy hỏng", "2017-06-19"),
        "reported done on 2017-06-28; not counted because this is after the report was submitted (2017-06-19)",
        "completed_on:",
        "T.1 (2017-Q2): the right day of completion",
    ),
    "no-evidence": World(
        "state: cancelled",
        ("cancelled", "Máy hỏng", "2017-06-19"),
        "reported cancelled; not counted because no evidence is given",
        "state:",
        "T.1 (2017-Q2): the document by which the work was cancelled",
    ),
    "after-as-of": World(
        f"{DONE} 2017-07-05",
        ("done", "Máy hỏng", "2017-07-10"),
        "reported done on 2017-07-05; not counted because this is not before the as-of date, 2017-07-01",
        "completed_on:",
        "Complete the work that is past its due date: T.1 (2017-Q2)",
        submitted_on="2017-07-10",
    ),
    "left-out": World(
        "state: xong",
        (None, None, "2017-06-19"),
        "the item in the report for 2017-Q2 is not counted because of line 6: state is not a known state: xong",
        "state:",
        "T.1 (2017-Q2): Write not_started, in_progress, done or cancelled",
    ),
    "rejected": World(
        f"{DONE} 2017-06-15",
        (None, None, None),
        "the file so-a.yaml was received but is not counted because: submitted_on is not a date: hôm qua",
        "submitted_on:",
        "Correct and send again the report on 2017-Q2 "
        "(so-a.yaml, line 4: submitted_on is not a date: hôm qua. Write year-month-day",
        submitted_on="hôm qua",
    ),
}

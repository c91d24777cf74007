"""From which period on a plan is followed, and what of the time before is passed over (SPEC 2.4, `follow_from`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ttdn_cli.intake.submission import Report
from ttdn_cli.judging.entries import Entries
from ttdn_cli.model.periods import Period

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence


class Following:
    """What is asked for and judged where reporting began with a later period than the plan's first."""

    def __init__(self, first: Period | None, entries: Entries, reports: Iterable[Report]) -> None:
        """Take the period that reporting began with, None for the plan's first, and the reports that count."""
        self.first = first
        self._entries, self._reports = entries, tuple(reports)

    @property
    def shown(self) -> str | None:
        """The id of the period that reporting began with, where one is set."""
        return self.first.id if self.first else None

    def expects(self, period: Period) -> bool:
        """Tell whether reports for a period are asked for."""
        return self.first is None or period.begins >= self.first.begins

    def covers(self, occurrence: Occurrence, by: Period | None = None) -> bool:
        """Tell whether an occurrence is judged: it was not due before reporting began, or a report speaks of it.

        With `by`, a report for that period or an earlier one.
        """
        if self.first is None or occurrence.due is None or occurrence.due >= self.first.begins:
            return True
        said = self._first_said(occurrence)
        return said is not None and (by is None or said <= by.begins)

    def _first_said(self, occurrence: Occurrence) -> date | None:
        """Return the beginning of the earliest period for which a report speaks of an occurrence, rightly or not."""
        entries = self._entries.by_agency(occurrence).values()
        said = [reported.report.period.begins for found in entries for reported in found]
        return min([*said, *self._left_out.get((occurrence.task, occurrence.id), ())], default=None)

    @cached_property
    def _left_out(self) -> dict[tuple[str, str | None], list[date]]:
        """The beginnings of the periods for which an item was left out for an error, by task and occurrence."""
        found: dict[tuple[str, str | None], list[date]] = {}
        for report in self._reports:
            for task, occurrence, *_ in report.left_out:
                found.setdefault((task, occurrence), []).append(report.period.begins)
        return found

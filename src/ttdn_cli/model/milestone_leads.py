"""Which of a task's leads answer for a milestone on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory


def own_leads(directory: Directory, named: tuple[str, ...], leads: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return who leads on the directory's day of those named for a milestone, or has taken over; None: all leads.

    `leads` are the task's, as the plan names them on that day. An empty result: those named lead, and none exists.
    """
    if not named:
        return None
    found = directory.among(directory.standing_of(named), directory.standing_of(leads))
    without_day = type(directory)(directory.registry)
    return found if found or without_day.among(named, leads) else None

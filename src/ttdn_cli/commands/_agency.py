"""The agency that an option names: by id, official name or alias, as in reports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ttdn_cli.errors import UsageError
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory


def agency_asked(directory: Directory, written: str, day: date) -> str:
    """Return the id of the one agency that a name fits on a day; raises `UsageError` when none does, or several."""
    found = directory.valid(directory.agency_names.find(written), day)
    if len(found) == 1:
        return found[0]
    if found:
        hint = N_("Write one of these ids: {names}")
        raise UsageError(N_("--agency: {value} fits several agencies"), hint, value=written, names=found)
    near = directory.agency_names.near(written)
    hint = N_("Names that look alike: {near}") if near else N_("ttdn plan show lists the agencies")
    raise UsageError(N_("--agency: there is no agency {value}"), hint, value=written, near=near)

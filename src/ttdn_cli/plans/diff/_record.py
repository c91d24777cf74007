"""One difference between two versions of a plan, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ttdn_cli.findings import NO_VALUES, Phrase
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.plan import Plan
from ttdn_cli.text.i18n import N_


class Version(NamedTuple):
    """A plan with the agencies and groups that it was written against."""

    plan: Plan
    directory: Directory


class Difference(NamedTuple):
    """One difference: what kind, of which item and field, from what to what.

    `part` is plan, task, duty, amendment or registry; `id` names the item (None for the plan as a whole). `old` and
    `new` hold ids, days and numbers as the plan has them, None where there is nothing. `meaning` is False where only
    words differ. `message` is a msgid, `values` fill it. `amended` says that the task as issued is the same and its
    amendments make the difference.
    """

    part: str
    kind: str
    id: str | None
    field: str
    old: object
    new: object
    message: str
    values: Mapping[str, object] = NO_VALUES
    meaning: bool = True
    amended: bool = False


AMENDED = N_("as amended: {change}")


def phrase(one: Difference) -> Phrase:
    """Return what is said of a difference, without the item that it belongs to."""
    said = Phrase(one.message, one.values)
    return Phrase(AMENDED, {"change": said}) if one.amended else said

"""What a letter to an agency is made of: what it still owes on D, and what it is to make clear."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.findings import Finding, NotCounted
from ttdn_cli.model.periods import Period
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.model.states import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdn_cli.model.lists_output import Role

# The rules whose findings somebody can settle by doing, sending or adding something.
ASKED_BY = (
    "overdue", "missing-report", "unreported-task", "missing-coordinator", "disputed-coordination", "short-delivery",
    "no-evidence",
)  # fmt: skip
# Why an entry does not count, where its agency can mend that.
CORRECTED = ("contradiction", "impossible-date", "no-evidence", "left-out")


def misfiled(rule: str, values: Mapping[str, object]) -> bool:
    """Tell whether a report lies in the folder of another period, which who received it may have put it into."""
    return rule == "wrong-period" and bool(values.get("folder"))


class Kind(StrEnum):
    """What is asked for."""

    WORK = "work"  # an overdue occurrence
    REPORT = "report"  # a report that has not come, or could not be read
    MENTION = "mention"  # an occurrence that the lead's report leaves out
    NAME = "name"  # the lead does not say that a coordinator took part
    PART = "part"  # a coordinator says nothing of its part
    NAMED = "named"  # nor does one that only the lead names, not the plan
    DELIVERY = "delivery"  # less was delivered than planned
    EVIDENCE = "evidence"
    AGAIN = "again"  # a report that came and does not count
    PERIOD = "period"  # the period of a report that lies in the folder of another
    CORRECT = "correct"  # an entry that does not count, or an item left out


class Want(NamedTuple):
    """One thing asked for; `what` names coordinators or quantities, as `kind` has it."""

    kind: Kind
    what: tuple[str, ...] = ()


class Debt(NamedTuple):
    """One row of a letter: an occurrence, or the report of a period with the tasks that it should have spoken of.

    `due` is the last day, inclusive; `days` the calendar days since, 0 when it is not over. `state` is what the
    agency itself last reported, in its own words, on the day `said_on`, `confirmed` whether it was heard after the due
    date. `not_counted` says why the last that came from it does not count. `unread` are the names of files of
    nobody, among which there may be what the agency reported. `formerly` are the agencies whose matter it was, and in
    whose name a report is sent; `is_silent_since` tells that a report that counts came later and does not speak of it.
    `group` is whose report it is where that of any member is enough, `reporter` who reported the state if not itself.
    `unread_kinds` has True where some of the files of nobody are of a kind that is not read, False where some are of
    another.
    """

    role: Role
    occurrence: Occurrence | None
    period: Period | None
    tasks: tuple[str, ...]
    due: date | None
    days: int
    state: State | None
    said_on: date | None
    confirmed: bool
    not_counted: NotCounted | None
    wants: tuple[Want, ...]
    unread: tuple[str, ...] = ()
    progress: int | None = None
    formerly: tuple[str, ...] = ()
    is_silent_since: bool = False
    group: str = ""
    reporter: str = ""
    unread_kinds: frozenset[bool] = frozenset()

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of things asked for."""
        return frozenset(want.kind for want in self.wants)


class Letter(NamedTuple):
    """What one agency is asked for: reports first, then occurrences in the plan's order.

    `unclear` are findings that it is to make clear, besides; `settled` those on what was reported since.
    """

    agency: str
    debts: tuple[Debt, ...]
    unclear: tuple[Finding, ...] = ()
    settled: tuple[Finding, ...] = ()

"""What is made of the table of an annex, for tests that look at its tasks and at what is to settle."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tests.support.annex_files import FORMS, Rows
from ttdn_cli.plans.annex.draft import draft_plan, name_doubts, registry_of, structure_of
from ttdn_cli.plans.annex.own_names import OwnRegistry
from ttdn_cli.plans.annex.parts import Doubt, Draft, DraftTask, Span
from ttdn_cli.plans.annex.sections import is_known
from ttdn_cli.plans.annex.sheets import read_source
from ttdn_cli.plans.annex.table import Table, table_of

YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))


class Read(NamedTuple):
    """What was read: the table, the parts of a plan, and the registry made from its words."""

    table: Table
    draft: Draft
    own: OwnRegistry

    @property
    def tasks(self) -> tuple[DraftTask, ...]:
        """The tasks, in the order of the table."""
        return self.draft.tasks

    @property
    def told(self) -> frozenset[str]:
        """The ids of which something is to settle."""
        return frozenset(one.about for one in self.draft.doubts)

    def task(self, identity: str) -> DraftTask:
        """Return the task of an id."""
        return next(one for one in self.draft.tasks if one.id == identity)

    @property
    def names(self) -> list[Doubt]:
        """What is not sure about names."""
        return list(name_doubts(self.own.doubts))


def read(rows: Rows, form: str = "csv", span: Span = YEAR, number: int | None = None, *more: Rows) -> Read:
    """Return what is made of rows in a file of a form, by the names that the table itself holds."""
    return read_bytes(FORMS[form](rows, *more), f"t.{form}", span, number)


def read_bytes(data: bytes, name: str, span: Span = YEAR, number: int | None = None) -> Read:
    """Return what is made of the bytes of a file of a name."""
    table = table_of(read_source(data, name, is_known), number)
    structure, ids = structure_of(table)
    own = registry_of(table, structure, "UBND tỉnh Ví dụ")
    return Read(table, draft_plan(table, span, own.registry, structure, ids), own)

"""Which reader reads a report: decided here alone, by the ending of the file's name."""

from __future__ import annotations

from ttdn_cli.files import yaml
from ttdn_cli.files.tree import Tree
from ttdn_cli.model.plan import Plan

_TABLES = ("xlsx", "csv", "xls", "ods", "docx")


def parse_report(path: str | None, data: bytes, plan: Plan) -> Tree:
    """Return the tree of a report; without a path (standard input) it is YAML.

    `plan` says which tasks a table can speak of, and what they deliver.

    Raises `FileRejected`, and `UsageError` where a library of the extra `office` is missing.
    """
    kind = (path or "").lower().rpartition(".")[2]
    if kind not in _TABLES:
        return yaml.parse(data)
    from ttdn_cli.intake.sheet_columns import is_heading
    from ttdn_cli.intake.sheet_reader import tree_of

    if kind == "csv":
        from ttdn_cli.files import csv

        return tree_of([csv.read(data, is_heading)], plan)
    if kind == "docx":
        from ttdn_cli.files import docx
        from ttdn_cli.intake.word_tables import grid_of

        grid, remarks = grid_of(docx.read(data))
        tree = tree_of([grid], plan)
        tree.remarks += remarks
        return tree
    from ttdn_cli.files import workbooks

    return tree_of(workbooks.read(data), plan)

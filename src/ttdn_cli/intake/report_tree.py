"""Which reader reads a report: decided here alone, by the ending of the file's name."""

from __future__ import annotations

from ttdn_cli.files.tree import Tree

_TABLES = ("xlsx", "csv", "xls", "ods")


def is_table(path: str | None) -> bool:
    """Tell whether a report is a table by the ending of its name; standard input, without a path, is YAML."""
    return (path or "").lower().rpartition(".")[2] in _TABLES


def parse_report(path: str | None, data: bytes) -> Tree:
    """Return the tree of a report; without a path (standard input) it is YAML.

    Raises `FileRejected`, and `UsageError` where a library of the extra `office` is missing.
    """
    if not is_table(path):
        from ttdn_cli.files import yaml

        return yaml.parse(data)
    from ttdn_cli.intake.sheet_columns import is_heading
    from ttdn_cli.intake.sheet_reader import tree_of

    if path and path.lower().endswith(".csv"):
        from ttdn_cli.files import csv

        return tree_of([csv.read(data, is_heading)])
    from ttdn_cli.files import workbooks

    return tree_of(workbooks.read(data))

"""Of two reports of one day the last by path without its ending counts, numbers as numbers, then by ending."""

from __future__ import annotations

from ttdn_cli.judging.cutoff import by_name


def test_numbers_in_the_names_of_files_are_compared_as_numbers() -> None:
    ordered = ["Q2/a.yaml", "Q2/a-2.csv", "Q2/a-2.yaml", "Q2/a-10.csv", "Q2/b.csv"]
    assert ordered == sorted(ordered, key=by_name)

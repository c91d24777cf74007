"""The waivers of a run: found by the settings, refused where whoever sends reports could write them."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ttdn_cli.errors import UsageError
from ttdn_cli.findings import Fault
from ttdn_cli.i18n import N_, Words
from ttdn_cli.model.names import near
from ttdn_cli.output import say
from ttdn_cli.paths import from_here
from ttdn_cli.rules import names
from ttdn_cli.waiverbook import Waiverbook, read_waiverbook


def waivers_of(path: str, reports: Iterable[str], words: Words) -> Waiverbook:
    """Return the waivers of a file; `reports` are the folders and files that reports are taken from.

    Raises `UsageError` when the file cannot be used, names a rule that does not exist, or lies among the reports.
    """
    from ttdn_cli.judge import fault_rows
    from ttdn_cli.render.text import line

    shown = from_here(path)
    if any(_is_within(path, one) for one in reports):
        raise UsageError(
            N_("The waivers lie among the reports: {path}"),
            N_("Keep them where no agency that reports can write, and name that place as waivers in the settings"),
            path=shown,
        )
    faults: list[Fault] = []
    book = read_waiverbook(path, shown, faults)
    if book is None:
        for row in fault_rows(faults, words):
            say(line(row, words))
        raise UsageError(N_("The waivers cannot be used: {path}"), N_("Correct the file"), path=shown)
    for number, waiver in enumerate(book.waivers):
        if waiver.rule not in names():
            place = book.place(number, "rule")
            raise UsageError(
                N_("{path}:{line}: there is no rule {name}"),
                N_("Names that look alike: {near}"),
                path=shown,
                line=(book.locate(*place[:2]) or (1, 1))[0],
                name=waiver.rule,
                near=near(waiver.rule, names()) or names(),
            )
    return book


def _is_within(path: str, place: str) -> bool:
    """Tell whether a file is a place that reports come from or lies below it, by its name or through a link."""
    folder, name = os.path.split(path)
    try:
        outer = os.path.realpath(place)
        inner = os.path.realpath(path), os.path.join(os.path.realpath(folder), name)
    except ValueError:  # no path at all; whoever opens it says so
        return False
    return any(one == outer or one.startswith(os.path.join(outer, "")) for one in inner)

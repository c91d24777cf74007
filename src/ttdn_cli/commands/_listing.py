"""The list commands: the same case, another view of it; they end with 0 unless `--exit-code` is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdn_cli.case import Case
from ttdn_cli.commands._asked import Asked
from ttdn_cli.commands._session import Session
from ttdn_cli.i18n import N_
from ttdn_cli.output import clean
from ttdn_cli.report import Locate, locator
from ttdn_cli.rules import load
from ttdn_cli.screen import Screen
from ttdn_cli.waiving import Waived, waive, waived_among

if TYPE_CHECKING:
    from ttdn_cli.model.agencies import Directory

LISTED = ("overdue", "due-soon", "missing-report")  # the rules that tell as findings what the lists show


@dataclass(frozen=True, slots=True)
class Listing:
    """A view of a case, how it is drawn as text, and when it counts as empty."""

    view: Callable[[Case, Locate], Any]
    draw: Callable[[Any, Directory, Screen, Waived], bytes]
    is_empty: Callable[[Any], bool]


def show(asked: Asked, listing: Listing, *, exit_code: bool) -> int:
    """Write a list and return the exit code."""
    session = Session(asked)
    session.formats()
    case, book = session.case()
    view = listing.view(case, locator(book, case.submissions))
    waived = _waived(case, session)
    if session.form == "json":
        from ttdn_cli.render.json import dump

        session.put(dump(view), text=False)
    else:
        session.put(listing.draw(view, case.directory, session.screen(), waived), text=True)
    session.talk("\n".join(clean(line) for line in closing(case, session)))
    return session.end(int(exit_code and not listing.is_empty(view)))


def _waived(case: Case, session: Session) -> Waived:
    """Return which of the things listed are waived: they stay on the list, with the reason."""
    waivers = session.waivers()
    if not waivers.waivers:
        return {}
    from ttdn_cli.judge import run

    findings = run([load(name) for name in LISTED], case, session.crashed)
    judged, _ = waive(findings, waivers, case.as_of, case.directory)
    return waived_among(judged)


def closing(case: Case, session: Session) -> list[str]:
    """Return what is said after a list or a paper: the two-by-two table, D, how many files were rejected."""
    from ttdn_cli.render.text import as_of_line, two_by_two
    from ttdn_cli.report import count_outcomes

    words = session.words
    plan = case.plan.id, case.plan.revision
    as_of = as_of_line(*plan, case.as_of, case.books.quarter, words, complete=case.complete)
    if session.asked.quiet:
        return [as_of]
    lines = [*two_by_two(count_outcomes(case), words), as_of]
    if rejected := sum(one.report is None for one in case.submissions):
        lines.append(words.say(N_("Files rejected: {count}; ttdn check says why"), count=rejected))
    return lines

"""What letters ask to be made clear: the findings on an agency that the rows of a reminder do not speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.papers.letters import ASKED_BY, Debt, Letter

_OF_DEBTS = ("overdue", "missing-report", "unread-file")  # the rows of a letter say all that these say
_Found = dict[str, list[Finding]]


def with_unclear(letters: Iterable[Letter], case: Case, findings: Sequence[Finding]) -> list[Letter]:
    """Return the letters with the findings, notes apart, on each agency or in its files that no row speaks of."""
    about = _by_agency(case, findings, own=False)
    return [letter._replace(unclear=tuple(_untold(letter.debts, about.get(letter.agency, ())))) for letter in letters]


def unclear_of_others(letters: Iterable[Letter], case: Case, findings: Sequence[Finding]) -> _Found:
    """Return the findings, notes apart, in the files of agencies that get no letter, and on them in no file at all.

    What is found in the file of another agency is asked of that one; what somebody owes, in reminders.
    """
    written = {letter.agency for letter in letters}
    open_ones = [one for one in findings if one.rule not in ASKED_BY or one.rule == "disputed-coordination"]
    about = _by_agency(case, open_ones, own=True)
    return {one: about[one] for one in case.directory.agencies if one in about and one not in written}


def _by_agency(case: Case, findings: Sequence[Finding], *, own: bool) -> _Found:
    senders = {one.file: one.agency for one in case.received.submissions}
    about: _Found = {}
    for one in findings:
        if one.severity is not Severity.INFO and one.rule not in _OF_DEBTS:
            sender = senders.get(one.place.file)
            named = (sender,) if own and sender else (one.agency, sender)
            for agency in case.directory.successors_of(filter(None, named)):
                about.setdefault(agency, []).append(one)
    return about


def _untold(debts: Sequence[Debt], findings: Iterable[Finding]) -> Iterable[Finding]:
    return (one for one in findings if not any(_tells(debt, one) for debt in debts))


def _tells(debt: Debt, finding: Finding) -> bool:
    """Tell whether a row of a letter says what a finding says."""
    why, window = debt.not_counted, debt.occurrence
    if why and why.because == "rejected" and why.place.file == finding.place.file:
        return True
    if why and why.error and why.error.place == finding.place:
        return True
    is_same = window is not None and (window.task, window.id) == (finding.task, finding.occurrence)
    return is_same and (finding.rule in ASKED_BY or (why is not None and why.because == finding.rule))

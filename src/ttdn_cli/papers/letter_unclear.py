"""What else a letter asks to be made clear: the findings on an agency that its debts do not speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ttdn_cli.findings import Finding, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.papers.letters import ASKED_BY, Debt, Letter

_OF_DEBTS = ("overdue", "missing-report", "unread-file")  # the rows of a letter say all that these say


def with_unclear(letters: Iterable[Letter], case: Case, findings: Sequence[Finding]) -> list[Letter]:
    """Return the letters with the findings, notes apart, on each agency or in its files that no row speaks of."""
    senders = {one.file: one.agency for one in case.received.submissions}
    about: dict[str, list[Finding]] = {}
    for one in findings:
        if one.severity is not Severity.INFO and one.rule not in _OF_DEBTS:
            named = (who for who in (one.agency, senders.get(one.place.file)) if who)
            for agency in case.directory.successors_of(named):
                about.setdefault(agency, []).append(one)
    return [letter._replace(unclear=tuple(_untold(letter.debts, about.get(letter.agency, ())))) for letter in letters]


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

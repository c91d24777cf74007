"""What letters ask to be made clear: the findings on an agency that the rows of a reminder do not speak of."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from ttdn_cli.findings import Finding, Place, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.papers.letter_text import tell
from ttdn_cli.papers.letter_whom import answering, line
from ttdn_cli.papers.letters import ASKED_BY, Debt, Kind, Letter, misfiled
from ttdn_cli.results.not_counted import Reasons
from ttdn_cli.text.i18n import N_, Words

MISSING, DISPUTED = "missing-coordinator", "disputed-coordination"
UNTOUCHED = "untouched-template"
CONFIRM = N_(
    "Where the period that it names is the right one, nothing is to be corrected; where it is not, correct the period "
    "and send the report again"
)
_OF_DEBTS = ("overdue", "missing-report", "unread-file")  # the rows of a letter say all that these say
_LATE = "done-late"  # told, not asked about: the cause is where the delay is not explained
# What a row asks for where it tells what a rule found.
_TOLD_BY = {
    "unreported-task": {Kind.MENTION, Kind.WORK, Kind.CORRECT},
    MISSING: {Kind.NAME, Kind.PART},
    DISPUTED: {Kind.NAME},
    "short-delivery": {Kind.DELIVERY},
    "no-evidence": {Kind.EVIDENCE, Kind.CORRECT},
}
_Found = dict[str, list[Finding]]
_TOOK_PART = N_("Say whether the coordinator took part, and in what")
_OWN_PART = N_("Say whether {who} took part, and in what")
_AS_IN_THE_PLAN = N_("Write the name as it stands in the plan; where it is not named there, nothing is to be changed")

_SETTLED = N_("Told in another report, so that nothing is asked: {found}.")
_DONE_LATE = N_("Noted as completed after the due date: {found}.")
_NEW_FORM = N_("Write the report into a new template")
_FILL_IN = N_(
    "Fill in the day of submission and what there is to report; who has nothing to report writes x beside “Nothing to "
    "report”"
)
_FILL_IN_YAML = N_(
    "Fill in the day of submission and what there is to report; who has nothing to report writes "
    "nothing_to_report: true (nothing to report)"
)


def with_unclear(
    letters: Iterable[Letter], case: Case, findings: Sequence[Finding], settled: Sequence[Finding]
) -> list[Letter]:
    """Return the letters with the findings, notes apart, on each agency or in its files that no row speaks of.

    `settled` are those of the findings that are not asked for again.
    """
    about, over = (_by_agency(case, some, own=False) for some in _parted(findings, settled))
    return [
        letter._replace(
            unclear=tuple(_untold(letter.debts, about.get(letter.agency, ()))),
            settled=tuple(_untold(letter.debts, over.get(letter.agency, ()))),
        )
        for letter in letters
    ]


def unclear_of_others(
    letters: Iterable[Letter], case: Case, findings: Sequence[Finding], settled: Sequence[Finding]
) -> tuple[_Found, _Found]:
    """Return the findings, notes apart, in the files of agencies that get no letter, and on them in no file at all.

    What is found in the file of another agency is asked of that one; what somebody owes, in reminders. Second come
    those that are `settled`.
    """
    written = {letter.agency for letter in letters}
    to_ask, over = _parted(findings, settled)
    open_ones = [one for one in to_ask if one.rule not in ASKED_BY or one.rule == DISPUTED]
    about = _by_agency(case, open_ones, own=True)
    asked = {one: about[one] for one in case.directory.agencies if one in about and one not in written}
    return asked, _by_agency(case, over, own=True)


def _parted(findings: Sequence[Finding], settled: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    over = {id(one) for one in (*settled, *(one for one in findings if one.rule == _LATE))}
    return [one for one in findings if id(one) not in over], [one for one in findings if id(one) in over]


def _by_agency(case: Case, findings: Sequence[Finding], *, own: bool) -> _Found:
    senders = {one.file: one.agency for one in case.received.submissions}
    about: _Found = {}
    for one in findings:
        if one.severity is not Severity.INFO and one.rule not in _OF_DEBTS:
            for agency in dict.fromkeys(_concerned(one, senders.get(one.place.file), case, own=own)):
                about.setdefault(agency, []).append(one)
    return about


def _concerned(one: Finding, sender: str | None, case: Case, *, own: bool) -> Iterator[str]:
    """Yield who is to make a finding clear: whom it is about, and whose file it stands in.

    A coordinator is asked for nothing that it has told itself, and in no dispute with a report that another one sent.
    """
    if one.agency in case.directory.agencies and not (own and sender):
        for agency in answering(case, str(one.agency), one.task):
            reports = [report for who in line(case, agency) for report in case.received.reports_for(who)]
            has_told = one.rule == MISSING and any(one.task in report.mentions for report in reports)
            is_of_other = one.rule == DISPUTED and one.values.get("found") not in [report.period for report in reports]
            if not has_told and not is_of_other:
                yield agency
    if sender:
        yield from answering(case, sender, one.task)


def _untold(debts: Sequence[Debt], findings: Iterable[Finding]) -> Iterable[Finding]:
    return (one for one in findings if not any(_tells(debt, one) for debt in debts))


def _tells(debt: Debt, finding: Finding) -> bool:
    """Tell whether a row of a letter says what a finding says."""
    why, window = debt.not_counted, debt.occurrence
    if why and why.because == "rejected" and why.error is None and why.place.file == finding.place.file:
        return True
    if why and why.error and why.error.place in (finding.place, *(one.place for one in finding.related)):
        return True
    if window is None or (window.task, window.id) != (finding.task, finding.occurrence):
        return False
    is_named = finding.rule == DISPUTED and "coordinated_with" in finding.place.at
    kinds = {Kind.PART, Kind.NAMED} if is_named else _TOLD_BY.get(finding.rule, set())
    return bool(debt.kinds & kinds) or (why is not None and why.because == finding.rule)


def _said(one: Finding, case: Case, told: Reasons) -> str:
    """Return what a finding says, with files by their names: the folders are those of who received them."""
    said = told.words.say(one.message, **one.values)
    named = [file.file for file in case.received.submissions if os.sep in file.file and file.file in said]
    bare = [os.path.basename(file) for file in named]
    for file, name in sorted(zip(named, bare, strict=True), key=lambda pair: -len(pair[0])):
        if bare.count(name) == 1:  # else only the folders tell them apart
            said = said.replace(file, name)
    return said


def settled_note(settled: Iterable[Finding], case: Case, told: Reasons) -> tuple[str, ...]:
    """Return the paragraphs that say what was done late, and what is not asked for again, if there is anything."""
    every = list(settled)
    late, rest = [one for one in every if one.rule == _LATE], [one for one in every if one.rule != _LATE]
    paragraphs = []
    for message, some in ((_DONE_LATE, late), (_SETTLED, rest)):
        if found := "; ".join(_said(one, case, told) for one in some):
            paragraphs.append(tell(told.words, message, found=found))
    return tuple(paragraphs)


def unclear_item(one: Finding, agency: str, case: Case, told: Reasons) -> str:
    """Return a finding as a request to an agency to make it clear.

    Where it is in a file of the agency, or of one in whose place it stands, with the place and whose report it is.
    """
    words, found = told.words, _said(one, case, told)
    if one.task and "task" not in one.values and one.task in case.tasks:
        found = f"{one.task}. {case.tasks[one.task].title}: {found}"
    if place := place_of(one.place, agency, case, told):
        found += f" ({place})"
    return tell(words, N_("Make clear: {found}. {asked}."), found=found, asked=_asked(one, agency, case, told))


def place_of(place: Place, agency: str, case: Case, told: Reasons) -> str:
    """Return a place in a file of an agency, or of one in whose place it stands, with whose report it is; else ""."""
    file = next((one for one in case.received.submissions if one.file == place.file), None)
    if file is None or file.agency not in line(case, agency):
        return ""
    parts = [os.path.basename(file.file), told.position(place)]
    if file.period and file.agency == agency:
        parts.append(tell(told.words, N_("report on {period}"), period=file.period))
    elif file.period:
        name = case.directory.name(str(file.agency))
        parts.append(tell(told.words, N_("report on {period} of {agency}"), period=file.period, agency=name))
    return ", ".join(parts)


def for_office(hint: str, words: Words) -> str:
    """Return what a hint asks, without the commands of the program, which an office that fills in a form has not."""
    return "; ".join(takewhile(lambda one: "ttdn " not in one, hint.split("; "))) or words.say(_NEW_FORM)


def fill_in(file: str, words: Words) -> str:
    """Return what is asked of who sent a form back with nothing filled in, in the words of that form."""
    return words.say(_FILL_IN_YAML if file.lower().endswith((".yaml", ".yml")) else _FILL_IN)


def _asked(one: Finding, agency: str, case: Case, told: Reasons) -> str:
    """Return what an agency itself can do about a finding, in the words of who fills in a form."""
    if one.rule in (MISSING, DISPUTED) and one.agency in line(case, agency):
        return tell(told.words, _OWN_PART, who=case.directory.name(str(one.agency)))
    if one.rule == DISPUTED:
        return told.words.say(_TOOK_PART)
    if one.rule == "unknown-coordinator":
        return told.words.say(_AS_IN_THE_PLAN)
    if misfiled(one.rule, one.values):
        return told.words.say(CONFIRM)
    if one.rule == UNTOUCHED:
        return fill_in(one.place.file, told.words)
    return for_office(told.words.say(one.hint, **one.values), told.words)

"""The letter that reminds one agency of what it owes, in words."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date

from ttdn_cli.findings import Days, NotCounted
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import LEAD
from ttdn_cli.papers.letter_text import (
    ASKING,
    CLOSING,
    DEADLINE,
    NO_TIME,
    Sender,
    Written,
    address,
    basis,
    due_cell,
    head,
    occurrence_cell,
    own_units,
    recipients,
    sentence,
    taken_over,
    tell,
)
from ttdn_cli.papers.letter_unclear import (
    CONFIRM,
    UNTOUCHED,
    fill_in,
    for_office,
    place_of,
    settled_note,
    unclear_item,
)
from ttdn_cli.papers.letters import Debt, Kind, Letter, Want, misfiled
from ttdn_cli.results.diagnostics import names_of
from ttdn_cli.results.last_said import LastSaid
from ttdn_cli.results.not_counted import OF_WHOLE_FILES, Reasons
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import NOT_READABLE, ROLES, unread_words

_WANTED = {
    Kind.REPORT: N_("report on {period}{named}"),
    Kind.WORK: N_("completion; result, date and evidence"),
    Kind.MENTION: N_("state of the work"),
    Kind.NAME: N_("whether {what} took part"),
    Kind.PART: N_("the part taken in the work"),
    Kind.NAMED: N_("whether it took part, as the lead reports"),
    Kind.DELIVERY: N_("the rest of the products (reported: {what})"),
    Kind.EVIDENCE: N_("evidence of the result"),
    Kind.AGAIN: N_("report on {period}{named}, corrected"),
    Kind.PERIOD: N_("confirmation of the period of the report"),
    Kind.CORRECT: N_("correction of the report: {what}"),
}
_ASKED = {
    Kind.REPORT: N_("Send the report on {items}."),
    Kind.AGAIN: N_("Correct and send again the report on {items}."),
    Kind.PERIOD: N_("Confirm which period the report is for: {items}."),
    Kind.CORRECT: N_("Correct what was reported, and send the report again: {items}."),
    Kind.WORK: N_(
        "Complete the work that is past its due date: {items}; where it is completed already, state the date "
        "and the result, with evidence."
    ),
    Kind.MENTION: N_("Add the state of the work on: {items}."),
    Kind.NAME: N_("Make clear how the coordinators that the plan names took part in: {items}."),
    Kind.PART: N_("Inform of the part taken, or of the reason for not taking part yet, in: {items}."),
    Kind.NAMED: N_("Confirm the part that the report of the lead names, or say that there was none, in: {items}."),
    Kind.DELIVERY: N_("Supply the products still missing of: {items}."),
    Kind.EVIDENCE: N_("Supply evidence of the result of: {items}."),
}
_CORRECTIONS = {
    "contradiction": N_("state and progress that agree"),
    "impossible-date": N_("the right day of completion"),
    "no-evidence": N_("the document by which the work was cancelled"),
}
_IN_NAME = N_(" in the name of {agencies}")
_OF_GROUP = N_(" (of {group}: the report of one is enough)")
_FORMERLY = N_("{matter}; formerly the part of {agencies}")
_NOT_IN_PLAN = N_("{matter}; named by the lead in its report, not by the plan")
_SENT_FOR = N_("A report that {agencies} still owed is to be sent in that name.")
_ASKED_AGAIN = {  # by the kinds of the files among which it may be
    frozenset((True,)): N_(
        "Send the report on {items} as a file of Word (.docx) or Excel (.xlsx); likewise where it was sent already in "
        "another form."
    ),
    frozenset((False,)): N_(
        "Send the report on {items}; where it was sent already, look whether the file opens and names the agency as "
        "the plan does, and send it again."
    ),
    frozenset((True, False)): N_(
        "Send the report on {items} as a file of Word (.docx) or Excel (.xlsx) that names the agency as the plan does; "
        "where it was sent already, look into that file, and send it again."
    ),
}


def write(letter: Letter, case: Case, sender: Sender, told: Reasons) -> Written:
    """Return the letter that reminds an agency of what it owes, in words."""
    words = told.words
    whom = address(letter.agency, case, sender, words)
    values = {**whom.values, "count": len(letter.debts)}
    before = taken_over((one for debt in letter.debts for one in debt.formerly), letter.agency, case, words, values)
    if owed := _names((one for debt in letter.debts if debt.period for one in debt.formerly), case):
        before = (f"{before[0]} {tell(words, _SENT_FOR, agencies=owed)}",)
    found = _FOUND_NAMED if all(Kind.NAMED in one.kinds for one in letter.debts) else _FOUND
    return Written(
        case.directory.name(letter.agency),
        head(N_("On following up the carrying out of plan {number}"), case, sender, words),
        whom.to,
        (basis(case, sender, words, values), *before, tell(words, found, **values)),
        tuple((str(number), *_row(one, case, words, told)) for number, one in enumerate(letter.debts, 1)),
        tell(words, ASKING, **values),
        (*_items(letter, case, told), *(unclear_item(one, letter.agency, case, told) for one in letter.unclear)),
        (
            *settled_note(letter.settled, case, told),
            tell(words, DEADLINE, **values),
            tell(words, _WAY_OUT, **values),
            sentence(words, CLOSING, **values),
        ),
        recipients(case, words, own=whom.own),
        "; ".join(_why(letter.debts, case, told)),
        names_of(case),
        own=own_units(whom, case.directory.name(letter.agency), words),
    )


_FOUND = N_("As of {day}, of the matters of {who} these are not yet on schedule, or not yet fully reported ({count}):")
_FOUND_NAMED = N_(
    "As of {day} these are not yet fully reported; the plan does not name {who} for them, the report of the lead does "
    "({count}):"
)
_WAY_OUT = N_(
    "Where there are difficulties, or the work cannot be completed, {kindly} that the reasons "
    "be stated by {who} in writing, and an extension or the withdrawal of the task be proposed, so that {sender} can "
    "report to {issuer} for consideration and decision."
)


def _row(debt: Debt, case: Case, words: Words, told: Reasons) -> tuple[str, ...]:
    window = debt.occurrence
    if window is None:
        told_tasks, named = ", ".join(debt.tasks), _in_name(debt, case, words)
        said = N_("Report on {period}{named}; tasks: {tasks}")
        name = tell(words, said, period=debt.period, named=named, tasks=told_tasks)
    else:
        name = occurrence_cell(window, case, words)
        if debt.formerly:
            name = tell(words, _FORMERLY, matter=name, agencies=_names(debt.formerly, case))
        if Kind.NAMED in debt.kinds:
            name = tell(words, _NOT_IN_PLAN, matter=name)
    due = due_cell(window, case, words) if window else _day(debt.due, words)
    wanted = "; ".join(_wanted(want, debt, case, told) for want in debt.wants)
    return name, words.say(ROLES[debt.role]), due, _state(debt, case, told), str(debt.days or "–"), wanted


def _names(agencies: Iterable[str], case: Case) -> str:
    return ", ".join(map(case.directory.name, dict.fromkeys(agencies)))


def _in_name(debt: Debt, case: Case, words: Words) -> str:
    """Return in whose name a report is to be sent, or "" where that is the agency's own, and of which group it is."""
    if debt.period is None:
        return ""
    named = tell(words, _IN_NAME, agencies=_names(debt.formerly, case)) if debt.formerly else ""
    return named + (tell(words, _OF_GROUP, group=case.directory.name(debt.group)) if debt.group else "")


def _day(due: date | None, words: Words) -> str:
    return words.day(due) if due else words.say(NO_TIME)


def _state(debt: Debt, case: Case, told: Reasons) -> str:
    words, why = told.words, debt.not_counted
    if debt.occurrence is None:
        if why:
            return told.message(why)
        unread = NOT_READABLE if True in debt.unread_kinds else N_("no report that counts for it received yet")
        said = words.say(unread if debt.unread else N_("report not received yet"))
        return "; ".join(filter(None, (said, unread_words(debt.unread, words))))
    sender = case.directory.name(debt.reporter) if debt.reporter else ""
    last = LastSaid(debt.state, debt.progress, why, debt.unread, debt.said_on, sender)
    if last.is_silence and not debt.unread:
        is_left_out = debt.role != LEAD and debt.is_silent_since
        return words.say(N_("not mentioned in its report") if is_left_out else N_("not reported yet"))
    said = told.said(last, dated=True)
    if last.is_silence:
        return said
    if Kind.WORK in debt.kinds and not debt.confirmed:
        came = why is not None and why.because == "rejected"
        none = N_("; no report after the due date yet")
        said += words.say(N_("; no report that counts after the due date yet") if came else none)
    elif debt.kinds & {Kind.MENTION, Kind.PART, Kind.NAMED} and debt.is_silent_since:
        said += words.say(N_("; not mentioned since"))
    return said


def _wanted(want: Want, debt: Debt, case: Case, told: Reasons) -> str:
    words = told.words
    what = _correction(debt, words, told) if want.kind is Kind.CORRECT else ", ".join(want.what)
    return tell(words, _WANTED[want.kind], period=debt.period, named=_in_name(debt, case, words), what=what)


def _correction(debt: Debt, words: Words, told: Reasons) -> str:
    """Return what is to be written instead of what does not count: of an item left out, at which cell or line."""
    why = debt.not_counted
    if why is None:
        return ""
    if why.because in _CORRECTIONS:
        return words.say(_CORRECTIONS[why.because])
    return ": ".join(filter(None, (told.position(why.place), _hint(why, told))))


def _hint(why: NotCounted, told: Reasons) -> str:
    hint = told.hint(why)
    if why.error and misfiled(why.error.rule, why.error.values):
        return told.words.say(CONFIRM)
    return for_office(hint, told.words) if hint else ""


def _items(letter: Letter, case: Case, told: Reasons) -> Iterable[str]:
    """Yield what is asked, one kind of thing a sentence."""
    for kind, asked in _ASKED.items():
        found = [one for one in letter.debts if kind in one.kinds]
        if found:
            kinds = frozenset(one for debt in found for one in debt.unread_kinds)
            message = _ASKED_AGAIN.get(kinds, asked) if kind is Kind.REPORT else asked
            named = (_named(kind, one, letter.agency, case, told) for one in found)
            yield tell(told.words, message, items="; ".join(dict.fromkeys(named)))


def _named(kind: Kind, debt: Debt, agency: str, case: Case, told: Reasons) -> str:
    """Return what a request is about and, of something to correct, what to write, in which file and where."""
    words, why = told.words, debt.not_counted
    if kind is Kind.CORRECT:
        place = place_of(why.place, agency, case, told) if why else ""
        said = _hint(why, told) if why and why.because not in _CORRECTIONS else _correction(debt, words, told)
        return f"{_short(debt, words)}: {said}" + (f" ({place})" if place else "")
    if debt.period is None:
        return _short(debt, words)
    named = words.show(debt.period) + _in_name(debt, case, words)
    return f"{named} ({_wrong(why, told)})" if kind in (Kind.AGAIN, Kind.PERIOD) and why else named


def _wrong(why: NotCounted, told: Reasons) -> str:
    """Return which file does not count, at which place something is wrong in it, and what to write instead."""
    file, correction = os.path.basename(why.place.file), told.correction(why)
    if hint := told.hint(why):
        correction = correction.replace(hint, _hint(why, told))
    if why.error and why.error.rule == UNTOUCHED:
        correction = fill_in(file, told.words)
    is_whole = why.error is None or why.error.rule in OF_WHOLE_FILES
    return (": " if is_whole else ", ").join(filter(None, (file, correction)))


def _short(debt: Debt, words: Words) -> str:
    return f"{debt.tasks[0]} ({words.period(debt.occurrence.id)})" if debt.occurrence else debt.tasks[0]


def _why(debts: Sequence[Debt], case: Case, told: Reasons) -> Iterable[str]:
    """Yield in a few words why an agency is written to, for the list; files of nobody are named once."""
    words = told.words
    for debt in debts:
        about = "" if debt.period else f"{_short(debt, words)}: "
        said = about + "; ".join(_wanted(want, debt, case, told) for want in debt.wants)
        yield said + (tell(words, N_(" ({days} overdue)"), days=Days(debt.days)) if debt.days else "")
    unread = tuple(dict.fromkeys(file for one in debts if one.period for file in one.unread))
    if unread:
        yield unread_words(unread, words)

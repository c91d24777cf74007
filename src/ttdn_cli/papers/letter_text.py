"""The letter that reminds one agency of what it owes, in words: a peer writes to a peer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ttdn_cli.findings import Days, Finding
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import LEAD
from ttdn_cli.model.names import fold
from ttdn_cli.papers.letters import Debt, Kind, Letter, Want
from ttdn_cli.papers.word import Head
from ttdn_cli.results.diagnostics import names_of, reasons, tables_of
from ttdn_cli.results.last_said import LastSaid
from ttdn_cli.results.not_counted import Reasons
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import NOT_READABLE, ROLES, unread_words

HIGHER = frozenset(("party", "central", "committee"))  # kinds of agencies that are asked with more ceremony
# Words that letters and reports have in common.
AS_ABOVE = N_("As above;")
FILED = N_("Filed: records.")
NO_NAME = N_("(name of the agency)")
OF_DATE = N_(" of {date}")
OF_ISSUER = N_(" of {issuer}")
ON_TITLE = N_(" on {title}")
PLACE = N_("{place}, … … {year}")
PLAN_NAME = N_("plan “{name}”")
PLAN_NUMBER = N_("plan {number}")
REPORTED_ON = N_(" (reported on {day})")
URGED = "don doc"  # how plans word the duty to follow up, without its marks
_WANTED = {
    Kind.REPORT: N_("report on {period}"),
    Kind.WORK: N_("completion; result, date and evidence"),
    Kind.MENTION: N_("state of the work"),
    Kind.NAME: N_("whether {what} took part"),
    Kind.PART: N_("the part taken in the work"),
    Kind.DELIVERY: N_("the rest of the products: {what}"),
    Kind.EVIDENCE: N_("evidence of the result"),
    Kind.AGAIN: N_("report on {period}, corrected"),
    Kind.CORRECT: N_("correction of the report: {what}"),
}
_ASKED = {
    Kind.REPORT: N_("Send the report on {items}."),
    Kind.AGAIN: N_("Correct and send again the report on {items}."),
    Kind.CORRECT: N_("Correct what was reported, and send the report again: {items}."),
    Kind.WORK: N_(
        "Complete the work that is past its due date: {items}; where it is completed already, state the date "
        "and the result, with evidence."
    ),
    Kind.MENTION: N_("Add the state of the work on: {items}."),
    Kind.NAME: N_("Make clear how the coordinators that the plan names took part in: {items}."),
    Kind.PART: N_("Inform of the part taken, or of the reason for not taking part yet, in: {items}."),
    Kind.DELIVERY: N_("Supply the products still missing of: {items}."),
    Kind.EVIDENCE: N_("Supply evidence of the result of: {items}."),
}
_CORRECTIONS = {
    "contradiction": N_("state and progress that agree"),
    "impossible-date": N_("the right day of completion"),
    "no-evidence": N_("the document by which the work was cancelled"),
}
_DISPUTED = N_("Say whether the coordinator took part, and in what")
_ASKED_AGAIN = N_(
    "Send the report on {items} as a file of Word (.docx) or Excel (.xlsx); likewise where it was sent already in "
    "another form."
)


class Sender(NamedTuple):
    """Who writes, and the day by which answers are asked for: the focal agency, or "" where the plan names none."""

    name: str
    id: str
    by: date


class Written(NamedTuple):
    """A letter in words; `rows` are the cells of its table, `names` those of files and sheets that may stand in it."""

    name: str
    head: Head
    to: str
    before: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    asks: str
    items: tuple[str, ...]
    after: tuple[str, ...]
    recipients: tuple[str, ...]
    why: str
    names: tuple[str, ...]


def tell(words: Words, message: str, **values: object) -> str:
    """Return a message in the reader's language with texts of the plan kept whole: a letter shortens none."""
    shown = {name: value if isinstance(value, str) else words.show(value) for name, value in values.items()}
    return words.say(message).format_map(shown)


def write(letter: Letter, case: Case, sender: Sender, words: Words) -> Written:
    """Return a letter in words."""
    name = case.directory.name(letter.agency)
    own = letter.agency == sender.id
    to = tell(words, N_("The units of {name}"), name=name) if own else name
    who = tell(words, N_("the units of {name}"), name=name) if own else name
    kind = case.directory.agencies[letter.agency].kind
    values = {
        "who": who,
        "sender": sender.name or words.say(N_("the focal agency")),
        "issuer": case.plan.document.issuer or words.say(N_("the issuing body")),
        "day": case.as_of,
        "by": sender.by,
        "plan": plan_name(case, words),
        "count": len(letter.debts),
        "please": words.say(N_("respectfully asks") if kind in HIGHER else N_("asks")),
        "kindly": words.say(N_("it is respectfully asked") if kind in HIGHER else N_("it is asked")),
    }
    told = reasons(words, tables_of(case))
    return Written(
        name,
        _head(case, sender, words),
        to,
        (_basis(case, sender, words, values), tell(words, _FOUND, **values)),
        tuple((str(number), *_row(one, case, words, told)) for number, one in enumerate(letter.debts, 1)),
        tell(words, _ASKING, **values),
        (*_items(letter.debts, words, told), *(_unclear(one, words) for one in letter.unclear)),
        (tell(words, _DEADLINE, **values), tell(words, _WAY_OUT, **values), tell(words, _CLOSING, **values)),
        _recipients(case, words, own=own),
        "; ".join(_why(one, words, told) for one in letter.debts),
        names_of(case),
    )


_FOUND = N_(
    "As of {day}, {count} of the matters that {who} answers for are not yet on schedule, or not yet fully"
    " reported, as follows:"
)
_ASKING = N_("So that the results can be put together in time and reported to {issuer}, {sender} {please} {who} to:")
_DEADLINE = N_("Answers are to be sent to {sender} by {by}. What was done or sent after {day} is best told there, too.")
_WAY_OUT = N_(
    "Where there are difficulties, or the work cannot be completed, {kindly} that {who} states the "
    "reasons in writing and proposes an extension or the withdrawal of the task, so that {sender} can "
    "report to {issuer} for consideration and decision."
)
_CLOSING = N_("{sender} looks forward to the attention and cooperation of {who}./.")


def plan_name(case: Case, words: Words) -> str:
    """Return how a document names the plan: number, date, issuer and title, as far as they are known."""
    document = case.plan.document
    said = tell(words, PLAN_NUMBER, number=document.number) if document.number else ""
    said = said or tell(words, PLAN_NAME, name=case.plan.id)
    if document.date:
        said += tell(words, OF_DATE, date=document.date)
    if document.issuer:
        said += tell(words, OF_ISSUER, issuer=document.issuer)
    if document.title:
        said += tell(words, ON_TITLE, title=inside(document.title))
    return said


def inside(title: str) -> str:
    """Return a title as it stands inside a sentence: with a small first letter, unless it begins with capitals."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _head(case: Case, sender: Sender, words: Words) -> Head:
    document = case.plan.document
    number = document.number or case.plan.id
    about = tell(words, N_("On following up the carrying out of plan {number}"), number=number)
    if case.cutoff.quarter:
        about += f" ({words.period(case.cutoff.quarter.id)})"
    issuer = sender.name or words.say(NO_NAME)
    parent = document.issuer if document.issuer and document.issuer != sender.name else ""
    return Head(parent, issuer, dated(case, words), about)


def dated(case: Case, words: Words) -> str:
    """Return the line of place and date, the day and month left blank."""
    place = case.plan.document.place or "……"
    return tell(words, PLACE, place=place, year=str(case.as_of.year))


def _basis(case: Case, sender: Sender, words: Words, values: dict[str, object]) -> str:
    duties = [
        one.id
        for one in case.plan.duties
        if sender.id in one.agencies and (one.role == "focal" or URGED in fold(one.text))
    ]
    said = N_("In carrying out {plan}, {sender} has put together what was reported{upto}.")
    if duties:
        said = N_(
            "On the basis of {plan}; having the task of following up the work (item {duties}), {sender} has put "
            "together what was reported{upto}."
        )
    quarter = case.cutoff.quarter
    upto = tell(words, N_(" up to {period}"), period=quarter) if quarter else ""
    return tell(words, said, **values, duties=", ".join(duties), upto=upto)


def _row(debt: Debt, case: Case, words: Words, told: Reasons) -> tuple[str, ...]:
    window = debt.occurrence
    if window is None:
        name = tell(words, N_("Report on {period}; tasks: {tasks}"), period=debt.period, tasks=", ".join(debt.tasks))
    else:
        name = f"{window.task}. {case.tasks[window.task].title} ({words.period(window.id)})"
        if window.milestone and window.milestone.name:
            name += f": {window.milestone.name}"
    due = words.show(window.due_shown if window else debt.due) if debt.due else words.say(N_("no time given"))
    if window and debt.due and case.is_aspirational(window):
        due = " ".join((due, "(" + words.say(N_("striven for")) + ")"))
    wanted = "; ".join(_wanted(want, debt, words, told) for want in debt.wants)
    return name, words.say(ROLES[debt.role]), due, _state(debt, words, told), str(debt.days or "–"), wanted


def _state(debt: Debt, words: Words, told: Reasons) -> str:
    why = debt.not_counted
    if debt.occurrence is None:
        if why:
            return told.message(why)
        said = words.say(NOT_READABLE if debt.unread else N_("report not received yet"))
        return "; ".join(filter(None, (said, unread_words(debt.unread, words))))
    last = LastSaid(debt.state, debt.progress, why, debt.unread)
    if last.is_silence and not debt.unread:
        return words.say(N_("not reported yet") if debt.role == LEAD else N_("not mentioned in its report"))
    said = told.said(last)
    if last.is_silence:
        return said
    if debt.heard:
        said += tell(words, REPORTED_ON, day=debt.heard)
    if Kind.WORK in debt.kinds and not debt.confirmed:
        came = why is not None and why.because == "rejected"
        none = N_("; no report after the due date yet")
        said += words.say(N_("; no report that counts after the due date yet") if came else none)
    elif debt.kinds & {Kind.MENTION, Kind.PART}:
        said += words.say(N_("; not mentioned since"))
    return said


def _wanted(want: Want, debt: Debt, words: Words, told: Reasons) -> str:
    what = _correction(debt, words, told) if want.kind is Kind.CORRECT else ", ".join(want.what)
    return tell(words, _WANTED[want.kind], period=debt.period, what=what)


def _correction(debt: Debt, words: Words, told: Reasons) -> str:
    """Return what is to be written instead of what does not count: of an item left out, at which cell or line."""
    why = debt.not_counted
    if why is None:
        return ""
    if why.because in _CORRECTIONS:
        return words.say(_CORRECTIONS[why.because])
    return ": ".join(filter(None, (told.position(why.place), told.hint(why))))


def _items(debts: Sequence[Debt], words: Words, told: Reasons) -> Iterable[str]:
    """Yield what is asked, one kind of thing a sentence."""
    for kind, asked in _ASKED.items():
        found = [one for one in debts if kind in one.kinds]
        if found:
            is_there = kind is Kind.REPORT and any(one.unread for one in found)
            message = _ASKED_AGAIN if is_there else asked
            named = (_named(kind, one, words, told) for one in found)
            yield tell(words, message, items="; ".join(dict.fromkeys(named)))


def _named(kind: Kind, debt: Debt, words: Words, told: Reasons) -> str:
    """Return what a request is about and, of something to correct, what to write."""
    if kind is Kind.CORRECT:
        return f"{_short(debt, words)}: {_correction(debt, words, told)}"
    if kind is Kind.AGAIN and debt.not_counted and (correction := told.correction(debt.not_counted)):
        return f"{words.show(debt.period)} ({correction})"
    return words.show(debt.period) if debt.period else _short(debt, words)


def _unclear(one: Finding, words: Words) -> str:
    hint = _DISPUTED if one.rule == "disputed-coordination" else one.hint  # which asks to speak to both agencies
    found = words.say(one.message, **one.values)
    return tell(words, N_("Make clear: {found}. {asked}."), found=found, asked=words.say(hint, **one.values))


def _short(debt: Debt, words: Words) -> str:
    return f"{debt.tasks[0]} ({words.period(debt.occurrence.id)})" if debt.occurrence else debt.tasks[0]


def _why(debt: Debt, words: Words, told: Reasons) -> str:
    """Return in a few words why an agency is written to, for the list."""
    about = "" if debt.period else f"{_short(debt, words)}: "
    said = about + "; ".join(_wanted(want, debt, words, told) for want in debt.wants)
    said += tell(words, N_(" ({days} overdue)"), days=Days(debt.days)) if debt.days else ""
    return ", ".join(filter(None, (said, unread_words(debt.unread if debt.period else (), words))))


def _recipients(case: Case, words: Words, *, own: bool) -> tuple[str, ...]:
    lines = [words.say(AS_ABOVE)]
    if own:
        lines.append(words.say(N_("Heads of the agency;")))
    elif case.plan.document.issuer:
        lines.append(tell(words, N_("{issuer} (for report);"), issuer=case.plan.document.issuer))
    return (*lines, words.say(FILED))

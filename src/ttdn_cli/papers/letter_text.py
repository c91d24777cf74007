"""What all letters have in common, in words: head, address, basis, recipients; a peer writes to a peer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.judging.case import Case
from ttdn_cli.model.names import fold
from ttdn_cli.papers.word import Head
from ttdn_cli.text.i18n import N_, Words

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence

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
CLOSING = N_("{sender} looks forward to the attention and cooperation of {who}./.")
NO_TIME = N_("no time given")
ASKING = N_("So that the results can be put together in time and reported to {issuer}, {sender} {please} {who} to:")
DEADLINE = N_("Answers are to be sent to {sender} by {by}. What was done or sent after {day} is best told there, too.")
TAKEN_OVER = N_("What was formerly the part of {agencies} is now with {who}.")
URGED = "don doc"  # how plans word the duty to follow up, without its marks


class Sender(NamedTuple):
    """Who writes, and the day by which answers are asked for: the focal agency, or "" where the plan names none."""

    name: str
    id: str
    by: date


class Written(NamedTuple):
    """A letter in words; `rows` are the cells of its table, `names` those of files and sheets that may stand in it.

    The tables of reminders and replies have different columns. `own` names the sender whose units it is written to, as
    the list of letters has it, "" in letters to others.
    """

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
    is_reply: bool = False
    own: str = ""

    @property
    def listed(self) -> str:
        """Whom it is written to, as the list of letters says it: nobody writes to himself."""
        return self.own or self.name


class Address(NamedTuple):
    """Whom a letter is written to: in its head, in its sentences, and what they say of both sides and the plan."""

    to: str
    own: bool
    values: dict[str, object]


def address(agency: str, case: Case, sender: Sender, words: Words) -> Address:
    """Return how an agency is written to; the units of the sender itself are, too."""
    name = case.directory.name(agency)
    own = agency == sender.id
    values: dict[str, object] = {
        "who": tell(words, N_("the units of {name}"), name=name) if own else name,
        "sender": sender.name or words.say(N_("the focal agency")),
        "issuer": case.plan.document.issuer or words.say(N_("the issuing body")),
        "day": case.as_of,
        "by": sender.by,
        "plan": plan_name(case, words),
    }
    values |= {name: words.say(said) for name, said in _asking(case.directory.agencies[agency].kind).items()}
    return Address(tell(words, N_("The units of {name}"), name=name) if own else name, own, values)


def own_units(whom: Address, name: str, words: Words) -> str:
    """Return how the list of letters names the sender and that the letter goes to its units; "" of all others."""
    said = N_("{name} (focal agency; written to its units, not to itself)")
    return tell(words, said, name=name) if whom.own else ""


def _asking(kind: str | None) -> dict[str, str]:
    if kind in HIGHER:
        return {"please": N_("respectfully asks"), "kindly": N_("it is respectfully asked")}
    return {"please": N_("asks"), "kindly": N_("it is asked")}


def tell(words: Words, message: str, **values: object) -> str:
    """Return a message in the reader's language with texts of the plan kept whole: a letter shortens none."""
    shown = {name: value if isinstance(value, str) else words.show(value) for name, value in values.items()}
    return words.say(message).format_map(shown)


def sentence(words: Words, message: str, **values: object) -> str:
    """Return the same for a message that begins with a name, which may be one in small letters (the focal agency)."""
    said = tell(words, message, **values)
    return said[:1].upper() + said[1:]


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


def head(about: str, case: Case, sender: Sender, words: Words) -> Head:
    """Return the head of a letter; `about` says of plan {number} what it is about."""
    document = case.plan.document
    about = tell(words, about, number=document.number or case.plan.id)
    if case.cutoff.quarter:
        about += f" ({words.period(case.cutoff.quarter.id)})"
    issuer = sender.name or words.say(NO_NAME)
    parent = document.issuer if document.issuer and document.issuer != sender.name else ""
    return Head(parent, issuer, dated(case, words), about)


def dated(case: Case, words: Words) -> str:
    """Return the line of place and date, the day and month left blank."""
    place = case.plan.document.place or "……"
    return tell(words, PLACE, place=place, year=str(case.as_of.year))


def basis(case: Case, sender: Sender, words: Words, values: dict[str, object]) -> str:
    """Return the sentence that a letter begins with: by what plan and duty its sender writes."""
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


def recipients(case: Case, words: Words, *, own: bool, for_report: bool = True) -> tuple[str, ...]:
    """Return who gets a letter; `own` are those to units of the sender itself, the issuer gets it `for_report`."""
    lines = [words.say(AS_ABOVE)]
    if own:
        lines.append(words.say(N_("Heads of the agency;")))
    elif for_report and case.plan.document.issuer:
        lines.append(tell(words, N_("{issuer} (for report);"), issuer=case.plan.document.issuer))
    return (*lines, words.say(FILED))


def taken_over(
    before: Iterable[str], agency: str, case: Case, words: Words, values: dict[str, object]
) -> tuple[str, ...]:
    """Return the sentence that says whose part an agency has taken over, if it has taken over any."""
    names = ", ".join(case.directory.name(one) for one in dict.fromkeys(before) if one != agency)
    return (tell(words, TAKEN_OVER, **values, agencies=names),) if names else ()


def occurrence_cell(window: Occurrence, case: Case, words: Words) -> str:
    """Return how a table names an occurrence: task, title, time and what its milestone is about."""
    name = f"{window.task}. {case.tasks[window.task].title} ({words.period(window.id)})"
    return f"{name}: {window.milestone.name}" if window.milestone and window.milestone.name else name


def due_cell(window: Occurrence, case: Case, words: Words) -> str:
    """Return the due date of an occurrence as a table shows it."""
    if window.due is None:
        return words.say(NO_TIME)
    due, only = words.show(window.due_shown), words.say(N_("striven for"))
    return f"{due} ({only})" if case.is_aspirational(window) else due

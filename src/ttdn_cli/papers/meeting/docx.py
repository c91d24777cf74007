"""The papers for a meeting as a report in administrative form: a draft with number, date and signature blank."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.papers.letter_forms import TO
from ttdn_cli.papers.letter_text import (
    AS_ABOVE,
    NO_NAME,
    OF_DATE,
    OF_ISSUER,
    ON_TITLE,
    PLACE,
    PLAN_NAME,
    PLAN_NUMBER,
    inside,
    tell,
)
from ttdn_cli.papers.meeting.content import Meeting
from ttdn_cli.papers.meeting.docx_annex import Annex
from ttdn_cli.papers.meeting.docx_parts import Parts
from ttdn_cli.papers.meeting.wording import NOT_COUNTED
from ttdn_cli.papers.word import DOTS, FORMS, NO_ABBREVIATIONS, NUMBER, REPORT, Abbreviations, Head, Paper, filed
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import first_of

IS_TEXT = False
ALONG = 60  # millimetres from either margin to the rule below the title


def render(
    meeting: Meeting, words: Words, form: str = FORMS[0], abbreviations: Abbreviations = NO_ABBREVIATIONS
) -> bytes:
    """Return the report; `form` is decree-30 or circular-01. Raises `UsageError` when python-docx is not installed."""
    desk = _Desk(meeting, words, abbreviations)
    paper = Paper(words, desk.subject(), meeting.as_of, form=form)
    annex = Annex(meeting, words)
    paper.head(desk.head())
    paper.centred(words.say(N_("REPORT, in capital letters")), before=6)
    paper.centred(desk.subject())
    paper.rule(ALONG)
    if desk.reports_to:
        paper.centred(tell(words, TO, name=desk.reports_to), bold=False, before=6)
        paper.space()
    for text in desk.opening():
        paper.paragraph(text)
    Parts(meeting, words, annex, paper).write()
    paper.paragraph(desk.closing())
    paper.sign_off(desk.recipients())
    if annex.tables:
        annex.write(paper, desk.subject(), desk.enclosed())
    return paper.bytes()


class _Desk:
    """What stands around the parts of the report."""

    def __init__(self, meeting: Meeting, words: Words, abbreviations: Abbreviations) -> None:
        self.meeting, self.words, self.plan = meeting, words, meeting.plan
        self.focal = self.plan.focal or words.say(N_("the focal agency"))
        self.reports_to = self.plan.issuer if self.plan.issuer != self.plan.focal else ""
        self.symbol = REPORT + (abbreviations.agency or DOTS)
        self.unit = abbreviations.unit

    def say(self, message: str, **values: object) -> str:
        """Return a message with the texts of plan and reports whole."""
        return tell(self.words, message, **values)

    def subject(self) -> str:
        """Return what the report is about."""
        number = self.plan.number or self.plan.id
        if self.meeting.period:
            return self.say(
                N_("On the results of carrying out plan {number}, {period}"), number=number, period=self.meeting.period
            )
        return self.say(N_("On the results of carrying out plan {number}"), number=number)

    def head(self) -> Head:
        """Return the head; the date is blank, and so is the number before the symbol."""
        place = self.say(PLACE, place=self.plan.place or DOTS, year=str(self.meeting.as_of.year))
        issuer = self.plan.focal or self.words.say(NO_NAME)
        return Head(self.reports_to, issuer, place, number=self.words.say(NUMBER) + self.symbol)

    def enclosed(self) -> str:
        """Return with which document the annex goes, its number and date blank."""
        said = N_("(Enclosed with report No. ……/{symbol} of … … {year} of {issuer})")
        issuer = self.plan.focal or self.words.say(NO_NAME)
        return self.say(said, symbol=self.symbol, year=str(self.meeting.as_of.year), issuer=issuer)

    def opening(self) -> Iterator[str]:
        """Yield the opening sentences: the plan, as of which day, and what is counted."""
        plan = self.plan
        name = self.say(PLAN_NUMBER, number=plan.number) if plan.number else ""
        name = name or self.say(PLAN_NAME, name=plan.id)
        name += self.say(OF_DATE, date=plan.issued) if plan.issued else ""
        name += self.say(OF_ISSUER, issuer=plan.issuer) if plan.issuer else ""
        name += self.say(ON_TITLE, title=inside(plan.title)) if plan.title != plan.id else ""
        said = N_("In carrying out {plan}, {focal} reports the results as of {day} as follows:")
        yield self.say(said, plan=name, focal=self.focal, day=self.meeting.as_of)
        if plan.amended_by:
            yield self.say(N_("The plan was amended by {documents}."), documents=", ".join(plan.amended_by))
        if not self.meeting.complete:
            yield self.words.say(N_("Only some of the reports were given: nothing is said about the others."))
        if self.meeting.unread:
            yield self.say(NOT_COUNTED, files=first_of(self.meeting.unread))
        yield from self.meeting.followed

    def closing(self) -> str:
        """Return the sentence that the report ends with."""
        if not self.reports_to:
            return self.words.say(N_("This is the report on the results of carrying out the plan./."))
        said = N_(
            "This is the report on the results of carrying out the plan; {focal} submits it to {issuer} for "
            "consideration and direction./."
        )
        return self.say(said, focal=self.focal, issuer=self.reports_to)

    def recipients(self) -> tuple[str, ...]:
        """Return who gets the report."""
        told = (self.words.say(AS_ABOVE),) if self.reports_to else ()
        return (*told, self.words.say(N_("Agencies that take part in the plan;")), filed(self.words, self.unit))

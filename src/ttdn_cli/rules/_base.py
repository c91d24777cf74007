"""What every rule has in common: a name, a severity, its words, and a docstring that is its manual."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from ttdn_cli.findings import Finding, InputError, NotCounted, Place, Related, Severity, Term
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.judging.waivers import Use, WaiverCase
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence

LISTED = ("near", "known", "tasks")  # what hints list
Seen_contra = TypeVar("Seen_contra", contravariant=True)


class Rule(ABC, Generic[Seen_contra]):
    """Looks at one thing and yields findings; it prints nothing, reads no file and no clock."""

    name: ClassVar[str]
    severity: ClassVar[Severity]
    message: ClassVar[str] = ""
    hint: ClassVar[str] = ""
    rests_on: ClassVar[tuple[str, ...]] = ()  # the fields of a task, of those that amendments change, that it goes by
    mends: ClassVar[bool] = False  # its errors are mended in the file, before it is sent

    @abstractmethod
    def check(self, seen: Seen_contra) -> Iterator[Finding]:
        """Yield what is wrong."""

    def finding(  # noqa: PLR0913 - a finding has that many parts, all named
        self,
        place: Place,
        *,
        agency: str | None = None,
        task: str | None = None,
        occurrence: Occurrence | None = None,
        period: str | None = None,
        days_overdue: int | None = None,
        due: date | None = None,
        related: tuple[Related, ...] = (),
        severity: Severity | None = None,
        message: str | None = None,
        hint: str | None = None,
        subject: str = "",
        not_counted: NotCounted | None = None,
        behind: tuple[str, ...] | None = None,
        **values: object,
    ) -> Finding:
        """Return a finding of this rule; `values` fill its message and hint."""
        if occurrence is not None:
            task, due = occurrence.task, occurrence.due
            values = {"task": task, "occurrence": occurrence, "due": occurrence.due_shown, **values}
        return Finding(
            self.name,
            severity or self.severity,
            place,
            message or self.message,
            self.hint if hint is None else hint,
            values,
            agency,
            task,
            occurrence.id if occurrence else None,
            period,
            due,
            days_overdue,
            related,
            subject,
            not_counted,
            behind,
        )

    def said(self, input_error: InputError) -> tuple[str, str]:  # noqa: ARG002 - rules with words for codes look at it
        """Return message and hint of a fault of input that the rule tells."""
        return self.message, self.hint

    def told(self, input_error: InputError, message: str, hint: str) -> Finding:
        """Return the finding that tells a fault of input in some words."""
        about = (input_error.values[key] for key in ("field", "name", "key") if key in input_error.values)
        return Finding(
            self.name,
            self.severity,
            input_error.place,
            message,
            hint,
            input_error.values,
            agency=input_error.agency,
            task=input_error.task,
            period=input_error.period,
            related=input_error.related,
            subject=f"{input_error.code} {next(about, '')}",
        )


class ReportRule(Rule[Case]):
    """A rule about reports, judged against a plan as of a day."""

    def entry_finding(self, case: Case, reported: ReportedEntry, *field: str | int, **values: Any) -> Finding:
        """Return a finding about one entry, at the entry or at one of its fields.

        Where an entry speaks of several occurrences, as an amendment has put them in place of its own, `occurrence`
        among the values says which of them the finding is about.
        """
        entry = reported.entry
        place = Place(reported.report.file, (*entry.at, *field))
        values = {"agency": reported.report.agency, **values}
        if window := values.pop("occurrence", None) or case.entries.occurrence(entry):
            return self.finding(place, occurrence=window, **values)
        # An amendment has changed the task's occurrences since; its id is all that can be said.
        finding = self.finding(place, task=entry.task, **values)
        return finding._replace(
            values={"task": entry.task, "occurrence": entry.occurrence, "due": None, **finding.values}
        )


class PlanRule(Rule[PlanCase]):
    """A rule about the plan itself."""


class WaiverRule(Rule[WaiverCase]):
    """A rule about waivers; it sees what they took out of the verdict, and nothing waives its own findings."""

    def waiver_finding(self, seen: WaiverCase, use: Use, **values: Any) -> Finding:
        """Return a finding about one waiver; `values` fill its message and hint, or replace these."""
        waiver = use.waiver
        return self.finding(
            use.place,
            agency=seen.agency(waiver),
            task=waiver.task,
            period=waiver.period.id if waiver.period else None,
            subject=waiver.rule,
            **{
                "rule": waiver.rule,
                "scope": seen.scope(waiver) or Term(N_("all agencies and tasks")),
                "authority": waiver.authority,
                "until": waiver.until,
                **values,
            },
        )


class HasInputErrors(Protocol):
    """Whatever the reader and the models found faults in."""

    def errors_of(self, rule: str) -> list[InputError]:
        """Return the faults that the rule of that name tells."""


class InputRule(Rule[HasInputErrors]):
    """A rule that gives words to what the reader and the models found, in reports and plans alike.

    Of each code a message and hints: said is the first one that lists nothing empty, else the last.
    """

    mends = True
    words: ClassVar[Mapping[str, tuple[str, ...]]]

    def said(self, input_error: InputError) -> tuple[str, str]:
        """Return message and hint of a fault."""
        message, *hints = self.words[input_error.code]
        empty = [f"{{{name}}}" for name in LISTED if not input_error.values.get(name)]
        return message, next((one for one in hints[:-1] if not any(name in one for name in empty)), hints[-1])

    def check(self, seen: HasInputErrors) -> Iterator[Finding]:
        """Yield a finding for each fault, in the words of its code."""
        for input_error in seen.errors_of(self.name):
            message, hint = self.said(input_error)
            yield self.told(input_error, message, hint)

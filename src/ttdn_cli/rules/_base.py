"""What every rule has in common: a name, a severity, its words, and a docstring that is its manual."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from ttdn_cli.findings import Fault, Finding, Place, Related, Severity, Term
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import Spoken
from ttdn_cli.judging.waivers import Use, WaiverCase
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence

Seen_contra = TypeVar("Seen_contra", contravariant=True)


class Rule(ABC, Generic[Seen_contra]):
    """Looks at one thing and yields findings; it prints nothing, reads no file and no clock."""

    name: ClassVar[str]
    severity: ClassVar[Severity]
    message: ClassVar[str] = ""
    hint: ClassVar[str] = ""

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
        )


class ReportRule(Rule[Case]):
    """A rule about reports, judged against a plan as of a day."""

    def entry_finding(self, case: Case, spoken: Spoken, *field: str | int, **values: Any) -> Finding:
        """Return a finding about one entry, at the entry or at one of its fields."""
        entry = spoken.entry
        place = Place(spoken.report.file, (*entry.at, *field))
        values = {"agency": spoken.report.agency, **values}
        if window := case.window(entry):
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


class Faulty(Protocol):
    """Whatever the reader and the models found faults in."""

    def faults_of(self, rule: str) -> list[Fault]:
        """Return the faults that the rule of that name tells."""


class FaultRule(Rule[Faulty]):
    """A rule that gives words to what the reader and the models found, in reports and plans alike."""

    words: ClassVar[Mapping[str, tuple[str, str]]]

    def check(self, seen: Faulty) -> Iterator[Finding]:
        """Yield a finding for each fault, in the words of its code."""
        for fault in seen.faults_of(self.name):
            message, hint = self.words[fault.code]
            about = (fault.values[key] for key in ("field", "name", "key") if key in fault.values)
            yield Finding(
                self.name,
                self.severity,
                fault.place,
                message,
                hint,
                fault.values,
                agency=fault.agency,
                task=fault.task,
                period=fault.period,
                related=fault.related,
                subject=f"{fault.code} {next(about, '')}",
            )

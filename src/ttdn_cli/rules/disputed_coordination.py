"""Rule `disputed-coordination`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttdn_cli.findings import Finding, Place, Related, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.model.periods import Period
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.schedule import Occurrence


class DisputedCoordination(ReportRule):
    """Lead and coordinator do not tell the same story for a period.

    ## Why it matters
    Either the lead names an agency whose own report does not mention the task, or an agency reports on a task
    whose lead does not name it. One of the two reports is incomplete.

    ## Bad
    ```yaml
    # file: Q2/so-a.yaml
    - task: T.1
      state: in_progress
      coordinated_with: [so-b]
    # file: Q2/so-b.yaml
    - task: T.4
      state: in_progress
    ```

    ## Good
    ```yaml
    # file: Q2/so-a.yaml
    - task: T.1
      state: in_progress
      coordinated_with: [so-b]
    # file: Q2/so-b.yaml
    - task: T.4
      state: in_progress
    - task: T.1
      state: in_progress
    ```
    """

    name = "disputed-coordination"
    severity = Severity.WARNING
    message = N_("{task} ({occurrence}): the lead names {who}, whose own report for {found} does not mention the task")
    hint = N_("Ask both agencies; correct the report that is incomplete")
    unnamed = N_("{task} ({occurrence}): {who} reports on the task, and the lead's entry for {found} does not name it")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every entry in which lead and coordinator disagree about who took part."""
        told: dict[tuple[str, str], _Told] = {}
        for occurrence in case.all_occurrences:
            told[occurrence.task, occurrence.id] = _Told(case, occurrence)
        for report in case.received.reports:
            for entry in report.entries:
                if case.entries.is_of_lead(report, entry.task):
                    yield from self._named(case, ReportedEntry(report, entry))
                elif (
                    (window := case.entries.occurrence(entry))
                    and (known := told.get((window.task, window.id)))
                    and (answer := known.answers.get(report.period.id))
                    and not known.speaks_of(report.period, (report.agency,))
                    and not case.lead_assignments.leads_now(entry.task, report.agency)
                ):
                    yield self._unnamed(case, ReportedEntry(report, entry), answer)

    def _named(self, case: Case, reported: ReportedEntry) -> Iterator[Finding]:
        period = reported.report.period
        leads = case.lead_assignments.leads(reported.entry.task, period.ends)
        seen = {one for lead in leads for one in case.directory.lineage(lead)}
        for number, name in enumerate(reported.entry.named):
            if not name:
                continue
            kin = sorted(case.directory.lineage(name), key=lambda one: (one != name, one))
            own = [report for one in kin if (report := case.received.report(one, period))]
            spoke = any(reported.entry.task in one.mentions for one in own)
            if name in seen or not own or spoke or case.lead_assignments.leads_now(reported.entry.task, name):
                continue
            seen.add(name)
            related = Related(Place(own[0].file, ("items",)), N_("the agency's own report"))
            at = ("coordinated_with", number)
            who = case.name_now(name)
            yield self.entry_finding(case, reported, *at, agency=name, related=(related,), who=who, found=period)

    def _unnamed(self, case: Case, reported: ReportedEntry, answer: ReportedEntry) -> Finding:
        period, agency = reported.report.period, reported.report.agency
        related = Related(answer.at("coordinated_with"), N_("the lead's entry"))
        who = case.name_now(agency)
        return self.entry_finding(
            case, reported, "task", message=self.unnamed, related=(related,), who=who, found=period
        )


class _Told:
    """What the leads say of an occurrence: by period an entry and whom they name, and who is missing in all."""

    def __init__(self, case: Case, occurrence: Occurrence) -> None:
        members = case.directory.members
        self.missing = {who for one in case.coordination.missing(occurrence) for who in members(one)}
        self.answers: dict[str, ReportedEntry] = {}
        self.named: dict[str, set[str]] = {}
        for reported in case.entries.of_leads(occurrence):
            period = reported.report.period.id
            self.answers.setdefault(period, reported)
            names = {who for name in case.coordination.named_in(reported) for who in members(name)}
            self.named.setdefault(period, set()).update(names)

    def speaks_of(self, period: Period, agencies: tuple[str, ...]) -> bool:
        """Tell whether the leads name an agency for a period, or it is told to be missing anyway."""
        return not (self.missing.isdisjoint(agencies) and self.named[period.id].isdisjoint(agencies))

"""Rule `disputed-coordination`."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Place, Related, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.cutoff import ReportedEntry
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.rules._told_by_leads import ToldByLeads, unread_word
from ttdn_cli.text.i18n import N_

OWN = N_("the agency's own report")
OTHER = N_("the report that does not mention the task")


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
    rests_on = ("lead",)
    message = N_("{task} ({occurrence}): the lead names {who}, whose own report for {found} does not mention the task")
    hint = N_("Ask both agencies; correct the report that is incomplete")
    of_kin = N_(
        "{task} ({occurrence}): the lead names {who}; the report of {whose} for {found} does not mention the task"
    )
    unnamed = N_("{task} ({occurrence}): {who} reports on the task, and the lead's entry for {found} does not name it")
    unclear = N_(
        "{task} ({occurrence}): {who} reports on the task, and the lead's entry for {found} does not name it in words that are clear: a name there counts for nobody"
    )

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every entry in which lead and coordinator disagree about who took part."""
        told: dict[tuple[str, str], ToldByLeads] = {}
        for occurrence in case.all_occurrences:
            told[occurrence.task, occurrence.id] = ToldByLeads(case, occurrence)
        for report in case.received.reports:
            for entry in report.entries:
                if case.entries.is_of_lead(report, entry.task):
                    yield from self._named(case, ReportedEntry(report, entry))
                elif (
                    (window := case.entries.occurrence(entry))
                    and (known := told.get((window.task, window.id)))
                    and report.period.id in known.answers
                    and not known.speaks_of(report.period, (report.agency,))
                    and not case.lead_assignments.leads_now(entry.task, report.agency)
                ):
                    yield self._unnamed(case, ReportedEntry(report, entry), known)

    def _named(self, case: Case, reported: ReportedEntry) -> Iterator[Finding]:
        period = reported.report.period
        leads = case.lead_assignments.leads(reported.entry.task, period.ends)
        seen = {one for lead in leads for one in case.directory.lineage(lead)}
        for number, name in enumerate(reported.entry.named):
            if not name:
                continue
            kin = sorted(case.directory.lineage(name), key=lambda one: (one != name, one))
            reports = [report for one in kin if (report := case.received.report(one, period))]
            spoke = any(reported.entry.task in one.mentions for one in reports)
            if name in seen or not reports or spoke or case.lead_assignments.leads_now(reported.entry.task, name):
                continue
            seen.add(name)
            own = reports[:1] if reports[0].agency == name else reports
            yield self.entry_finding(
                case,
                reported,
                *("coordinated_with", number),
                agency=name,
                message=self.message if own[0].agency == name else self.of_kin,
                not_counted=unread_word(case, reported, name),
                related=tuple(
                    Related(Place(one.file, ("items",)), OWN if one.agency == name else OTHER) for one in own
                ),
                who=case.name_now(name),
                whose=tuple(case.directory.name(one.agency) for one in own),
                found=period,
            )

    def _unnamed(self, case: Case, reported: ReportedEntry, known: ToldByLeads) -> Finding:
        period, who = reported.report.period, case.name_now(reported.report.agency)
        answer = known.unclear.get(period.id) or known.answers[period.id]
        related = Related(answer.at("coordinated_with"), N_("the lead's entry"))
        message = self.unclear if period.id in known.unclear else self.unnamed
        return self.entry_finding(case, reported, "task", message=message, related=(related,), who=who, found=period)

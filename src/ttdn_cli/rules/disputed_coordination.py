"""Rule `disputed-coordination`."""

from collections.abc import Iterator

from ttdn_cli.case import Case, Spoken
from ttdn_cli.findings import Finding, Place, Related, Severity
from ttdn_cli.i18n import N_
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.rules._base import ReportRule


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
        """Yield a finding for each pair of reports that disagree about who took part."""
        for occurrence in case.all_occurrences:
            leads = case.leads(occurrence)
            for spoken in case.lead_entries(occurrence):
                yield from self._named(case, spoken, leads)
            for agency, said in sorted(case.speakers(occurrence).items()):
                if agency not in leads:
                    yield from self._unnamed(case, occurrence, agency, said)

    def _named(self, case: Case, spoken: Spoken, leads: tuple[str, ...]) -> Iterator[Finding]:
        seen = set()
        period = spoken.report.period
        for number, agency in enumerate(spoken.entry.named):
            if agency is None or agency in seen or agency in leads:
                continue
            seen.add(agency)
            own = case.by_key.get((agency, period.id))
            if own and spoken.entry.task not in own.mentions:
                related = Related(Place(own.file, ("items",)), N_("the agency's own report"))
                yield self.entry_finding(
                    case,
                    spoken,
                    "coordinated_with",
                    number,
                    agency=agency,
                    related=(related,),
                    who=case.directory.name(agency),
                    found=period,
                )

    def _unnamed(self, case: Case, occurrence: Occurrence, agency: str, said: list[Spoken]) -> Iterator[Finding]:
        missing = case.missing_coordinators(occurrence)
        if any(agency in case.directory.members(one) for one in missing):
            return
        for spoken in said:
            period = spoken.report.period
            answers = [one for one in case.lead_entries(occurrence) if one.report.period == period]
            named = {who for one in answers for name in one.entry.named if name for who in case.directory.members(name)}
            if answers and agency not in named:
                yield self.entry_finding(
                    case,
                    spoken,
                    "task",
                    message=self.unnamed,
                    related=(Related(answers[0].at("coordinated_with"), N_("the lead's entry")),),
                    who=case.directory.name(agency),
                    found=period,
                )

"""Rule `missing-coordinator`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Related, Severity
from ttdn_cli.judging.case import Case
from ttdn_cli.model.states import State
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_


class MissingCoordinator(ReportRule):
    """The plan names a coordinator that none of the lead's entries names.

    ## Why it matters
    The plan gives the work to several agencies. An agency is named by itself, not by a group that holds it; a
    closed group by itself or by its members (any or all, as the registry says). Open groups ask for nothing.
    Once the work is reported done, the finding is an error.

    ## Bad
    ```yaml
    - task: T.1                  # the plan names so-b as coordinator
      state: done
      completed_on: 2017-06-15
    ```

    ## Good
    ```yaml
    - task: T.1
      state: done
      completed_on: 2017-06-15
      coordinated_with: [so-b]
    ```
    """

    name = "missing-coordinator"
    severity = Severity.ERROR
    rests_on = ("lead", "coordinators")
    message = N_("{task} ({occurrence}): the plan names {who} as coordinator, and no entry of the lead names it")
    members = N_(
        "{task} ({occurrence}): the plan names each of {who} as coordinator, and no entry of the lead names {missing}"
    )
    unclear = N_(
        "{task} ({occurrence}): the plan names {who} as coordinator, and no entry of the lead names it in words that are clear: a name there counts for nobody"
    )
    partial = N_(
        "{task} ({occurrence}): the plan names {who} as coordinator, and the files given do not clearly name {missing}; where another report of the lead does, nothing is missing"
    )
    hint = N_("If it took part, name it among those that took part; if not, explain it among the obstacles")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for each agency or group of the plan that no entry of the lead names."""
        for occurrence in case.all_occurrences:
            reported = case.authoritative.entry(occurrence)
            if reported is None:
                continue
            said = case.entries.of_leads(occurrence)
            is_unclear = any(name is None for one in said for name in one.entry.named)
            is_elsewhere = case.may_be_said_elsewhere(occurrence, reported)
            weight = Severity.ERROR if case.entries.state(reported) is State.DONE else Severity.WARNING
            for asked in case.coordination.missing(occurrence):
                missing = case.coordination.missing_members(asked, occurrence)
                planned = case.coordinator_place(occurrence.task, asked, case.coordination.day(occurrence))
                yield self.entry_finding(
                    case,
                    reported,
                    "coordinated_with",
                    occurrence=occurrence,
                    agency=asked,
                    severity=weight,
                    related=(Related(planned, N_("the plan asks for it here")),),
                    message=self._words(is_elsewhere=is_elsewhere, by_member=bool(missing), is_unclear=is_unclear),
                    who=case.directory.name(asked),
                    missing=tuple(map(case.directory.name, missing or ((asked,) if is_elsewhere else ()))),
                )

    def _words(self, *, is_elsewhere: bool, by_member: bool, is_unclear: bool) -> str:
        """Return the sentence: of a group its members, a name that is not known, what a report not given may say."""
        if is_elsewhere:
            return self.partial
        return self.members if by_member else self.unclear if is_unclear else self.message

"""Rule `outdated-report`."""

from collections.abc import Iterator

from ttdn_cli.findings import Finding, Phrase, Place, Related, Severity, Term
from ttdn_cli.judging.case import Case
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_

FIELDS = {
    "lead": N_("lead agency"),
    "coordinators": N_("coordinators"),
    "scopes": N_("scopes"),
    "schedule": N_("time frame"),
    "deliverables": N_("deliverables"),
    "withdrawn": N_("the task is withdrawn"),
}


class OutdatedReport(ReportRule):
    """A report answers to an older revision of the plan, and a task that it reports has changed since.

    ## Why it matters
    The agency may have worked by a time frame, a lead or a quantity that no longer holds. What has changed is
    told by the older plan itself where the git repository of the plan holds it, else by the amendments in force:
    each belongs to the `revision` that it names, and without one it is newer than any older revision.

    ## Bad
    ```yaml
    # file: plan.yaml
    revision: 2
    amendments:
      - document: {number: 2/UBND, date: 2017-06-30}
        effective: 2017-07-01
        changes: {T.1: {schedule: {quarter: Q3}}}
    # file: Q2/so-a.yaml
    # text:
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-19
    plan_revision: 1
    items: [{task: T.1, state: in_progress}]
    ```

    ## Good
    ```yaml
    # file: plan.yaml
    revision: 2
    amendments:
      - document: {number: 2/UBND, date: 2017-06-30}
        effective: 2017-07-01
        changes: {T.1: {schedule: {quarter: Q3}}}
    # file: Q2/so-a.yaml
    # text:
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-07-03
    plan_revision: 2
    items: [{task: T.1, state: in_progress}]
    ```
    """

    name = "outdated-report"
    severity = Severity.WARNING
    message = N_("The report of {who} for {found} answers to revision {old} of the plan; since then changed: {changes}")
    by = N_("{task}: {fields} ({documents})")
    what = N_("{task}: {fields}")
    hint = N_("Compare the report with revision {new} of the plan and send it again for that revision")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every report on tasks that have changed since the revision it answers to."""
        for report in case.received.reports:
            old = report.plan_revision
            if old is None or old >= case.plan.revision:
                continue
            changes = {task: self._changed(case, old, task) for task in sorted(report.mentions)}
            changes = {task: said for task, said in changes.items() if said}
            if changes:
                yield self.finding(
                    Place(report.file, ("plan_revision",)),
                    agency=report.agency,
                    period=report.period.id,
                    related=tuple(Related(case.task_place(task), N_("the task in the plan")) for task in changes),
                    who=case.directory.name(report.agency),
                    found=report.period,
                    old=old,
                    new=case.plan.revision,
                    changes=tuple(changes.values()),
                )

    def _changed(self, case: Case, old: int, task: str) -> Phrase | None:
        fields, documents = case.amendments.changes_since(old, task, case.issued.older.get(old))
        values = {"task": task, "fields": tuple(Term(FIELDS[one]) for one in fields), "documents": tuple(documents)}
        return Phrase(self.by if documents else self.what, values) if fields else None

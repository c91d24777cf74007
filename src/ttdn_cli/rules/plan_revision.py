"""Rule `plan-revision`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttdn_cli.findings import Finding, Phrase, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.plans.diff import Difference

SHOWN = 3


class PlanRevision(PlanRule):
    """The meaning of the plan changed and `revision` did not rise (with `--base REV`).

    ## Why it matters
    Reports say which revision of the plan they answer to. When one number stands for two meanings, nobody
    can tell later what an agency was asked to do. Changed words alone need no new number; a number is never
    given back.

    ## Bad
    ```yaml
    # options: --base base.yaml
    revision: 1
    reporting: {every: quarter, to: so-a, due: 25}     # it was the 20th
    ```

    ## Good
    ```yaml
    # options: --base base.yaml
    revision: 2
    reporting: {every: quarter, to: so-a, due: 25}
    ```
    """

    name = "plan-revision"
    severity = Severity.ERROR
    message = N_(
        "The meaning of the plan differs from {base}, and its revision is {revision} as before; changes ({count}): {changes}"
    )
    lowered = N_(
        "The revision went down from {before} to {revision} against {base}; changes of meaning ({count}): {changes}"
    )
    only_lowered = N_("The revision went down from {before} to {revision} against {base}; the meaning is the same")
    hint = N_("Raise revision to {next}; ttdn plan diff shows all changes")
    put_back = N_("Set revision to {before} again")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding when the number does not tell two meanings apart."""
        base = seen.base
        if base is None or base.plan is None or base.directory is None:
            return
        from ttdn_cli.plans.diff import Version, compare  # only with --base

        current, before = seen.plan.revision, base.plan.revision
        if current > before:
            return
        found = compare(Version(base.plan, base.directory), Version(seen.plan, seen.directory))
        meant = [one for one in found if one.meaning]
        if not meant and current == before:
            return
        words = self.message if current == before else self.lowered if meant else self.only_lowered
        yield self.finding(
            seen.place("revision"),
            message=words,
            hint=self.hint if meant else self.put_back,
            base=base.file,
            revision=current,
            before=before,
            next=before + 1,
            count=len(meant),
            changes=_first(meant),
        )


def _first(changes: list[Difference]) -> Phrase:
    """Return the first changes, each with the item it belongs to, and a mark when there are more."""
    from ttdn_cli.plans.diff import phrase

    told = Phrase("…" if len(changes) > SHOWN else "")
    for one in reversed(changes[:SHOWN]):
        said = Phrase("{id}: {change}", {"id": one.id, "change": phrase(one)}) if one.id else phrase(one)
        told = Phrase("{first}; {rest}", {"first": said, "rest": told}) if told.message else said
    return told

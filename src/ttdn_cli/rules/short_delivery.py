"""Rule `short-delivery`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ttdn_cli.findings import Finding, Related, Severity
from ttdn_cli.intake.submission import UNREAD, Delivered
from ttdn_cli.judging.case import Case
from ttdn_cli.model.names import fold
from ttdn_cli.model.states import State
from ttdn_cli.rules._base import ReportRule
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.judging.cutoff import ReportedEntry
    from ttdn_cli.model.periods import Period
    from ttdn_cli.model.schedule import Deliverable, Occurrence


class ShortDelivery(ReportRule):
    """The work is reported done, and less was delivered than the plan asks for.

    ## Why it matters
    One television report out of two is not the task. When the plan asks for one kind of product, all
    quantities of the entry count towards it; when it asks for several, they are told apart by name.

    ## Bad
    ```yaml
    - task: T.1                  # the plan asks for two
      state: done
      completed_on: 2017-06-16
      deliverables: [{name: Phóng sự, quantity: 1}]
    ```

    ## Good
    ```yaml
    - task: T.1
      state: done
      completed_on: 2017-06-16
      deliverables: [{name: Phóng sự, quantity: 2}]
    ```
    """

    name = "short-delivery"
    severity = Severity.ERROR
    rests_on = ("deliverables",)
    message = N_("{task} ({occurrence}): reported done with less than planned: {delivered}")
    given_before = N_(
        "{task} ({occurrence}): reported done with less than planned: {delivered}; the report for {earlier} named {named}"
    )
    repeat = N_(
        "List everything that was delivered, also where an earlier report named it, or report the work as in progress: the newest entry is the one that counts"
    )
    hint = N_("List everything that was delivered, or report the work as in progress")

    def check(self, case: Case) -> Iterator[Finding]:
        """Yield a finding for every occurrence that is done with less than planned."""
        for occurrence in case.all_occurrences:
            if occurrence.task in case.amendments.withdrawn:
                continue  # which is asked for nothing
            planned = case.deliverables(occurrence)
            reported = case.authoritative.entry(occurrence) if planned else None
            if reported is None or case.entries.state(reported) is not State.DONE:
                continue
            if not case.authoritative.is_whole(occurrence):
                continue  # others may have delivered the rest
            delivered = [one for said in case.authoritative.newest_of_all(occurrence) for one in said.entry.delivered]
            if len(planned) > 1 and any(one.name == UNREAD for one in delivered):
                continue  # which of them it is cannot be told
            short = [
                (number, product, count)
                for number, product in enumerate(planned)
                if (count := _delivered(delivered, product, alone=len(planned) == 1)) < (product.quantity or 0)
            ]
            if short:
                places = [case.task_place(occurrence.task, "deliverables", number) for number, _, _ in short]
                alone = len(planned) == 1
                before = _named_before(case, reported, occurrence, [one for _, one, _ in short], alone=alone)
                is_elsewhere = before or case.may_be_said_elsewhere(occurrence, reported)
                yield self.entry_finding(
                    case,
                    reported,
                    "deliverables",
                    occurrence=occurrence,
                    related=tuple(Related(place, N_("the plan asks for it here")) for place in places),
                    message=self.given_before if before else self.message,
                    hint=self.repeat if is_elsewhere else self.hint,
                    delivered=tuple(_measured(count, product) for _, product, count in short),
                    earlier=before[0] if before else None,
                    named=before[1] if before else (),
                )


def _named_before(
    case: Case, reported: ReportedEntry, occurrence: Occurrence, products: list[Deliverable], *, alone: bool
) -> tuple[Period, tuple[str, ...]] | None:
    """Return the period of the newest earlier report of the same sender that named more of some products, and what."""
    for said in case.entries.earlier(reported, occurrence):
        counts = [(one, _delivered(said.entry.delivered, one, alone=alone)) for one in products]
        kept = reported.entry.delivered
        more = tuple(_measured(count, one) for one, count in counts if count > _delivered(kept, one, alone=alone))
        if more:
            return said.report.period, more
    return None


def _measured(count: int, product: Deliverable) -> str:
    of = f"{count}/{product.quantity} {product.unit or ''}".strip()
    return f"{of} ({product.name})"


def _delivered(delivered: Iterable[Delivered], product: Deliverable, *, alone: bool) -> int:
    wanted = fold(product.name)
    return sum(one.quantity for one in delivered if alone or one.name == wanted)

"""Rule `plan-quotation`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttdn_cli.findings import Finding, Path, Severity
from ttdn_cli.intake.plan_reader import PlanCase
from ttdn_cli.rules._base import PlanRule
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.normalization import composed

if TYPE_CHECKING:
    from ttdn_cli.model.plan import Plan

_MARKS = re.compile(r"^\s*#+\s+|^\s*- |\*+|~~", re.MULTILINE)


class PlanQuotation(PlanRule):
    """A text that the plan quotes is not in its source (with `--source FILE`).

    ## Why it matters
    The plan's words are the authority; the data must not change one letter of them. Letters are compared in
    Unicode form NFC; line breaks, the marks of headings, lists and emphasis in the source do not count.

    ## Bad
    ```yaml
    # options: --source source.txt
    # file: plan.yaml
    tasks:
      - id: T.1
        title: Quảng bá hình ảng của tỉnh
        lead: so-a
        schedule: {year: 2017}
    # file: source.txt
    1. **Quảng bá** hình ảnh của tỉnh
    ```

    ## Good
    ```yaml
    # options: --source source.txt
    # file: plan.yaml
    tasks:
      - id: T.1
        title: Quảng bá hình ảnh của tỉnh
        lead: so-a
        schedule: {year: 2017}
    # file: source.txt
    1. **Quảng bá** hình ảnh của tỉnh
    ```
    """

    name = "plan-quotation"
    severity = Severity.ERROR
    message = N_("{field}: these words are not in the source: {text}")
    hint = N_("Copy the words from the source letter for letter, or record the reading as an assumption")

    def check(self, seen: PlanCase) -> Iterator[Finding]:
        """Yield a finding for every quotation that the source does not hold."""
        if seen.source is None:
            return
        source = plain(seen.source)
        for at, text in quotations(seen.plan):
            if " ".join(composed(text).split()) not in source:
                field = next(step for step in reversed(at) if isinstance(step, str))
                task = seen.plan.tasks[int(at[1])].id if at[0] == "tasks" else None
                yield self.finding(seen.place(*at), task=task, field=field, text=text, subject=text)


def plain(source: str) -> str:
    """Return a source text without marks of Markdown and with single spaces, in NFC."""
    return " ".join(_MARKS.sub("", composed(source)).split())


def quotations(plan: Plan) -> Iterator[tuple[Path, str]]:
    """Yield the place and the words of everything that the plan quotes."""
    for at, text in (*_of_the_paper(plan), *_of_the_tasks(plan), *_of_the_duties(plan)):
        if text:
            yield at, text


def _of_the_paper(plan: Plan) -> Iterator[tuple[Path, str | None]]:
    for field in ("place", "programme", "title", "signer"):
        yield ("document", field), getattr(plan.document, field)
    for field in ("legal_bases", "purposes", "requirements", "recipients"):
        for number, text in enumerate(getattr(plan, field)):
            yield (field, number), text
    yield ("funding",), plan.funding


def _of_the_tasks(plan: Plan) -> Iterator[tuple[Path, str | None]]:
    for number, section in enumerate(plan.sections):
        yield ("sections", number, "title"), section.title
    for number, task in enumerate(plan.tasks):
        yield ("tasks", number, "title"), task.title
        for index, text in enumerate(task.content):
            yield ("tasks", number, "content", index), text
        yield ("tasks", number, "schedule", "as_written"), task.schedule.as_written


def _of_the_duties(plan: Plan) -> Iterator[tuple[Path, str | None]]:
    for number, duty in enumerate(plan.duties):
        yield ("duties", number, "text"), duty.text
        yield ("duties", number, "when"), duty.when

"""What the leads report of completed work: each its own evidence and result, and what was delivered in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.judging.case import Case
from ttdn_cli.model.names import fold
from ttdn_cli.papers.meeting.work import delivered, done_entries
from ttdn_cli.text.i18n import N_, Words

if TYPE_CHECKING:
    from ttdn_cli.judging.cutoff import ReportedEntry
    from ttdn_cli.model.schedule import Occurrence

NO_EVIDENCE = N_("no evidence given yet")
TOGETHER = N_("{what} (sum of all leads)")


class Completed(NamedTuple):
    """Lines on what was delivered, the evidence and the result; of several entries each with whose it is."""

    delivered: tuple[str, ...]
    evidence: tuple[str, ...]
    result: str


def completed(case: Case, occurrence: Occurrence, words: Words) -> Completed:
    """Return what the entries of the leads say of an occurrence that is done."""
    entries = [one for one in done_entries(case, occurrence) if one.entry.texts]
    sums = _sums(case, occurrence, words)
    if len(entries) == 1 and not sums:
        return _own(entries[0], words)
    none = (words.say(NO_EVIDENCE),)
    found = [(words.show(case.name_now(one.report.agency)), _own(one, words)) for one in entries]
    return Completed(
        (*sums, *(f"{name}: {line}" for name, own in found for line in own.delivered)),
        tuple(f"{name}: {line}" for name, own in found for line in own.evidence or none),
        "\n".join(f"{name}: {own.result}" for name, own in found if own.result.strip()),
    )


def _own(reported: ReportedEntry, words: Words) -> Completed:
    texts = reported.entry.texts
    if texts is None:
        return Completed((), (), "")
    return Completed(delivered(texts, words), tuple(map(words.written, texts.evidence)), words.written(texts.result))


def _sums(case: Case, occurrence: Occurrence, words: Words) -> tuple[str, ...]:
    """Return each product with its quantity in all, where more than one entry gives some of it.

    Where the plan asks for one deliverable everything that was delivered counts as that, whatever it is called.
    """
    planned = case.deliverables(occurrence)
    found: dict[str, list[tuple[str, int, str]]] = {}
    for texts in (one.entry.texts for one in case.authoritative.newest_of_all(occurrence)):
        for name, count, unit in texts.products if texts else ():
            shown, of = (planned[0].name, planned[0].unit or unit) if len(planned) == 1 else (words.written(name), unit)
            found.setdefault(fold(shown), []).append((shown, count, of))
    told = []
    for products in found.values():
        if len(products) > 1:
            name, _, unit = products[0]
            what = f"{name}: {sum(count for _, count, _ in products)} {unit}".rstrip()
            told.append(words.say(TOGETHER, what=what))
    return tuple(told)

"""What was reported of the work, by task and agency, and what the next period brings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttdn_cli.judging.case import Case
from ttdn_cli.judging.outcomes import Outcome
from ttdn_cli.model.states import State
from ttdn_cli.papers.meeting.content_work import WorkRow
from ttdn_cli.results.last_said import LastSaid, last_said, last_said_by_part, said_of_part
from ttdn_cli.results.not_counted import Reasons
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.intake.submission import Texts
    from ttdn_cli.judging.cutoff import ReportedEntry
    from ttdn_cli.model.periods import Period
    from ttdn_cli.model.schedule import Occurrence
    from ttdn_cli.text.i18n import Words

DONE = (Outcome.DONE_ON_TIME, Outcome.DONE_LATE, Outcome.UNDATED_DONE)
UNREAD_OBSTACLES = N_("what came could not be counted")
OPEN = (Outcome.IN_TIME, Outcome.NOT_BEGUN, Outcome.UNDATED_OPEN)


def newest_entries(case: Case) -> Iterator[tuple[Occurrence, str, ReportedEntry]]:
    """Yield what each agency said last of each occurrence."""
    for occurrence in case.all_occurrences:
        for agency, said in case.entries.by_agency(occurrence).items():
            yield occurrence, agency, said[-1]


def led_by(case: Case, occurrence: Occurrence) -> tuple[str, ...]:
    """Return whom an occurrence is led by: the leads as the plan names them, and the members of groups."""
    leads = case.lead_assignments
    return tuple(dict.fromkeys((*leads.named(occurrence), *leads.leads(occurrence))))


def said_by_leads(case: Case, occurrence: Occurrence, reasons: Reasons) -> str:
    """Return what was last said of an occurrence; of several leads, by each that is behind, the silent ones too."""
    told: dict[str, list[str]] = {}
    for party, said in last_said_by_part(case, occurrence):
        told.setdefault(reasons.said(said), []).append(case.directory.name(party.name))
    by_part = "; ".join(f"{', '.join(names)}: {said}" for said, names in told.items())
    return by_part or reasons.said(last_said(case, occurrence))


def done_entries(case: Case, occurrence: Occurrence) -> list[ReportedEntry]:
    """Return the entries that report an occurrence done: the one that decides, and those of other leads and members."""
    first, others = case.authoritative.entry(occurrence), case.authoritative.newest_of_all(occurrence)
    every = [first, *others] if first and first not in others else others
    return [one for one in every if case.entries.state(one) is State.DONE]


def named_window(occurrence: Occurrence, words: Words) -> str:
    """Return what an occurrence is called: by its period or day, a milestone with an id of its own by its name."""
    phase = occurrence.milestone
    return phase.name if phase and phase.id and phase.name else words.period(occurrence.id)


def with_members(case: Case, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return agencies and groups, and after each group its members."""
    return tuple(dict.fromkeys(who for one in names for who in (one, *case.directory.members_in_order(one))))


def obstacles_of_leads(case: Case, occurrence: Occurrence, words: Words) -> str:
    """Return what stands in the way of an occurrence in the words of its lead; of several, of each that is behind.

    Of who is not quoted it is said that what came does not count, where that is so: obstacles may be told there.
    """
    parts = case.authoritative.behind(occurrence) or case.authoritative.parts(occurrence)
    is_one = len(case.authoritative.parts(occurrence)) == 1
    told = []
    for party, newest in parts:
        said = said_of_part(case, occurrence, party, newest)
        name = "" if is_one else case.directory.name(party.name)
        if newest and newest.entry.obstacles:
            told.append((said.sender or name, words.written(newest.entry.obstacles)))
        elif said.may_say_more:
            told.append((name, words.say(UNREAD_OBSTACLES)))
    return "; ".join(f"{name}: {text}" if name else text for name, text in told)


def delivered(texts: Texts, words: Words) -> tuple[str, ...]:
    """Return what was delivered, as it was written."""
    return tuple(f"{words.written(name)}: {count} {unit}".rstrip() for name, count, unit in texts.products)


def work(case: Case, reasons: Reasons) -> Iterator[WorkRow]:
    """Yield what agencies say of the work in their own words, but of completed work what its leads say of it."""
    words = reasons.words
    told = {id(entry) for one in case.outcomes.having(*DONE) for entry in done_entries(case, one)}
    for occurrence, agency, reported in newest_entries(case):
        entry, texts = reported.entry, reported.entry.texts
        if id(reported) in told or texts is None or not (texts.products or texts.evidence or texts.result):
            continue
        said = LastSaid(entry.state, entry.progress, case.not_counted.entry(reported), ())
        yield WorkRow(
            agencies=(agency,),
            agency=words.show(case.name_now(agency)),
            task=occurrence.task,
            occurrence=named_window(occurrence, words),
            title=case.tasks[occurrence.task].title,
            period=words.period(reported.report.period.id),
            submitted_on=reported.report.submitted_on,
            said=reasons.said(said),
            delivered=delivered(texts, words),
            evidence=tuple(map(words.written, texts.evidence)),
            result=words.written(texts.result),
        )


def next_period(case: Case) -> Period | None:
    """Return the period after the one whose books are closed, or in which D lies; None at the plan's end."""
    last = case.cutoff.quarter
    every = case.plan.periods.values()
    return next((one for one in every if (one.begins > last.ends if last else one.ends >= case.as_of)), None)


def ahead(case: Case, period: Period | None) -> list[tuple[Occurrence, bool, bool]]:
    """Return what is still to be done and begins, or falls due, in a period; both may be."""
    found = []
    for one in case.occurrences if period else ():
        begins = period is not None and period.begins <= one.begins <= period.ends
        is_due = period is not None and one.due is not None and period.begins <= one.due <= period.ends
        if (begins or is_due) and case.outcomes.of(one) in OPEN:
            found.append((one, begins, is_due))
    return found

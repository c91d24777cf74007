"""What was last said of an occurrence: of the lists, the papers and the letters one definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.findings import UNREAD, NotCounted
from ttdn_cli.judging.case import Case
from ttdn_cli.model.states import State
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import STATES

if TYPE_CHECKING:
    from ttdn_cli.judging.cutoff import ReportedEntry
    from ttdn_cli.model.agencies import Party
    from ttdn_cli.model.findings_output import NotCountedOut
    from ttdn_cli.model.schedule import Occurrence


class LastSaid(NamedTuple):
    """The last word of the lead whose part decides: `state` and `progress` (percent) are what its entry itself says.

    Both are None where there is no entry. `not_counted` says why the last word does not count. `unread` are files of
    which nobody knows the sender, among which a report that speaks of an occurrence of which nothing was said may be.
    """

    state: State | None
    progress: int | None
    not_counted: NotCounted | None
    unread: tuple[str, ...]

    @property
    def is_silence(self) -> bool:
        """Tell whether nothing has come."""
        return self.state is None and self.not_counted is None

    @property
    def may_say_more(self) -> bool:
        """Tell whether something came whose words are not known: an item left out, a file rejected or not read."""
        return bool(self.unread) or (self.not_counted is not None and self.not_counted.because in UNREAD)


def last_said(case: Case, occurrence: Occurrence) -> LastSaid:
    """Return what was last said of an occurrence."""
    reported, not_counted = case.authoritative.entry(occurrence), case.not_counted.of(occurrence)
    return _last_said(case, occurrence, reported, not_counted, case.lead_assignments.parties(occurrence))


def last_said_by_part(case: Case, occurrence: Occurrence) -> list[tuple[Party, LastSaid]]:
    """Return what each of several leads that are behind said last; nothing where there is only one lead."""
    if len(case.authoritative.parts(occurrence)) == 1:
        return []
    return [(party, said_of_part(case, occurrence, party, at)) for party, at in case.authoritative.behind(occurrence)]


def said_of_part(case: Case, occurrence: Occurrence, party: Party, newest: ReportedEntry | None) -> LastSaid:
    """Return what a lead, whose newest entry that counts is given, said last of its part in an occurrence."""
    return _last_said(case, occurrence, newest, case.not_counted.of_party(party, occurrence, newest), (party,))


def _last_said(
    case: Case,
    occurrence: Occurrence,
    reported: ReportedEntry | None,
    not_counted: NotCounted | None,
    parties: Iterable[Party],
) -> LastSaid:
    entry = reported.entry if reported else None
    unread = () if entry or not_counted else tuple(_unread(case, occurrence, parties))
    return LastSaid(entry.state if entry else None, entry.progress if entry else None, not_counted, unread)


def _unread(case: Case, occurrence: Occurrence, parties: Iterable[Party]) -> list[str]:
    """Return the files of nobody known beside each report of a lead that should have spoken of an occurrence."""
    voices = [one for party in parties for one in case.authoritative.voices(party, occurrence)]
    return [
        file
        for period in case.periods
        if occurrence.begins <= period.ends
        and any(
            case.received.report(one, period) is None and case.lead_assignments.led_in(occurrence, one, period)
            for one in voices
        )
        for file in case.received.unread(period)
    ]


def said_text(
    found: NotCountedOut | None, state: str | None, progress: int | None, unread: Sequence[str], words: Words
) -> str:
    """Return what was last said in words, given as `LastSaid` has it."""
    told = words.say(STATES[state])
    if state == State.IN_PROGRESS and progress is not None:
        told = words.say(N_("{state}, {progress}%"), state=told, progress=progress)
    if found is None:
        return words.say(N_("not reported yet in a form that can be counted")) if state is None and unread else told
    first = found
    while "before" in first:
        first = first["before"]
    if state is None or first["because"] not in UNREAD:
        return found["message"]
    return found["message"] + words.say(N_("; reported before that: {state}"), state=told)

"""What was last said of an occurrence: of the lists, the papers and the letters one definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
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
    `day` is when the entry was submitted, `sender` the name of who did, where that is not the one lead spoken of.
    """

    state: State | None
    progress: int | None
    not_counted: NotCounted | None
    unread: tuple[str, ...]
    day: date | None = None
    sender: str = ""

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
    parties: Sequence[Party],
) -> LastSaid:
    unread = () if reported or not_counted else tuple(_unread(case, occurrence, parties))
    if reported is None:
        return LastSaid(None, None, not_counted, unread)
    is_plain = len(parties) == 1 and reported.report.agency in parties[0].members
    sender = "" if is_plain else case.directory.name(reported.report.agency)
    entry, day = reported.entry, reported.report.submitted_on
    return LastSaid(entry.state, entry.progress, not_counted, unread, day, sender)


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


def said_text(last: LastSaid, found: NotCountedOut | None, words: Words, *, named: bool = True) -> str:
    """Return what was last said in words; `found` is why it does not count, as it is shown.

    Who said it, where that is not the lead spoken of, stands with it where it is `named`.
    """
    told = words.say(STATES[last.state])
    if last.state == State.IN_PROGRESS and last.progress is not None:
        told = words.say(N_("{state}, {progress}%"), state=told, progress=last.progress)
    if found is None:
        if last.state is None and last.unread:
            return words.say(N_("not reported yet in a form that can be counted"))
        if named and last.sender:
            return words.say(N_("{state} (reported by {sender})"), state=told, sender=last.sender)
        return told
    first = found
    while "before" in first:
        first = first["before"]
    if last.state is None or first["because"] not in UNREAD:
        return found["message"]
    before = N_("; reported before that by {sender} on {day}: {state}")
    if not last.sender:
        before = N_("; reported before that on {day}: {state}")
    return found["message"] + words.say(before, state=told, sender=last.sender, day=last.day)

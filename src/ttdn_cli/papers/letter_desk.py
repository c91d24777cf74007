"""Who is written to, and why: what each agency still owes on D, made of the findings that concern it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from ttdn_cli.findings import Finding, NotCounted
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.expected_reports import COORDINATOR, LEAD, Owed, expected_reports
from ttdn_cli.model.agencies import Party
from ttdn_cli.model.periods import Period
from ttdn_cli.model.schedule import Occurrence
from ttdn_cli.model.states import State
from ttdn_cli.papers.letter_whom import answering, held_before, in_name_of, is_in_plan, line
from ttdn_cli.papers.letters import ASKED_BY, CORRECTED, Debt, Kind, Letter, Want, misfiled

if TYPE_CHECKING:
    from ttdn_cli.judging.cutoff import ReportedEntry
    from ttdn_cli.model.lists_output import Role

_Key: TypeAlias = "tuple[str, str, Role]"  # task, occurrence, role
_Asked: TypeAlias = "tuple[str, Role, Want]"
_NONE = (Party("", ()), None)


def letters(case: Case, findings: Iterable[Finding]) -> tuple[list[Letter], list[Finding]]:
    """Return a letter for every agency that owes something, in the registry's order, and the findings settled since.

    `findings` are those that no waiver covers. Settled is what was reported later: it is not asked for again.
    """
    desk = _Desk(case)
    every = sorted((one for one in findings if one.rule in ASKED_BY), key=lambda one: ASKED_BY.index(one.rule))
    for finding in every:
        desk.take(finding)
    desk.take_left_out()
    order = {one: number for number, one in enumerate(case.directory.agencies)}
    return [Letter(one, desk.debts(one)) for one in sorted(desk.owing, key=order.__getitem__)], desk.settled


class _Desk:
    """Findings sorted by whom they are to be asked of."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.windows = {(one.task, one.id): one for one in case.all_occurrences}
        self.expected = {(one.agency, one.period.id): one for one in expected_reports(case)}
        self.reports: dict[str, list[Owed]] = {}
        self.wants: dict[str, dict[_Key, list[Want]]] = {}
        self.formerly: dict[tuple[str, _Key], list[str]] = {}
        self.settled: list[Finding] = []

    @property
    def owing(self) -> set[str]:
        """The agencies that owe something and exist on D."""
        return set(self.case.directory.standing_of((*self.reports, *self.wants))) & {*self.reports, *self.wants}

    def take(self, finding: Finding) -> None:
        """Note what a finding asks of whom."""
        if finding.rule == "missing-report":
            owed = self.expected[str(finding.agency), str(finding.period)]
            for agency in answering(self.case, owed.agency):
                self.reports.setdefault(agency, []).append(owed)
            return
        window = self.windows.get((str(finding.task), str(finding.occurrence)))
        if window is None:  # an amendment has ended the occurrence
            return
        if self._is_settled(finding, window):
            self.settled.append(finding)
            return
        for agency, role, want in self._asked(finding, window):
            self._want(agency, window, role, want, str(finding.agency))

    def _want(self, agency: str, window: Occurrence, role: Role, want: Want, concerned: str) -> None:
        """Note one thing that an agency is asked for, and whom it concerns."""
        key = (window.task, window.id, role)
        known = self.wants.setdefault(agency, {}).setdefault(key, [])
        if want not in known:
            known.append(want)
        if concerned != agency and concerned in line(self.case, agency):
            self.formerly.setdefault((agency, key), []).append(concerned)

    def take_left_out(self) -> None:
        """Ask for the correction of every item that was left out and of which nothing that counts has come since."""
        for window in self.windows.values():
            for agency in self.case.directory.agencies:
                left_out = self.case.entries.left_out(agency, window)
                why = self._why(agency, window) if left_out else None
                if why is None or why.because != "left-out":
                    continue
                report = left_out[-1][0]
                is_lead = self.case.lead_assignments.led_in(window, agency, report.period)
                for one in answering(self.case, agency, window.task):
                    if all(said.report.order <= report.order for said in self.case.entries.of(one, window)):
                        leads = is_lead or one in self.case.lead_assignments.leads(window.task)
                        self._want(one, window, LEAD if leads else COORDINATOR, Want(Kind.CORRECT), agency)

    def _is_settled(self, finding: Finding, window: Occurrence) -> bool:
        """Tell whether what a finding misses was reported since."""
        agency, found = str(finding.agency), finding.values.get("found")
        if finding.rule == "unreported-task":
            is_over = self.case.authoritative.state(window) in (State.DONE, State.CANCELLED)
            return is_over or not any(self._silent_since(agency, window, found))
        if finding.rule == "disputed-coordination" and "coordinated_with" in finding.place.at:
            silent = [one for one in self._part_of(agency, window, found) if not self._speaks(one, window, found)]
            return not silent and any(self._told(one, window, found) for one in line(self.case, agency))
        return False

    def _asked(self, finding: Finding, window: Occurrence) -> Iterator[_Asked]:
        agency = str(finding.agency)
        found = finding.values.get("found")
        if finding.rule == "overdue":
            yield from ((one, LEAD, Want(Kind.WORK)) for one in self._late(window))
        elif finding.rule == "unreported-task":
            yield from ((one, LEAD, Want(Kind.MENTION)) for one in self._silent_since(agency, window, found))
        elif finding.rule == "missing-coordinator":
            yield from self._named(agency, window)
            if agency in self.case.directory.agencies:
                yield from self._part(answering(self.case, agency, window.task), window, None)
        elif finding.rule == "disputed-coordination" and "coordinated_with" in finding.place.at:
            yield from self._part(self._part_of(agency, window, found), window, found)
        elif finding.rule == "disputed-coordination":
            if self.case.coordination.is_missing(agency, window) or agency not in self._named_by_leads(window):
                yield from self._named(agency, window)
        else:
            delivered = finding.values.get("delivered")
            want = Want(Kind.DELIVERY, delivered) if isinstance(delivered, tuple) else Want(Kind.EVIDENCE)
            yield from ((one, LEAD, want) for one in answering(self.case, agency, window.task))

    def _part(self, agencies: Iterable[str], window: Occurrence, since: object) -> Iterator[_Asked]:
        """Ask agencies that say nothing of a task for their part in it."""
        for one in agencies:
            if not self._speaks(one, window, since):
                is_planned = since is None or is_in_plan(self.case, one, window.task, since)
                yield one, COORDINATOR, Want(Kind.PART if is_planned else Kind.NAMED)

    def _part_of(self, agency: str, window: Occurrence, period: object) -> list[str]:
        """Return who answers for an agency that a lead names and whose report for a period, which came, is silent."""
        received = self.case.received
        return [
            one
            for one in answering(self.case, agency, window.task)
            if isinstance(period, Period) and any(received.report(who, period) for who in line(self.case, one))
        ]

    def _named(self, agency: str, window: Occurrence) -> Iterator[_Asked]:
        """Ask the lead whose entry decides to say whether a coordinator took part."""
        want = Want(Kind.NAME, (self.case.directory.name(agency),))
        speaker = self.case.authoritative.speaker(window)
        yield from ((one, LEAD, want) for one in answering(self.case, speaker, window.task))

    def _named_by_leads(self, window: Occurrence) -> set[str]:
        named = self.case.coordination.named(window)
        return {who for name in named for who in self.case.directory.ever(name)}

    def _late(self, window: Occurrence) -> Iterator[str]:
        """Yield the leads that have not reported their part done: of a group, whoever spoke for it, else all."""
        for party, _ in self.case.authoritative.behind(window):
            spoke = [one for one in party.members if self._last(one, window) or self._why(one, window)]
            yield from spoke or party.members

    def _why(self, agency: str, window: Occurrence) -> NotCounted | None:
        return self.case.not_counted.of_agency(agency, window)

    def _last(self, agency: str, window: Occurrence) -> ReportedEntry | None:
        said = self.case.entries.of(agency, window)
        return said[-1] if said else None

    def _silent_since(self, agency: str, window: Occurrence, period: object) -> Iterator[str]:
        """Yield who stands for an agency, unless it has spoken of the occurrence in a later report."""
        for one in answering(self.case, agency, window.task):
            said = [last for who in line(self.case, one) if (last := self._last(who, window))]
            if not isinstance(period, Period) or all(last.report.period.begins < period.begins for last in said):
                yield one

    def _speaks(self, agency: str, window: Occurrence, since: object) -> bool:
        """Tell whether an agency has told its part, or is asked for it with a report that is not there at all."""
        owed = any(window.task in one.tasks for one in self.reports.get(agency, ()))
        return owed or any(self._told(one, window, since) for one in line(self.case, agency))

    def _told(self, agency: str, window: Occurrence, since: object) -> bool:
        """Tell whether an agency's report for a period, or a later one, mentions a task, or an earlier one its end."""
        first = since.begins if isinstance(since, Period) else date.min
        own = self.case.received.reports_for(agency)
        last = self._last(agency, window)
        is_over = last is not None and self.case.entries.state(last) is State.DONE
        return is_over or any(window.task in one.mentions for one in own if one.period.begins >= first)

    def debts(self, agency: str) -> tuple[Debt, ...]:
        """Return what an agency owes."""
        order = {key: number for number, key in enumerate(self.windows)}
        wants = sorted(self.wants.get(agency, {}).items(), key=lambda pair: order[pair[0][:2]])
        rows = [self._row(agency, key, want) for key, want in wants]
        return (*(self._report(agency, one) for one in self.reports.get(agency, ())), *rows)

    def _report(self, agency: str, owed: Owed) -> Debt:
        due, why = self.case.report_due(owed.period), owed.not_counted
        # What came on a day that nobody knows, or may be among the files of nobody, may have come in time.
        is_late = due is not None and (why.came is not None and why.came > due if why else not owed.unread)
        days = max((self.case.as_of - due).days, 0) if due and is_late else 0
        want = (Want(_asked_again(why) if why else Kind.REPORT),)
        row = (owed.role, None, owed.period, owed.tasks, due, days, None, None)
        formerly = in_name_of(self.case, owed.agency, agency, owed.period)
        group = owed.agency if owed.agency in self.case.directory.groups else ""
        said = Debt(*row, confirmed=False, not_counted=why, wants=want, unread=_names((owed,)))
        kinds = frozenset(one.unread for one in self.case.received.submissions if one.file in owed.unread)
        return said._replace(formerly=formerly, group=group, unread_kinds=kinds)

    def _row(self, agency: str, key: _Key, wants: list[Want]) -> Debt:
        case, role = self.case, key[2]
        window = self.windows[key[:2]]
        before = tuple(self.formerly.get((agency, key), ()))
        speakers = (agency, *before) if role == LEAD else line(case, agency)
        spoke = next((one for one in speakers if self._last(one, window) or self._why(one, window)), agency)
        last, not_counted = self._last(spoke, window), self._why(spoke, window)
        if role == LEAD:
            before = (*before, *held_before(case, agency, window))
            party, stand = next((one for one in case.authoritative.parts(window) if agency in one[0].members), _NONE)
            is_taken = stand is not None and party.members == (agency,) and stand.report.agency != spoke
            if last is None or is_taken:  # what it took over from an earlier lead, beside its own part or without one
                not_counted = (None if is_taken else not_counted) or case.not_counted.of_party(party, window, stand)
                last = stand
        if not_counted and spoke != agency and not not_counted.who:
            not_counted = not_counted._replace(who=case.directory.name(spoke))
        heard = [one.report for one in (last,) if one]
        heard += [report for report, _ in case.entries.left_out(spoke, window)]
        is_silent = self._is_silent_since(agency, window, max((one.order for one in heard), default=None))
        if is_silent and role == COORDINATOR and not_counted and not_counted.because == "rejected":
            not_counted = None  # a report that counts came in for the same time; the file has a row of its own
        day = max((one.submitted_on for one in heard), default=None)
        late = any(want.kind is Kind.WORK for want in wants)
        beside = [one for one in self.reports.get(agency, ()) if window.begins <= one.period.ends]
        return Debt(
            role,
            window,
            None,
            (window.task,),
            window.due,
            (case.as_of - window.due).days if late and window.due else 0,
            last.entry.state if last else None,
            last.report.submitted_on if last else None,
            day is not None and window.due is not None and day > window.due,
            not_counted,
            _told(wants, not_counted),
            () if last or (is_silent and role == COORDINATOR) else _names(beside),
            last.entry.progress if last else None,
            tuple(dict.fromkeys(before)),
            is_silent,
            reporter="" if last is None or last.report.agency == agency else last.report.agency,
        )

    def _is_silent_since(self, agency: str, window: Occurrence, order: tuple[date, date] | None) -> bool:
        """Tell whether a report that counts came after one of some order, for a time when a window had begun."""
        every = (one for who in line(self.case, agency) for one in self.case.received.reports_for(who))
        return any(window.begins <= one.period.ends and (order is None or one.order > order) for one in every)


def _asked_again(why: NotCounted) -> Kind:
    """Return what is asked of who sent a file that does not count: a confirmation where it may be misfiled only."""
    is_misfiled = why.error is not None and misfiled(why.error.rule, why.error.values)
    return Kind.PERIOD if is_misfiled else Kind.AGAIN


def _names(owed: Iterable[Owed]) -> tuple[str, ...]:
    """Return the names of the files that are not read beside reports that are missing."""
    return tuple(dict.fromkeys(os.path.basename(path) for one in owed for path in one.unread))


def _told(wants: list[Want], why: NotCounted | None) -> tuple[Want, ...]:
    """Return what is asked of an occurrence: whoever is to tell of its completion need not be asked for its state.

    Who has reported what does not count is asked to correct that, not to do the work.
    """
    kinds = {want.kind for want in wants}
    needless = {Kind.MENTION} if Kind.WORK in kinds else set()
    first: tuple[Want, ...] = ()
    if why and why.because in CORRECTED:
        instead = {Kind.WORK, Kind.CORRECT} | ({Kind.EVIDENCE} if why.because == "no-evidence" else set())
        first = (Want(Kind.CORRECT),) if kinds & instead else ()
        needless |= instead
    return (*first, *(want for want in wants if want.kind not in needless))

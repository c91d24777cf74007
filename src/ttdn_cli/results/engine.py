"""Runs the rules over a case and makes the report; every part is an argument, nothing is read or printed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ttdn_cli.errors import Crash, crash_of
from ttdn_cli.findings import Finding, InputError, Severity
from ttdn_cli.intake.plan_reader import PlanCase, PlanFiles
from ttdn_cli.judging.amending import changes_fields
from ttdn_cli.judging.case import Case
from ttdn_cli.judging.waivers import NO_WAIVERS, Judged, WaiverCase, WaiverFile, waive
from ttdn_cli.limits import MAX_ALIKE
from ttdn_cli.results.diagnostics import Report, Row, count_outcomes, locator, rows, tables_of
from ttdn_cli.results.files import file_rows
from ttdn_cli.rules import InputRule, PlanRule, ReportRule, Rule, WaiverRule, all_rules
from ttdn_cli.text.i18n import N_, Words

MORE = N_("{count} more findings of the rule {rule} in this file are not shown")
AMENDED = N_("amended by {number} of {date}, in force from {day}")
STRIVEN_FOR = N_("the plan strives for this date")
AMENDED_FROM = N_("amended from {day}")
FIRST_ONES = N_("Correct the first ones, then run the check again")


class PlanInputErrors(NamedTuple):
    """The faults of a plan's files, as the fault rules see them."""

    input_errors: Sequence[InputError]

    def errors_of(self, rule: str) -> list[InputError]:
        """Return the faults that the rule of that name tells."""
        return [input_error for input_error in self.input_errors if input_error.rule == rule]


def run(rules: Iterable[Rule[Any]], seen: Any, crashes: list[Crash] | None = None) -> list[Finding]:
    """Return the findings of all rules. With `crashes`, a rule that fails is added to it and the others go on."""
    found: list[Finding] = []
    for rule in rules:
        try:
            found.extend(rule.check(seen))  # which keeps what came before a failure
        except Exception as error:
            if crashes is None:
                raise
            crashes.append(crash_of(error, rule.name))
    return found


def judge_reports(  # noqa: PLR0913 - the parts of a run, each named
    rules: Iterable[Rule[Any]],
    case: Case,
    book: PlanFiles,
    words: Words,
    *,
    waivers: WaiverFile = NO_WAIVERS,
    crashes: Iterable[Crash] = (),
) -> Report:
    """Return the judgement of the reports of a case; `crashes` are the faults of the program before the rules ran."""
    failed_rules: list[Crash] = []
    rules = list(rules)
    mending = frozenset(name for name, rule in all_rules().items() if rule.mends)
    judged = _judged(rules, case, book.file, waivers, failed_rules)
    locate = locator(book, case.received.submissions, waivers)
    every = rows(judged, locate, words, case.directory.name, _notes(case, words), tables_of(case))
    kept = tuple(row for row in every if row.waiver is None)
    failed = {row.path for row in kept if row.severity is Severity.ERROR}
    return Report(
        rows=kept,
        waived=tuple(row for row in every if row.waiver is not None),
        files=tuple(file_rows(case, failed, words)),
        outcomes=count_outcomes(case.outcomes.by_occurrence.values()),
        plan_id=case.plan.id,
        plan_revision=case.plan.revision,
        plan_path=book.file,
        as_of=case.as_of,
        quarter=case.cutoff.quarter.id if case.cutoff.quarter else None,
        complete=case.complete,
        crashes=(*crashes, *failed_rules),
        follow_from=case.following.shown,
        not_followed=case.not_followed,
        shipped=book.shipped_files,
        earlier=tuple((one.task, one.id) for one in case.earlier),
        mending=mending,
        is_judged_whole=mending <= {rule.name for rule in rules},
        unsettled=case.plan.unsettled,
        not_run=_not_run(rules),
    )


def _not_run(rules: Iterable[Rule[Any]]) -> tuple[str, ...]:
    """Return the names of the rules on reports that are not among those given."""
    given = {rule.name for rule in rules}
    every = all_rules().items()
    return tuple(name for name, rule in every if name not in given and isinstance(rule, (ReportRule, InputRule)))


def _notes(case: Case, words: Words) -> Callable[[Finding], str]:
    """Return the function that says what bears on a finding: a date only striven for, amendments of what it goes by."""
    every = {(one.task, one.id): one for one in case.all_occurrences}

    def note(finding: Finding) -> str:
        task, window = finding.task or "", every.get((finding.task or "", finding.occurrence or ""))
        fields = all_rules()[finding.rule].rests_on
        told = [
            words.say(AMENDED, number=one.document.number, date=one.document.date, day=one.effective)
            if one.document.number
            else words.say(AMENDED_FROM, day=one.effective)
            for one in case.amendments.of(task)
            if changes_fields(case, one, task, window, fields)
        ]
        if finding.due and window and case.is_aspirational(window):
            told.insert(0, words.say(STRIVEN_FOR))
        return f" ({'; '.join(told)})" if told else ""

    return note


def _judged(
    rules: Sequence[Rule[Any]], case: Case, plan_file: str, waivers: WaiverFile, crashes: list[Crash]
) -> list[Judged]:
    """Return the findings with what waives them; then, as nothing waives them, those about the waivers."""
    chosen = [rule for rule in rules if isinstance(rule, (ReportRule, InputRule))]
    more = {(rule, one.file): count for one in case.received.submissions for rule, count in one.more.items()}
    findings = capped(run(chosen, case, crashes), plan_file, more)
    judged, uses = waive(findings, waivers, case.as_of, case.directory)
    ran = frozenset(rule.name for rule in chosen)
    seen = WaiverCase(case, uses, ran, frozenset(rule.name for rule in rules) - ran)
    after = run([rule for rule in rules if isinstance(rule, WaiverRule)], seen, crashes)
    return [*judged, *((finding, None) for finding in after)]


def capped(findings: Sequence[Finding], plan_file: str, more: Mapping[tuple[str, str], int]) -> list[Finding]:
    """Return at most `MAX_ALIKE` findings of one rule in one report file, and one more that counts the rest.

    `more` are those, by rule and file, of which nothing but the number is known.
    """
    kept: list[Finding] = []
    counts: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = finding.rule, finding.place.file
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= MAX_ALIKE or finding.place.file == plan_file:
            kept.append(finding)
        else:
            last.setdefault(key, finding)
    for key, finding in last.items():
        rest = {"count": counts[key] - MAX_ALIKE + more.get(key, 0), "rule": finding.rule}
        kept.append(
            finding._replace(message=MORE, hint=FIRST_ONES, values=rest, task=None, occurrence=None, related=())
        )
    return kept


def judge_plan(
    rules: Iterable[Rule[Any]], book: PlanFiles, words: Words, source: str | None = None, base: PlanFiles | None = None
) -> Report:
    """Return the judgement of a plan and its registry; `source` is the text it quotes, `base` an earlier version."""
    chosen = list(rules)
    crashes: list[Crash] = []
    findings = run(
        [rule for rule in chosen if isinstance(rule, InputRule)], PlanInputErrors(book.input_errors), crashes
    )
    if book.plan and book.directory and not book.input_errors:
        seen = PlanCase(book, book.plan, book.directory, source, base)
        findings += run([rule for rule in chosen if isinstance(rule, PlanRule)], seen, crashes)
    name = book.directory.name if book.directory else str
    every = rows([(one, None) for one in findings], locator(book, ()), words, name)
    return Report(
        rows=tuple(every),
        waived=(),
        files=(),
        outcomes=None,
        plan_id=book.plan.id if book.plan else "",
        plan_revision=book.plan.revision if book.plan else None,
        plan_path=book.file,
        as_of=None,
        quarter=None,
        complete=True,
        crashes=tuple(crashes),
        shipped=book.shipped_files,
        unsettled=book.plan.unsettled if book.plan else 0,
    )


def input_error_rows(input_errors: Sequence[InputError], words: Words) -> list[Row]:
    """Return the rows of faults alone, of a file that is neither plan nor report."""
    rules = [rule for rule in all_rules().values() if isinstance(rule, InputRule)]
    findings = run(rules, PlanInputErrors(input_errors))
    return rows([(one, None) for one in findings], lambda place: (place.line, place.column), words, str)

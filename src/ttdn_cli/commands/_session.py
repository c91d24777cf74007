"""What the commands have in common: settings, plan, reports and case, put together once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from ttdn_cli import i18n
from ttdn_cli.books import open_books, reduced
from ttdn_cli.cache.record import Record
from ttdn_cli.case import Case
from ttdn_cli.clock import today
from ttdn_cli.commands._asked import Asked, closed_period, days_ahead, judged_on, processes
from ttdn_cli.commands._broken import usable
from ttdn_cli.config import Settings, working_settings
from ttdn_cli.errors import COULD_NOT_CHECK, TtdnError, UsageError, crash_of
from ttdn_cli.findings import Fault, Place
from ttdn_cli.i18n import N_, Words
from ttdn_cli.model.names import near
from ttdn_cli.output import clean, is_one_of, say, write
from ttdn_cli.paths import Found, collect, from_here, given_paths, shipped
from ttdn_cli.planbook import Planbook, read_planbook
from ttdn_cli.rules import Rule, all_rules, names
from ttdn_cli.screen import Screen, screen_for
from ttdn_cli.submission import Submission
from ttdn_cli.waiverbook import NO_WAIVERS, Waiverbook

if TYPE_CHECKING:
    from ttdn_cli.cache.folder import Folder as CacheFolder
    from ttdn_cli.cache.stamps import Ahead
    from ttdn_cli.intake import Intake
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.model.plan import Plan
    from ttdn_cli.workers import Watch

LEVELS = ("error", "warning", "info", "never")
FORMATS = ("text", "json")


@dataclass(slots=True)
class Session:
    """One call on its way: options beat environment beats file beats default."""

    asked: Asked
    own: Settings | None = None  # of a province; else those in force in the working directory
    settings: Settings = field(init=False)
    words: Words = field(init=False)
    inputs: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    crashes: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ahead: Ahead | None = None
    record: Record = field(default_factory=Record)

    def __post_init__(self) -> None:
        self.settings = self.own or working_settings()
        if self.settings.file:
            self.inputs.append(self.settings.file)
        if self.asked.lang not in (None, *i18n.LANGUAGES):
            unknown("--lang", str(self.asked.lang), i18n.LANGUAGES)
        if self.settings.lang not in (None, *i18n.LANGUAGES):
            unknown(self.settings.place("lang"), str(self.settings.lang), i18n.LANGUAGES)
        self.words = i18n.current()
        if self.settings.lang and not self.asked.lang:
            self.words = i18n.use(self.settings.lang)
        self.form = "text" if self.asked.format is None else self.asked.format

    form: str = field(init=False, default="text")

    def formats(self, known: Sequence[str] = FORMATS) -> None:
        """Refuse a format that the command does not have."""
        if self.form not in known:
            unknown("--format", self.form, known)

    def fail_on(self) -> str:
        """Return the least severity that gives exit code 1."""
        level = self.asked.fail_on or self.settings.fail_on or "error"
        if level not in LEVELS:
            unknown("--fail-on" if self.asked.fail_on else self.settings.place("fail_on"), level, LEVELS)
        return level

    def rules(self) -> list[Rule[Any]]:
        """Return the rules that are asked for."""
        select = _rule_names("--select", self.asked.select)
        ignore = self.ignored()
        return [rule for name, rule in all_rules().items() if (not select or name in select) and name not in ignore]

    def ignored(self) -> set[str]:
        """Return the names of the rules that are not run."""
        if self.asked.ignore or not self.settings.ignore:
            return _rule_names("--ignore", self.asked.ignore)
        return _rule_names(self.settings.place("ignore"), list(self.settings.ignore))

    def plan_file(self, path: str | None = None) -> str:
        """Return the path of the plan that is asked for, set, or shipped with the program."""
        return path or self.asked.plan or self.settings.plan or shipped_plan()

    def planbook(self, path: str | None = None) -> Planbook:
        """Return the plan that is asked for, set, or shipped with the program, with whatever is wrong with it."""
        opened = self.plan_file(path)
        book = read_planbook(opened, from_here(opened) if path is None else opened)
        self.inputs += [opened, book.registry_file]
        return book

    def plan(self) -> tuple[Planbook, Plan, Directory]:
        """Return a plan that can be judged by; a broken one ends the run with its errors and exit code 3."""
        book = self.planbook()
        return book, *usable(book, self.words)

    def found(self, paths: Sequence[str] | None, *, needed: bool = True) -> Found:
        """Return the report files; raises `TtdnError` (3) when there is none and some are needed."""
        folder = self.asked.reports or self.settings.reports
        given = given_paths(paths, folder)
        if not given and not needed:
            return Found()
        if not given:
            raise TtdnError(
                N_("No report found: no file or folder is named"),
                N_("Name the folder of the reports, or set reports in ttdn.toml"),
            )
        self.given = [*given, folder] if folder else given
        found = self.ahead.found if self.ahead else collect(given)
        present = [one for one in found.sources if one.opened is None or os.path.lexists(one.opened)]
        if not present and not found.unreadable and needed:
            hint = N_("Reports are files that end in .yaml, .xlsx or .csv; check the path")
            raise TtdnError(N_("No report found: {paths}"), hint, paths=tuple(given))
        self.inputs += [one.opened for one in found.sources if one.opened]
        return found

    def case(self, paths: Sequence[str] | None = None, *, texts: bool = False) -> tuple[Case, Planbook]:
        """Return what was submitted against the plan, as of the day asked for; with `texts`, in its own words too."""
        from ttdn_cli.intake import Intake

        as_of, soon, jobs = judged_on(self.asked), days_ahead(self.asked), processes(self.asked)
        book, plan, directory = self.plan()
        closed = closed_period(self.asked, plan)
        found = self.found(paths)
        books = open_books((), today(), as_of, closed)
        known = books.as_of if as_of or closed else None  # else it follows from the reports
        submissions = self._receive(Intake(plan, directory, known, texts=texts), book, found, jobs)
        submissions += [_unlisted(path, code) for path, code in found.unreadable]
        books = open_books(submissions, today(), as_of, closed)
        complete = found.complete if self.asked.complete is None else self.asked.complete
        older = self._older(plan, submissions)
        case = Case(plan, book.file, directory, submissions, books, complete=complete, soon=soon, older=older)
        self._talk(found, len(submissions) - len(case.submissions))
        self.crashes += [(one.file, one.crash) for one in submissions if one.crash]
        return case, book

    def _receive(self, intake: Intake, book: Planbook, found: Found, jobs: int | None) -> list[Submission]:
        """Return what every file submits; what the cache knows of is not read again."""
        from ttdn_cli.workers import receive_all

        known_by = judged_on(self.asked)

        def receive(intake: Intake) -> list[Submission]:
            watch = self._watch(found)
            return receive_all(intake, found.sources, jobs, lambda some: reduced(watch(some), known_by))

        folder = self.cache()
        if folder is None:
            return receive(intake)
        from ttdn_cli.cache.facts import receive_kept

        submissions = receive_kept(intake, book, folder, found.sources, receive, self.ahead)
        self.record.found, self.record.inputs = found, book.read
        self.record.digests = [one.digest for one in submissions]
        return submissions

    def cache(self) -> CacheFolder | None:
        """Return the folder of the cache, unless it is not wanted or cannot be had."""
        from ttdn_cli.cache.folder import open_folder

        return open_folder(os.environ) if self.asked.cache else None

    def _watch(self, found: Found) -> Watch:
        """Return what shows how far the reading is, where somebody looks at it."""
        from ttdn_cli.progress import is_wanted, watched

        total, stream = len(found.sources), sys.stderr
        if self.asked.quiet or not is_wanted(stream, total, os.environ):
            return iter
        return partial(watched, total=total, stream=stream, words=self.words)

    def waivers(self) -> Waiverbook:
        """Return the waivers that are set, once the reports are found; `UsageError` when they cannot be used."""
        from ttdn_cli.commands._waivers import waivers_of

        path = self.settings.waivers
        if not path:
            return NO_WAIVERS
        self.inputs.append(path)
        return waivers_of(path, self.given, self.words)

    def _older(self, plan: Plan, submissions: Sequence[Submission]) -> dict[int, Plan]:
        """Return the older revisions of the plan that reports answer to, as far as its git repository holds them."""
        answered = {one.report.plan_revision for one in submissions if one.report}
        found = {}
        for number in sorted(one for one in answered if one is not None and one < plan.revision):
            from ttdn_cli.history import older

            self.record.sound = False  # what git holds may change without a file
            book = older(self.plan_file(), number)
            if book and book.plan:
                found[number] = book.plan
        return found

    def _talk(self, found: Found, left_out: int) -> None:
        """Say what was not looked at: files that are no reports, and reports outside the books."""
        lines = []
        if found.skipped:
            shown = found.skipped if self.asked.verbose else found.skipped[:3]
            more = "" if len(shown) == len(found.skipped) else ", …"
            lines.append(
                self.words.say(
                    N_("Skipped, no reports by their names ({count}): {files}"),
                    count=len(found.skipped),
                    files=tuple(shown),
                )
                + more
            )
        if found.litter and self.asked.verbose:
            lines.append(
                self.words.say(N_("Left alone, files of editors and systems: {files}"), files=tuple(found.litter))
            )
        if left_out:
            lines.append(
                self.words.say(
                    N_("Reports of later periods or submitted after the day asked for, not counted: {count}"),
                    count=left_out,
                )
            )
        if not self.asked.quiet:
            for text in lines:
                self.talk(clean(text))

    def screen(self) -> Screen:
        """Return what is known of the place that the result goes to."""
        stream = sys.stdout if self.asked.output == "-" else None
        return screen_for(stream, self.words, os.environ) if stream else Screen(self.words)

    def put(self, data: bytes, *, text: bool) -> None:
        """Write the result where it is asked for."""
        write(data, self.asked.output, text=text, inputs=self.inputs)
        self.record.data, self.record.text = data, text

    def clashes(self) -> bool:
        """Tell whether the result would be written over one of the files that were read."""
        return self.asked.output != "-" and is_one_of(self.asked.output, self.inputs)

    def crashed(self, rule: str, error: Exception) -> None:
        """Keep that a rule failed; the others go on."""
        self.crashes.append((rule, crash_of(error)))

    def end(self, code: int) -> int:
        """Return the exit code, 3 when something in the program failed; what failed is said."""
        said = N_("Internal error, please report it: {subject}: {kind} in {where}: {problem}")
        for subject, crash in self.crashes:
            say(clean(self.words.say(said, subject=subject, **crash)))
        return COULD_NOT_CHECK if self.crashes else code

    def talk(self, text: str) -> None:
        """Say something on standard error."""
        if text:
            self.record.say(text)
            say(text)


def shipped_plan() -> str:
    """Return the path of the plan that ships with the program, installed or in its source tree."""
    path = shipped("plan", "2017", "plan.yaml")
    if not os.path.isfile(path):
        raise TtdnError(
            N_("The plan that ships with the program is missing"), N_("Install ttdn again, or name a plan with --plan")
        )
    return path


def _unlisted(path: str, code: str) -> Submission:
    return Submission(path, [Fault("unreadable", code, Place(path, (), 1, 1))])


def unknown(option: str, value: str, known: Sequence[str]) -> None:
    """Raise `UsageError` for a value that an option does not know."""
    raise UsageError(
        N_("{option}: {value} is not known"),
        N_("Known values: {known}"),
        option=option,
        value=value,
        known=tuple(known),
    )


def _rule_names(option: str, given: list[str] | None) -> set[str]:
    found = {part.strip() for one in given or () for part in one.split(",") if part.strip()}
    for name in sorted(found - set(names())):
        unknown(option, name, near(name, names()) or names())
    return found

"""What a call is judged with: its options, the settings in force, the language, the day. No plan and no report yet."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ttdn_cli.clock import today
from ttdn_cli.commands._options import LEVELS, Options, rule_names, unknown_value
from ttdn_cli.console.terminal import Screen, screen_for
from ttdn_cli.console.writing import say
from ttdn_cli.errors import COULD_NOT_CHECK, Crash, UsageError
from ttdn_cli.files.paths import from_here
from ttdn_cli.rules import Rule, all_rules
from ttdn_cli.settings.settings import Settings, working_settings
from ttdn_cli.text import i18n
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words

CRASHED = N_("Internal error, please report it: {subject}: {kind} in {where}: {problem}")


@dataclass(frozen=True, slots=True)
class Context:
    """One call: options beat environment beats file beats default. `today` is the civil day in Vietnam."""

    options: Options
    settings: Settings
    words: Words
    today: date

    @property
    def fail_on(self) -> str:
        """The least severity that gives exit code 1; raises `UsageError` for a setting that is none."""
        level = self.options.fail_on or self.settings.fail_on or "error"
        if level not in LEVELS:
            raise unknown_value(self.settings.place("fail_on"), level, LEVELS)
        return level

    @property
    def is_plan_named(self) -> bool:
        """Whether an option or a setting names the plan; else it is the one that ships with the program."""
        return bool(self.options.plan or self.settings.plan)

    @property
    def ignored(self) -> frozenset[str]:
        """The names of the rules that are not run; raises `UsageError` for one that is not known."""
        if self.options.ignore or not self.settings.ignore:
            return rule_names("--ignore", self.options.ignore)
        return rule_names(self.settings.place("ignore"), self.settings.ignore)

    @property
    def rules(self) -> list[Rule[Any]]:
        """The rules that are asked for; raises `UsageError` for one that is not known."""
        select = rule_names("--select", self.options.select)
        ignored = self.ignored
        return [rule for name, rule in all_rules().items() if (not select or name in select) and name not in ignored]

    @property
    def screen(self) -> Screen:
        """What is known of the place that the result goes to."""
        stream = sys.stdout if self.options.output == "-" else None
        return screen_for(stream, self.words, os.environ) if stream else Screen(self.words)

    @property
    def setting_files(self) -> list[str]:
        """The files that the settings are or name, which a result must not overwrite."""
        return [one for one in (self.settings.file, self.settings.plan, self.settings.waivers) if one]

    def info(self, message: str, **values: object) -> None:
        """Say a message on standard error, in the reader's language."""
        say(clean(self.words.say(message, **values)))


def open_context(options: Options, settings: Settings | None = None) -> Context:
    """Return the context of a call; `settings` are those of a province, else those in force in the working directory.

    Says which settings lie among the reports and count for nothing. Raises `UsageError` for what is not accepted.
    """
    if options.paths and options.reports:
        raise UsageError(
            N_("The reports are named twice: {paths} and --reports {folder}"),
            N_("Name the folder of the reports once"),
            paths=tuple(options.paths),
            folder=options.reports,
        )
    settings = settings or working_settings(options.places)
    if settings.lang not in (None, *i18n.LANGUAGES):
        raise unknown_value(settings.place("lang"), str(settings.lang), i18n.LANGUAGES)
    words = i18n.use(settings.lang) if settings.lang and not options.lang else i18n.current()
    context = Context(options, settings, words, today())
    for path in settings.ignored:
        context.info(
            N_("{path} lies among the reports and counts for nothing; settings are kept where no sender can write"),
            path=from_here(path),
        )
    return context


def exit_code(crashes: Sequence[Crash], code: int, words: Words) -> int:
    """Return the exit code, 3 when something in the program failed; what failed is said."""
    for crash in crashes:
        say(clean(words.say(CRASHED, **crash._asdict())))
    return COULD_NOT_CHECK if crashes else code

"""`check` of several plans: each is judged by itself, by the lines that judge one, and shown when its turn comes."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, redirect_stderr
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.commands._context import Context, open_context
from ttdn_cli.commands._finish import renderer, tell_verdict
from ttdn_cli.commands._judge import judge
from ttdn_cli.commands._options import unknown_value
from ttdn_cli.console.writing import OVERWRITTEN, is_one_of, opened, say, silence, tell
from ttdn_cli.errors import COULD_NOT_CHECK, TtdnError, crash_of
from ttdn_cli.files.paths import lies_in
from ttdn_cli.findings import Severity
from ttdn_cli.intake.parallel import in_turn, jobs_for
from ttdn_cli.render import formats
from ttdn_cli.render.text import counted
from ttdn_cli.settings.provinces import SETTINGS_FILE, Province, settings_of
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.findings_output import CountsOut


class Judged(NamedTuple):
    """What is left of a province when it has been judged: its findings as bytes, what is said of it, and the code.

    `counts` is None when it could not be judged; `clashes` says that the result would overwrite one of its files.
    """

    data: bytes
    said: str
    code: int
    counts: CountsOut | None = None
    clashes: bool = False


class ProvinceJudge:
    """Judges one province after the other, in whichever process; nothing of a province is kept."""

    def __init__(self, common: Context) -> None:
        """Take the call with the settings of the working directory."""
        self.common = common

    def receive(self, province: Province) -> Judged:
        """Return the judgement of one province. What fails in it is told, and hides no other."""
        words, heard, options = self.common.words, io.StringIO(), self.common.options
        judged, files = Judged(b"", "", COULD_NOT_CHECK), [province.plan or _settings_file(province)]
        with redirect_stderr(heard):
            try:
                judged = self._judge(province, files)
            except TtdnError as error:
                tell(words.say(error.message, **error.values), words.say(error.hint, **error.values))
                judged = judged._replace(code=error.exit_code)
            except Exception as error:  # noqa: BLE001 - a fault of the program must not hide the other provinces
                crash = crash_of(error)._asdict()
                say(clean(words.say(N_("Internal error: {kind} in {where}: {problem}"), **crash)))
        gc.collect()  # the program leaves that to the end of a short run; this one is long
        name = clean(province.name)
        said = "\n".join(f"{name}: {line}" for line in heard.getvalue().splitlines())
        output = options.output
        # What would have been read of a province that cannot be judged is not known: nothing of it is overwritten.
        might_be_read = judged.counts is None and os.path.lexists(output) and lies_in(output, province.folder)
        return judged._replace(said=said, clashes=output != "-" and (might_be_read or is_one_of(output, files)))

    def lost(self, province: Province) -> Judged:
        """Return what is known of a province on which the process ended that judged it."""
        said = self.common.words.say(N_("The process that judged it ended; please report it"))
        return Judged(b"", f"{clean(province.name)}: {said}", COULD_NOT_CHECK)

    def _judge(self, province: Province, files: list[str]) -> Judged:
        """Return the judgement of one province; `files` takes what is read for it, also when that fails midway."""
        common = self.common
        province, settings = settings_of(province, common.settings, os.environ, common.options.places)
        options = replace(common.options, plan=settings.plan, lang=common.words.language)
        context = open_context(options, settings)
        files += context.setting_files
        report, inputs = judge(context, () if province.plan is None else options.paths)
        files += inputs
        report = report._replace(province=province.name)
        data: bytes = renderer(options.format).render(report, common.screen)
        return Judged(data, "", tell_verdict(context, report), report.counts)


def check_provinces(context: Context, provinces: Sequence[Province]) -> int:
    """Judge provinces one by one, write each as it is done, and return the worst of their exit codes.

    `context` has the settings of the working directory. Raises `TtdnError` for what is wrong in all of them, and when
    the result cannot be written.
    """
    options = context.options
    if not _joins(options.format):
        raise unknown_value("--format", options.format, [one for one in formats() if _joins(one)])
    _ = context.fail_on, context.rules  # wrong ones are told once
    if options.output != "-" and is_one_of(options.output, context.setting_files):
        raise TtdnError(OVERWRITTEN, N_("Name another file"), path=options.output)
    jobs = options.jobs or jobs_for(_files(provinces))
    if jobs > 1:  # the provinces are shared out, and not again the files of each
        context = replace(context, options=replace(options, jobs=1))
    sums = _Sums({"error": 0, "warning": 0, "info": 0})
    try:
        with opened(options.output, text=renderer(options.format).IS_TEXT) as put, ExitStack() as stack:
            for judged in stack.enter_context(closing(in_turn(ProvinceJudge(context), provinces, jobs))):
                if judged.clashes:
                    raise TtdnError(OVERWRITTEN, N_("Name another file"), path=options.output)
                sums.add(judged)
                put(judged.data)
                if judged.said:
                    say(judged.said)
    except BrokenPipeError:  # nobody reads on: what is not judged yet, nobody will miss
        silence(sys.stdout)
        return sums.worst
    if not options.quiet or sums.judged < len(provinces):
        counts = counted(sums.counts, context.words)
        message = N_("Provinces judged: {judged} of {count}. {counts}")
        say(context.words.say(message, judged=sums.judged, count=len(provinces), counts=counts))
    return sums.worst


@dataclass(slots=True)
class _Sums:
    """What is kept of the provinces: findings of each severity, how many could be judged, and the worst code."""

    counts: CountsOut
    judged: int = 0
    worst: int = 0

    def add(self, one: Judged) -> None:
        self.worst = max(self.worst, one.code)
        if one.counts is not None:
            self.judged += 1
            for severity in Severity:
                self.counts[severity.value] += one.counts[severity.value]


def _settings_file(province: Province) -> str:
    return os.path.join(province.folder, SETTINGS_FILE)


def _files(provinces: Sequence[Province]) -> Iterator[str]:
    for province in provinces:
        for _, _, names in os.walk(province.folder):
            yield from names


def _joins(form: str) -> bool:
    """Tell whether the results of a format may stand one after the other in one file."""
    return getattr(renderer(form), "JOINS", False)

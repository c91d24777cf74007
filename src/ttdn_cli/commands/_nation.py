"""`check` of several plans: each is judged by itself, and shown as soon as its turn comes."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.commands._asked import judged_on, processes
from ttdn_cli.commands._session import LEVELS, Session, unknown
from ttdn_cli.config import Settings
from ttdn_cli.errors import COULD_NOT_CHECK, TtdnError, crash_of
from ttdn_cli.findings import Severity
from ttdn_cli.i18n import N_
from ttdn_cli.output import OVERWRITTEN, clean, is_one_of, opened, say, silence, tell
from ttdn_cli.paths import lies_in
from ttdn_cli.provinces import SETTINGS_FILE, Province, settings_of
from ttdn_cli.render import formats
from ttdn_cli.render.text import counted, footer
from ttdn_cli.workers import in_turn, jobs_for

if TYPE_CHECKING:
    from ttdn_cli.model.outputs import CountsOut


class Told(NamedTuple):
    """What is left of a province when it has been judged: its findings as bytes, what is said of it, and the code.

    `counts` is None when it could not be judged; `clashes` says that the result would overwrite one of its files.
    """

    data: bytes
    said: str
    code: int
    counts: CountsOut | None = None
    clashes: bool = False


class Judging:
    """Judges one province after the other, in whichever process; nothing of a province is kept."""

    def __init__(self, common: Session, paths: Sequence[str] | None, jobs: str | None) -> None:
        """Take the call, the paths of reports for plans given by their files, and how many processes read those."""
        self.common, asked = common, common.asked
        self.paths = paths
        self.asked = replace(asked, plan=None, jobs=jobs, lang=common.words.language)

    def end(self) -> None:
        """Do what is to be done once every province of a process is judged: nothing."""

    def receive(self, province: Province) -> Told:
        """Return the judgement of one province. What fails in it is told, and hides no other."""
        words, heard = self.common.words, io.StringIO()
        told, files = Told(b"", "", COULD_NOT_CHECK), [province.plan or os.path.join(province.folder, SETTINGS_FILE)]
        with redirect_stderr(heard):
            try:
                province, settings = settings_of(province, self.common.settings, os.environ, self.common.asked.places)
                told = self._judge(province, settings, files)
            except TtdnError as error:
                tell(words.say(error.message, **error.values), words.say(error.hint, **error.values))
                told = told._replace(code=error.exit_code)
            except Exception as error:  # noqa: BLE001 - a fault of the program must not hide the other provinces
                say(clean(words.say(N_("Internal error: {kind} in {where}: {problem}"), **crash_of(error))))
        gc.collect()  # the program leaves that to the end of a short run; this one is long
        name = clean(province.name)
        said = "\n".join(f"{name}: {line}" for line in heard.getvalue().splitlines())
        output = self.asked.output
        # What would have been read of a province that cannot be judged is not known: nothing of it is overwritten.
        might_be_read = told.counts is None and os.path.lexists(output) and lies_in(output, province.folder)
        return told._replace(said=said, clashes=output != "-" and (might_be_read or is_one_of(output, files)))

    def _judge(self, province: Province, settings: Settings, files: list[str]) -> Told:
        """Return the judgement of one province; `files` takes what is read for it, also when that fails midway."""
        from ttdn_cli.judge import judge_reports

        session = Session(replace(self.asked, plan=settings.plan), settings, inputs=files)
        level, rules = session.fail_on(), session.rules()
        case, book = session.case(None if province.plan is None else self.paths)
        report = judge_reports(rules, case, book, session.words, waivers=session.waivers(), crash=session.crashed)
        report = report._replace(province=province.name)
        data: bytes = import_module(f"ttdn_cli.render.{session.form}").render(report, self.common.screen())
        session.talk(footer(report, session.words, quiet=self.asked.quiet))
        reached = LEVELS[: LEVELS.index(level) + 1] if level != "never" else ()
        code = session.end(int(any(row.severity.value in reached for row in report.rows)))
        return Told(data, "", code, report.counts)


def judge_all(common: Session, paths: Sequence[str] | None, provinces: Sequence[Province]) -> int:
    """Judge provinces one by one, write each as it is done, and return the worst of their exit codes.

    `common` is the call with the settings of the working directory. Raises `TtdnError` for what is wrong in all of
    them, and when the result cannot be written.
    """
    asked = common.asked
    if not _joins(common.form):
        unknown("--format", common.form, [one for one in formats() if _joins(one)])
    judged_on(asked)
    common.fail_on()
    common.rules()
    if common.clashes():
        raise TtdnError(OVERWRITTEN, N_("Name another file"), path=asked.output)
    jobs = processes(asked) or jobs_for(_files(provinces))
    sums = _Sums({"error": 0, "warning": 0, "info": 0})
    text = import_module(f"ttdn_cli.render.{common.form}").IS_TEXT
    try:
        with opened(asked.output, text=text) as put:
            for told in in_turn(Judging(common, paths, "1" if jobs > 1 else asked.jobs), provinces, jobs):
                if told.clashes:
                    raise TtdnError(OVERWRITTEN, N_("Name another file"), path=asked.output)
                sums.add(told)
                put(told.data)
                common.talk(told.said)
    except BrokenPipeError:  # nobody reads on: what is not judged yet, nobody will miss
        silence(sys.stdout)
        return sums.worst
    if not asked.quiet or sums.judged < len(provinces):
        said = N_("Provinces judged: {judged} of {count}. {counts}")
        counts = counted(sums.counts, common.words)
        common.talk(common.words.say(said, judged=sums.judged, count=len(provinces), counts=counts))
    return sums.worst


@dataclass(slots=True)
class _Sums:
    """What is kept of the provinces: findings of each severity, how many could be judged, and the worst code."""

    counts: CountsOut
    judged: int = 0
    worst: int = 0

    def add(self, told: Told) -> None:
        self.worst = max(self.worst, told.code)
        if told.counts is not None:
            self.judged += 1
            for severity in Severity:
                self.counts[severity.value] += told.counts[severity.value]


def _files(provinces: Sequence[Province]) -> Iterator[str]:
    for province in provinces:
        for _, _, names in os.walk(province.folder):
            yield from names


def _joins(form: str) -> bool:
    """Tell whether the results of a format may stand one after the other in one file."""
    return getattr(import_module(f"ttdn_cli.render.{form}"), "JOINS", False)

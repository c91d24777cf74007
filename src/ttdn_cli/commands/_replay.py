"""A check whose files are all as they were puts out what it put out then, and no plan and no report is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ttdn_cli import i18n
from ttdn_cli.cache.folder import Folder, digest_of, open_folder, program
from ttdn_cli.cache.record import Result
from ttdn_cli.cache.runs import Runs, tree_of
from ttdn_cli.cache.stamps import Ahead, look_ahead
from ttdn_cli.clock import today
from ttdn_cli.commands._asked import Asked
from ttdn_cli.config import Settings
from ttdn_cli.load.files import read_file
from ttdn_cli.load.tree import Refused
from ttdn_cli.output import say, write
from ttdn_cli.paths import STDIN, collect, from_here, from_root, given_paths, shipped
from ttdn_cli.screen import screen_for

if TYPE_CHECKING:
    from ttdn_cli.commands._session import Session

Judge = Callable[["Session", Sequence[str] | None], int]


def replayed(asked: Asked, settings: Settings, paths: Sequence[str] | None, judge: Judge) -> int:
    """Put out what an earlier run of this call put out, or judge and keep what comes out. Return the exit code."""
    call = _Call.of(asked, settings, paths)
    if call and (result := call.earlier()):
        return call.repeat(result)
    from ttdn_cli.commands._session import Session

    session = Session(asked, ahead=call.ahead if call else None)
    code = judge(session, paths)
    if call:
        call.keep(session, code)
    return code


class _Call:
    """A call whose result can be kept: it reads files alone."""

    def __init__(self, folder: Folder, asked: Asked, settings: Settings, given: Sequence[str]) -> None:
        self.folder, self.asked, self.settings, self.given = folder, asked, settings, given
        self.situation = self._situation()
        self.runs = Runs(folder, self.situation)
        self.ahead: Ahead | None = None

    @classmethod
    def of(cls, asked: Asked, settings: Settings, paths: Sequence[str] | None) -> _Call | None:
        """Return the call; None where there is no cache, or nothing that could be kept."""
        folder = open_folder(os.environ) if asked.cache else None
        if folder is None:
            return None
        try:
            os.getcwd()
        except OSError:  # it is gone
            return None
        given = given_paths(paths, asked.reports or settings.reports)
        return None if not given or STDIN in given else cls(folder, asked, settings, given)

    def _situation(self) -> list[str]:
        """Return all that decides what is put out, but for the contents of the plan and the reports."""
        settings, asked = self.settings, self.asked
        plan = from_here(self._plan())
        paths = [*self.given, plan, settings.waivers or "", settings.reports or ""]
        plain = not any(os.path.isabs(one) or one.startswith(os.pardir) for one in paths[:-2])
        screen = screen_for(sys.stdout if asked.output == STDIN else None, i18n.current(), os.environ)
        language = settings.lang if settings.lang and not asked.lang else screen.words.language
        chosen = replace(asked, jobs=None, plan=None, reports=None, output="", paths=None)
        return [
            program(),
            repr((chosen, self.given, plan, settings.lang, settings.fail_on, settings.ignore, settings.ignored)),
            repr((language, screen.width, screen.colour)),
            "" if asked.as_of else today().isoformat(),
            from_root()(os.curdir) if plain else os.getcwd(),
            *(self._waivers(settings.waivers) if settings.waivers else ()),
        ]

    def _plan(self) -> str:
        return self.asked.plan or self.settings.plan or shipped("plan", "2017", "plan.yaml")

    def _waivers(self, path: str) -> list[str]:
        """Return what decides which waivers hold: where they lie, seen from the reports, and their contents."""
        folder = self.asked.reports or self.settings.reports
        places = [path, *self.given, *([folder] if folder else [])]
        by_file = str(self.settings.origins["waivers"].is_file)
        return [from_here(path), _mark(path), by_file, *map(os.path.realpath, places)]

    def earlier(self) -> Result | None:
        """Return what was put out for the same files, once every one of them is known to hold what it held."""
        if not self.runs.is_known():
            return None
        self.ahead = look_ahead(self.folder, collect(self.given))
        tree = tree_of(self.ahead.found, [self.ahead.digests.get(one.opened or "") for one in self.ahead.found.sources])
        result = self.runs.find(tree) if tree else None
        return result if result and all(mark == _mark(self._beside(path)) for path, mark in result.inputs) else None

    def _beside(self, path: str) -> str:
        return os.path.join(os.path.dirname(self._plan()), path)

    def repeat(self, result: Result) -> int:
        """Put a result out once more, and return its exit code."""
        ahead = self.ahead
        sources = ahead.found.sources if ahead else []
        opened = [one.opened for one in sources if one.opened]
        for line in result.before:
            say(line)
        beside = [self._beside(path) for path, _ in result.inputs]
        settings = [one for one in (self.settings.file, self.settings.plan, self.settings.waivers) if one]
        write(result.data, self.asked.output, text=result.text, inputs=[*settings, *beside, *opened])
        for line in result.after:
            say(line)
        if ahead:
            ahead.stamps.keep([ahead.digests.get(one.opened or "") for one in sources])
        return result.code

    def keep(self, session: Session, code: int) -> None:
        """Keep what a session has put out, unless something in it failed or changed meanwhile."""
        record = session.record
        result = record.result(code, self._plan())
        if result is None or session.crashes or self.situation != self._situation():
            return
        if tree := tree_of(record.found, record.digests):
            self.runs.keep(tree, result)


def _mark(path: str) -> str:
    try:
        return digest_of(read_file(os.path.realpath(path)))
    except (Refused, ValueError):
        return ""

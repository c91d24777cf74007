"""Why something does not count, in the reader's words and with its place, for lists, papers and letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.files.cell_places import row_of
from ttdn_cli.files.tree import Position
from ttdn_cli.findings import Because, NotCounted, Phrase, Place
from ttdn_cli.results.last_said import LastSaid, said_text
from ttdn_cli.results.places import position_name, said_at
from ttdn_cli.rules import load
from ttdn_cli.text.i18n import N_, Words

if TYPE_CHECKING:
    from ttdn_cli.model.findings_output import NotCountedOut

BEFORE = N_("; before that: {said}")
BEFORE_ON = N_("; before that ({day}): {said}")
REPORTED_ON = N_(" (reported on {day})")
REPORTED_BY = N_(" (reported by {agency} on {day})")
OF_WHOLE_FILES = ("unreadable", "untouched-template", "legacy-text")


class NotCountedRow(NamedTuple):
    """Why something does not count, ready to be shown; line and column count from 1.

    `before` is why what came before it does not count either; `message` says that, too.
    """

    because: Because
    message: str
    path: str
    line: int
    column: int
    before: NotCountedRow | None = None

    def out(self) -> NotCountedOut:
        """Return it as programs read it."""
        found: NotCountedOut = {
            "because": self.because,
            "message": self.message,
            "path": self.path.encode("utf-8", "backslashreplace").decode(),
            "line": self.line,
            "column": self.column,
        }
        if self.before:
            found["before"] = self.before.out()
        return found


class Reasons:
    """Gives reasons their words and places."""

    def __init__(self, words: Words, locate: Callable[[Place], Position], name: Callable[[Place], str | None]) -> None:
        """Take the language, what finds the line of a place, and what names a place in a workbook or Word file."""
        self.words, self._locate, self._place_name = words, locate, name

    def row(self, found: NotCounted | None, *, dated: bool = False) -> NotCountedRow | None:
        """Return a reason with its words and place; `dated` as for `message`."""
        if found is None:
            return None
        line, column = self._locate(found.place)
        file = found.place.file
        before = self.row(found.before)
        return NotCountedRow(found.because, self.message(found, dated=dated), file, row_of(file, line), column, before)

    def message(self, found: NotCounted, *, dated: bool = False) -> str:
        """Return a reason as a clause, without a full stop; of an item left out it names the cell or line.

        Whose word it is stands before it where that is not plain, and what came before it after it, with its day; its
        own day stands there where it is `dated`. A rejected file has its day in its own words.
        """
        message, _ = _said(found)
        position = self.position(found.place)
        reason = Phrase(message, found.error.values) if found.error else ""
        whole, why = self.words.say(found.message, **found.values, position=position, reason=reason), ""
        if isinstance(reason, Phrase):
            why = self.words.show(reason)
        told = whole.replace(why, said_at(position, why), 1)
        told = f"{found.who}: {told}" if found.who else told
        if dated and found.came and found.because != "rejected":
            told += self.words.say(REPORTED_ON, day=found.came)
        if found.before is None:
            return told
        is_dated = found.before.came and found.before.because != "rejected"
        before = BEFORE_ON if is_dated else BEFORE
        return told + self.words.say(before, said=self.message(found.before), day=found.before.came)

    def said(self, found: LastSaid, *, dated: bool = False) -> str:
        """Return what was last said of an occurrence, with its day where it is `dated`."""
        row = self.row(found.not_counted, dated=dated)
        told = said_text(found, row.out() if row else None, self.words, named=not dated)
        if row or not (dated and found.day):
            return told
        return told + self.words.say(REPORTED_BY if found.sender else REPORTED_ON, agency=found.sender, day=found.day)

    def hint(self, found: NotCounted) -> str:
        """Return what to write instead, as a sentence without a full stop; "" where there is nothing to correct."""
        _, hint = _said(found)
        return self.words.say(hint, **found.error.values) if found.error else ""

    def correction(self, found: NotCounted) -> str:
        """Return what is wrong with a file that does not count, at which place in it, and what to write instead.

        "" where nothing is known; without a place where it is the whole file.
        """
        message, hint = _said(found)
        if found.error is None:
            return ""
        position = "" if found.error.rule in OF_WHOLE_FILES else self.position(found.place)
        wrong, instead = (self.words.say(text, **found.error.values) for text in (message, hint))
        told = ": ".join(filter(None, (position, said_at(position, wrong))))
        return ". ".join(filter(None, (told, instead)))

    def position(self, place: Place) -> str:
        """Return a place inside its file: a cell of a workbook, else a line."""
        return position_name(self._place_name(place), self._locate(place)[0], self.words)


def _said(found: NotCounted) -> tuple[str, str]:
    """Return message and hint of the input error behind a reason."""
    return load(found.error.rule).said(found.error) if found.error else ("", "")

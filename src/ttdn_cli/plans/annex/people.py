"""Who leads and who coordinates a task of an annex, as the cells of its row say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.names import fold, says_nothing
from ttdn_cli.plans.annex.agency_list import AgencyReader, Understood
from ttdn_cli.plans.annex.mentions import COORDINATE, LEAD, is_ditto
from ttdn_cli.plans.annex.parts import DraftTask
from ttdn_cli.plans.annex.table import Row, Table
from ttdn_cli.text.i18n import N_

_NOTHING = Understood((), ())
_MOST_NEAR = 200  # words of one table for which names that look alike are looked up: each takes its time

_NO_LEAD = N_("The table names no lead; the task needs one")
_BLANK = N_("{column} is blank; proposed as in the row above: {text}")
_DITTO = N_("{column} says “{words}”; proposed as in the row above: {text}")
DITTO_NOTHING = N_("{column} says “{words}”, but no row stands above it under the same heading")
_AS_ABOVE_OPEN = N_("{column}: as in the row above, “{text}”, of whom it is to settle who answers")
_OTHERS = N_("“{text}”: who else is meant is to settle")
_AND_SO_ON = re.compile(r"(?<=\w)[ ,;]*(?:\.\.\.|…|v\.\s?v\.?|etc\.?)\s*\)?$", re.IGNORECASE)
_ENDING = 24  # characters at the end of a cell
UNKNOWN = N_("Coordinator: the registry has no agency or group “{text}”{near}")


class Doubting(Protocol):
    """What keeps a doubt: its kind, the column of the cell, the message and its values."""

    def __call__(self, kind: str, column: str, message: str, /, **values: object) -> None:
        """Keep the doubt."""


class People(NamedTuple):
    """Who leads and who coordinates a task, with the limits of their part."""

    lead: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    scopes: Mapping[str, str] = {}


def propose(doubt: Doubting, kind: str, column: tuple[str, str], words: str, text: object) -> None:
    """Keep that a blank cell, or one with "như trên", is proposed as in the row above; a column with its heading."""
    said = _DITTO if is_ditto(words) else _BLANK
    doubt(kind, column[0], said, column=column[1], words=words, text=text)


class Reader:
    """Reads who has a part in the tasks of a table."""

    def __init__(self, table: Table, directory: Directory, doubt: Doubting) -> None:
        self.table, self.directory, self.doubt = table, directory, doubt
        self.reader = AgencyReader(directory)
        self._looked_up = 0  # words for which names that look alike were looked up

    def of(self, row: Row, above: DraftTask | None) -> People:
        """Return who leads and who coordinates the task in a row; a blank cell is proposed as in the row above."""
        column = "lead" if "lead" in self.table.columns else "assigned"
        if column == "lead" and says_nothing(row.text("lead")) and not says_nothing(row.text("assigned")):
            column = "assigned"
        words = row.text(column)
        is_open = says_nothing(words) or is_ditto(words)
        named = _NOTHING if is_open else self.reader.read(row.cell(column).text)
        beside_words = row.text("coordinators")
        beside = _NOTHING if says_nothing(beside_words) or is_ditto(beside_words) else self._beside(row)
        lead = tuple(one for one in named.ids if named.roles.get(one) != COORDINATE)
        if LEAD in named.roles.values():
            unsaid = [one for one in named.ids if one not in named.roles]
            for one in unsaid:
                said = N_("“{text}” stands beside a lead without a role; it was read as a lead, too")
                self.doubt("name", column, said, text=self.directory.name(one))
        lead, others = self._first_of_both(column, named, lead)
        coordinators = [one for one in named.ids if named.roles.get(one) == COORDINATE or one in others]
        coordinators += beside.ids
        self.unknown(column, named.left, N_("Lead: the registry has no agency “{text}”{near}"))
        self.unknown("coordinators", beside.left, N_("Coordinator: the registry has no agency or group “{text}”{near}"))
        if is_open:
            lead = self._proposed_lead(column, words, above)
        elif not named.ids and not named.left:
            self.doubt("name", column, _NO_LEAD)
        for one in (column, "coordinators"):
            if _AND_SO_ON.search(self._words(row, one)[-_ENDING:]):
                self.doubt("name", one, _OTHERS, text=self._words(row, one))
        goes_on = is_open or row.cell(column).continued
        if is_ditto(beside_words) or (goes_on and not beside_words and above and "coordinators" in self.table.columns):
            coordinators = list(self._proposed_coordinators(beside_words, above))
        return self._judged(column, lead, coordinators, {**named.scopes, **beside.scopes})

    def _first_of_both(
        self, column: str, named: Understood, lead: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return leads and others where one column holds both roles and a cell says none: it is told who is which."""
        heading = fold(self.table.heading(column))
        if named.roles or len(lead) < 2 or not ("chu tri" in heading and "phoi hop" in heading):  # noqa: PLR2004 - more than the lead
            return lead, ()
        said = N_("“{text}”: no roles are said; the first was read as the lead, those behind it as coordinators")
        self.doubt("name", column, said, text=self._names(lead))
        return lead[:1], lead[1:]

    @staticmethod
    def _words(row: Row, column: str) -> str:
        cell = row.cell(column)
        return "" if cell.continued else " ".join(cell.text.split())

    def _beside(self, row: Row) -> Understood:
        return self.reader.read(row.cell("coordinators").text)

    def _judged(
        self, column: str, lead: Sequence[str], coordinators: Sequence[str], scopes: Mapping[str, str]
    ) -> People:
        """Return the people of a task without open groups that lead and leads that coordinate, which are told."""
        for one in lead:
            if self.directory.is_open(one):
                said = N_("Lead: “{text}” is an open group; name the agencies that answer for it")
                self.doubt("name", column, said, text=self.directory.name(one))
        self.leads_too(coordinators, lead)
        leading = tuple(one for one in lead if not self.directory.is_open(one))
        others = tuple(dict.fromkeys(one for one in coordinators if one not in lead))
        return People(leading, others, {one: words for one, words in scopes.items() if one in (*leading, *others)})

    def leads_too(self, coordinators: Sequence[str], lead: Sequence[str]) -> None:
        """Keep of coordinators that they lead the same task."""
        for one in dict.fromkeys(coordinators):
            if one in lead:
                said = N_("“{text}” stands as lead and as coordinator; it is kept as lead")
                self.doubt("name", "coordinators", said, text=self.directory.name(one))

    def _names(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.directory.name(one) for one in ids)

    def _proposed_lead(self, column: str, words: str, above: DraftTask | None) -> tuple[str, ...]:
        if above is None or not above.lead:
            said = DITTO_NOTHING if is_ditto(words) else _NO_LEAD
            if above and above.lead_words:
                self.doubt("name", column, _AS_ABOVE_OPEN, column=self.table.heading(column), text=above.lead_words)
                return ()
            self.doubt("name", column, said, column=self.table.heading(column), words=words)
            return ()
        propose(self.doubt, "name", (column, self.table.heading(column)), words, self._names(above.lead))
        return above.lead

    def _proposed_coordinators(self, words: str, above: DraftTask | None) -> tuple[str, ...]:
        column = "coordinators"
        if above is None:
            self.doubt("name", column, DITTO_NOTHING, column=self.table.heading(column), words=words)
            return ()
        if above.coordinators or words:
            propose(self.doubt, "name", (column, self.table.heading(column)), words, self._names(above.coordinators))
        return above.coordinators

    def unknown(self, column: str, left: Sequence[str], message: str) -> None:
        """Keep words that the registry does not know, with the names that look alike."""
        for words in left:
            self._looked_up += 1
            near = self.directory.all_names.near if self._looked_up <= _MOST_NEAR else lambda _words: ()
            close = self.directory.all_names.find(words) or near(words)
            names = tuple(dict.fromkeys(self.directory.name(one) for one in close))
            self.doubt("name", column, message, text=words, near=names)

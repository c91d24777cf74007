"""Words in the reader's language: English stands in the code, other languages in `locale/`."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from ttdn_cli.findings import Days, FieldName, Month, Moved, Phrase, Term
from ttdn_cli.limits import MAX_QUOTED, MAX_SHOWN

LANGUAGES = ("vi", "en")
DEFAULT = "vi"
LOCALE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")


def N_(msgid: str) -> str:  # noqa: N802 - the customary mark for a message that is translated later
    """Mark a message for the catalogue and return it unchanged."""
    return msgid


def choose(option: str | None, environment: Mapping[str, str]) -> str:
    """Return the language: `--lang`, else `TTDN_LANG`, else the locale's, else Vietnamese (SPEC 5)."""
    asked = option or environment.get("TTDN_LANG")
    if asked in LANGUAGES:
        return str(asked)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return value[:2] if value[:2] in LANGUAGES and value[2:3] in ("", "_", ".", "@") else DEFAULT
    return DEFAULT


class Words:
    """Messages, days and numbers in one language."""

    def __init__(self, language: str, limit: int = MAX_SHOWN) -> None:
        """Take `vi` or `en`; a language without a catalogue falls back to the English of the code.

        `limit` is how many characters of one value a message shows.
        """
        self.language, self.limit = language, limit

    @property
    def whole(self) -> Words:
        """The words of papers, which show what reports and plan say without shortening it."""
        return Words(self.language, MAX_QUOTED)

    @cached_property
    def _catalogue(self) -> gettext.NullTranslations:
        """The messages of this language, read when the first one is said."""
        return gettext.translation("ttdn", LOCALE, [self.language], fallback=True)

    def say(self, message: str, /, **values: object) -> str:
        """Return a message in this language with its `{name}` fields filled in."""
        text = self._catalogue.gettext(message) if message else ""
        return (
            text.format_map({name: self.show(value) for name, value in values.items()})
            if values and "{" in text
            else text
        )

    def show(self, value: Any) -> str:  # noqa: C901, PLR0911 - one kind of value each
        """Return a value as this language writes it: days, periods, lists, shortened text."""
        if type(value) is str:  # most are
            return shorten(value, self.limit)
        if value is None or value == ():
            return self.say(N_("none"))
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Phrase):
            return self.say(value.message, **value.values)
        if isinstance(value, Moved):
            day, written = self.day(value.day), self.day(value.written)
            return self.say(N_("{day} (moved from {written}, a day off)"), day=day, written=written)
        if hasattr(value, "begins"):  # a period or an occurrence
            return self.period(value.id)
        if isinstance(value, Term):
            return self.say(value)
        if isinstance(value, Days):
            return f"{value} ngày" if self.language == "vi" else f"{value} day{'' if value == 1 else 's'}"
        if isinstance(value, FieldName):
            return f"{value} ({value.label})" if value.label and self.language == "vi" else value
        if isinstance(value, Month):
            return f"tháng {value}" if self.language == "vi" else _MONTHS[value - 1]
        if isinstance(value, tuple) and value:
            return ("; " if isinstance(value[0], Phrase) else ", ").join(self.show(one) for one in value)
        return shorten(str(value), self.limit)

    def written(self, text: str) -> str:
        """Return words of a report as they are written; of those that cannot be read, the remark in their place."""
        return self.say(text) if isinstance(text, Term) else text

    def day(self, day: date) -> str:
        """Return a day: `2017-06-30`, or as Vietnamese documents write it, `30/6/2017` (05/5, 10/02)."""
        if self.language == "en":
            return day.isoformat()
        month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the rule of Decree 30/2020
        return f"{day.day:02}/{month}/{day.year}"

    def period(self, identity: str) -> str:  # noqa: PLR0911 - one kind of period each
        """Return a period or occurrence id in words; that of a milestone stays as it is."""
        year, dash, rest = identity.partition("-")
        if self.language == "en" or not _DATED.fullmatch(identity):
            return self.say(_PLAIN.get(identity, identity)) if identity in _PLAIN else identity
        if not dash:
            return f"năm {year}"
        if rest[:1] == "Q":
            return f"quý {_ROMAN[int(rest[1:])]}/{year}"
        if rest[:1] == "H":
            return f"6 tháng {'đầu' if rest == 'H1' else 'cuối'} năm {year}"
        if rest.isdigit():
            return f"tháng {int(rest)}/{year}"
        try:
            days = [self.day(date.fromisoformat(part)) for part in identity.split("/") if part != ".."]
        except ValueError:  # the id of a milestone
            return identity
        return f"từ {days[0]}" if identity.endswith("/..") else " - ".join(days)


_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATED = re.compile(rf"[0-9]{{4}}(?:-Q[1-4]|-H[12]|-(?:0[1-9]|1[0-2]))?|{_DAY}(?:/(?:\.\.|{_DAY}))?")
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PLAIN = {"ongoing": N_("ongoing"), "unspecified": N_("no time given")}


def shorten(text: str, limit: int = MAX_SHOWN) -> str:
    """Return a text of at most so many characters, with a mark where it was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


class _Current:
    """The language that help texts are written in; the command line sets it once, before it is built."""

    words: Words | None = None


def use(language: str) -> Words:
    """Set the language of help texts and return its words."""
    words = _Current.words = Words(language)
    return words


def current() -> Words:
    """Return the words of the language in use; before one is set, English."""
    return _Current.words or use("en")


def _(message: str) -> str:
    """Return a help text in the language in use."""
    return current().say(message)

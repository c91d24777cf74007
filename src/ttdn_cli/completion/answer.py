"""Answers a shell: what may stand where the cursor is.

The shell's script starts `ttdn` with these variables: `_TTDN_COMPLETE`, `complete_` and the name of the shell;
`COMP_WORDS`, the words of the line up to the one at the cursor, quoted as they were typed; `COMP_CWORD`, the number
of that word, from 0. The answer has one candidate a line, and for all shells but bash a tab and what it is. No
candidate means that the shell completes file names.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ttdn_cli.completion.values import Value, values
from ttdn_cli.i18n import Words
from ttdn_cli.output import clean

VARIABLE = "_TTDN_COMPLETE"
TABLE = os.path.join(os.path.dirname(__file__), "table.json")
# A candidate is put on the command line as it is, and a plan may hold anything: nothing that a shell reads as its own.
_SAFE = re.compile(r"[\w.,:/=@+-]+")


class Line(NamedTuple):
    """A command line without the name of the program: the words before the cursor, and the one at it."""

    before: list[str]
    current: str


def answer(environment: Mapping[str, str], words: Words) -> bytes:
    """Return what the shell is to be told."""
    shell = environment[VARIABLE].removeprefix("complete_")
    found = candidates(line(environment), words, environment)
    told = [f"{one.word}\t{one.about}" if one.about and shell != "bash" else one.word for one in found]
    return "".join(f"{one}\n" for one in told).encode("utf-8", "replace")


def line(environment: Mapping[str, str]) -> Line:
    """Return the command line that the shell tells of."""
    typed = _split(environment.get("COMP_WORDS", ""))
    number = environment.get("COMP_CWORD", "")
    at = int(number) if number.isascii() and number.isdigit() else len(typed)
    before, current = typed[1:at], "".join(typed[at : at + 1])
    if current == "=" and before and before[-1].startswith("--"):  # bash takes --option=value apart
        current = ""
    elif len(before) > 1 and before[-1] == "=" and before[-2].startswith("--"):
        before = before[:-1]
    return Line(before, current)


def _split(text: str) -> list[str]:
    reader = shlex.shlex(text, posix=True)
    reader.whitespace_split = True
    reader.commenters = ""
    found = []
    try:
        found += list(iter(reader.get_token, None))
    except ValueError:  # a quote that is still open
        found = text.split("\n") if "\n" in text else text.split()
        found[-1] = found[-1].lstrip("\"'")
    return [str(one) for one in found]


def candidates(typed: Line, words: Words, environment: Mapping[str, str]) -> list[Value]:
    """Return what may stand at the cursor, in the order of the help; none where it is a file or anything."""
    with open(TABLE, encoding="utf-8") as file:
        table = json.load(file)
    asked = _Asked(table, typed, environment)
    seen: dict[str, Value] = {}
    for one in asked.candidates():
        whole = asked.prefix + one.word
        if whole.casefold().startswith(typed.current.casefold()) and _SAFE.fullmatch(whole):
            seen.setdefault(whole, Value(whole, " ".join(clean(words.say(one.about)).split())))
    return list(seen.values())


class _Asked:
    """One question: which command the line means, and what stands at the cursor."""

    def __init__(self, table: Any, typed: Line, environment: Mapping[str, str]) -> None:
        self.typed, self.environment = typed, environment
        self.prefix = ""
        self.name, rest = self._named(table, list(typed.before))
        self.commands = {
            name.removeprefix(f"{self.name} ").partition(" ")[0]: one["help"]
            for name, one in table.items()
            if name and (not self.name or name.startswith(f"{self.name} "))
        }
        self.command = table[self.name]
        self.options = {name: one for one in self.command["options"] for name in one["names"]}
        self.given: dict[str, str] = {}
        self.waiting: Any = None
        self.passed = 0
        self.ended = False
        for word in rest:
            self._take(word)

    def _named(self, table: Any, before: list[str]) -> tuple[str, list[str]]:
        """Return the name of the command, as far as it is written, and the words after it."""
        if before[:1] == ["--lang"] and len(before) > 1:
            before = before[2:]
        name = ""
        while before and (longer := f"{name} {before[0]}".strip()) in table:
            name, before = longer, before[1:]
        return name, before

    def _take(self, word: str) -> None:
        if self.waiting:
            self.given[self.waiting["names"][0]] = word
            self.waiting = None
        elif self.ended or not word.startswith("-") or word == "-":
            self.passed += 1
        elif word == "--":
            self.ended = True
        else:
            name, equals, value = word.partition("=")
            option = self.options.get(name)
            if option:
                self.given[option["names"][0]] = value
            if option and option["metavar"] and not equals:
                self.waiting = option

    def candidates(self) -> Sequence[Value]:
        """Return everything that could stand at the cursor, whatever has been typed of it."""
        current = self.typed.current
        name, equals, value = current.partition("=")
        if self.waiting:
            return self._values(self.waiting, current)
        if equals and not self.ended and name in self.options:
            self.prefix = f"{name}="
            return self._values(self.options[name], value)
        if current.startswith("-") and not self.ended:
            return [
                Value(spelling, one["help"])
                for one in self.command["options"]
                if one["many"] or one["names"][0] not in self.given
                for spelling in one["names"]
                if spelling.startswith("--") or current == spelling
            ]
        if self.commands and not self.passed:
            return [Value(*one) for one in self.commands.items()]
        arguments = self.command["arguments"]
        if arguments and (self.passed < len(arguments) or arguments[-1]["many"]):
            return self._values(arguments[min(self.passed, len(arguments) - 1)], current)
        return []

    def _values(self, asked: Any, current: str) -> Sequence[Value]:
        metavar = str(asked["metavar"])
        if asked["many"] and metavar == "RULE":  # several may stand in one word
            already, comma, _ = current.rpartition(",")
            self.prefix += already + comma
        return values(metavar, self.given.get("--plan"), self.environment)

"""The one reader of every YAML file: libyaml's events with limits, never its objects.

Hostile files are refused at a limit, in our words: aliases, tags, depth, size, several documents. Scalars stay the text
that was written; `no`, `010` and `2017-13-45` are words until a field asks for a number or a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from unicodedata import is_normalized, normalize

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from ttdn_cli.limits import MAX_DEPTH, MAX_EVENTS
from ttdn_cli.load.tree import Quoted, Refused, Repeat, Spot, Tree

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_OTHER_KINDS = (
    (b"%pdf", "PDF"),
    (b"pk\x03\x04", "Word, Excel, ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x89png", "PNG"),
    (b"<!doctype", "HTML"),
    (b"<html", "HTML"),
    (b"{\\rtf", "RTF"),
)
_BREAKS = re.compile(r"\r\n|\r|\n")
# libyaml ends a line at these, editors do not: they are hidden from it, each behind one character of private use.
_HIDDEN = str.maketrans("\x85\u2028\u2029", "\ue085\ue028\ue029")
_SHOWN = str.maketrans("\ue085\ue028\ue029", "\x85\u2028\u2029")


def parse(data: bytes) -> Tree:
    """Return the tree of one YAML document; an empty file gives a tree whose data is None.

    Raises `Refused`: `unreadable` (not UTF-8, a limit) or `yaml-syntax` (not YAML, several documents, a tag).
    """
    start = data[:16].lower()
    for magic, kind in _OTHER_KINDS:
        if start.startswith(magic):
            raise Refused("unreadable", "other-kind", kind=kind)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("unreadable", "not-utf8", *_spot(data, error.start)) from None
    mend = None if is_normalized("NFC", text) else _compose
    if "\x85" in text or "\u2028" in text or "\u2029" in text:
        data, mend = text.translate(_HIDDEN).encode(), _restore
    try:
        return _Builder(data, mend).build()
    except MarkedYAMLError as error:
        raise _syntax(error, text) from None
    except ReaderError as error:
        raise _control(error, data) from None


def _compose(text: str) -> str:
    return normalize("NFC", text)


def _restore(text: str) -> str:
    return normalize("NFC", text.translate(_SHOWN))


def _spot(data: bytes, position: int) -> Spot:
    """Return line and column, in characters, of a byte."""
    before = _BREAKS.split(data[:position].decode("utf-8", "replace"))
    return len(before), len(before[-1]) + 1


def _control(error: ReaderError, data: bytes) -> Refused:
    character = error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")
    return Refused("yaml-syntax", "control", *_spot(data, error.position), character=f"U+{character:04X}")


def _syntax(error: MarkedYAMLError, text: str) -> Refused:
    lines = _BREAKS.split(text)
    problem = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(word in problem for word in ("quoted scalar", "flow", "simple key")):
        mark = error.context_mark  # where it was opened, not where the file ended
    line, column = (min(mark.line, len(lines) - 1) + 1, mark.column + 1) if mark else (1, 1)
    code = _cause(lines[line - 1], column, problem)
    if conflict := next((n for n, one in enumerate(lines, 1) if one.startswith(("<<<<<<<", ">>>>>>>"))), 0):
        code, line, column = "conflict", conflict, 1
    elif code == "bracket" and not lines[line - 1][column - 1 :].strip():
        line, column = _last_bracket(lines)
    shown = lines[line - 1].strip()
    return Refused("yaml-syntax", code, line, column, problem=str(error.problem or ""), text=shown, tag=shown)


def _last_bracket(lines: list[str]) -> Spot:
    """Return where the last bracket is opened that the end of the file has left open."""
    left_open: list[Spot] = []
    for number, line in enumerate(lines, 1):
        for column, letter in enumerate(line, 1):
            if letter in "[{":
                left_open.append((number, column))
            elif letter in "]}" and left_open:
                left_open.pop()
    return left_open[-1] if left_open else (1, 1)


def _cause(shown: str, column: int, problem: str) -> str:
    """Name the usual slip behind a syntax error, from the line it was met on."""
    around = shown[max(column - 2, 0) : column + 1]
    if "\t" in around or "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return "tab"
    if "mapping values are not allowed" in problem:
        return "colon" if ": " in shown[: column - 1] else "indent"
    causes = (("quoted scalar", "quote"), ("flow", "bracket"), ("tag", "tag"), ("alias", "character"))
    if found := next((code for word, code in causes if word in problem), None):
        return found
    if "\u00a0" in shown:
        return "no-break-space"
    return "character" if "cannot start any token" in problem or "anchor" in problem else "indent"


class _Builder:
    """Walks the events of one document once, counting, and builds the tree."""

    def __init__(self, data: bytes, mend: Callable[[str], str] | None) -> None:
        self.parser = CParser(data)
        self.mend = mend
        self.plain = b"!" not in data and b"&" not in data  # so that no scalar has a tag or an anchor
        self.repeats: list[Repeat] = []

    def build(self) -> Tree:
        """Return the tree; raises `Refused`, or what libyaml raises."""
        get = self.parser.get_event
        get()
        event = get()
        if type(event) is StreamEndEvent:
            return Tree(None, None, (1, 1), [])
        data, marks, root = self._document(get)
        event = get()
        if type(event) is not StreamEndEvent:
            raise _at(event, "yaml-syntax", "documents")
        return Tree(data, marks, root, self.repeats)

    def _document(self, get: Any) -> tuple[Any, Any, Spot]:  # noqa: C901, PLR0912, PLR0915 - one flat loop; calls would double its cost
        scalar, mend, plain = ScalarEvent, self.mend, self.plain
        holder: list[Any] = []
        holder_marks: list[Any] = []
        values: Any = holder
        marks: Any = holder_marks
        key: Any = None
        key_mark: Any = None
        start: Any = None
        in_map = False
        stack: list[Any] = []
        events = islice(iter(get, None), MAX_EVENTS)
        for event in events:
            kind = type(event)
            if kind is scalar:
                if not plain and (event.tag is not None or event.anchor is not None):
                    raise _decorated(event)
                value = event.value
                if mend is not None:
                    value = mend(value)
                if in_map and key is None:
                    key, key_mark = value, event.start_mark
                    if key in marks:
                        self._repeat(stack, key, event, marks[key][0])
                    continue
                if event.style:
                    value = Quoted(value)
                elif value in _NULLS:
                    value = None
                below = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.tag is not None or event.anchor is not None:
                    raise _decorated(event)
                if len(stack) >= MAX_DEPTH:
                    raise _at(event, "unreadable", "too-deep", limit=MAX_DEPTH)
                if in_map and key is None:
                    key, key_mark = ("{…}" if kind is MappingStartEvent else "[…]"), event.start_mark
                    self._skip(events, len(stack))
                    continue
                stack.append((values, marks, key, key_mark, in_map, event.start_mark))
                in_map = kind is MappingStartEvent
                values, marks = ({}, {}) if in_map else ([], [])
                key = None
                continue
            elif kind is AliasEvent:
                raise _at(event, "unreadable", "alias", name=event.anchor)
            elif kind is DocumentEndEvent:
                break
            else:
                value, below = values, marks
                values, marks, key, key_mark, in_map, start = stack.pop()
            if in_map:
                if key not in values:
                    values[key] = value
                    marks[key] = (key_mark, below)
                key = None
            else:
                values.append(value)
                marks.append((event.start_mark if kind is scalar else start, below))
        else:
            raise _at(get(), "unreadable", "too-many", limit=MAX_EVENTS)
        mark = holder_marks[0][0]
        return holder[0], holder_marks[0][1], (mark.line + 1, mark.column + 1)

    def _repeat(self, stack: list[Any], key: str, event: Any, first: Any) -> None:
        at: list[str | int] = []
        for values, _, outer_key, _, in_map, _ in stack[1:]:
            at.append(outer_key if in_map else len(values))
        mark = event.start_mark
        self.repeats.append(Repeat((*at, key), (mark.line + 1, mark.column + 1), (first.line + 1, first.column + 1)))

    def _skip(self, events: Iterator[Any], depth: int) -> None:
        """Walk over a mapping or list that stands as a key, which becomes an unknown key."""
        opened = 1
        for event in events:
            if type(event) is AliasEvent:
                raise _at(event, "unreadable", "alias", name=event.anchor)
            if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                opened += 1
                if depth + opened > MAX_DEPTH:
                    raise _at(event, "unreadable", "too-deep", limit=MAX_DEPTH)
            elif not isinstance(event, ScalarEvent):
                opened -= 1
                if not opened:
                    return


def _at(event: Any, rule: str, code: str, **values: object) -> Refused:
    return Refused(rule, code, event.start_mark.line + 1, event.start_mark.column + 1, **values)


def _decorated(event: Any) -> Refused:
    if event.tag is not None:
        return _at(event, "yaml-syntax", "tag", tag=str(event.tag))
    return _at(event, "unreadable", "alias", name=event.anchor)

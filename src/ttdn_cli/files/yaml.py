"""The one reader of every YAML file: libyaml's events with limits, never its objects.

Hostile files are refused at a limit, in our words: aliases, tags, depth, size, several documents. Scalars stay the text
that was written; `no`, `010` and `2017-13-45` are words until a field asks for a number or a date.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any
from unicodedata import is_normalized

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from ttdn_cli.files.tree import FileRejected, Position, Quoted, RepeatedKey, Tree
from ttdn_cli.limits import MAX_DEPTH, MAX_EVENTS, MAX_KEYS, MAX_MARKS
from ttdn_cli.text.normalization import composed, crowd

CROWDED = 4 * 1024  # characters from which on it pays to look for letters with too many marks
_ELEMENT = object()  # where a mapping has a key, a list has this
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
_TOO_DEEP = "maximum nesting depth"  # in what libyaml says from 0.2.6 on, the one of PyYAML 6.0.4
_BREAKS = re.compile(r"\r\n|\r|\n")
_CONFLICT = re.compile(r"(?:^|[\r\n])(<<<<<<<|>>>>>>>)")
_DIRECTIVE = re.compile(r"(?:^\ufeff?|[\r\n])(%TAG[^\r\n]*)")
# libyaml ends a line at these, editors do not: they are hidden from it, each behind one character of private use.
_HIDDEN = str.maketrans("\x85\u2028\u2029", "\ue085\ue028\ue029")
_SHOWN = str.maketrans("\ue085\ue028\ue029", "\x85\u2028\u2029")


def parse(data: bytes) -> Tree:
    """Return the tree of one YAML document; an empty file gives a tree whose data is None.

    Raises `FileRejected`: `unreadable` (not UTF-8, a limit) or `yaml-syntax` (not YAML, several documents, a tag).
    """
    start = data[:16].lower()
    for magic, kind in _OTHER_KINDS:
        if start.startswith(magic):
            raise FileRejected("unreadable", "other-kind", kind=kind)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileRejected("unreadable", "not-utf8", *_spot(data[: error.start].decode())) from None
    if b"%TAG" in data:
        _refuse_directive(text)
    if len(text) > CROWDED and (index := crowd(text)) is not None:
        raise FileRejected("unreadable", "marks", *_spot(text[:index]), limit=MAX_MARKS)
    mend = None if is_normalized("NFC", text) else composed
    if "\x85" in text or "\u2028" in text or "\u2029" in text:
        data, mend = text.translate(_HIDDEN).encode(), _restore
    try:
        return _Builder(data, mend).build()
    except MarkedYAMLError as error:
        if _TOO_DEEP in (error.problem or ""):
            _refuse_depth(error, data, mend)
        raise _syntax(error, text, data) from None
    except ReaderError as error:
        raise _control(error, data) from None


def _refuse_depth(error: MarkedYAMLError, data: bytes, mend: Callable[[str], str] | None) -> None:
    """Raise `FileRejected` at our own limit of depth, where libyaml met its own, higher one while it looked ahead.

    It hands over no event then of what it has looked at. The text up to there has them all.
    """
    mark: Any = error.problem_mark
    with suppress(MarkedYAMLError):
        _Builder(data.decode()[: mark.index].encode(), mend).build()


def _restore(text: str) -> str:
    return composed(text.translate(_SHOWN))


def _refuse_directive(text: str) -> None:
    """Refuse a line that declares a tag, before libyaml, which compares each with all before it, meets thousands."""
    if directive := _DIRECTIVE.search(text):
        line, column = _spot(text[: directive.start(1)])
        raise FileRejected("yaml-syntax", "tag", line, column, tag=directive[1])


def _spot(before: str) -> Position:
    """Return line and column of what follows a text."""
    breaks = before.count("\n") + before.count("\r") - before.count("\r\n")
    return breaks + 1, len(before) - max(before.rfind("\n"), before.rfind("\r"))


def _control(error: ReaderError, data: bytes) -> FileRejected:
    position = _spot(data[: error.position].decode("utf-8", "replace"))
    return FileRejected(
        "yaml-syntax", "control", *position, character=f"U+{error.character:04X}"
    )  # a number, from libyaml


def _syntax(error: MarkedYAMLError, text: str, data: bytes) -> FileRejected:
    from ttdn_cli.files.yaml_slips import NEARBY, slip_behind

    problem = f"{error.context or ''} {error.problem or ''}"
    mark: Any = error.problem_mark
    if error.context_mark and any(word in problem for word in ("quoted scalar", "flow", "simple key")):
        mark = error.context_mark  # where it was opened, not where the file ended
    line, start, shown = _line(text, mark.line)
    column = mark.column + 1
    code = _cause(shown, column, problem)
    values: dict[str, object] = {}
    if conflict := _CONFLICT.search(text):
        code, (line, column) = "conflict", _spot(text[: conflict.start(1)])
    elif code == "bracket" and (mark.line >= line or not shown.strip()):  # met at the end
        line, column = _last_opened(data)
    elif code in ("indent", "colon") and (
        slip := slip_behind(text[max(start - NEARBY, 0) : start], shown, column, problem)
    ):
        code, column, values = slip.code, slip.column, slip.values
        line += slip.line
    shown = _line(text, line - 1)[2].strip()
    return FileRejected("yaml-syntax", code, line, column, **{"text": shown, "tag": shown, **values})


def _line(text: str, index: int) -> tuple[int, int, str]:
    """Return the number (from 1), the beginning and the text of the line of an index, or of the last one before it."""
    last = deque(enumerate(islice(_BREAKS.finditer(text), index), 2), 1)
    number, start = (last[0][0], last[0][1].end()) if last else (1, 0)
    end = _BREAKS.search(text, start)
    return number, start, text[start : end.start() if end else None]


def _last_opened(data: bytes) -> Position:
    """Return the place of the list or mapping that is still open where libyaml gives up."""
    opened: list[Position] = []
    with suppress(MarkedYAMLError):
        for event in iter(CParser(data).get_event, None):
            if isinstance(event, CollectionStartEvent):
                mark: Any = event.start_mark
                opened.append((mark.line + 1, mark.column + 1))
            elif isinstance(event, CollectionEndEvent):
                opened.pop()
    return opened[-1]


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
        self.duplicates: list[RepeatedKey] = []

    def build(self) -> Tree:
        """Return the tree; raises `FileRejected`, or what libyaml raises."""
        get = self.parser.get_event
        get()
        event = get()
        if type(event) is StreamEndEvent:
            return Tree(None, None, (1, 1), [])
        data, marks = list[Any](), list[Any]()
        self._document(get, data, marks)
        event = get()
        if type(event) is not StreamEndEvent:
            raise _at(event, "yaml-syntax", "documents")
        mark, below = marks[0]
        return Tree(data[0], below, (mark.line + 1, mark.column + 1), self.duplicates)

    def _document(self, get: Any, values: Any, marks: Any) -> None:  # noqa: C901, PLR0912 - one flat loop; calls would double its cost
        scalar, mend, plain = ScalarEvent, self.mend, self.plain
        nothing: Any = None
        key_mark = start = nothing  # the first stays so beside a repeated key, whose value is passed over
        key: Any = _ELEMENT
        in_map = False
        stack: list[Any] = []
        for event in (events := islice(iter(get, None), MAX_EVENTS)):
            kind = type(event)
            if kind is scalar:
                if not plain and (event.tag is not None or event.anchor is not None):
                    raise _decorated(event)
                value = event.value if mend is None else mend(event.value)
                if key is None:
                    key, key_mark = value, event.start_mark
                    if key in marks:
                        self._note_repeated(stack, key, key_mark, marks[key][0])
                        key_mark = None
                    continue
                value, below = Quoted(value) if event.style else None if value in _NULLS else value, None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.tag is not None or event.anchor is not None or len(stack) >= MAX_DEPTH:
                    raise _refused(event)
                if key is None:
                    key, key_mark = self._skip(events, len(stack), event, marks)
                    continue
                stack.append((values, marks, key, key_mark, in_map, event.start_mark))
                in_map = kind is MappingStartEvent
                values, marks, key = ({}, {}, None) if in_map else ([], [], _ELEMENT)
                continue
            elif kind is AliasEvent:
                raise _at(event, "unreadable", "alias", name=event.anchor)
            elif kind is DocumentEndEvent:
                break
            else:
                value, below = values, marks
                if len(values) > MAX_KEYS and in_map:
                    raise _too_many(marks)
                values, marks, key, key_mark, in_map, start = stack.pop()
            if in_map:
                if key_mark is not None:
                    values[key], marks[key] = value, (key_mark, below)
                key = None
            else:
                values.append(value)
                marks.append((event.start_mark if kind is scalar else start, below))
        else:
            raise _at(get(), "unreadable", "too-many", limit=MAX_EVENTS)

    def _note_repeated(self, stack: list[Any], key: str, mark: Any, first: Any) -> None:
        """Note a key that is there already."""
        at: list[str | int] = []
        for values, _, outer_key, _, in_map, _ in stack[1:]:
            at.append(outer_key if in_map else len(values))
        self.duplicates.append(
            RepeatedKey((*at, key), (mark.line + 1, mark.column + 1), (first.line + 1, first.column + 1))
        )

    def _skip(self, events: Iterator[Any], depth: int, begins: Any, marks: Any) -> tuple[str, Any]:
        """Walk over a mapping or list that stands as a key; return the unknown key that it becomes, and its mark."""
        key, opened = ("{…}" if type(begins) is MappingStartEvent else "[…]"), 1
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
                    break
        return key, None if key in marks else begins.start_mark


def _too_many(marks: Any) -> FileRejected:
    mark, _ = next(islice(marks.values(), MAX_KEYS, None))
    return FileRejected("unreadable", "too-many-keys", mark.line + 1, mark.column + 1, limit=MAX_KEYS)


def _at(event: Any, rule: str, code: str, **values: object) -> FileRejected:
    return FileRejected(rule, code, event.start_mark.line + 1, event.start_mark.column + 1, **values)


def _refused(event: Any) -> FileRejected:
    """Return why a mapping or list is refused: for a tag or anchor, else because it lies too deep."""
    if event.tag is not None or event.anchor is not None:
        return _decorated(event)
    return _at(event, "unreadable", "too-deep", limit=MAX_DEPTH)


def _decorated(event: Any) -> FileRejected:
    if event.tag is not None:
        return _at(event, "yaml-syntax", "tag", tag=str(event.tag))
    return _at(event, "unreadable", "alias", name=event.anchor)

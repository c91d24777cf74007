"""The usual slips behind what libyaml refuses: which line is the cause, what is wrong with it, and where."""

from __future__ import annotations

import re
from typing import NamedTuple

from ttdn_cli.limits import MAX_KEPT

NEARBY = 16 * 1024  # characters before an error in which its cause is looked for
_BREAKS = re.compile(r"\r\n|\r|\n")
_NAME = r"[^\W\d][\w .-]*"
_LEAD = re.compile(r"([ ]*)((?:- +)*)")
_GLUED = re.compile(rf"[ ]*(?:- *)*[\"']?{_NAME}[\"']?(:)(?!//)(?=[^\s:])")
_WIDE = re.compile(rf"[ ]*(?:- *)*{_NAME}([：﹕])")
_FIELD = re.compile(rf"[ ]*(?:- +)*[\"']?{_NAME}[\"']? *:(?:\s|$)")
_DASH = re.compile(rf"[ ]*(-){_NAME} *:")
_ONE_GLUED = re.compile(rf"({_NAME}):(?!//)([^\s:].*)", re.DOTALL)


class Slip(NamedTuple):
    """What is wrong (a code of `yaml-syntax`), the index of its line, the column from 1, and values of the words."""

    code: str
    line: int
    column: int
    values: dict[str, object]


def glued(text: str) -> tuple[str, str] | None:
    """Return the name and the value that a single text is made of, where the space after the colon is missing."""
    match = _ONE_GLUED.fullmatch(text)
    return (match[1].strip(), match[2]) if match else None


def slip_behind(before: str, shown: str, column: int, problem: str) -> Slip | None:
    """Return the slip behind an error in the line shown, its own line counted from that one (0 or less).

    `before` is the text up to that line, or the end of it; `problem` is what libyaml says.
    """
    lines = [*_BREAKS.split(before)[:-1], shown]
    slip = find_slip(lines, column, problem)
    return slip._replace(line=slip.line - len(lines) + 1) if slip else None


def find_slip(lines: list[str], column: int, problem: str) -> Slip | None:
    """Return the slip that made libyaml stop in the last of some lines at a column (from 1); None when none is known.

    The lines are those of the file up to there, or the last of them; `problem` is what libyaml says.
    """
    last = len(lines) - 1
    before = next(
        (n for n in range(last - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")), None
    )
    if "could not find expected ':'" in problem:
        return _spelling(lines, last) or Slip("no-colon", last, _begins(lines[last]), {})
    if "mapping values are not allowed" in problem:
        return None if re.search(r":\s", lines[last][: column - 1]) else _swallowed(lines, before, last)
    if "block sequence entries are not allowed" in problem:
        return Slip("dash-value", last, column, {"text": lines[last][column - 1 :].strip()})
    if "did not find expected <document start>" in problem:
        return _first(lines)
    return _out_of_line(lines, last, column)


def _swallowed(lines: list[str], before: int | None, last: int) -> Slip | None:
    """Return why a field is taken for the rest of the text before it."""
    if before is not None and (slip := _spelling(lines, before)):
        return slip
    return _spelling(lines, last) or (None if before is None else _deeper(lines, before, last))


def _out_of_line(lines: list[str], last: int, column: int) -> Slip | None:
    """Return why what stands at a column goes on with nothing before it."""
    if column == _begins(lines[last]):
        return _column(lines, last)
    is_quoted = lines[last][: column - 1].rstrip()[-1:] in ("'", '"')
    return Slip("after-quote", last, column, {}) if is_quoted else None


def _begins(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) + 1


def _spelling(lines: list[str], number: int) -> Slip | None:
    """Return what is wrong with the colon or the dash of a line."""
    line = lines[number]
    if match := _GLUED.match(line):
        fixed = f"{line[: match.end(1)]} {line[match.end(1) :]}".strip()
        return Slip("glued", number, match.start(1) + 1, {"fixed": fixed[:MAX_KEPT]})
    if match := _WIDE.match(line):
        return Slip("wide-colon", number, match.start(1) + 1, {})
    if match := _DASH.match(line):
        fixed = f"- {line[match.end(1) :]}".strip()
        return Slip("dash", number, match.start(1) + 1, {"fixed": fixed[:MAX_KEPT]})
    return None


def _key_column(line: str) -> int:
    """Return the column (from 1) in which the first key of a line begins, after its dashes."""
    match = _LEAD.match(line)
    return (match.end() if match else 0) + 1


def _deeper(lines: list[str], before: int, last: int) -> Slip | None:
    """Return that a line begins further to the right than the field before it, which has its value already."""
    expected, begins = _key_column(lines[before]), _begins(lines[last])
    if begins > expected and _FIELD.match(lines[before]) and not lines[before].rstrip().endswith(":"):
        return _moved(lines, last, begins, expected)
    return None


def _first(lines: list[str]) -> Slip | None:
    """Return that the first line begins further to the right than the next one."""
    number = next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines))
    expected = _begins(lines[-1])
    begins = _begins(lines[number]) if number < len(lines) - 1 else expected
    return _moved(lines, number, begins, expected) if begins > expected else None


def _column(lines: list[str], last: int) -> Slip | None:
    """Return that a line begins in no column of those that it can belong to, with the nearest one."""
    begins, is_entry = _begins(lines[last]), lines[last].lstrip(" ").startswith("- ")
    columns: set[int] = set()
    least = 1_000_000
    for line in reversed(lines[:last]):
        at, key = _begins(line), _key_column(line)
        if at < least and line.strip() and not line.lstrip().startswith("#"):
            if is_entry and key > at:
                columns.add(at)
            elif not is_entry and key <= least and _FIELD.match(line):
                columns.add(key)
            least = at
    if not columns or begins in columns:
        return None
    expected = min(columns, key=lambda column: (abs(column - begins), -column))
    return _moved(lines, last, begins, expected)


def _moved(lines: list[str], number: int, begins: int, expected: int) -> Slip:
    values = {"begins": begins, "expected": expected, "spaces": expected - 1, "text": lines[number].strip()}
    return Slip("column", number, begins, values)

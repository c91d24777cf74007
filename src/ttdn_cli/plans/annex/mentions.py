"""What a cell of agencies says beside their names: roles, limits in brackets, marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ttdn_cli.model.names import fold

LEAD, COORDINATE = "lead", "coordinate"
_APART = re.compile(r"[;\r\n]+")
_FIRST, _COUNTED = re.compile(r"\s*1[.)]\s+\S"), re.compile(r"\s+(?=[2-9][.)]\s+[^\W\d_])")
_BULLET = re.compile(r"^(?:[\s+*•·–▪➢-]+(?=[^\W\d_])|[0-9]{1,2}[.)]\s+|[\s+•·–▪➢-]+)")
_ROLE = re.compile(
    r"(?:^|(?<=[\s;,.(]))(?:[-*+•·–]\s*)?"
    r"(?:(?:cơ quan|đơn vị|cơ quan, đơn vị|cq|đv)\s+)?"
    r"(?:(?P<lead>(?:(?:đồng|cùng)\s+)?chủ trì(?:\s+(?:thực hiện|tham mưu))?|lead(?:\s+agency)?)"
    r"|(?P<with>phối hợp(?:\s+(?:thực hiện|với))?"
    r"|coordinat\w+(?:\s+agenc\w+)?|support\w*(?:\s+agenc\w+)?))\s*:\s*",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_SENTENCE = re.compile(  # "A chủ trì, phối hợp với B"
    r"^([^;:()\n]+?),? chủ trì(?: thực hiện| tham mưu)?,?(?: và)? phối hợp(?: với| cùng)? ([^;:()\n]+)$",
    re.IGNORECASE | re.MULTILINE,
)
_LEADS_AND_JOINS = re.compile(  # "A chủ trì, B phối hợp"
    r"([^;:()]+?) (?:đồng |cùng )?chủ trì(?: thực hiện)?\s*[,;.]\s*"
    r"([^:()]+?) (?:cùng |tham gia )?phối hợp(?: thực hiện)?\.?",
    re.IGNORECASE,
)
_ROLES_FIRST = re.compile(  # "Chủ trì A, phối hợp B"
    r"(?:cơ quan |đơn vị )?chủ trì ([^;:()]+?)[,;.] *phối hợp(?: với| thực hiện)? ([^;:()]+)", re.IGNORECASE
)
_JOINS_WITH = re.compile(r"([^;:()]+?),? phối hợp (?:với|cùng) ([^;:()]+)", re.IGNORECASE)
_LEADS = re.compile(r"([^;:()]+?) (?:đồng |cùng )?chủ trì(?: thực hiện)?\.?", re.IGNORECASE)
_JOINS = re.compile(r"([^;:()]+?) (?:cùng |tham gia )?phối hợp(?: thực hiện)?\.?", re.IGNORECASE)
_SENTENCE_LENGTH = 400
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_MARK = re.compile(r"\s*(?:[(\[]\s*(?:\*{1,4}|[0-9]{1,2})\s*[)\]]|\*{1,4}|[¹²³⁰-⁹]+)(?=\s*(?:$|[;,.\n]))")
_IS_LEAD = ("chu tri", "cq chu tri", "co quan chu tri", "don vi chu tri", "lead", "dau moi", "chu tri thuc hien")
_IS_WITH = ("phoi hop", "co quan phoi hop", "don vi phoi hop", "phoi hop thuc hien", "support", "coordination")
_DITTO = (
    "nhu tren",
    "nt",
    "n t",
    "nhu o tren",
    "nhu muc tren",
    "nhu dong tren",
    "ditto",
    "do",
    "as above",
    "same as above",
)
_DITTO_MARKS = re.compile(r"[\s\"“”″〃'’-]*(?:[\"“”″〃]|'')[\s\"“”″〃'’-]*")


class Mention(NamedTuple):
    """Words that name agencies: the role said of them, if any, and what stands in brackets, by where that stood."""

    words: str
    role: str | None = None
    limits: tuple[tuple[int, str], ...] = ()


def is_ditto(text: str) -> bool:
    """Tell whether a cell says that it is the same as in the row above."""
    return len(text) < 40 and (fold(text) in _DITTO or bool(text.strip() and _DITTO_MARKS.fullmatch(text)))  # noqa: PLR2004 - a word or two


def footnote(text: str) -> str:
    """Return the mark of a footnote that words bear, "" for none."""
    found = _MARK.search(_spaced(text))
    return found[0].strip(" ()[]\n") if found else ""


def without_footnotes(text: str) -> str:
    """Return words without the marks of footnotes."""
    return _MARK.sub("", _spaced(text))


def _spaced(text: str) -> str:
    """Return words with one space or line break between them: on long runs of spaces patterns take long."""
    return _SPACES.sub(lambda found: "\n" if "\n" in found[0] or "\r" in found[0] else " ", text)


def mentions(text: str) -> list[Mention]:
    """Return the lines of a cell, each with the role that stands before it; footnote marks are left out.

    A role holds for the lines below it too, but not one that a line says of its own names: "A chủ trì".
    """
    found: list[Mention] = []
    role: str | None = None
    for written in without_footnotes(text).split("\n"):
        said = _with_role(written.strip())
        for role_said, piece in _by_role(said):
            role = role_said or role
            for line in _lines(piece):
                words = " ".join(_BULLET.sub("", line.strip()).split()).strip(" .,")
                if words:
                    found.append(_bracketed(words, role))
        if said != written.strip():
            role = None
    return found


def _lines(piece: str) -> Iterator[str]:
    """Yield the lines of a piece, and what one line counts: "1. Sở A 2. Sở B"."""
    for line in _APART.split(piece):
        yield from _COUNTED.split(line) if _FIRST.match(line) else (line,)


def _with_role(line: str) -> str:
    """Return a line with the roles that it says of its names before these: "A chủ trì, B phối hợp"."""
    line = _SENTENCE.sub(r"Chủ trì: \1; Phối hợp: \2", line)
    if len(line) > _SENTENCE_LENGTH:
        return line
    for pattern in (_ROLES_FIRST, _LEADS_AND_JOINS, _JOINS_WITH):
        if (match := pattern.fullmatch(line)) and "chủ trì" not in match[2].casefold():
            return f"Chủ trì: {match[1]}; Phối hợp: {match[2]}"
    for pattern, role in ((_LEADS, "Chủ trì"), (_JOINS, "Phối hợp")):
        if match := pattern.fullmatch(line):
            return f"{role}: {match[1]}"
    return line


def _by_role(text: str) -> Iterator[tuple[str | None, str]]:
    """Yield the pieces of a text, each with the role that is said right before it."""
    at, role = 0, None
    for match in _ROLE.finditer(text):
        if text[at : match.start()].strip():
            yield role, text[at : match.start()]
        role, at = LEAD if match["lead"] else COORDINATE, match.end()
    yield role, text[at:]


def _bracketed(words: str, role: str | None) -> Mention:
    """Take what stands in brackets out of words."""
    limits: list[tuple[int, str]] = []
    plain, at = "", 0
    for match in _BRACKETS.finditer(words):
        plain += words[at : match.start()]
        at = match.end()
        said = fold(match[1])
        if said in _IS_LEAD or said in _IS_WITH:
            limits.append((len(plain), LEAD if said in _IS_LEAD else COORDINATE))
        elif said:
            limits.append((len(plain), f" {' '.join(match[1].split())}"))
    return Mention(plain + words[at:], role, tuple(limits))

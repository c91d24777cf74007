"""The papers for a meeting as Markdown: headings and tables of ours, every text of the reports shown and not obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from ttdn_cli.papers.meeting.content import Meeting
from ttdn_cli.papers.meeting.html import is_address
from ttdn_cli.papers.meeting.sections import sections
from ttdn_cli.papers.meeting.wording import SIGNS, Field, Section, Table, standing, title
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.markdown import literal

IS_TEXT = True
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_ENTITY = re.compile(r"&(?=#?\w+;)")  # which Markdown would read as the letter that it names


def render(meeting: Meeting, words: Words) -> bytes:
    """Return the paper as Markdown with the tables that GitHub knows."""
    lines = [f"# {literal(title(meeting, words))}", ""]
    for line in (meeting.plan.issuer, *standing(meeting, words)):
        lines += [literal(line, meeting.names), ""] if line else []
    for section in sections(meeting, words):
        lines += _section(section, meeting.names, words)
    return "\n".join(lines).encode("utf-8", "backslashreplace")


def _section(section: Section, names: tuple[str, ...], words: Words) -> Iterator[str]:
    yield f"## {literal(section.title)}"
    yield ""
    for line in section.said:
        yield literal(line, names)
        yield ""
    for table in section.tables:
        if len(section.tables) > 1:
            yield f"### {literal(table.caption)}"
            yield ""
        yield from _table(table, names)
        yield ""
    for line in section.after:
        yield literal(line, names)
        yield ""
    if section.legend:
        marks = ", ".join(f"{SIGNS[mark.code]} {literal(meaning)}" for mark, meaning in section.legend)
        yield words.say(N_("Signs: ")) + marks
        yield ""


def _table(table: Table, names: tuple[str, ...]) -> Iterator[str]:
    yield f"| {' | '.join(cell(head) for head in table.heads)} |"
    last = table.rows[-1].fields if table.rows else ()
    rules = ["---:" if field.kind == "number" else ":---:" if field.kind == "sign" else "---" for field in last]
    yield f"| {' | '.join(rules or ['---' for _ in table.heads])} |"
    for row in table.rows:
        yield f"| {' | '.join(_field(field, names) for field in row.fields)} |"


def _field(field: Field, names: tuple[str, ...]) -> str:
    if field.kind == "sign":
        return SIGNS[field.code]
    return "<br>".join(
        _link(line) if field.kind == "links" and is_address(line) else cell(line, names) for line in field.lines
    )


def _link(address: str) -> str:
    """Return a link to an address as it is written: a percent sign stays one, an escape stays itself."""
    whole = _BARE_PERCENT.sub("%25", address)
    target = _ENTITY.sub("&amp;", quote(whole, safe=":/?#@!$&'*+,;=%~-._"))
    return f"[{cell(address)}](<{target}>)"


def cell(text: str, names: tuple[str, ...] = ()) -> str:
    """Return a text for a field of a table: a bar would end the field, in code too, so it stands outside as a name."""
    if "|" not in text:
        return "-" if text == "-" else literal(text, names)
    return " ".join(
        word if word == "-" else "&#124;".join(map(literal, word.split("|"))) for word in clean(text).split()
    )

"""Any text as one YAML scalar that comes back the same: plain where nobody could read it otherwise, else quoted."""

from __future__ import annotations

import re

from ttdn_cli.text.unseen import PLAIN, has_unseen, is_unseen

# Letters first, then letters, digits and marks that mean nothing to YAML wherever they stand.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,./()%;+“”‘’–-]*[\w./()%“”’])?")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_OTHERS = re.compile(f'[^{PLAIN}]|["\\\\\u00a0]')  # what may have to be escaped: few letters of a text
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str) -> str:
    """Return a text as a YAML scalar on one line.

    Whatever could be read as something else (a number, a date, a mark of YAML) is quoted, and what is not seen
    (control characters, marks of direction, spaces of other widths) is written by its number.
    """
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and not has_unseen(text):
        return text
    return f'"{_OTHERS.sub(lambda found: _escaped(found[0]), text)}"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable() and not is_unseen(letter):
        return letter
    code = ord(letter)
    if code < 0x100:  # noqa: PLR2004 - one byte
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - two bytes

"""Text made safe to show: no terminal and no build service obeys it, and what is not seen is shown by its code."""

from __future__ import annotations

import re

from ttdn_cli.text.unseen import DOUBTFUL, is_unseen

# `##[add-mask]` and the like, which build services obey wherever they stand in a line of a log.
ORDER = re.compile(r"#(?=#\w*\[)")
# `::add-mask::` and the like, which they obey where a line begins with it.
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_NAMES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def clean(text: str) -> str:
    r"""Return a text, fit to begin a line, that nothing obeys: what is not seen is shown as `\x1b` or `U+202E`."""
    return disarmed(visible(text))


def visible(text: str) -> str:
    """Return a text that no terminal obeys, and no build service unless it begins a line."""
    text = DOUBTFUL.sub(_shown, text)
    return ORDER.sub(r"\\x23", text) if "##" in text else text


def disarmed(text: str) -> str:
    """Return lines none of which begins with a command to a build service."""
    return _COMMAND.sub(r"\1\\x3a", text) if "::" in text else text


def _shown(match: re.Match[str]) -> str:
    letter = match[0]
    if letter in _NAMES:
        return _NAMES[letter]
    if not is_unseen(letter):
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"U+{code:04X}"  # noqa: PLR2004 - one byte

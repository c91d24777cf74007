"""The settings as text: on a terminal each value above where it comes from, on a pipe one line a setting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ttdn_cli.console.terminal import Screen
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words

if TYPE_CHECKING:
    from ttdn_cli.model.settings_output import ConfigOut, SettingOut

_STEP = re.compile(r"[^/\\ ]*[/\\ ]?")


def config_text(view: ConfigOut, lines: Mapping[str, int], screen: Screen) -> bytes:
    """Return the settings; `lines` are the lines of the settings file that they stand on, 0 where it is unknown."""
    words = screen.words
    if screen.width is None:
        shown = [
            f"{one['name']} = {clean(_value(one, words))} ({clean(_origin(one, lines, words))})"
            for one in view["settings"]
        ]
    else:
        file = N_("Settings file: {path}") if view["file"] else N_("There is no settings file.")
        shown = [*_folded(clean(words.say(file).replace("{path}", view["file"] or "")), "", screen.width), ""]
        margin = " " * (max(len(one["name"]) for one in view["settings"]) + 2)
        for one in view["settings"]:
            told = f"({clean(_origin(one, lines, words))})"
            value = list(_folded(clean(_value(one, words)), margin, screen.width))
            value[0] = one["name"].ljust(len(margin)) + value[0][len(margin) :]
            shown += [*value, *_folded(told, margin, screen.width)]
    return "".join(f"{line}\n" for line in shown).encode("utf-8", "backslashreplace")


def _value(one: SettingOut, words: Words) -> str:
    value = one["value"]
    if isinstance(value, list):
        value = ", ".join(value)
    return value or words.say(N_("not set"))


def _origin(one: SettingOut, lines: Mapping[str, int], words: Words) -> str:
    """Return where a setting comes from; names of files are whole, whatever their length."""
    if one["source"] == "default":
        return words.say(N_("by default"))
    if one["source"] == "environment":
        return words.say(N_("from the environment: {name}"), name=one["from"])
    line = lines.get(one["name"])
    said = words.say(N_("from the file {path}, line {line}") if line else N_("from the file {path}"))
    return said.replace("{line}", str(line)).replace("{path}", one["from"] or "")


def _folded(text: str, margin: str, width: int) -> Iterator[str]:
    """Yield a text in lines of at most that width, broken after a separator or a space where there is one."""
    room, line = width - len(margin), ""
    for step in _STEP.findall(text):
        if line and len(line) + len(step.rstrip()) > room:
            yield f"{margin}{line}".rstrip()
            line = ""
        line += step
        while len(line.rstrip()) > room:  # one name longer than the screen
            yield f"{margin}{line[:room]}"
            line = line[room:]
    yield f"{margin}{line}".rstrip()

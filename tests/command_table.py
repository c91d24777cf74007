"""Writes the table of commands and options that completion and the manual page are made from.

Run: python -m tests.command_table.
"""

from __future__ import annotations

from typing import Any

import typer.main

import ttdn_cli.completion.answer
from ttdn_cli import i18n
from ttdn_cli.cli import build
from ttdn_cli.render.json import dump

TABLE = ttdn_cli.completion.answer.TABLE


def table() -> dict[str, Any]:
    """Return every command by its name ("" is the program itself), with its options and arguments."""
    before = i18n.current().language
    i18n.use("en")
    try:
        return dict(_commands("", typer.main.get_command(build([]))))
    finally:
        i18n.use(before)


def _commands(name: str, command: Any) -> list[tuple[str, Any]]:
    options = [_option(one) for one in command.params if one.param_type_name == "option"]
    arguments = [
        {"metavar": one.metavar or one.name.upper(), "help": one.help or "", "many": one.nargs == -1}
        for one in command.params
        if one.param_type_name == "argument"
    ]
    help_option = {"names": ["--help", "-h"], "metavar": None, "help": "Show this message and exit.", "many": False}
    found = [(name, {"help": command.help, "options": [*options, help_option], "arguments": arguments})]
    for below, one in getattr(command, "commands", {}).items():
        found += _commands(f"{name} {below}".strip(), one)
    return found


def _option(one: Any) -> dict[str, Any]:
    names = sorted([*one.opts, *one.secondary_opts], key=lambda name: not name.startswith("--"))
    return {
        "names": names,
        "metavar": None if one.is_flag else one.metavar,
        "help": one.help or "",
        "many": bool(one.multiple),
    }


if __name__ == "__main__":
    with open(TABLE, "wb") as file:
        file.write(dump(table()))

"""The options of the program itself. They are answered before a command is looked for, and stand here for the help."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdn_cli import __version__
from ttdn_cli.commands._options import Lang
from ttdn_cli.i18n import N_
from ttdn_cli.output import write


def _tell_version(value: bool) -> None:
    if value:
        write(f"ttdn {__version__}\n".encode(), "-", text=True)
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", "-V", is_eager=True, callback=_tell_version, help=N_("Show the version"))
]
Show = Annotated[
    str | None,
    typer.Option("--show-completion", metavar="SHELL", help=N_("Show the script that completes commands in a shell")),
]
Install = Annotated[
    str | None, typer.Option("--install-completion", metavar="SHELL", help=N_("Put that script where the shell looks"))
]


def root(version: Version = False, lang: Lang = None, show: Show = None, install: Install = None) -> None:
    """Do nothing: `cli.main` has answered."""

"""The options of the program itself."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdn_cli import __version__
from ttdn_cli.commands._options import Lang
from ttdn_cli.console.writing import write
from ttdn_cli.text.i18n import N_


def _tell_version(value: bool) -> None:
    if value:
        write(f"ttdn {__version__}\n".encode(), "-", text=True)
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", "-V", is_eager=True, callback=_tell_version, help=N_("Show the version"))
]


def root(version: Version = False, lang: Lang = None) -> None:
    """Do nothing: `cli.main` has chosen the language before help can be asked for."""

"""The option `--version`, apart from all others, which it does not need."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdn_cli import __version__
from ttdn_cli.console.writing import write
from ttdn_cli.text.i18n import N_


def _tell_version(value: bool) -> None:
    if value:
        write(f"ttdn {__version__}\n".encode(), "-", text=True)
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", "-V", is_eager=True, callback=_tell_version, help=N_("Show the version"))
]


def version_alone(version: Version = False) -> None:
    """Answer `--version` where nothing else is asked for."""

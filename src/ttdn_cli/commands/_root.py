"""The options of the program itself."""

from __future__ import annotations

from ttdn_cli.commands._options import Lang
from ttdn_cli.commands._version import Version


def root(version: Version = False, lang: Lang = None) -> None:
    """Do nothing: `cli.main` has chosen the language before help can be asked for."""

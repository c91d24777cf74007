"""Libraries that come with an extra: taken when they are needed, and named when they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ttdn_cli.errors import UsageError
from ttdn_cli.i18n import N_


def need(extra: str, module: str) -> Any:
    """Return a module of a library that the named extra installs.

    Raises `UsageError` with the command that installs the extra when the library is not there.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] != module.split(".", maxsplit=1)[0]:
            raise  # the library is there, and itself lacks something
        command = f"pip install 'ttdn[{extra}]'"
        raise UsageError(N_("This needs a library that is not installed: {command}"), command=command) from None

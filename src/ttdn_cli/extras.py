"""Libraries of the extras: imported where they are used, asked for in one sentence where they are missing."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ttdn_cli.errors import UsageError
from ttdn_cli.text.i18n import N_


def need(extra: str, module: str) -> Any:
    """Return an imported module of an extra (`office`, `report` …); raises `UsageError` where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise UsageError(
            N_('{module} is needed for this and is not installed: pip install "ttdn[{extra}]"'),
            module=module.partition(".")[0],
            extra=extra,
        ) from None


def has(module: str) -> bool:
    """Tell whether a module of an extra is installed, without importing it."""
    return find_spec(module) is not None

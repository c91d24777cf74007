"""Output formats, one a file: each turns what is to be shown into bytes and opens nothing."""

from __future__ import annotations

import os
from functools import cache


@cache
def formats() -> tuple[str, ...]:
    """Return the names of the formats, sorted, without importing them."""
    files = os.listdir(os.path.dirname(__file__))
    return tuple(sorted(file[:-3] for file in files if file.endswith(".py") and file[0] != "_"))

"""Names of files in papers that are handed round: below the folders that were given, never as one machine has them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any, TypeVar

Record = TypeVar("Record", bound=tuple[Any, ...])


def with_bare_names(record: Record, places: Iterable[str]) -> Record:
    """Return a record in which no text names one of some places, or a file below it, by an absolute path.

    `places` are files and folders as they were given; each is called by its own name.
    """
    names = {_shown(one): os.path.basename(os.path.abspath(one)) for one in places if os.path.isabs(one)}
    if not names:
        return record
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w./])(?:{known})(?![\w.-])")
    found: Record = _renamed(record, lambda text: pattern.sub(lambda match: names[match[0]], text))
    return found


def _shown(path: str) -> str:
    return path.replace(os.sep, "/").rstrip("/") or path


def _renamed(value: Any, rename: Any) -> Any:
    if type(value) is str:
        return rename(value)
    if isinstance(value, dict):
        return {key: _renamed(one, rename) for key, one in value.items()}
    if isinstance(value, tuple):
        parts = [_renamed(one, rename) for one in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value

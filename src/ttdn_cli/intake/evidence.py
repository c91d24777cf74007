"""Files that reports name as evidence, which are no reports themselves (SPEC 3)."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ttdn_cli.files.paths import SUFFIXES
from ttdn_cli.files.unread_kinds import UNREAD_SUFFIXES
from ttdn_cli.intake.submission import Submission
from ttdn_cli.text.normalization import composed

_ENDINGS = frozenset((*SUFFIXES, *UNREAD_SUFFIXES))
_QUOTES = " \t\"'“”"


def files_named(items: Any) -> tuple[str, ...]:
    """Return what the items of a report name as evidence, right or wrong, and could be taken for a report by name."""
    return tuple(_named(items)) if isinstance(items, list) else ()


def _named(items: list[Any]) -> Iterator[str]:
    for item in items:
        given = item.get("evidence") if isinstance(item, dict) else None
        for one in given if isinstance(given, list) else ():
            if isinstance(one, str) and "." in one:
                name = one.strip(_QUOTES)
                if name[name.rfind(".") :].lower() in _ENDINGS:
                    yield name.replace("\\", "/")


def evidence_among(submissions: Sequence[Submission]) -> set[str]:
    """Return those of the files that reports name as evidence: relative to the report, or else by bare name.

    A file in which agency and period could be read is a report, whoever names it: no agency takes away the report of
    another one. Such files alone name evidence.
    """
    doubtful = [one for one in submissions if not (one.agency and one.period) and not one.crash]
    naming = [one for one in submissions if one.evidence]
    if not doubtful or not naming:
        return set()
    by_path = {_key(os.path.abspath(one.file)): one.file for one in doubtful}
    by_name: dict[str, list[str]] = defaultdict(list)
    for path, file in by_path.items():
        by_name[os.path.basename(path)].append(file)
    return {file for one in naming for name in one.evidence for file in _meant(one.file, name, by_path, by_name)}


def _meant(report: str, name: str, by_path: dict[str, str], by_name: dict[str, list[str]]) -> Iterable[str]:
    alike = by_name.get(_key(name.rpartition("/")[2]), ())
    if not alike:
        return ()
    bare = os.path.normpath(name)
    beside = by_path.get(_key(os.path.abspath(os.path.join(os.path.dirname(report), name))))
    if beside is not None:
        return (beside,)
    return alike if os.path.basename(bare) == bare else ()


def _key(path: str) -> str:
    """Return a path as it is compared: people type names in another case, and systems store letters in parts."""
    return composed(path).casefold()

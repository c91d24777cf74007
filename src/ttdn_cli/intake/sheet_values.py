"""What a cell of a report holds that is more than one value: deliverables, names, documents (SPEC 2.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ttdn_cli.model.names import fold, says_nothing

_SEPARATORS = re.compile(r"[;\n]")
# A whole number, with thousands apart or a zero before it, and the unit after it.
_AMOUNT = re.compile(r"([0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)\s*([^0-9:]*)")
_BETWEEN = re.compile(r"(,|\s(?:và|and|va)\s)", re.IGNORECASE)
_MOST_NAMES = 40
_NAMED_AMOUNT = re.compile(r"([^0-9:]*)\s" + _AMOUNT.pattern)


class Amount(NamedTuple):
    """A deliverable as it is written in a cell; `name` is empty where only one can be meant."""

    name: str
    quantity: str
    unit: str


def parts_of(text: str) -> list[str]:
    """Return the values of a cell that holds several, without those that only say that there is nothing."""
    return [part for one in _SEPARATORS.split(text) if not says_nothing(part := one.strip())]


def parse_amount(text: str, planned: Sequence[str]) -> Amount | None:
    """Read `name: quantity unit`; None where another number or colon leaves open what is meant.

    `planned` are the names of the deliverables that the plan asks for: the only one need not be written, and only
    in one of these may stand numbers and colons.
    """
    known = {fold(name): name for name in planned}
    name, colon, rest = text.rpartition(":")
    found = _AMOUNT.fullmatch(rest.strip())
    if colon and found:
        name = name.strip()
        clear = name and (fold(name) in known or not re.search("[0-9:]", name))
        return _amount(name, found) if clear else None
    if found and not colon:
        return _amount(planned[0], found) if len(planned) == 1 else None
    found = _NAMED_AMOUNT.fullmatch(text)
    if found and fold(found[1]) in known:
        return Amount(known[fold(found[1])], _plain(found[2]), found[3].strip())
    return None


def _amount(name: str, found: re.Match[str]) -> Amount:
    return Amount(name, _plain(found[1]), found[2].strip())


def _plain(number: str) -> str:
    return re.sub("[ .]", "", number).lstrip("0") or "0"


def known_parts(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return the names in a text, parted by commas and "và" where every part is known; else the text as it is.

    Of several ways the one with the fewest names counts, as names have commas and "và" of their own.
    """
    words = _BETWEEN.split(text, maxsplit=_MOST_NAMES)
    if is_known(text) or len(words) == 1:
        return [text]
    best: list[list[str] | None] = [[], *([None] * ((len(words) + 1) // 2))]
    for end in range(1, len(best)):
        for start in range(end):
            before, name = best[start], "".join(words[2 * start : 2 * end - 1]).strip()
            current = best[end]
            if before is not None and (current is None or len(before) + 1 < len(current)) and is_known(name):
                best[end] = [*before, name]
    return best[-1] or [text]

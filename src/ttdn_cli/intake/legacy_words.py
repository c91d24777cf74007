"""Words of a report in an old Vietnamese encoding: where they stand, and what is shown in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ttdn_cli.files.grid import Grid
from ttdn_cli.files.tree import FileRejected, Tree
from ttdn_cli.findings import InputError, Path, Place, Term
from ttdn_cli.intake.sheet_columns import is_heading
from ttdn_cli.model.status import Deliverable, Item
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.legacy import ENCODINGS, TCVN3, VNI, decode, encoding_of, stands
from ttdn_cli.text.legacy_letters import NO_LEGACY, Legacy

REMARKS = {
    TCVN3: Term(N_("(written in an old font of the encoding TCVN3, not read)")),
    VNI: Term(N_("(written in an old font of the encoding VNI, not read)")),
}
_WORDS = ("result", "obstacles", "proposals")


def find_legacy(tree: Tree) -> Legacy:
    """Return the paths of all texts of a report that are in an old encoding, each with the encoding."""
    found = {at: encoding_of(text) for at, text in _texts((), tree.data)}
    return {at: encoding for at, encoding in found.items() if encoding} or NO_LEGACY


def legible(tree: Tree) -> Tree:
    """Return a tree in whose data a remark now stands in the place of each text in an old encoding."""
    for at, encoding in find_legacy(tree).items():
        part = tree.data
        for step in at[:-1]:
            part = part[step]
        part[at[-1]] = REMARKS[encoding]
    return tree


def _texts(at: Path, data: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        if not data.isascii():
            yield at, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts((*at, key), value)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts((*at, number), value)


def legacy_heading(grids: Iterable[Grid], end: int | None = None) -> FileRejected | None:
    """Return the refusal of a report whose labels or headings are in an old encoding, at the first of them, else None.

    With `end` only the rows before this one are looked at.
    """
    for cell in (
        cell for grid in grids for line in grid.lines for cell in line.cells if end is None or line.number < end
    ):
        if cell.text.isascii() or is_heading(cell.text):
            continue
        for encoding in ENCODINGS:
            field = decode(cell.text, encoding).strip(" :")
            if is_heading(field):
                place = cell.line + 1, cell.column + 1
                return FileRejected("unreadable", "sheet-legacy", *place, field=field, encoding=encoding)
    return None


def legacy_cause(file: str, error: FileRejected) -> Iterator[InputError]:
    """Yield the fault of the words that a file was refused for, where these are in an old encoding."""
    if error.code == "sheet-legacy":
        place = Place(file, (), error.line, error.column)
        yield InputError("legacy-text", str(error.values["encoding"]), place, {"field": error.values["field"]})


def named_in_legacy(name: str, find: Callable[[str], tuple[str, ...]]) -> str | None:
    """Return the old encoding in which a name that is not known is the name of somebody, else None."""
    encoding = next((one for one in ENCODINGS if find(decode(name, one))), None)
    return None if encoding is None or stands(name) or find(name) else encoding


def readable(item: Item, at: Path, legacy: Legacy) -> Item:
    """Return an item in which a remark stands in the place of each text in an old encoding."""

    def said(text: Any, *steps: str | int) -> Any:
        return REMARKS[legacy[*at, *steps]] if (*at, *steps) in legacy else text

    def product(one: Deliverable, *steps: str | int) -> Deliverable:
        name = said(one.name, *steps, "name")
        unit = said(one.unit, *steps, "unit") if name is one.name else None  # one remark is enough for both
        return one.model_copy(update={"name": name, "unit": unit})

    products = tuple(product(one, "deliverables", number) for number, one in enumerate(item.deliverables))
    evidence = tuple(said(one, "evidence", number) for number, one in enumerate(item.evidence))
    words = {name: said(getattr(item, name), name) for name in _WORDS}
    return item.model_copy(update={**words, "deliverables": products, "evidence": evidence})

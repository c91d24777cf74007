"""Cells of an annex in an old Vietnamese encoding, in which no heading and nobody's name is found."""

from __future__ import annotations

from collections.abc import Iterable

from ttdn_cli.plans.annex.headings import meaning
from ttdn_cli.plans.annex.problems import Problem
from ttdn_cli.plans.annex.sheets import SheetRow
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.legacy import ENCODINGS, TCVN3, VNI, decode, encoding_of

_SHOWN = 60  # characters
_SAID = {
    TCVN3: (
        N_("{field}: the words are in the old encoding TCVN3 (ABC) of fonts such as .VnTime; they cannot be read"),
        N_("Convert them with the UniKey Toolkit, from TCVN3 (ABC) to Unicode, or type them in a Unicode font again"),
    ),
    VNI: (
        N_("{field}: the words are in the old encoding VNI of fonts such as VNI-Times; they cannot be read"),
        N_("Convert them with the UniKey Toolkit, from VNI Windows to Unicode, or type them in a Unicode font again"),
    ),
}


def old_letters(rows: Iterable[SheetRow], *, headings: bool) -> Problem | None:
    """Return the first cell whose words are in an old encoding as what keeps a table from being read, else None.

    With `headings` words also count that are one of these in such an encoding, and by themselves too short to tell.
    """
    for row in rows:
        for at, cell in row.cells.items():
            if encoding := encoding_of(cell.text) or (_of_heading(cell.text) if headings else None):
                message, hint = _SAID[encoding]
                return Problem(row.line, at, message, hint, {"field": decode(cell.text, encoding)[:_SHOWN]})
    return None


def _of_heading(text: str) -> str | None:
    if text.isascii() or meaning(text):
        return None
    return next((one for one in ENCODINGS if meaning(decode(text[:_SHOWN], one))), None)

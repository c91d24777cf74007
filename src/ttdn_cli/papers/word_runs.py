"""Text in paragraphs of Word: the symbol of a document stays on one line."""

from __future__ import annotations

import re
from typing import Any

from ttdn_cli.extras import need

# `/KH-UBND`, `/……-……`: what stands after the number, and neither a path nor an address.
_SYMBOL = re.compile(r"(?<=[\w ]/)[^\W\d_a-z][^\W_/]*(?:-[^\W_/]+)+(?![\w/]|\.\w)|(?<=/)…+-…+")


def add_text(line: Any, text: str) -> Any:
    """Add a text to a paragraph and return its one run; hyphens in symbols are such as do not end a line."""
    first, *rest = _SYMBOL.sub(lambda found: found[0].replace("-", "\0"), text).split("\0")
    run = line.add_run(first)
    if rest:
        element = need("office", "docx.oxml").OxmlElement
        for part in rest:
            run._r.append(element("w:noBreakHyphen"))  # noqa: SLF001 - the library reads them, and writes none
            run.add_text(part)
    return run

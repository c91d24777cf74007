"""The styles of a Word file, as far as they hide text or number paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from ttdn_cli.files.docx.elements import Element, Part

_DEEP = 50  # styles based on one another


class Styles:
    """Styles by their ids."""

    def __init__(self, content: bytes | None) -> None:
        """Take the part that describes the styles, if there is one; raises `FileRejected` when it cannot be read."""
        self._styles: dict[str, Element] = {}
        self._default = ""
        found = Part(content).root.one("styles") if content is not None else None
        for style in found.all("style") if found else ():
            name = style.attributes.get("styleId", "")
            self._styles.setdefault(name, style)
            if style.attributes.get("type") == "paragraph" and style.attributes.get("default") in ("1", "true", "on"):
                self._default = name

    def hides(self, paragraph: str | None, run: str | None) -> bool:
        """Tell whether text with the style of its paragraph and one of its own is hidden: two that hide show it."""
        return self._hides(paragraph or self._default) != self._hides(run or "")

    def number(self, paragraph: str | None) -> tuple[str, str | None, str] | None:
        """Return list, level if it is said, and the style that says so, where the style of a paragraph numbers it."""
        for name, style in self._chain(paragraph or self._default):
            if (number := style.value("pPr", "numPr", "numId")) is not None:
                return number, style.value("pPr", "numPr", "ilvl"), name
        return None

    def list_of(self, style: str) -> str | None:
        """Return the list that a style of lists stands for."""
        found = self._styles.get(style)
        return found.value("pPr", "numPr", "numId") if found else None

    def _hides(self, style: str) -> bool:
        found = (one.is_on("rPr", "vanish") for _, one in self._chain(style))
        return next((bool(one) for one in found if one is not None), False)

    def _chain(self, name: str) -> Iterator[tuple[str, Element]]:
        """Yield a style and those that it is based on."""
        for _ in range(_DEEP):
            style = self._styles.get(name)
            if style is None:
                return
            yield name, style
            name = style.value("basedOn") or ""

"""Build hook: compiles the message catalogues and writes the manual pages, for wheels and editable installs."""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeFiles(BuildHookInterface[Any]):
    """Makes what the wheel carries and the repository does not hold."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's signature is given
        """Put a compiled .mo beside each .po, and the manual pages where `man` looks for them."""
        root = Path(self.root)
        for source in sorted(root.glob("src/ttdn_cli/locale/*/LC_MESSAGES/*.po")):
            with source.open("rb") as lines:
                catalogue = read_po(lines, locale=source.parts[-3], abort_invalid=True)
            target = source.with_suffix(".mo")
            with target.open("wb") as compiled:
                write_mo(compiled, catalogue)
            build_data["artifacts"].append(f"/{target.relative_to(root).as_posix()}")
        for place, text in _pages(root).items():
            page = root / "build" / place
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, "utf-8", newline="\n")
            build_data["shared_data"][str(page)] = place


def _pages(root: Path) -> dict[str, str]:
    """Return the manual pages by the place they are installed at; the catalogues must be compiled."""
    sys.path.insert(0, str(root / "src"))
    try:
        from ttdn_cli.i18n import Words
        from ttdn_cli.manpage import PAGES, page
    finally:
        sys.path.pop(0)
    return {place: page(Words(language)) for language, place in PAGES.items()}

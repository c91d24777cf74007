"""Build hook: compiles the message catalogues, so that wheels and editable installs carry them."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Puts a compiled .mo beside each .po and tells the build to take it, although git ignores it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's signature is given
        """Compile all catalogues there are, maybe none."""
        root = Path(self.root)
        for source in sorted(root.glob("src/ttdn_cli/locale/*/LC_MESSAGES/*.po")):
            with source.open("rb") as text:
                catalogue = read_po(text, locale=source.parts[-3], abort_invalid=True)
            target = source.with_suffix(".mo")
            with target.open("wb") as compiled:
                write_mo(compiled, catalogue)
            build_data["artifacts"].append(f"/{target.relative_to(root).as_posix()}")

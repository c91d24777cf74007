"""The messages there are to translate, read out of the program. Run: python -m tests.catalogue updates the catalogues."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from ttdn_cli.cli import _chosen
from ttdn_cli.manual import paragraphs
from ttdn_cli.rules import all_rules

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "ttdn_cli"
VIETNAMESE = SOURCES / "locale" / "vi" / "LC_MESSAGES" / "ttdn.po"
# What typer looks up in the same catalogue for its help and its errors.
TYPER = (
    "Arguments",
    "Commands",
    "Options",
    "Show this message and exit.",
    "[default: {}]",
    "[env var: {}]",
    "[required]",
    "default: {default}",
    "env var: {var}",
    "required",
)


def messages() -> set[str]:
    """Return every message of the program: marked ones, commands' help, rules' manuals, typer's labels."""
    found = set(TYPER)
    for path in SOURCES.rglob("*.py"):
        with path.open("rb") as file:
            marked = extract("python", file, keywords={"N_": None, "_": None})
            found.update(str(message) for _, message, _, _ in marked if message)
    for module, _, _ in _chosen([]):
        command = import_module(f"ttdn_cli.commands.{module}").command
        found.add(inspect.cleandoc(command.__doc__ or ""))
    for rule in all_rules().values():
        found.update(text for kind, text in paragraphs(rule) if kind == "text")
    return found


def read(path: Path = VIETNAMESE) -> dict[str, str]:
    """Return a catalogue as messages and their translations."""
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


def write(translations: dict[str, str], path: Path = VIETNAMESE) -> None:
    """Write a catalogue, sorted, with nothing in it that changes by itself."""
    catalogue = Catalog(locale="vi", project="ttdn", fuzzy=False)
    for message in sorted(translations):
        catalogue.add(message, translations[message])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, omit_header=True, width=0)
    text = path.read_text("utf-8").lstrip("\n")
    header = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(header + text.rstrip("\n") + "\n", "utf-8")


if __name__ == "__main__":
    known = read() if VIETNAMESE.exists() else {}
    write({message: known.get(message, "") for message in messages()})

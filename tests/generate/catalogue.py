"""The messages there are to translate, read out of the program, and the catalogue with their translations."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from tests.conftest import ROOT
from ttdn_cli.cli import _chosen
from ttdn_cli.rules import all_rules
from ttdn_cli.rules._manual import paragraphs, sample_words

SOURCES = ROOT / "src" / "ttdn_cli"
VIETNAMESE = SOURCES / "locale" / "vi" / "LC_MESSAGES" / "ttdn.po"
HEADER = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
# What typer itself looks up in the catalogue, as far as it can be seen. "No such command …" is not among it on purpose:
# `ttdn_cli.commands._typer` knows that error by its English words, and says it in ours.
TYPER = (
    "Arguments",
    "Commands",
    "Missing command.",
    "Options",
    "default: {default}",
    "env var: {var}",
    "required",
)


TYPER_HELP = (
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)


def marked() -> Iterator[tuple[str, str]]:
    """Yield every message marked with `N_` or `_`, with the file and line it stands in."""
    for path in sorted(SOURCES.rglob("*.py")):
        with path.open("rb") as file:
            for line, message, _, _ in extract("python", file, keywords={"N_": None, "_": None}):
                if message:
                    yield str(message), f"{path.relative_to(SOURCES)}:{line}"


def helps() -> Iterator[str]:
    """Yield the help of every command: its docstring, as `cli.build` looks it up."""
    for module, _, _ in _chosen([]):
        yield str(import_module(f"ttdn_cli.commands.{module}").command.__doc__)


def manuals() -> Iterator[str]:
    """Yield the paragraphs of the rules' manuals, and the words in their samples."""
    for rule in all_rules().values():
        yield from (text for kind, text in paragraphs(rule) if kind == "text")
        yield from sample_words(rule)


def messages() -> set[str]:
    """Return every message of the program."""
    return {*TYPER, *TYPER_HELP, *(message for message, _ in marked()), *helps(), *manuals()}


def read(path: Path = VIETNAMESE) -> dict[str, str]:
    """Return a catalogue as messages and their translations."""
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, abort_invalid=True) if one.id}


def written(translations: dict[str, str]) -> bytes:
    """Return a catalogue as it is kept: sorted, with nothing in it that changes by itself."""
    catalogue = Catalog(locale="vi", project="ttdn", fuzzy=False)
    for message in sorted(translations):
        catalogue.add(message, translations[message]).flags.discard("python-format")  # a share is no format: 80 % in
    file = BytesIO()
    write_po(file, catalogue, omit_header=True, width=0)
    return (HEADER + file.getvalue().decode().strip("\n") + "\n").encode()


def made() -> dict[str, bytes]:
    """Return the catalogue by its path: new messages without a translation, none that are gone, the rest as it is."""
    known = read() if VIETNAMESE.exists() else {}
    path = VIETNAMESE.relative_to(ROOT).as_posix()
    return {path: written({message: known.get(message, "") for message in messages()})}

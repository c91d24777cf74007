"""Command `plan diff`: what differs between two versions of a plan, in meaning and in words."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._asked import Asked
from ttdn_cli.commands._broken import comparable
from ttdn_cli.commands._session import Session
from ttdn_cli.i18n import N_

Old = Annotated[str, typer.Argument(metavar="OLD", help=N_("The older plan: a file, or REV:path in git"))]
New = Annotated[str, typer.Argument(metavar="NEW", help=N_("The newer plan: a file, or REV:path in git"))]
Format = Annotated[str | None, typer.Option("--format", metavar="text|markdown|json", help=N_("Form of the result"))]


def command(old: Old, new: New, format_: Format = None, output: o.Output = "-", lang: o.Lang = None) -> int:
    """Show what differs between two versions of a plan."""
    from ttdn_cli.history import read_named
    from ttdn_cli.plandiff import Version, compare
    from ttdn_cli.render._diff import Diff, as_json, as_markdown, as_text

    session = Session(Asked(format=format_, output=output, lang=lang))
    session.formats(("text", "markdown", "json"))
    books = read_named(old), read_named(new)
    session.inputs += [file for book in books for file in book.files]
    before, after = (Version(*comparable(book, session.words)) for book in books)
    diff = Diff(before, books[0].file, after, books[1].file, compare(before, after))
    if session.form == "json":
        from ttdn_cli.render.json import dump

        session.put(dump(as_json(diff, session.words)), text=False)
    else:
        made = (as_markdown if session.form == "markdown" else as_text)(diff, session.words)
        session.put(made, text=session.form == "text")
    return session.end(int(bool(diff.found)))

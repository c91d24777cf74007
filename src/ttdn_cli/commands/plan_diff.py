"""Command `plan diff`: what differs between two versions of a plan, in meaning and in words."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import open_context
from ttdn_cli.commands._finish import put, put_json
from ttdn_cli.commands._plan import comparable
from ttdn_cli.text.i18n import N_

Old = Annotated[str, typer.Argument(metavar="OLD", help=N_("The older plan: a file, or REV:path in git"))]
New = Annotated[str, typer.Argument(metavar="NEW", help=N_("The newer plan: a file, or REV:path in git"))]
Format = Annotated[str, o.choice("--format", ("text", "markdown", "json"), N_("Form of the result"))]
EXAMPLES = ("ttdn plan diff old.yaml new.yaml", "ttdn plan diff main:plan.yaml plan.yaml")


def command(old: Old, new: New, format_: Format = "text", output: o.Output = "-", lang: o.Lang = None) -> int:
    """Show what differs between two versions of a plan."""
    from ttdn_cli.intake.plan_history import read_named
    from ttdn_cli.plans.diff import Version, compare
    from ttdn_cli.plans.diff.output import Diff, as_json, as_markdown, as_text

    context = open_context(o.Options(format=format_, output=output, lang=lang))
    cutoff = read_named(old), read_named(new)
    inputs = [file for book in cutoff for file in book.files]
    before, after = (Version(*comparable(book, context.words)) for book in cutoff)
    diff = Diff(before, cutoff[0].file, after, cutoff[1].file, compare(before, after))
    if format_ == "json":
        put_json(context, as_json(diff, context.words), inputs)
    else:
        made = (as_markdown if format_ == "markdown" else as_text)(diff, context.words)
        put(context, made, inputs, text=format_ == "text")
    return int(bool(diff.found))

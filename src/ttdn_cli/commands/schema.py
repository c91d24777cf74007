"""Command `schema`: the JSON Schema of every file that is read or written."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from ttdn_cli.commands import _completion as completion
from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import open_context
from ttdn_cli.commands._finish import put, put_json
from ttdn_cli.errors import TtdnError, UsageError, reason_of
from ttdn_cli.text.i18n import N_

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="SCHEMA",
        show_default=False,
        autocompletion=completion.offer(completion.schemas),
        help=N_("Which schema; without it the names are listed"),
    ),
]
All = Annotated[str | None, typer.Option("--all", metavar="DIR", help=N_("Write all schemas into a folder"))]

EXAMPLES = ("ttdn schema", "ttdn schema status", "ttdn schema --all schemas/")


def command(name: Name = None, all_: All = None, output: o.Output = "-", lang: o.Lang = None) -> int:
    """Print the JSON Schema of a file format."""
    from ttdn_cli.console.writing import write
    from ttdn_cli.model.schemas import names, schema
    from ttdn_cli.render.json import dump

    context = open_context(o.Options(output=output, lang=lang))
    if all_ is not None:
        try:
            os.makedirs(all_, exist_ok=True)
        except OSError as error:
            raise TtdnError(N_("{path} could not be written: {reason}"), path=all_, reason=reason_of(error)) from None
        for one in names():
            write(dump(schema(one)), os.path.join(all_, f"{one}.schema.json"), text=False, inputs=context.setting_files)
    elif name is None:
        put(context, "".join(f"{one}\n" for one in names()).encode(), text=True)
    elif name in names():
        put_json(context, schema(name))
    else:
        raise UsageError(N_("There is no schema {name}"), N_("Known schemas: {known}"), name=name, known=tuple(names()))
    return 0

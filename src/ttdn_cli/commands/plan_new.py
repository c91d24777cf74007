"""Command `plan new`: a commented plan to begin with, empty or from the table of an annex."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import Context, open_context
from ttdn_cli.commands._finish import put
from ttdn_cli.commands._plan import shipped_plan
from ttdn_cli.console.writing import say, write_new
from ttdn_cli.errors import TtdnError, UsageError
from ttdn_cli.files.paths import beside, from_here, shipped_name
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.findings import InputError
    from ttdn_cli.model.agencies import Directory
    from ttdn_cli.plans.annex.draft import Draft
    from ttdn_cli.plans.annex.table import Table

REGISTRY = "agencies.yaml"
YEARS = (1000, 9998)
Id = Annotated[str, typer.Option("--id", metavar="ID", help=N_("Short id of the plan, such as sample-2025"))]
Year = Annotated[int, o.number("--year", "YEAR", N_("The year of the plan"), least=YEARS[0], most=YEARS[1])]
Issuer = Annotated[str, typer.Option("--issuer", metavar="NAME", help=N_("The body that issued the plan"))]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="CSV",
        help=N_(
            "Table of the tasks, CSV in UTF-8: TT, Tên nhiệm vụ, Cơ quan chủ trì, Cơ quan phối hợp, Kết quả, "
            "Thời gian hoàn thành. What is not certain is left to settle, and the exit code is 1"
        ),
    ),
]
Agencies = Annotated[
    str | None,
    typer.Option(
        "--agencies",
        metavar="FILE",
        help=N_(
            "The registry; without it agencies.yaml beside the new plan, which is written if it is not there: "
            "the shipped registry with --from, else one example"
        ),
    ),
]

EXAMPLES = (
    "ttdn plan new --id sample-2025 --year 2025 --issuer NAME -o plan.yaml",
    "ttdn plan new --id sample-2025 --year 2025 --issuer NAME --from tasks.csv -o plan.yaml",
)


def command(
    id_: Id,
    year: Year,
    issuer: Issuer,
    from_: From = None,
    agencies: Agencies = None,
    output: o.Output = "-",
    lang: o.Lang = None,
) -> int:
    """Begin another plan, from nothing or from a table of tasks."""
    from ttdn_cli.files.tree import FileRejected
    from ttdn_cli.files.yaml import parse
    from ttdn_cli.plans.scaffold import Head, scaffold_plan

    context = open_context(o.Options(output=output, lang=lang))
    _judge_head(id_, issuer)
    if output != "-" and os.path.lexists(output):
        hint = N_("Name another file, or move that one")
        raise TtdnError(N_("{path} is there already; it is not overwritten"), hint, path=output)
    folder = os.path.dirname(output) if output != "-" else ""
    registry = _Registry(context, folder, agencies, shipped=from_ is not None)
    if registry.missing and os.path.basename(output) == REGISTRY:
        hint = N_("Name another file, such as plan.yaml")
        raise UsageError(N_("{path} is the name of the registry beside the plan"), hint, path=output)
    table = _table(context, from_) if from_ else None
    draft = _draft(context, table, from_ or "", year, registry)
    head = Head(id_, year, " ".join(issuer.split()), registry.named, schema_from(folder, "plan"))
    data = scaffold_plan(head, draft, context.words)
    try:
        parse(data)
    except FileRejected:  # a limit of the reader of plans
        raise TtdnError(N_("{path}: too much for one plan"), N_("Divide it into several plans"), path=from_) from None
    if output == "-":
        put(context, data, text=False)
    else:
        registry.write()
        write_new(data, output)
    _tell(context, draft, table, from_ or "", registry)
    return 1 if draft.doubts else 0


class _Registry:
    """The registry of the new plan: named, found beside it, or to be written there."""

    def __init__(self, context: Context, folder: str, path: str | None, *, shipped: bool) -> None:
        self.context, self.folder, self.shipped = context, folder, shipped
        self.file = path or os.path.join(folder, REGISTRY)
        self.missing = path is None and not os.path.lexists(self.file)
        self.named = _relative(self.file, folder)

    def directory(self) -> Directory:
        """Return the agencies to look names up in; raises `TtdnError` (3) when the file cannot be used."""
        from ttdn_cli.intake.plan_reader import read_model
        from ttdn_cli.model.agencies import Directory
        from ttdn_cli.model.registry import Registry
        from ttdn_cli.render.text import line
        from ttdn_cli.results.engine import input_error_rows

        input_errors: list[InputError] = []
        file = self.shipped_file() if self.missing else self.file
        shown = shipped_name("plan", REGISTRY) if self.missing else from_here(file)
        registry = read_model(file, shown, Registry, input_errors, {})
        if registry is None:
            for row in input_error_rows(input_errors, self.context.words):
                say(line(row, self.context.words))
            raise TtdnError(N_("The registry cannot be used: {path}"), N_("Correct the file"), path=shown)
        return Directory(registry)

    def shipped_file(self) -> str:
        """Return the path of the registry that ships with the program."""
        return beside(shipped_plan(), f"../{REGISTRY}")

    def write(self) -> None:
        """Write the registry beside the plan if there is none: a copy of the shipped one, or an example."""
        if not self.missing:
            return
        from ttdn_cli.files.opening import read_file
        from ttdn_cli.plans.scaffold import scaffold_registry

        schema = schema_from(self.folder, "agencies")
        data = scaffold_registry(schema, self.context.words)
        if self.shipped:
            first, _, rest = read_file(os.path.realpath(self.shipped_file())).partition(b"\n")
            data = (f"# yaml-language-server: $schema={schema}\n".encode() if schema else b"") + (
                rest if first.startswith(b"# yaml-language-server") else first + b"\n" + rest
            )
        write_new(data, self.file)


def _judge_head(identity: str, issuer: str) -> None:
    """Refuse an id that is no id, and an issuer that is no name."""
    from pydantic import TypeAdapter, ValidationError

    from ttdn_cli.model.fields import Slug

    try:
        TypeAdapter(Slug).validate_python(identity)
    except ValidationError as error:
        if error.errors(include_url=False)[0]["type"] == "device":
            said = N_("--id: {value} is what Windows calls a device, and no file can have that name")
            raise UsageError(said, N_("Choose another id"), value=identity) from None
        hint = N_("Write small letters, digits and dashes, such as sample-2025")
        raise UsageError(N_("--id: not an id: {value}"), hint, value=identity) from None
    if not issuer.strip() or not issuer.isprintable():
        raise UsageError(N_("--issuer: not a name: {value}"), N_("Write the name of the issuing body"), value=issuer)


def _table(context: Context, path: str) -> Table:
    """Return the table to begin from; raises `TtdnError` (3) when it cannot be read."""
    from ttdn_cli.files.opening import read_file
    from ttdn_cli.files.tree import FileRejected
    from ttdn_cli.intake.input_errors import file_rejected
    from ttdn_cli.plans.annex.table import read_table
    from ttdn_cli.render.text import line
    from ttdn_cli.results.engine import input_error_rows

    try:
        data = read_file(path)
    except FileRejected as error:
        for row in input_error_rows([file_rejected(path, error)], context.words):
            say(line(row, context.words))
        raise TtdnError(N_("The table cannot be read: {path}"), N_("Name a CSV file in UTF-8"), path=path) from None
    return read_table(data, path)


def _draft(context: Context, table: Table | None, path: str, year: int, registry: _Registry) -> Draft:
    from ttdn_cli.plans.scaffold import EXAMPLE_AGENCY, example

    if table is not None:
        from ttdn_cli.plans.annex.draft import draft_plan

        return draft_plan(table, path, year, registry.directory())
    lead = EXAMPLE_AGENCY if registry.missing else next(iter(registry.directory().agencies))
    return example(lead, context.words, year)


def schema_from(folder: str, name: str) -> str | None:
    """Return the relative path of an editor's schema in a folder `schemas` above a file's folder, if there is one."""
    at = os.path.abspath(folder or ".")
    while True:
        path = os.path.join(at, "schemas", f"{name}.schema.json")
        if os.path.isfile(path):
            return _relative(path, folder)
        at, below = os.path.dirname(at), at
        if at == below:
            return None


def _relative(path: str, folder: str) -> str:
    try:
        found = os.path.relpath(path, folder or ".")
    except (OSError, ValueError):  # another drive, or the working directory is gone
        found = os.path.abspath(path)
    return found.replace(os.sep, "/")


def _tell(context: Context, draft: Draft, table: Table | None, path: str, registry: _Registry) -> None:
    """Say what is to settle, how much was read, and what comes next."""
    from ttdn_cli.plans.scaffold import doubt_text

    words, output = context.words, context.options.output
    for doubt in draft.doubts:
        say(clean(f"{path}:{doubt.line}: {doubt.about}: {doubt_text(doubt, words, whole=False)}"))
    if table is not None:
        kinds = [doubt.kind for doubt in draft.doubts]
        if table.unread:
            say(clean(words.say(N_("Columns that are not read: {names}"), names=table.unread)))
        counts = N_(
            "Tasks read: {tasks}; time frames left unspecified: {times}; names to settle: {names}; "
            "other points to settle: {other}"
        )
        say(
            words.say(
                counts,
                tasks=len(draft.tasks),
                times=kinds.count("time"),
                names=kinds.count("name"),
                other=kinds.count("other"),
            )
        )
    if registry.missing and output == "-":
        said = N_("The plan needs a registry beside it: {path}; with --output FILE one is written")
        say(clean(words.say(said, path=registry.named)))
    elif registry.missing:
        say(clean(words.say(N_("Written beside it: {path}"), path=registry.file)))
    say(clean(words.say(N_("Next: ttdn plan check {path}"), path=output if output != "-" else "FILE")))

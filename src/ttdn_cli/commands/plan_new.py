"""Command `plan new`: a commented plan to begin with, empty or from the table of an annex."""

from __future__ import annotations

import os
from datetime import date
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
    from ttdn_cli.commands._annex import Annex
    from ttdn_cli.findings import InputError
    from ttdn_cli.model.registry import Registry
    from ttdn_cli.plans.annex.own_names import OwnRegistry
    from ttdn_cli.plans.annex.parts import Draft, Span

REGISTRY = "agencies.yaml"
YEARS = (1000, 9998)
Id = Annotated[str, typer.Option("--id", metavar="ID", help=N_("Short id of the plan, such as sample-2025"))]
Year = Annotated[int | None, o.number("--year", "YEAR", N_("The year of the plan"), least=YEARS[0], most=YEARS[1])]
Begins = Annotated[date | None, o.day("--begins", N_("First day of a plan that is not one whole year"))]
Ends = Annotated[date | None, o.day("--ends", N_("Last day of a plan that is not one whole year"))]
Issuer = Annotated[str, typer.Option("--issuer", metavar="NAME", help=N_("The body that issued the plan"))]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help=N_(
            "Table of the tasks, .docx, .xlsx, .ods or CSV: TT, Tên nhiệm vụ, Cơ quan chủ trì, Cơ quan phối hợp, "
            "Kết quả, Thời gian hoàn thành. What is not certain is left to settle, and the exit code is 1"
        ),
    ),
]
TableNumber = Annotated[
    int | None, o.number("--table", "N", N_("Which table of the file, where several fit, from 1"), least=1)
]
Agencies = Annotated[
    str | None,
    typer.Option(
        "--agencies",
        metavar="FILE",
        help=N_(
            "The registry; without it agencies.yaml beside the new plan, which is written if it is not there: "
            "with --from those whom the table names, else one example"
        ),
    ),
]

EXAMPLES = (
    "ttdn plan new --id sample-2025 --year 2025 --issuer NAME -o plan.yaml",
    "ttdn plan new --id sample-2025 --year 2025 --issuer NAME --from annex.docx -o plan.yaml",
)


def command(
    id_: Id,
    issuer: Issuer,
    year: Year = None,
    begins: Begins = None,
    ends: Ends = None,
    from_: From = None,
    table: TableNumber = None,
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
    span = _span(year, begins, ends)
    if output != "-" and os.path.lexists(output):
        hint = N_("Name another file, or move that one")
        raise TtdnError(N_("{path} is there already; it is not overwritten"), hint, path=output)
    folder = os.path.dirname(output) if output != "-" else ""
    registry = _Registry(context, folder, agencies)
    if registry.missing and os.path.basename(output) == REGISTRY:
        hint = N_("Name another file, such as plan.yaml")
        raise UsageError(N_("{path} is the name of the registry beside the plan"), hint, path=output)
    annex = _annex(context, from_, table)
    issuer = " ".join(issuer.split())
    draft = registry.draft(annex, span, issuer)
    head = Head(id_, span, issuer, registry.named, schema_from(folder, "plan"))
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
    _tell(context, draft, annex, registry)
    return 1 if draft.doubts else 0


def _span(year: int | None, begins: date | None, ends: date | None) -> Span:
    """Return first and last day of the plan; raises `UsageError` where the options do not say both."""
    from ttdn_cli.limits import MAX_YEARS
    from ttdn_cli.plans.annex.parts import Span

    if year is None and (begins is None or ends is None):
        hint = N_("Write --year, or both --begins and --ends")
        raise UsageError(N_("It is not said when the plan begins and ends"), hint)
    first, last = begins or date(year or 0, 1, 1), ends or date(year or 0, 12, 31)
    if last < first or last.year - first.year > MAX_YEARS:
        said = N_("A plan cannot run from {begins} to {ends}")
        raise UsageError(said, N_("Correct --begins and --ends"), begins=first, ends=last)
    return Span(first, last)


def _annex(context: Context, path: str | None, table: int | None) -> Annex | None:
    if path is None:
        return None
    from ttdn_cli.commands._annex import read_annex

    return read_annex(context, path, table)


class _Registry:
    """The registry of the new plan: named, found beside it, or to be written there."""

    def __init__(self, context: Context, folder: str, path: str | None) -> None:
        self.context, self.folder = context, folder
        self.file = path or os.path.join(folder, REGISTRY)
        self.missing = path is None and not os.path.lexists(self.file)
        self.named = _relative(self.file, folder)
        self.own: OwnRegistry | None = None  # made from the table
        self._is_shipped = False

    def draft(self, annex: Annex | None, span: Span, issuer: str) -> Draft:
        """Return the draft of a plan, its agencies looked up in this registry."""
        from ttdn_cli.plans.scaffold import example
        from ttdn_cli.plans.scaffold_registry import EXAMPLE_AGENCY

        if annex is None:
            lead = EXAMPLE_AGENCY if self.missing else self._read(self.file).agencies[0].id
            return example(lead, self.context.words, span.begins.year)
        if not self.missing:
            return annex.draft(span, self._read(self.file), None)
        if self._is_of_shipped(issuer):
            self._is_shipped = True
            return annex.draft(span, self._read(self.shipped_file()), None)
        self.own = annex.own_registry(self.context, issuer)
        return annex.draft(span, self.own.registry, self.own)

    def _is_of_shipped(self, issuer: str) -> bool:
        """Tell whether a plan is of the body whose registry ships with the program."""
        from ttdn_cli.intake.plan_reader import read_plan_files
        from ttdn_cli.plans.annex.initials import spelt_out

        shipped = read_plan_files(shipped_plan(), shipped_plan()).plan
        return shipped is not None and spelt_out(shipped.document.issuer or "") == spelt_out(issuer)

    def _read(self, file: str) -> Registry:
        """Return a registry; raises `TtdnError` (3) when the file cannot be used."""
        from ttdn_cli.intake.plan_reader import read_model
        from ttdn_cli.model.registry import Registry
        from ttdn_cli.render.text import line
        from ttdn_cli.results.engine import input_error_rows

        input_errors: list[InputError] = []
        shown = shipped_name("plan", REGISTRY) if self._is_shipped else from_here(file)
        registry = read_model(file, shown, Registry, input_errors, {})
        if registry is None:
            for row in input_error_rows(input_errors, self.context.words):
                say(line(row, self.context.words))
            raise TtdnError(N_("The registry cannot be used: {path}"), N_("Correct the file"), path=shown)
        return registry

    def shipped_file(self) -> str:
        """Return the path of the registry that ships with the program."""
        return beside(shipped_plan(), f"../{REGISTRY}")

    def write(self) -> None:
        """Write the registry beside the plan if there is none."""
        if self.missing:
            write_new(self._data(), self.file)

    def _data(self) -> bytes:
        """Return a copy of the shipped registry, the one made from the table, or an example."""
        from ttdn_cli.files.opening import read_file
        from ttdn_cli.plans.scaffold_registry import registry_text, scaffold_registry

        schema = schema_from(self.folder, "agencies")
        if self.own is not None:
            return registry_text(self.own.registry, schema, self.context.words)
        if not self._is_shipped:
            return scaffold_registry(schema, self.context.words)
        first, _, rest = read_file(os.path.realpath(self.shipped_file())).partition(b"\n")
        return (f"# yaml-language-server: $schema={schema}\n".encode() if schema else b"") + (
            rest if first.startswith(b"# yaml-language-server") else first + b"\n" + rest
        )


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


def _tell(context: Context, draft: Draft, annex: Annex | None, registry: _Registry) -> None:
    """Say what is to settle, how much was read, and what comes next."""
    words, output = context.words, context.options.output
    if annex is not None:
        from ttdn_cli.commands._annex import tell_draft

        tell_draft(context, annex, draft, registry.own)
    if registry.missing and output == "-":
        said = N_("The plan needs a registry beside it: {path}; with --output FILE one is written")
        say(clean(words.say(said, path=registry.named)))
    elif registry.missing:
        say(clean(words.say(N_("Written beside it: {path}"), path=registry.file)))
    say(clean(words.say(N_("Next: ttdn plan check {path}"), path=output if output != "-" else "FILE")))

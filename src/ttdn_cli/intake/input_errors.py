"""What the readers of files refuse, as faults with a place."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TypeVar

from pydantic import ValidationError

from ttdn_cli.files.cell_places import row_of
from ttdn_cli.files.tree import FileRejected, Tree
from ttdn_cli.findings import InputError, Path, Place, Related
from ttdn_cli.model.fields import Model
from ttdn_cli.text.i18n import N_

Kind = TypeVar("Kind", bound=Model)


def file_rejected(file: str, error: FileRejected) -> InputError:
    """Return the fault of a file that could not be read."""
    return InputError(error.rule, error.code, Place(file, (), error.line, error.column), error.values)


def duplicate_key_errors(file: str, tree: Tree) -> Iterator[tuple[Path, InputError]]:
    """Yield the path and the fault of every key that stands twice in one mapping."""
    for repeat in tree.duplicates:
        first = Related(Place(file, (), *repeat.first), N_("the first one"))
        line = row_of(file, repeat.first[0])
        place = Place(file, repeat.at, *repeat.position)
        key, code = str(repeat.at[-1]), ""
        if tree.form:
            key, code = tree.form.names.get(".".join(map(str, repeat.at)), key), "cell"
        yield repeat.at, InputError("duplicate-key", code, place, {"key": key, "line": line}, related=(first,))


def cell_input_errors(file: str, tree: Tree) -> Iterator[tuple[Path, InputError]]:
    """Yield the path and the fault of everything in a sheet that could not become data."""
    for one in tree.cell_errors:
        place = Place(file, one.at, one.mark.line + 1, one.mark.column + 1)
        yield one.at, InputError("invalid-field", one.code, place, one.values)


def is_told(told: AbstractSet[Path], at: Path, input_error: InputError) -> bool:
    """Tell whether what a model refused is a trouble of its sheet, told with its cause, or lies within one."""
    whole = (*at, str(input_error.values["key"])) if input_error.code in ("missing", "cell_missing") else at
    return any(whole[:length] in told for length in range(len(whole) + 1))


def validate(
    kind: type[Kind], file: str, tree: Tree, ids: frozenset[str] | None = None
) -> tuple[Kind | None, Iterator[tuple[Path, InputError]]]:
    """Return data of a tree as a model, else None with a path (in the data) and a fault for all that does not fit.

    `ids` are those of milestones, which a report names as they are written; None where no plan is known.
    """
    try:
        return kind.model_validate(tree.data, context=ids), iter(())
    except ValidationError as error:
        from ttdn_cli.intake.refused_fields import faults_of

        return None, faults_of(error, kind, file, tree)


def shape_error(file: str, tree: Tree) -> InputError | None:
    """Return the fault of a file that is empty or is no mapping at all, else None."""
    if tree.data is None:
        return InputError("invalid-field", "nothing", Place(file, (), 1, 1))
    if isinstance(tree.data, dict):
        return None
    from ttdn_cli.intake.mistyped import glued_field

    more = glued_field(tree.data)
    return InputError("invalid-field", "glued" if more else "no_mapping", Place(file, (), *tree.root), more)

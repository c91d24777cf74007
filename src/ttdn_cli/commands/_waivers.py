"""The waivers of a run, read from the file that the settings name."""

from __future__ import annotations

from ttdn_cli.commands._context import Context
from ttdn_cli.console.writing import say
from ttdn_cli.errors import UsageError
from ttdn_cli.files.paths import InputFiles, from_here, lies_in
from ttdn_cli.findings import InputError
from ttdn_cli.judging.waivers import NO_WAIVERS, WaiverFile, read_waiver_file
from ttdn_cli.model.names import near
from ttdn_cli.rules import names
from ttdn_cli.text.i18n import N_


def load_waivers(context: Context, found: InputFiles) -> WaiverFile:
    """Return the waivers that are set.

    Those that a settings file names and that lie among the reports count for nothing, which is said. Raises
    `UsageError` when the file cannot be used or names a rule that does not exist.
    """
    from ttdn_cli.render.text import line
    from ttdn_cli.results.engine import input_error_rows

    path, words = context.settings.waivers, context.words
    if not path:
        return NO_WAIVERS
    shown = from_here(path)
    if context.settings.origins["waivers"].is_file and any(lies_in(path, one) for one in found.places):
        context.info(
            N_(
                "The waivers in {path} lie among the reports and count for nothing; "
                "TTDN_WAIVERS can name them all the same"
            ),
            path=shown,
        )
        return NO_WAIVERS
    input_errors: list[InputError] = []
    book = read_waiver_file(path, shown, input_errors)
    if book is None:
        for row in input_error_rows(input_errors, words):
            say(line(row, words))
        raise UsageError(N_("The waivers cannot be used: {path}"), N_("Correct the file"), path=shown)
    for number, waiver in enumerate(book.waivers):
        if waiver.rule not in names():
            place = book.place(number, "rule")
            raise UsageError(
                N_("{path}:{line}: there is no rule {name}"),
                N_("Names that look alike: {near}"),
                path=shown,
                line=(book.locate(*place[:2]) or (1, 1))[0],
                name=waiver.rule,
                near=near(waiver.rule, names()) or names(),
            )
    return book

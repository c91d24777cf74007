"""The end of a command: the result is written, what is to be said is said, and the exit code is decided, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from ttdn_cli.commands._context import Context, exit_code
from ttdn_cli.commands._options import LEVELS
from ttdn_cli.console.writing import say, write
from ttdn_cli.files.paths import from_root
from ttdn_cli.judging.case import Case
from ttdn_cli.results.diagnostics import Report
from ttdn_cli.results.together import renamed
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.labels import first_of


def renderer(name: str) -> ModuleType:
    """Return the module of an output format."""
    return import_module(f"ttdn_cli.render.{name}")


def finish(context: Context, report: Report, inputs: Iterable[str]) -> int:
    """Write a report and return the exit code: 0, 1 for findings at or above the level, 3 for a rule that failed."""
    render = renderer(context.options.format)
    shown = renamed(report, from_root()) if render.FROM_ROOT else report
    put(context, render.render(shown, context.screen), inputs, text=render.IS_TEXT)
    return tell_verdict(context, report)


def tell_verdict(context: Context, report: Report) -> int:
    """Say how many findings there are and return the exit code."""
    from ttdn_cli.render.text import footer

    if report.is_single and context.options.format == "text" and report.province is None:
        report = report._replace(earlier=())  # told already, with the findings
    if said := footer(report, context.words, quiet=context.options.quiet):
        say(said)
    level = context.fail_on
    reached = LEVELS[: LEVELS.index(level) + 1] if level != "never" else ()
    code = int(any(row.severity.value in reached for row in report.rows))
    return exit_code(report.crashes, code, context.words)


def put(context: Context, data: bytes, inputs: Iterable[str] = (), *, text: bool) -> None:
    """Write a result where it is asked for; `inputs` and the files of the settings are not overwritten."""
    write(data, context.options.output, text=text, inputs=[*context.setting_files, *inputs])


def put_json(context: Context, view: Any, inputs: Iterable[str] = ()) -> None:
    """Write a view as JSON."""
    from ttdn_cli.render.json import dump

    put(context, dump(view), inputs, text=False)


def tell_case(context: Context, case: Case) -> None:
    """Say after a list or a paper: the two-by-two table, D, how many files were rejected."""
    from ttdn_cli.render._single import earlier_line
    from ttdn_cli.render.text import as_of_line, followed_line, two_by_two
    from ttdn_cli.results.diagnostics import count_outcomes

    words = context.words
    plan = case.plan.id, case.plan.revision
    shipped = not context.is_plan_named
    lines = [as_of_line(*plan, case.as_of, case.cutoff.quarter, words, complete=case.complete, shipped=shipped)]
    lines += followed_line(case.following.shown, case.not_followed, words)
    if case.earlier and not context.options.quiet:
        lines.append(earlier_line([(one.task, one.id) for one in case.earlier], words))
    if not context.options.quiet:
        lines = [*two_by_two(count_outcomes(case.outcomes.by_occurrence.values()), words), *lines]
        if rejected := sum(one.report is None and not one.unread for one in case.received.submissions):
            lines.append(words.say(N_("Files rejected: {count}; ttdn check says why"), count=rejected))
        lines += unread_lines(context, case)
    tell(lines)


def unread_lines(context: Context, case: Case) -> list[str]:
    """Return the line that names the files of kinds that are not read, if there are any."""
    files = tuple(one.file for one in case.received.submissions if one.unread)
    said = N_("Files of kinds that are not read: {files}; ttdn check says what to do")
    return [context.words.say(said, files=first_of(files))] if files else []


def tell(lines: Sequence[str]) -> None:
    """Say lines on standard error."""
    say("\n".join(map(clean, lines)))

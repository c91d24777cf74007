"""Command `explain`: the manual of a rule, or what the plan says of a task."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdn_cli.commands import _completion as completion
from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import open_context
from ttdn_cli.commands._finish import put
from ttdn_cli.errors import UsageError
from ttdn_cli.text.i18n import N_

Subject = Annotated[
    str,
    typer.Argument(
        metavar="RULE|TASK",
        show_default=False,
        autocompletion=completion.offer(completion.tasks_and_rules),
        help=N_("The name of a rule or the id of a task"),
    ),
]

EXAMPLES = ("ttdn explain overdue", "ttdn explain II.3.b")


def command(subject: Subject, plan: o.Plan = None, lang: o.Lang = None) -> int:
    """Explain a rule, or a task of the plan."""
    import textwrap

    from ttdn_cli.rules import load, names

    context = open_context(o.Options(plan=plan, lang=lang))
    words = context.words
    if subject in names():
        from ttdn_cli.rules._manual import manual
        from ttdn_cli.text.labels import SEVERITIES

        rule = load(subject)
        said = f"{rule.name} ({words.say(SEVERITIES[rule.severity])})\n\n{manual(rule, words)}"
    else:
        from ttdn_cli.commands._plan import load_plan
        from ttdn_cli.model.names import near
        from ttdn_cli.render._plan import task_text

        _, read, directory = load_plan(context)
        task = next((one for one in read.tasks if one.id == subject), None)
        if task is None:
            close = near(subject, [*names(), *(one.id for one in read.tasks)])
            all_names = N_("ttdn rules lists the rules, ttdn plan show the tasks")
            hint = N_("Names that look alike: {near}") if close else all_names
            raise UsageError(N_("There is no rule and no task {name}"), hint, name=subject, near=close)
        said = task_text(read, directory, task, words)
    width = context.screen.width or 80
    lines = [
        textwrap.wrap(line, width, subsequent_indent=line[: len(line) - len(line.lstrip())]) or [""]
        for line in said.split("\n")
    ]
    put(context, "\n".join(part for line in lines for part in line).encode() + b"\n", text=True)
    return 0

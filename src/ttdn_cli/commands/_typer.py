"""What typer says of a wrong command line or in its help, in the reader's language. Its own sentences are English."""

from __future__ import annotations

import os
import re
from functools import partial
from typing import Any

import typer.core

from ttdn_cli.console.writing import write
from ttdn_cli.errors import UsageError
from ttdn_cli.text.i18n import N_, Words, _

_QUOTED = r"'([^']*)'"
_BRACKETED = r"\(([^()]*)\)\s*$"
_LABELS = (
    N_("Usage:"),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("Show this message and exit."),
)


class _Translated:
    """Gives a command's help with the labels that typer does not look up in the catalogue, as a result is written."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`, whose own callback knows no encoding but those that hold every letter."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # as below
        if option is not None:
            option.callback = _show_help
        return option

    def get_help(self, ctx: Any) -> str:
        """Return the help of a command, in the language in use when it is asked for."""
        for param in self.params:  # type: ignore[attr-defined]  # as below
            if getattr(param, "help", None):
                param.help = _(param.help)
            if param.param_type_name == "argument":  # of which typer also shows the type in Python
                param.display_type_rich = _no_type
        said: str = super().get_help(ctx)  # type: ignore[misc]  # mixed into typer's own classes
        for label in _LABELS:
            said = said.replace(label, _(label))
        return said


def _no_type(ctx: Any) -> str:  # noqa: ARG001 - as typer calls it
    return ""


def _show_help(ctx: Any, _param: Any, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        write(f"{ctx.get_help()}\n".encode(), "-", text=True)
        ctx.exit()


class Command(_Translated, typer.core.TyperCommand):
    """One command."""


class Group(_Translated, typer.core.TyperGroup):
    """A command that holds commands."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, typer's own `--install-completion` among them."""
        params = list(super().get_params(ctx))
        for param in params:
            if param.name == "install_completion" and not isinstance(param.callback, partial):
                param.callback = partial(_install_completion, param.callback)
        return params


def _install_completion(install: Any, ctx: Any, param: Any, value: Any) -> Any:
    """Install the completion of a shell, but in PowerShell: there typer would let every script of the user run."""
    if value and not ctx.resilient_parsing and "PSModulePath" in os.environ:  # as PowerShell sets it
        raise UsageError(
            N_("In PowerShell the completion is not installed by the program"),
            N_("Add what ttdn --show-completion prints to the file $PROFILE"),
        )
    return install(ctx, param, value)


def explain(words: Words, error: Any) -> str:  # noqa: PLR0911 - one kind of error each
    """Return what is wrong with a command line; typer keeps its error classes private, so names decide."""
    said = str(error.format_message())
    kinds = [kind.__name__ for kind in type(error).__mro__]
    quoted = re.findall(_QUOTED, said)
    if "NoSuchOption" in kinds:
        near = "".join(f" ({one}?)" for one in (getattr(error, "possibilities", None) or ())[:1])
        return words.say(N_("There is no such option: {problem}"), problem=f"{error.option_name}{near}")
    if "BadOptionUsage" in kinds:
        return words.say(N_("The option {problem} needs a value"), problem=error.option_name)
    if "MissingParameter" in kinds:
        options = [one for one in getattr(error.param, "opts", None) or () if one.startswith("-")]
        problem = str((*options, getattr(error.param, "metavar", None), getattr(error.param, "name", said))[0])
        return words.say(N_("Something is missing on the command line: {problem}"), problem=problem)
    if "BadParameter" in kinds:
        problem = " ".join([*(getattr(error.param, "opts", None) or [])[:1], *quoted[1:2]])
        return words.say(N_("A value on the command line is not accepted: {problem}"), problem=problem)
    if said.startswith("No such command") and quoted:
        near = "".join(f" ({one}?)" for one in quoted[1:2])
        return words.say(N_("There is no such command: {problem}"), problem=f"{quoted[0]}{near}")
    if extra := re.search(_BRACKETED, said):
        return words.say(N_("There is too much on the command line: {problem}"), problem=extra[1])
    return words.say(N_("The command line cannot be understood: {problem}"), problem=said)

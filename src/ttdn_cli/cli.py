"""The command line: builds the app from `commands/`, runs it, and turns every error into a message and a code."""

from __future__ import annotations

import gettext
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Any

from ttdn_cli.console.writing import say, silence, tell
from ttdn_cli.errors import COULD_NOT_CHECK, USAGE, Terminated, TtdnError, crash_of, reason_of, signals
from ttdn_cli.text import i18n
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words, _

INTERRUPTED, TERMINATED = 130, 143
EXAMPLES = ("ttdn check reports/ --quarter Q2", "ttdn overdue --quarter Q2", "ttdn explain overdue")
GROUPS = ("plan",)


def main(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one line for each way to end
    """Run the command line and return the exit code (SPEC section 5). Never raises for anything a user can do."""
    try:
        before = _catch_signals()
        try:
            code = _run(list(sys.argv[1:] if argv is None else argv))
            return _of_signal() if signals else code  # a library may have passed over what was raised in its midst
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except TtdnError as error:
        words = i18n.current()  # the settings may have chosen another language
        tell(words.say(error.message, **error.values), words.say(error.hint, **error.values))
        return error.exit_code
    except BrokenPipeError:
        silence(sys.stdout)
        return 0
    except OSError as error:
        silence(sys.stdout)
        tell(i18n.current().say(N_("The result could not be written: {reason}"), reason=reason_of(error)), "")
        return COULD_NOT_CHECK
    except Exception as error:  # noqa: BLE001 - the last guard: a fault of the program is told, not thrown
        if signals:
            return _of_signal()
        tell(*_internal(i18n.current(), error))
        return COULD_NOT_CHECK


def _of_signal() -> int:
    return TERMINATED if isinstance(signals[0], Terminated) else INTERRUPTED


def _language_asked(arguments: list[str]) -> str | None:
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return None


def _without_language(arguments: list[str]) -> list[str]:
    """Return the arguments from the command on: the language may stand before it, too."""
    if arguments[:1] == ["--lang"]:
        return arguments[2:]
    return arguments[1:] if arguments and arguments[0].startswith("--lang=") else arguments


def _catch_signals() -> dict[int, Any]:
    """Let SIGINT (unless it is ignored) and SIGTERM raise, and be remembered; return what they did before."""
    signals.clear()

    def stop(number: int, _frame: FrameType | None) -> None:
        signals.append(Terminated() if number == signal.SIGTERM else KeyboardInterrupt())
        raise signals[-1]

    asked = [signal.SIGTERM]
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        asked.append(signal.SIGINT)
    with suppress(ValueError):  # not in the main thread
        return {number: signal.signal(number, stop) for number in asked}
    return {}


def _internal(words: Words, error: Exception) -> tuple[str, str]:
    message = words.say(N_("Internal error: {kind} in {where}: {problem}"), **crash_of(error)._asdict())
    return message, words.say(N_("This is a fault of ttdn: please report it with the command and the file"))


def _run(arguments: list[str]) -> int:
    words = i18n.use(i18n.choose(_language_asked(arguments), os.environ))
    arguments = _without_language(arguments)
    os.environ["LANGUAGE"] = words.language  # for the labels that typer takes from the process-wide catalogue
    gettext.bindtextdomain("ttdn", i18n.LOCALE)
    gettext.textdomain("ttdn")
    import typer

    app = build(arguments)
    try:
        result = app(args=arguments, prog_name="ttdn", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except typer.Exit as stop:
        return int(stop.exit_code)
    except SystemExit as stop:  # a shell that asks what may stand at the cursor has been answered
        return int(stop.code or 0)
    except Exception as error:
        if not hasattr(error, "format_message"):  # typer keeps its error classes private
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            say("\n".join(clean(line) for line in error.format_message().split("\n")))
            return USAGE
        from ttdn_cli.commands._typer import explain

        tell(explain(words, error), words.say(N_("ttdn --help lists commands and options")))
        return USAGE
    return result if isinstance(result, int) else 0


def build(arguments: Sequence[str]) -> Any:
    """Return the typer app with the command that is asked for; with all of them when that cannot be told."""
    import typer

    if arguments in (["--version"], ["-V"]):
        from ttdn_cli.commands._version import version_alone

        alone = typer.Typer(invoke_without_command=True, add_completion=False, rich_markup_mode=None)
        alone.callback()(version_alone)
        return alone
    from ttdn_cli.commands._root import root
    from ttdn_cli.commands._typer import Command, Group

    app = typer.Typer(
        name="ttdn",
        cls=Group,
        help=_("Checks a yearly plan's tasks against the status reports of the agencies."),
        epilog=_examples(EXAMPLES),
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    groups: dict[str, Any] = {}
    for module, group, name in _chosen(arguments):
        loaded = import_module(f"ttdn_cli.commands.{module}")
        command = loaded.command
        target = app
        if group:
            if group not in groups:
                about = _("Work with the plan itself.")
                groups[group] = typer.Typer(cls=Group, help=about, no_args_is_help=True, rich_markup_mode=None)
                app.add_typer(groups[group], name=group)
                groups[group].callback()(_group)
            target = groups[group]
        shown, examples = _(str(command.__doc__)), _examples(loaded.EXAMPLES)
        target.command(name, cls=Command, help=shown, epilog=examples)(command)
    return app


def _examples(commands: Sequence[str]) -> str:
    """Return the part of a help text that shows examples, one a line."""
    return "\n".join(("\b", _("Examples:"), *(f"  {one}" for one in commands)))


def _group() -> None:
    """Keep a group with one loaded command a group."""


def _chosen(arguments: Sequence[str]) -> list[tuple[str, str | None, str]]:
    """Return (module, group, name) of the commands to load."""
    if arguments[:1] in (["--version"], ["-V"]):
        return []
    files = sorted(os.listdir(os.path.join(os.path.dirname(__file__), "commands")))
    known = []
    for file in files:
        if file.endswith(".py") and not file.startswith("_"):
            module = file[:-3]
            group = next((one for one in GROUPS if module.startswith(f"{one}_")), None)
            known.append((module, group, module.removeprefix(f"{group}_").replace("_", "-")))
    wanted = [argument for argument in arguments[:2] if not argument.startswith("-")]
    for module, group, name in known:
        if wanted[:1] == [group or name] and (group is None or wanted[1:2] == [name]):
            return [(module, group, name)]
    return known

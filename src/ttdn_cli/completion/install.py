"""Shows the script for a shell, or puts it where the shell looks for it. Nobody's start-up file is changed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ttdn_cli.errors import TtdnError, UsageError, reason_of
from ttdn_cli.i18n import N_, Words
from ttdn_cli.output import clean, say, write

SHOW, INSTALL = "--show-completion", "--install-completion"
SHELLS = ("bash", "zsh", "fish", "powershell")
_SAME = {"pwsh": "powershell"}


class _Home(NamedTuple):
    """Where the script of a shell goes, as variable, folder below the home folder and rest; and what is left to do."""

    variable: str
    folder: str
    rest: str
    next: str


_HOMES = {
    "bash": _Home(
        "XDG_DATA_HOME",
        ".local/share",
        "bash-completion/completions/ttdn",
        N_(
            "It works in new shells where the package bash-completion is in use; elsewhere add to ~/.bashrc: . '{path}'"
        ),
    ),
    "zsh": _Home(
        "ZDOTDIR",
        "",
        ".zfunc/_ttdn",
        N_(
            "Add to the beginning of ~/.zshrc, unless it is there: fpath+=('{folder}'); autoload -Uz compinit; compinit"
        ),
    ),
    "fish": _Home("XDG_CONFIG_HOME", ".config", "fish/completions/ttdn.fish", N_("It works in new shells")),
    "powershell": _Home(
        "XDG_CONFIG_HOME", ".config", "powershell/ttdn-completion.ps1", N_("Add to the file $PROFILE: . '{path}'")
    ),
}


def run(arguments: Sequence[str], environment: Mapping[str, str], words: Words) -> int:
    """Carry out `--show-completion [SHELL]` or `--install-completion [SHELL]`; without a shell the one in use.

    Raises `UsageError` for a shell that is not known, `TtdnError` (3) when the script cannot be written.
    """
    asked, _, shell = arguments[0].partition("=")
    given = [*([shell] if shell else []), *arguments[1:]]
    if len(given) > 1:
        raise UsageError(N_("There is too much on the command line: {problem}"), problem=given[1])
    shell = given[0] if given else os.path.basename(environment.get("SHELL", ""))
    shell = _SAME.get(shell, shell)
    if shell not in SHELLS:
        hint = N_("Name one of: {known}")
        raise UsageError(N_("The shell is not known: {shell}"), hint, shell=shell, known=SHELLS)
    script = _script(shell)
    if asked == SHOW:
        write(script, "-", text=True)
        return 0
    _install(script, _HOMES[shell], environment, words)
    return 0


def _script(shell: str) -> bytes:
    with open(os.path.join(os.path.dirname(__file__), f"ttdn.{shell}"), "rb") as file:
        return file.read()


def _install(script: bytes, home: _Home, environment: Mapping[str, str], words: Words) -> None:
    folder = environment.get(home.variable) or os.path.join(os.path.expanduser("~"), home.folder)
    path = os.path.join(folder, home.rest)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise TtdnError(N_("{path} could not be written: {reason}"), path=path, reason=reason_of(error)) from None
    write(script, path, text=False)
    told = words.say(home.next).replace("{path}", path).replace("{folder}", os.path.dirname(path))
    say(clean(words.say(N_("Written: {path}"), path=path)))
    say(clean(told))

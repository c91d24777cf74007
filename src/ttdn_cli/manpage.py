"""The manual page, in the language of the reader's `man`; the build writes it, with the standard library alone.

Commands and options are those of the table that completion reads.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ttdn_cli import __version__
from ttdn_cli.completion.answer import TABLE
from ttdn_cli.config import FILES, variable
from ttdn_cli.i18n import N_, Words
from ttdn_cli.model.settings import KEYS

SHARED = 3  # an option of so many commands, with the same words, is told once
PAGES = {"en": "share/man/man1/ttdn.1", "vi": "share/man/vi/man1/ttdn.1"}
ABOUT = N_("checks what a plan asks for against what agencies report")
DESCRIPTION = (
    N_(
        "A plan of public administration names tasks, each with a lead agency, coordinating agencies, a time frame and "
        "deliverables. Agencies report on them in status files. ttdn judges these files against the plan as of a day: "
        "what is overdue, who has not reported, which coordination is missing, what is claimed and not shown."
    ),
    N_(
        "A folder means that all reports are there, so that silence is a finding; single files are judged by "
        "themselves. The result is on standard output, everything else on standard error."
    ),
)
EXITS = (
    ("0", N_("Nothing at or above the level of --fail-on")),
    ("1", N_("Findings; in lists with --exit-code: the list is not empty")),
    ("2", N_("Wrong usage or settings")),
    (
        "3",
        N_("Could not check: no report, a plan that cannot be used, a result that cannot be written, a fault of ttdn"),
    ),
    ("130, 143", N_("Ended by SIGINT or SIGTERM")),
)
SETTINGS = {
    "plan": N_("The plan to judge by"),
    "reports": N_("Folder of the reports"),
    "lang": N_("Language of the messages"),
    "fail_on": N_("Least severity that gives exit code 1: error, warning, info, never"),
    "ignore": N_("Rules that are not run, separated by commas"),
    "waivers": N_("File of the waivers"),
}
ENVIRONMENT = (
    ("TTDN_CACHE_DIR", N_("The folder for what earlier runs have read; else the usual one for caches")),
    ("LC_ALL, LC_MESSAGES, LANG", N_("The language where nothing else names it; Vietnamese unless they say en")),
    ("NO_COLOR, FORCE_COLOR", N_("No colour; colour also where there is no terminal")),
    ("WATCHFILES_FORCE_POLLING", N_("check --watch looks again and again, as network drives may need")),
)
SETTINGS_FILES = N_(
    "Settings, found upwards from the working directory; ttdn config shows them and where they come from"
)
EXAMPLES = (
    ("ttdn check reports/ --quarter Q2", N_("Judges all reports at the close of the second quarter.")),
    ("ttdn check report.yaml", N_("Judges one report before it is sent.")),
    ("ttdn overdue --quarter Q2", N_("Lists what is overdue and what falls due soon.")),
    ("ttdn explain overdue", N_("Explains a rule.")),
)


def page(words: Words) -> str:
    """Return the source of the page for `man`, in one language."""
    with open(TABLE, encoding="utf-8") as file:
        table = json.load(file)
    return "".join(f"{line}\n" for line in _page(table, words))


def _page(table: Any, words: Words) -> Iterator[str]:
    said = words.say
    counts = Counter(_key(one) for command in table.values() for one in command["options"])
    shared = [key for key, count in counts.items() if count >= SHARED]
    yield "'\\\" -*- coding: UTF-8 -*-"
    yield f'.TH TTDN 1 "" "ttdn {__version__}"'
    yield from (".nh", ".ad l")  # no option is broken in two
    yield from _section(said(N_("NAME")), f"ttdn \\- {_plain(said(ABOUT))}")
    yield from _section(said(N_("SYNOPSIS")), *_synopsis(table))
    yield from _section(said(N_("DESCRIPTION")), ".PP".join(f"\n{_plain(said(one))}\n" for one in DESCRIPTION).strip())
    yield from _section(said(N_("COMMANDS")))
    for name, command in table.items():
        if name and (command["options"][:-1] or command["arguments"]):  # a group has but its help
            yield from _command(name, command, shared, words)
    yield from _section(said(N_("OPTIONS OF SEVERAL COMMANDS")))
    for key in shared:
        yield from _option(key, words)
    yield from _section(said(N_("EXIT STATUS")), *_terms(EXITS, words))
    settings = [(variable(key), SETTINGS[key]) for key in KEYS]
    yield from _section(said(N_("ENVIRONMENT")), *_terms([*settings, *ENVIRONMENT], words))
    yield from _section(said(N_("FILES")), *_terms([(", ".join(FILES), SETTINGS_FILES)], words))
    yield from _section(said(N_("EXAMPLES")))
    for line, about in EXAMPLES:
        yield from (".PP", _plain(said(about)), ".RS", f"\\fB{_plain(line)}\\fR", ".RE")


def _key(option: Any) -> tuple[tuple[str, ...], str, str]:
    return tuple(option["names"]), option["metavar"] or "", option["help"]


def _section(title: str, *lines: str) -> Iterator[str]:
    yield f'.SH "{_plain(title)}"'
    yield from lines


def _terms(terms: Any, words: Words) -> Iterator[str]:
    for term, about in terms:
        yield from (".TP", f"\\fB{_plain(term)}\\fR", _plain(words.say(about)))


def _synopsis(table: Any) -> Iterator[str]:
    yield "\\fBttdn\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]"
    for key in map(_key, table[""]["options"]):
        yield ".br"
        yield f"\\fBttdn\\fR {_names(key[0])}{_value(key[1])}"


def _command(name: str, command: Any, shared: list[Any], words: Words) -> Iterator[str]:
    """Yield what a command does, all its options by name, and in words those that it does not share."""
    arguments = "".join(f" \\fI{_plain(one['metavar'])}\\fR" for one in command["arguments"])
    keys = [_key(one) for one in command["options"]]
    yield f'.SS "ttdn {_plain(name)}{arguments}"'
    yield _plain(words.say(command["help"]))
    for one in command["arguments"]:
        yield from (".TP", f"\\fI{_plain(one['metavar'])}\\fR", _plain(words.say(one["help"])))
    for key in keys:
        if key not in shared:
            yield from _option(key, words)
    common = ", ".join(f"\\fB{_plain(key[0][0])}\\fR" for key in keys if key in shared)
    if common:
        yield from (".PP", _plain(words.say(N_("Also:"))) + f" {common}")


def _option(key: tuple[tuple[str, ...], str, str], words: Words) -> Iterator[str]:
    names, metavar, about = key
    yield from (".TP", _names(names) + _value(metavar), _plain(words.say(about)))


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"\\fB{_plain(one)}\\fR" for one in names)


def _value(metavar: str) -> str:
    return f" \\fI{_plain(metavar)}\\fR" if metavar else ""


def _plain(text: str) -> str:
    """Return a text in which roff finds no orders, and hyphens that can be copied."""
    text = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("~", "\\(ti")
    return f"\\&{text}" if text.startswith((".", "'")) else text

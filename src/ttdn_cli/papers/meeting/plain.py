"""What hints and rules say in the words of the form: nobody at a meeting knows the fields of a file or our commands."""

from __future__ import annotations

import re

from ttdn_cli.intake.sheet_columns import COLUMNS, HEAD
from ttdn_cli.text.i18n import N_, Words
from ttdn_cli.text.labels import STATES

# Hints in which the words of files are explained by those of the form, and what is left of them.
_SAID = {
    N_("Write not_started, in_progress, done or cancelled (chưa thực hiện, đang thực hiện, hoàn thành, hủy)"): N_(
        "Write one of chưa thực hiện, đang thực hiện, hoàn thành, hủy"
    ),
    N_("Add items, or write nothing_to_report: true"): N_(
        "Report on the tasks, or say that there is nothing to report"
    ),
    N_("Delete nothing_to_report, or the items"): N_(
        "Say that there is nothing to report, or report on tasks, not both"
    ),
    N_("Delete completed_on, or write state: done"): N_("Delete the day of completion, or report the task as done"),
}
_ASIDE = re.compile(r" \(items\)| \((?:in YAML|tệp YAML:)[^()]*\)|; (?:lệnh )?ttdn plan show [^;.]*")
_FIELDS = {**HEAD, **COLUMNS}
_CODES = "|".join(map(re.escape, (*_FIELDS, "not_started", "in_progress")))
# A field stands with its label in brackets or, where it can be no other word, alone; never inside of names and quotes.
_FIELD = re.compile(rf"(?<![\w./“-])`?({_CODES})`?(?: \(([^()]*)\))?(?![\w/”-]|\.\w)")


def plain(text: str, words: Words) -> str:
    """Return a hint, or what a rule says, with labels of the form in place of fields and states of files."""
    for technical, said in _SAID.items():
        text = text.replace(words.say(technical), words.say(said))

    def named(found: re.Match[str]) -> str:
        code, beside = found[1], found[2]
        if code in STATES:
            return words.say(STATES[code]) + (f" ({beside})" if beside else "")
        label = _FIELDS[code][0 if words.language == "vi" else 1]
        if beside and any(one.startswith(beside) for one in _FIELDS[code]):
            return f"“{label}”"
        return found[0] if "_" not in code else f"“{label}”" + (f" ({beside})" if beside else "")

    return _FIELD.sub(named, _ASIDE.sub("", text))

"""Rule `unreadable`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.rules._sheets import FILE_WORDS
from ttdn_cli.rules._word_files import WORD_FILE_WORDS
from ttdn_cli.text.i18n import N_


class Unreadable(InputRule):
    """The file is not a regular readable file, is not UTF-8 text, or is over a limit.

    ## Why it matters
    A file that cannot be read says nothing, so its agency counts as not having reported. Other files are still
    checked. Nothing is guessed: a file whose encoding is not certain is refused, because guessing would change
    names.

    ## Bad
    ```yaml
    # text:
    schema: &form ttdn/status/1
    note: *form
    ```

    ## Good
    ```yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-19
    nothing_to_report: true
    ```
    """

    name = "unreadable"
    severity = Severity.ERROR
    words = {
        "missing": (N_("There is no such file"), N_("Check the path")),
        "folder": (N_("This is a folder, not a file"), N_("Name the folder by itself to check all files in it")),
        "folder-permission": (N_("The folder cannot be listed"), N_("Ask for the right to read the folder")),
        "link": (N_("This is a link to another place; links are not followed"), N_("Put the file itself here")),
        "not-regular": (N_("This is not an ordinary file"), N_("Put an ordinary YAML file here")),
        "permission": (N_("There is no right to read this file"), N_("Ask for the right to read the file")),
        "input-output": (N_("The file cannot be read: {reason}"), N_("Copy the file again, then run the check again")),
        "too-large": (
            N_("The file is larger than {limit} MB"),
            N_("A status file has a few KB: check that it is the right file"),
        ),
        "too-deep": (N_("Lists and fields are nested more than {limit} deep"), N_("Write the file after the template")),
        "too-many": (N_("The file has more than {limit} parts"), N_("Write the file after the template")),
        "too-many-keys": (
            N_("There are more than {limit} fields in one place"),
            N_("Write the file after the template"),
        ),
        "marks": (
            N_("A letter has more than {limit} accents"),
            N_("Delete them; they come from another program"),
        ),
        "alias": (
            N_("Anchors and aliases (&{name}, *{name}) are not accepted"),
            N_("Write the value out in each place"),
        ),
        "not-utf8": (N_("The file is not UTF-8 text"), N_("Save the file again with the encoding UTF-8")),
        **FILE_WORDS,
        **WORD_FILE_WORDS,
        "process-ended": (
            N_("Reading the file ended the process that read it"),
            N_("Check the file by itself; if it happens again, please report it"),
        ),
        "other-kind": (N_("This is a file of another kind ({kind}), not YAML text"), N_("Send the YAML file")),
    }

"""Rule `yaml-syntax`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class YamlSyntax(InputRule):
    """The file is not YAML, holds several documents, or uses a tag.

    ## Why it matters
    One slip (a tab, a colon in a sentence, an open quote) makes the rest of the file unreadable, so its agency
    counts as not having reported until the file is mended.

    ## Bad
    ```yaml
    # text:
    agency: so-a
    result: note: in two parts
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
      result: "note: in two parts"
    ```
    """

    name = "yaml-syntax"
    severity = Severity.ERROR
    words = {
        "tab": (N_("There is a tab character in this line"), N_("Use spaces, never tabs, at the beginning of a line")),
        "colon": (
            N_("There is a colon followed by a space inside a text: {text}"),
            N_('Put the whole text in quotes: "…"'),
        ),
        "quote": (
            N_("A quotation mark is opened here and not closed, or what is quoted cannot be read"),
            N_('Close the quotation mark; inside it, write \\" for a quotation mark'),
        ),
        "bracket": (
            N_("A bracket is opened here and not closed, or a comma is missing"),
            N_("Close the bracket, or write the list with one dash a line"),
        ),
        "conflict": (
            N_("The file holds marks of an unfinished merge (<<<<<<<, >>>>>>>)"),
            N_("Keep one of the two versions and delete the marks"),
        ),
        "no-break-space": (N_("There is a no-break space in this line"), N_("Replace it by an ordinary space")),
        "character": (N_("A text cannot begin with this character: {text}"), N_('Put the whole text in quotes: "…"')),
        "glued": (N_("A space is missing after the colon: {text}"), N_("Write {fixed}")),
        "wide-colon": (
            N_("The colon is one of another script: {text}"),
            N_("Write an ordinary colon and a space after it"),
        ),
        "dash": (N_("A space is missing after the dash: {text}"), N_("Write {fixed}")),
        "no-colon": (
            N_("There is no colon followed by a space in this line: {text}"),
            N_("Write name: value; a text that goes on begins further to the right than its name"),
        ),
        "dash-value": (
            N_("A list cannot begin behind a name, in the same line: {text}"),
            N_('Write each entry in a line of its own; put a text that begins with a dash in quotes: "…"'),
        ),
        "after-quote": (
            N_("Something follows the closing quotation mark: {text}"),
            N_('Put the whole text in quotes; inside it, write \\" for a quotation mark'),
        ),
        "column": (
            N_("The line begins in column {begins}; what it belongs to begins in column {expected}: {text}"),
            N_("Begin the line in column {expected}, with {spaces} spaces before it"),
        ),
        "indent": (
            N_("The line does not fit with the lines around it: {text}"),
            N_("Lines that belong together begin in the same column; a field is written name: value"),
        ),
        "control": (
            N_("There is a control character in this line ({character})"),
            N_("Delete the character; save the file as plain UTF-8 text"),
        ),
        "documents": (N_("A second document begins here"), N_("Keep one report in one file; delete the line ---")),
        "tag": (N_("Tags are not accepted: {tag}"), N_("Write the plain value")),
    }

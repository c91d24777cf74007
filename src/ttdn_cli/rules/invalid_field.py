"""Rule `invalid-field`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.rules._plans import PLAN_WORDS
from ttdn_cli.rules._sheets import FIELD_WORDS
from ttdn_cli.rules._times import TIME_WORDS
from ttdn_cli.rules._word_files import NUMBER_WORDS
from ttdn_cli.text.i18n import N_

_TEMPLATE = N_("Write the file after the template")
_EMPTY = N_("{field} is empty")


class InvalidField(InputRule):
    """A field is unknown, missing, or not in the form it must have.

    ## Why it matters
    Nothing is guessed from a value in the wrong form. An item with such an error is left out; an error in the
    head (schema, agency, period, submitted_on) rejects the report. The rest of the file still counts.

    ## Bad
    ```yaml
    - task: T.1
      state: in_progress
      progress: 40%
      obstacle: Filming was put off
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
      progress: 40
      obstacles: Filming was put off
    ```
    """

    name = "invalid-field"
    severity = Severity.ERROR
    words = {
        "nothing": (N_("The file is empty"), _TEMPLATE),
        "no_mapping": (N_("The file holds no fields"), _TEMPLATE),
        "missing": (N_("The field {field} is missing"), N_("Add the line {key}: …")),
        "unknown": (
            N_("There is no field “{field}”"),
            N_("Correct or delete it; what may be meant: {near}"),
            N_("Correct or delete it; ttdn template shows the fields of a report, ttdn schema those of all files"),
        ),
        "glued": (N_("A space is missing after the colon: {text}"), N_("Write {fixed}")),
        **FIELD_WORDS,
        **NUMBER_WORDS,
        **PLAN_WORDS,
        "empty": (_EMPTY, N_("Give a value")),
        "empty_optional": (_EMPTY, N_("Give a value, or delete the line")),
        "text": (N_("{field} must be a text"), N_("Write one text, not a list or a group of fields")),
        "slug": (
            N_("{field}: an id has small letters a to z, digits and single dashes only: {value}"),
            N_("Write an id; meant may be: {near}"),
            N_("Write for example so-ngoai-vu"),
        ),
        "name_for_id": (
            N_("{field}: an id is expected here, not a name: {value}"),
            N_("Write {near}"),
            N_("Write for example so-ngoai-vu"),
        ),
        "device": (
            N_("{field}: {value} is what Windows calls a device, and no file can have that name"),
            N_("Choose another id; one that goes on with a letter, digit or dash can be used"),
        ),
        "list": (N_("{field} must be a list"), N_("Write one entry a line, each after a dash: - …")),
        "mapping": (
            N_("{field}: fields are expected here, not a single value: {value}"),
            N_("Write name: value, one a line"),
        ),
        "literal": (N_("{field}: the value must be {expected}, not {value}"), N_("Write {expected}")),
        "true_or_left_out": (
            N_("{field} can only be true"),
            N_("Write true, or leave the field out"),
        ),
        "range": (N_("{field}: the number is out of range: {value}"), N_("Write a number from {least} to {most}")),
        "whole_number": (
            N_("{field} must be a whole number: {value}"),
            N_("Write digits only, without quotes, sign, percent sign or leading zero"),
        ),
        "whole_number_meant": (N_("{field} must be a whole number: {value}"), N_("Write {fixed}")),
        "flag": (N_("{field} must be true or false: {value}"), N_("Write true or false, without quotes")),
        **TIME_WORDS,
        "state": (
            N_("{field} is not a known state: {value}"),
            N_("Write not_started, in_progress, done or cancelled (chưa thực hiện, đang thực hiện, hoàn thành, hủy)"),
        ),
        "completed_on_missing": (
            N_("The item is done but has no completed_on"),
            N_("Add completed_on with the day of completion"),
        ),
        "completed_on_not_done": (
            N_("completed_on is given but the state is not done"),
            N_("Delete completed_on, or write state: done"),
        ),
        "no_items": (N_("The report has no items"), N_("Add items, or write nothing_to_report: true")),
        "nothing_but_items": (
            N_("nothing_to_report is true, but the report has items"),
            N_("Delete nothing_to_report, or the items"),
        ),
    }

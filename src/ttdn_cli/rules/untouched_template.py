"""Rule `untouched-template`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class UntouchedTemplate(InputRule):
    """A template was sent back as it was handed out.

    ## Why it matters
    Nobody has reported anything, so the file counts as no report. A template is known by what it says,
    whatever its format: it is still dated on the first day of its period, nobody is named as sender,
    there is no covering letter, and every item is "not started" with nothing beside it. An agency that
    has truly not begun anything changes one thing: it writes the day on which it submits the report, or
    one remark.

    ## Bad
    ```yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-04-01
    items:
      - task: T.1
        state: not_started
    ```

    ## Good
    ```yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on: 2017-06-19
    items:
      - task: T.1
        state: not_started
    ```
    """

    name = "untouched-template"
    severity = Severity.ERROR
    words = {
        "": (
            N_("The template for {found} came back as it was handed out, still dated {day}; it counts as no report"),
            N_("Fill it in; who has truly not begun anything writes the day of submission"),
        ),
    }

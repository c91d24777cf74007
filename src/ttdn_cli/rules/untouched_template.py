"""Rule `untouched-template`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class UntouchedTemplate(InputRule):
    """A form was sent back with nothing filled in.

    ## Why it matters
    Nobody has reported anything, so the file counts as no report, and nothing else is said of it. A form is
    handed out with the agency, the period and the tasks, and everything else is empty; an older one came
    with the first day of the period as day of submission, and with every task "not started". An agency that
    has truly not begun anything writes that, and the day on which it submits the report; one that has
    nothing to report says so in the head.

    ## Bad
    ```yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2017-Q2
    submitted_on:
    items:
      - task: T.1
        state:
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
            N_("The form for {found} came back with nothing filled in; it counts as no report"),
            N_(
                "Fill in the day of submission and what there is to report; who has nothing to report writes x beside "
                "“Nothing to report” (in YAML nothing_to_report: true)"
            ),
        ),
    }

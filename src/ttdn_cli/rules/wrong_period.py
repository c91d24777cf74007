"""Rule `wrong-period`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class WrongPeriod(InputRule):
    """The period is not one of the plan's, contradicts the folder, or is one in which the agency did not exist.

    ## Why it matters
    A report filed under the wrong quarter makes its agency silent in one quarter and twice heard in another. The
    report is rejected until period and folder agree.

    ## Bad
    ```yaml
    schema: ttdn/status/1
    agency: so-a
    period: 2018-Q2
    submitted_on: 2017-06-19
    nothing_to_report: true
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

    name = "wrong-period"
    severity = Severity.ERROR
    words = {
        "outside": (
            N_("{found} is not a reporting period of the plan"),
            N_("The plan's periods run from {first} to {last}"),
        ),
        "none": (
            N_("{found} is not a reporting period of the plan: none ends within the plan's time"),
            N_("Name a shorter reporting period in the plan"),
        ),
        "folder": (
            N_("The report says {found} but lies in the folder {folder}"),
            N_("Correct the period, or move the file"),
        ),
        "not_yet": (
            N_("{who} did not exist in {found}: it began on {day}"),
            N_("A report for this period may be sent in the name of {known}"),
            N_("Correct the agency or the period"),
        ),
        "gone": (
            N_("{who} did not exist in {found}: its last day was {day}"),
            N_("A report for this period may be sent in the name of {known}"),
            N_("Correct the agency or the period"),
        ),
    }

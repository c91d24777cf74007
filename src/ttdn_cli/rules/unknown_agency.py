"""Rule `unknown-agency`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class UnknownAgency(InputRule):
    """No agency of the registry has the name given, or more than one has it.

    ## Why it matters
    A report must never be credited to an agency because its name merely looks alike. Ids, official names
    and aliases are accepted, whatever the case, dashes, spacing or missing marks.

    ## Bad
    ```yaml
    schema: ttdn/status/1
    agency: Sở An Bìn
    period: 2017-Q2
    submitted_on: 2017-06-19
    nothing_to_report: true
    ```

    ## Good
    ```yaml
    schema: ttdn/status/1
    agency: so an binh
    period: 2017-Q2
    submitted_on: 2017-06-19
    nothing_to_report: true
    ```
    """

    name = "unknown-agency"
    severity = Severity.ERROR
    words = {
        "none": (
            N_("No agency is called “{name}”"),
            N_("Write the name or id as in the registry; names that look alike: {near}"),
            N_("Write the name or id as in the registry; ttdn plan show lists the agencies"),
        ),
        "legacy": (
            N_("The name of the agency is written in an old font ({encoding}) and cannot be read"),
            N_("Type the name again in a Unicode font, such as Times New Roman"),
        ),
        "several": (N_("More than one agency is called “{name}”"), N_("Write one of: {near}")),
    }

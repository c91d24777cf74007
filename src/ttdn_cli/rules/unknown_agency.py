"""Rule `unknown-agency`."""

from ttdn_cli.findings import Severity
from ttdn_cli.i18n import N_
from ttdn_cli.rules._base import FaultRule


class UnknownAgency(FaultRule):
    """No agency of the registry has the name given, or more than one has it.

    ## Why it matters
    A report must never be credited to an agency because its name merely looks alike: Sở Nội vụ is not Sở Ngoại vụ.
    Ids, official names and aliases are accepted, whatever the case, dashes, spacing or missing marks.
    """

    name = "unknown-agency"
    severity = Severity.ERROR
    words = {
        "none": (N_("No agency is called “{name}”"), N_("Write the name or id as in the registry; names that look alike: {near}")),
        "several": (N_("More than one agency is called “{name}”"), N_("Write one of: {near}")),
    }

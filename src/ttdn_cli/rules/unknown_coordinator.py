"""Rule `unknown-coordinator`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class UnknownCoordinator(InputRule):
    """A name given for who took part fits no agency or group, or more than one.

    ## Why it matters
    The name is kept as written and counts for nobody. It may be right (an open group may bring in a
    stranger), or it may be a slip that makes a coordinating agency look silent.

    ## Bad
    ```yaml
    - task: T.1
      state: in_progress
      coordinated_with: [Sở Bình An]
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
      coordinated_with: [Sở Bình Yên]
    ```
    """

    name = "unknown-coordinator"
    severity = Severity.WARNING
    words = {
        "none": (
            N_("No agency or group is called “{name}”; the name counts for nobody"),
            N_("If one of the registry is meant, write its name; names that look alike: {near}"),
            N_("If one of the registry is meant, write its name; ttdn plan show lists the agencies"),
        ),
        "several": (
            N_("More than one agency or group is called “{name}”; the name counts for nobody"),
            N_("Write one of: {near}"),
        ),
    }

"""Rule `duplicate-key`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class DuplicateKey(InputRule):
    """A field stands twice in one place.

    ## Why it matters
    Other programs keep one of the two values in silence. Here neither is trusted: the item is left out, or,
    when the field is in the head of the report, the report is rejected.

    ## Bad
    ```yaml
    - task: T.1
      state: in_progress
      progress: 40
      progress: 50
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
      progress: 50
    ```
    """

    name = "duplicate-key"
    severity = Severity.ERROR
    words = {
        "": (N_("The field {key} is given twice, first on line {line}"), N_("Keep one of the two")),
        "cell": (N_("“{key}” is filled in twice, first in row {line}"), N_("Keep one of the two cells")),
    }

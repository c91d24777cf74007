"""Rule `legacy-text`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class LegacyText(InputRule):
    """Words of a report are in an old Vietnamese encoding (TCVN3 or VNI) and cannot be read as they stand.

    ## Why it matters
    Fonts such as .VnTime or VNI-Times draw other letters than the file holds, so that everyone who opens it
    in another font sees signs without meaning. Such words count as filled in, but nobody is found by such a
    name, and a remark stands in their place in lists, papers and letters. A table whose headings are written
    so cannot be read at all.

    ## Bad
    ```yaml
    - task: T.1
      state: in_progress
      obstacles: Khã kh¨n do b·o
    ```

    ## Good
    ```yaml
    - task: T.1
      state: in_progress
      obstacles: Khó khăn do bão
    ```
    """

    name = "legacy-text"
    severity = Severity.WARNING
    words = {
        "TCVN3": (
            N_("{field}: the words are in the old encoding TCVN3 (ABC) of fonts such as .VnTime; they cannot be read"),
            N_(
                "Convert them with the UniKey Toolkit, from TCVN3 (ABC) to Unicode, or type them in a Unicode font again"
            ),
        ),
        "VNI": (
            N_("{field}: the words are in the old encoding VNI of fonts such as VNI-Times; they cannot be read"),
            N_(
                "Convert them with the UniKey Toolkit, from VNI Windows to Unicode, or type them in a Unicode font again"
            ),
        ),
    }

"""Rule `unread-file`."""

from ttdn_cli.findings import Severity
from ttdn_cli.rules._base import InputRule
from ttdn_cli.text.i18n import N_


class UnreadFile(InputRule):
    """A file among the reports is of a kind that is not read, so that nothing in it counts.

    ## Why it matters
    It may be the report of an agency that is told to have sent none. The file is named beside every report that
    is missing for the period of its folder. Evidence is no report: a file that a report names as evidence, and
    whatever lies in a folder `minh-chung`, `phu-luc` or `evidence`, is left alone.

    ## Bad
    ```yaml
    # file: Q2/so-a.doc
    # text:
    (a document of Word 97)
    # file: Q2/so-b.yaml
    - task: T.1
      state: in_progress
    ```

    ## Good
    ```yaml
    # file: Q2/anh-hoi-nghi.jpg
    # text:
    (a picture)
    # file: Q2/so-a.yaml
    - task: T.1
      state: in_progress
      evidence: [anh-hoi-nghi.jpg]
    ```
    """

    name = "unread-file"
    severity = Severity.WARNING
    words = {
        "document": (
            N_("This is a text document of a kind that is not read ({ending}); nothing in it is counted"),
            N_("Ask for the report as .docx or .xlsx, or open the file and save it as .docx"),
        ),
        "workbook": (
            N_("This is a workbook of a kind that is not read ({ending}); nothing in it is counted"),
            N_("Ask for the report as .xlsx or .docx, or open the file and save it as .xlsx"),
        ),
        "presentation": (
            N_("This is a presentation ({ending}), which is not read; nothing in it is counted"),
            N_("Ask for the report as .docx or .xlsx; evidence belongs in a folder minh-chung"),
        ),
        "pdf": (
            N_("This is a PDF file, which is not read; nothing in it is counted"),
            N_("Ask for the report as .docx or .xlsx; evidence belongs in a folder minh-chung"),
        ),
        "picture": (
            N_("This is a picture ({ending}), which is not read; nothing in it is counted"),
            N_("Ask for the report as .docx or .xlsx; evidence belongs in a folder minh-chung"),
        ),
        "archive": (
            N_("This is an archive ({ending}), which is not opened; nothing in it is counted"),
            N_("Unpack it, and put the reports from it here"),
        ),
        "mail": (
            N_("This is a mail ({ending}), which is not opened; nothing in it is counted"),
            N_("Open it, and save the report that is attached to it here"),
        ),
    }

"""`check --staged`, as the hook for pre-commit calls it: the folders of the reports that are about to be committed."""

from __future__ import annotations

import os
import re
from dataclasses import replace

from ttdn_cli.commands._options import Options
from ttdn_cli.errors import UsageError
from ttdn_cli.files.paths import from_here
from ttdn_cli.files.unread_kinds import is_evidence_folder
from ttdn_cli.settings.settings import working_settings
from ttdn_cli.text.i18n import N_

# The same as `files` of the hook: the folders in which reports are kept, and the kinds of files that they are.
REPORTS = r"(?i)(^|/)(reports|([0-9]{4}-)?(Q[1-4]|H[12]|[01][0-9]))/([^/]+/)*[^/]+\.(ya?ml|xlsx|csv|xls|ods|docx)$"


def with_staged(options: Options) -> Options | None:
    """Return the options with what is to be judged: the folder that is set, else those of the staged reports.

    None when no report is staged. Raises `UsageError` when paths are given, and `TtdnError` where git says nothing.
    """
    if options.paths:
        raise UsageError(
            N_("--staged finds the reports itself; it does not go together with: {paths}"),
            N_("Leave the paths out, or --staged"),
            paths=tuple(options.paths),
        )
    if options.reports or working_settings().reports:
        return options
    from ttdn_cli.files.git import repository

    with repository(os.curdir) as opened:
        staged = [os.path.join(opened.top, one) for one in opened.staged() if _is_report(one)]
    folders = sorted({os.path.dirname(one) for one in staged})
    return replace(options, paths=tuple(map(from_here, folders))) if folders else None


def _is_report(path: str) -> bool:
    """Tell whether a path, from the top of the repository, is that of a report, and not of evidence."""
    return re.search(REPORTS, path) is not None and not any(map(is_evidence_folder, path.split("/")[:-1]))

"""Command `missing`: list the reports that were owed and have not been received."""

from __future__ import annotations

from ttdn_cli.commands._listing import Listing, list_command
from ttdn_cli.text.i18n import N_

EXAMPLES = ("ttdn missing --quarter Q2", "ttdn missing reports/ --format json")


def _listing() -> Listing:
    from ttdn_cli.render._lists import missing
    from ttdn_cli.results.views import missing_view

    return Listing(
        lambda case, *_: missing_view(case),
        missing,
        lambda view: all(row["received"] not in ("none", "rejected") for row in view["expected"]),
    )


command = list_command(N_("List the reports that were owed and have not been received."), _listing)

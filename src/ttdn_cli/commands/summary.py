"""Command `summary`: count the outcomes, in all and by agency."""

from __future__ import annotations

from ttdn_cli.commands._listing import Listing, list_command
from ttdn_cli.text.i18n import N_

EXAMPLES = ("ttdn summary --quarter Q2", "ttdn summary reports/ --format json")


def _listing() -> Listing:
    from ttdn_cli.render._lists import summary
    from ttdn_cli.results.views import summary_view

    return Listing(
        lambda case, *_: summary_view(case),
        lambda view, directory, screen, _: summary(view, directory, screen),
        lambda view: not view["outcomes"]["overdue"],
    )


command = list_command(N_("Count the outcomes, in all and by agency."), _listing)

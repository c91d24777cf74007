"""Command `overdue`: list what is overdue and what falls due soon."""

from __future__ import annotations

from ttdn_cli.commands._listing import Listing, list_command
from ttdn_cli.text.i18n import N_

EXAMPLES = ("ttdn overdue --quarter Q2", "ttdn overdue reports/ --as-of 2017-07-14 --soon 14")


def _listing() -> Listing:
    from ttdn_cli.render._lists import overdue
    from ttdn_cli.results.views import overdue_view

    return Listing(
        overdue_view,
        overdue,
        lambda view: not view["overdue"],
    )


command = list_command(N_("List what is overdue and what falls due soon."), _listing)

"""Words for the states and kinds that several lists and papers show, as msgids."""

from __future__ import annotations

from ttdn_cli.findings import Severity
from ttdn_cli.text.i18n import N_

SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("note")}
AMENDED_BY = N_("amended by {documents}")
REJECTED = N_("rejected")
RECEIVED = {
    "in_time": N_("received in time"),
    "late": N_("received late"),
    "nothing_to_report": N_("nothing to report"),
    "rejected": REJECTED,
    "none": N_("not received"),
}
STATES = {
    "not_started": N_("not started"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "cancelled": N_("cancelled"),
    None: N_("not reported"),
}
ROLES = {"lead": N_("lead"), "coordinator": N_("coordinator")}
VERDICTS = {
    "accepted": N_("accepted"),
    "with_errors": N_("counted, with errors"),
    "partial": N_("counted in part"),
    "superseded": N_("replaced by a later report"),
    "rejected": REJECTED,
}
WAIVED_BY = N_("{reason}; {authority}; until {until}")

"""Words for the states and kinds that several lists and papers show, as msgids."""

from __future__ import annotations

from collections.abc import Sequence

from ttdn_cli.findings import Phrase, Severity
from ttdn_cli.limits import MAX_NAMED
from ttdn_cli.text.i18n import N_, Words

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
NOW = N_("{agency} (now {heirs})")
NOT_READABLE = N_("not received in a form that can be counted")
AND_MORE = N_("and {count} more")
UNREAD_THERE = N_("there are files that count for no agency: {files}")
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
    "unread": N_("of a kind that is not read"),
}
WAIVED = N_("waived: {why}")
WAIVED_BY = N_("{reason}; {authority}; until {until}")


def first_of(files: Sequence[str], most: int = MAX_NAMED) -> tuple[str | Phrase, ...]:
    """Return files as a message names them: so many, and how many more there are."""
    more = len(files) - most
    return (*files[:most], Phrase(AND_MORE, {"count": more})) if more > 0 else tuple(files)


def received_words(code: str, unread: Sequence[str], words: Words) -> str:
    """Return what became of a report in words; with `unread` files beside it nobody says that nothing came."""
    return words.say(NOT_READABLE if unread and code == "none" else RECEIVED[code])


def unread_words(unread: Sequence[str], words: Words) -> str:
    """Return the words that name the files that count for no agency, or "" where there are none."""
    return words.say(UNREAD_THERE, files=first_of(unread)) if unread else ""

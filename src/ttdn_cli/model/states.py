"""What a report may say of an occurrence, and the words for it."""

from __future__ import annotations

from enum import StrEnum

from ttdn_cli.model.names import fold


class State(StrEnum):
    """What a report says of an occurrence, from the least advanced to the most."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    CANCELLED = "cancelled"
    DONE = "done"


STATE_WORDS = {
    State.NOT_STARTED: ("chưa thực hiện",),
    State.IN_PROGRESS: ("đang thực hiện",),
    State.CANCELLED: ("hủy", "đã hủy"),
    State.DONE: ("hoàn thành", "đã hoàn thành"),
}
_STATES = {fold(word): state for state, words in STATE_WORDS.items() for word in (state.value, *words)}
LONGEST = 40  # characters; no state has as many, however it is spaced


def parse_state(text: str) -> State | None:
    """Read a state by its English id or its Vietnamese words, folded like names; anything else gives None."""
    return (_STATES.get(text) or _STATES.get(fold(text))) if len(text) <= LONGEST else None

"""An environment in which no setting of whoever runs something changes what is seen: no test itself."""

from __future__ import annotations

import os

SETTINGS = ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "LANGUAGE", "LC_ALL", "LC_MESSAGES")


def bare() -> dict[str, str]:
    """Return the environment of this process without settings of the program, of languages and of the terminal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TTDN_") and name not in SETTINGS}
    return {**kept, "LANG": "C", "LANGUAGE": ""}

"""What the tests of writing share: commands that write, what stands in their files. No test itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.sample import PLAN

OLDER = b"an older result\n"
ON = ("--as-of", "2017-07-01", "--lang", "en")
NEW = ("plan", "new", "--id", "mau-2025", "--year", "2025", "--issuer", "UBND", "--lang", "en")
ANNEX = str(next((ROOT / "tests" / "annex").glob("*.csv"), ""))
# name: the arguments, and the files that the run makes; the first of them is one that an older run has left
COMMANDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "text": (("check", "reports", *PLAN, *ON, "-o", "result"), ("result",)),
    "JSON": (("check", "reports", *PLAN, *ON, "-o", "out/result", "--format", "json"), ("out/result",)),
}
MADE = {
    "empty plan": ((*NEW, "-o", "new/plan.yaml"), ("new/plan.yaml", "new/agencies.yaml")),
    "annex": ((*NEW, "-o", "new/plan.yaml", "--from", ANNEX), ("new/plan.yaml", "new/agencies.yaml")),
}
EVERY = [
    *(pytest.param(*one, False, id=name) for name, one in COMMANDS.items()),
    pytest.param(*MADE["annex"], True, id="annex"),
]


def state(names: tuple[str, ...]) -> dict[str, bytes | None]:
    """Return what stands in each of the files; None where there is none."""
    return {name: Path(name).read_bytes() if Path(name).exists() else None for name in names}


def litter() -> list[str]:
    """Return what a run has left beside its results."""
    return [str(path) for path in Path().rglob(".ttdn-*")]


def begin(names: tuple[str, ...], *, made: bool) -> None:
    """Bring the folder to where it was before the run: with older results, or with none for what overwrites nothing."""
    for name in (*names, *litter()):
        Path(name).unlink(missing_ok=True)
    if not made:
        for name in names:
            Path(name).write_bytes(OLDER)

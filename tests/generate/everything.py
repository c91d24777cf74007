"""Everything that is generated, and where it differs from what lies in the repository."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.conftest import ROOT
from tests.generate import catalogue, goldens, readmes, schemas

# Folders that hold nothing but what is generated, as patterns of paths.
OWN = ("schemas/*", "tests/examples/*.txt", "tests/examples/*.md", "tests/second_plan/expected/*")
Made = dict[str, bytes | None]


def everything() -> Made:
    """Return every generated file by its path below the root; None for one that is not generated any more."""
    made = {**schemas.made(), **catalogue.made(), **readmes.made(), **goldens.made()}
    return {**dict.fromkeys(_left(made)), **made}


def _left(made: Iterable[str], root: Path = ROOT) -> list[str]:
    found = {path.relative_to(root).as_posix() for pattern in OWN for path in root.glob(pattern)}
    return sorted(found - set(made))


def differing(made: Made, root: Path = ROOT) -> list[str]:
    """Return the paths of files that are not as they would be generated."""
    return sorted(name for name, data in made.items() if _held(root / name) != data)


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def put(made: Made, root: Path = ROOT) -> list[str]:
    """Write what differs, remove what is not generated any more, and return the paths of both."""
    names = differing(made, root)
    for name in names:
        data = made[name]
        if data is None:
            (root / name).unlink()
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
    return names

"""Names whose meaning depends on the heading that a task stands under (`sections[].aliases`)."""

from __future__ import annotations

from collections.abc import Mapping

from ttdn_cli.model.names import NameIndex


class SectionNames:
    """The names that hold under each heading, and under those below it by their ids (II.3 is below II)."""

    def __init__(self, aliases: Mapping[str, Mapping[str, str]], tasks: Mapping[str, str | None]) -> None:
        """Take the names of each heading with the ids that they mean, and the heading of each task."""
        named = {section: NameIndex(_by_id(names)) for section, names in aliases.items() if names}
        nearest = sorted(named, key=len, reverse=True)
        self._of = {
            task: known
            for task, section in tasks.items()
            if (known := [named[one] for one in nearest if f"{section}.".startswith(f"{one}.")])
        }

    def find(self, task: str, name: str) -> tuple[str, ...]:
        """Return the ids that a name means for a task by the nearest heading that knows it; none where none does."""
        known = self._of.get(task)
        return next((ids for names in known if (ids := names.find(name))), ()) if known else ()


def _by_id(aliases: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for name, identity in aliases.items():
        found.setdefault(identity, []).append(name)
    return list(found.items())

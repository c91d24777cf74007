"""Names whose meaning depends on the heading that a task stands under (`sections[].aliases`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ttdn_cli.model.names import NameIndex

if TYPE_CHECKING:
    from ttdn_cli.model.plan import Section, Task


class SectionNames:
    """The names that hold under each heading, and under those below it by their ids (II.3 is below II)."""

    def __init__(self, sections: Iterable[Section], tasks: Iterable[Task]) -> None:
        """Take the headings with their names, and the tasks under them."""
        named = [(one.id, NameIndex(_by_id(one))) for one in sections if one.aliases]
        self._of = {
            task.id: [
                names for identity, names in sorted(named, key=lambda one: -len(one[0])) if _under(task, identity)
            ]
            for task in (tasks if named else ())
        }

    def find(self, task: str, name: str) -> tuple[str, ...]:
        """Return the ids that a name means for a task by the nearest heading that knows it; none where none does."""
        return next((ids for names in self._of.get(task, ()) if (ids := names.find(name))), ())


def _under(task: Task, section: str) -> bool:
    return task.section is not None and f"{task.section}.".startswith(f"{section}.")


def _by_id(section: Section) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for name, identity in section.aliases.items():
        found.setdefault(identity, []).append(name)
    return list(found.items())

"""The differences of two plans as text, as Markdown for a pull request, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ttdn_cli.plans.diff import Difference, Version, phrase
from ttdn_cli.text.escaping import clean
from ttdn_cli.text.i18n import N_, Words, shorten
from ttdn_cli.text.markdown import literal

if TYPE_CHECKING:
    from ttdn_cli.model.plan_diff_output import PlanDiff

PARTS = {
    "task": N_("Task {id} {title}"),
    "duty": N_("Duty {id}"),
    "amendment": N_("Amendment {id}"),
    "registry": N_("Registry: {name} ({id})"),
}
WHOLE = N_("The plan as a whole")
WORDS_ONLY = N_("words only: ")


class Diff(NamedTuple):
    """Two versions of a plan, how their files are named, and what differs."""

    old: Version
    old_file: str
    new: Version
    new_file: str
    found: Sequence[Difference]

    @property
    def same_meaning(self) -> bool:
        """Whether at most words differ."""
        return not any(one.meaning for one in self.found)


def as_text(diff: Diff, words: Words) -> bytes:
    """Return the differences as lines for people, item by item."""
    lines = [*_head(diff, words), _verdict(diff, words)]
    for title, changes in _items(diff, words):
        lines += ["", title, *(f"  - {_said(one, words)}" for one in changes)]
    return "".join(f"{clean(line)}\n" for line in lines).encode("utf-8", "backslashreplace")


def as_markdown(diff: Diff, words: Words) -> bytes:
    """Return the differences as Markdown in which nothing of the plans is obeyed: no markup, link, mention or HTML."""
    title, *files = _head(diff, words)
    lines = [f"### {literal(title)}", "", *(f"- {literal(line)}" for line in files), ""]
    lines.append(f"**{literal(_verdict(diff, words))}**")
    for item, changes in _items(diff, words):
        lines += ["", f"#### {literal(item)}", "", *(f"- {literal(_said(one, words))}" for one in changes)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def as_json(diff: Diff, words: Words) -> PlanDiff:
    """Return the differences as `ttdn/plan-diff/1`."""
    old, new = diff.old.plan, diff.new.plan
    return {
        "schema": "ttdn/plan-diff/1",
        "old": {"id": old.id, "revision": old.revision, "path": _path(diff.old_file)},
        "new": {"id": new.id, "revision": new.revision, "path": _path(diff.new_file)},
        "same_meaning": diff.same_meaning,
        "changes": [
            {
                "kind": one.kind,
                "id": one.id,
                "field": one.field,
                "old": one.old,
                "new": one.new,
                "meaning": one.meaning,
                "message": words.show(phrase(one)),
            }
            for one in diff.found
        ],
    }


def _path(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def _head(diff: Diff, words: Words) -> Iterator[str]:
    old, new = diff.old.plan.revision, diff.new.plan.revision
    same, risen = N_("Plan {id}, revision {old}"), N_("Plan {id}, revision {old} → {new}")
    yield words.say(same if old == new else risen, id=diff.new.plan.id, old=old, new=new)
    yield words.say(N_("Old: {path}"), path=diff.old_file)
    yield words.say(N_("New: {path}"), path=diff.new_file)


def _verdict(diff: Diff, words: Words) -> str:
    meant = sum(one.meaning for one in diff.found)
    worded = len(diff.found) - meant
    if meant:
        said = N_("The meaning differs. Changes of meaning: {meant}; of words only: {worded}.")
    elif worded:
        said = N_("Only words differ, the meaning is the same. Changes of words: {worded}.")
    else:
        said = N_("There is no difference in meaning or words.")
    return words.say(said, meant=meant, worded=worded)


def _items(diff: Diff, words: Words) -> Iterator[tuple[str, list[Difference]]]:
    """Yield the title of every item that differs, with its differences."""
    for (part, identity), changes in groupby(diff.found, key=lambda one: (one.part, one.id)):
        values = {"id": identity, "title": "", "name": ""}
        if part == "task":
            tasks = {task.id: task for version in (diff.old, diff.new) for task in version.plan.tasks}
            values["title"] = shorten(tasks[str(identity)].title)
        elif part == "registry":
            known = diff.new.directory.name(str(identity))
            values["name"] = diff.old.directory.name(known) if known == identity else known
        yield words.say(PARTS.get(part, WHOLE), **values), list(changes)


def _said(one: Difference, words: Words) -> str:
    return ("" if one.meaning else words.say(WORDS_ONLY)) + words.show(phrase(one))

"""Which fields hold meaning and which only words, and the comparison of those that need no care of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from ttdn_cli.findings import Term
from ttdn_cli.model.fields import Model, dump
from ttdn_cli.model.plan import (
    Amendment,
    Assumption,
    Change,
    Document,
    Duty,
    Plan,
    Reporting,
    Section,
    Task,
)
from ttdn_cli.model.registry import Agency, Group, Registry
from ttdn_cli.model.schedule import Deliverable, Milestone, Schedule
from ttdn_cli.plans.diff._record import Difference
from ttdn_cli.plans.diff._texts import excerpts, squeezed
from ttdn_cli.text.i18n import N_

Naming = Callable[[str], str]


class Weight(Enum):
    """How much a field counts: it holds meaning, only words, or is compared with care elsewhere."""

    MEANING = 1
    WORDS = 2
    APART = 3


def _table(meaning: str = "", words: str = "", apart: str = "") -> Mapping[str, Weight]:
    listed = ((meaning, Weight.MEANING), (words, Weight.WORDS), (apart, Weight.APART))
    return {name: weight for names, weight in listed for name in names.split()}


# A field that is not listed counts as meaning, so that none is missed; a test asks for every field to be listed.
WEIGHTS: Mapping[type[Model], Mapping[str, Weight]] = {
    Plan: _table(
        "id begins ends due_on_days_off",
        "language document parent days_off legal_bases purposes requirements sections funding recipients assumptions",
        "form revision agencies tasks duties reporting amendments",
    ),
    Document: _table("", "number date place issuer signer programme title"),
    Section: _table("", "id title", "aliases"),
    Assumption: _table("", "about text to_settle"),
    Task: _table(
        "scopes", "section title content funding parent subjects notes", "id lead coordinators schedule deliverables"
    ),
    Schedule: _table(
        "tentative aspirational duration_days milestones",
        "as_written",
        "year quarter half month every on by from_ to open_ended ongoing unspecified",
    ),
    Milestone: _table("percent deliverables lead aspirational", "name", "id by from_"),
    Deliverable: _table("", "", "name quantity unit"),
    Duty: _table("agencies role with_", "text when", "id"),
    Reporting: _table("every to due"),
    Amendment: _table("effective", "reason revision", "document changes"),
    Change: _table("", "", "lead coordinators scopes schedule deliverables withdrawn"),
    Registry: _table("", "", "form agencies groups"),
    Agency: _table("valid_from valid_to successor", "name_en kind", "id name aliases"),
    Group: _table("requires", "", "id name aliases members open"),
}
_IN_ANY_ORDER = frozenset(((Duty, "agencies"), (Duty, "with_"), (Milestone, "lead")))
_TOLD_AS_OCCURRENCES = frozenset(((Milestone, "id"), (Milestone, "by"), (Milestone, "from_")))
# The kind and the words of a change in a field; what is not named here is told by its name.
_SAID: Mapping[tuple[type[Model], str], tuple[str, str]] = {
    (Plan, "id"): ("plan-id-changed", N_("Id of the plan changed: {old} → {new}")),
    (Plan, "begins"): ("plan-begins-moved", N_("First day of the plan moved: {old} → {new}")),
    (Plan, "ends"): ("plan-ends-moved", N_("Last day of the plan moved: {old} → {new}")),
    (Plan, "due_on_days_off"): ("days-off-changed", N_("Due dates on days off: {old} → {new}")),
    (Task, "scopes"): ("scopes-changed", N_("Scopes changed: {old} → {new}")),
    (Schedule, "milestones"): ("milestones-changed", N_("What milestones ask for changed: {old} → {new}")),
    (Schedule, "duration_days"): ("duration-changed", N_("Number of days changed: {old} → {new}")),
    (Duty, "agencies"): ("duty-agencies-changed", N_("Agencies changed: {old} → {new}")),
    (Duty, "role"): ("duty-role-changed", N_("Role changed: {old} → {new}")),
    (Duty, "with_"): ("duty-with-changed", N_("Agencies to work with changed: {old} → {new}")),
    (Reporting, "every"): ("reporting-changed", N_("Reporting period changed: {old} → {new}")),
    (Reporting, "to"): ("reporting-changed", N_("Focal agency changed: {old} → {new}")),
    (Reporting, "due"): ("reporting-changed", N_("Day by which reports are due changed: {old} → {new}")),
    (Amendment, "effective"): ("amendment-changed", N_("First day it holds moved: {old} → {new}")),
    (Agency, "valid_from"): ("agency-changed", N_("First day of the agency changed: {old} → {new}")),
    (Agency, "valid_to"): ("agency-changed", N_("Last day of the agency changed: {old} → {new}")),
    (Agency, "successor"): ("agency-changed", N_("Successor changed: {old} → {new}")),
    (Group, "requires"): ("requires-changed", N_("Whose part is asked for changed: {old} → {new}")),
}
_TERMS = {
    "month": N_("monthly"),
    "quarter": N_("quarterly"),
    "half": N_("half-yearly"),
    "year": N_("yearly"),
    "any": N_("any member"),
    "all": N_("all members"),
    "lead": N_("leads"),
    "coordinate": N_("coordinates"),
    "focal": N_("focal agency"),
    "perform": N_("performs"),
    "title": N_("title"),
    "content": N_("content"),
    "section": N_("heading"),
    "sections": N_("headings"),
    "as_written": N_("time frame as written"),
    "text": N_("wording"),
    "when": N_("time as worded"),
    "legal_bases": N_("legal bases"),
    "purposes": N_("purposes"),
    "requirements": N_("requirements"),
    "funding": N_("funding"),
    "recipients": N_("recipients"),
    "assumptions": N_("assumptions"),
    "language": N_("language"),
    "reason": N_("reason"),
    "kind": N_("kind of agency"),
    "name": N_("name"),
    "name_en": N_("name in English"),
    "aliases": N_("other names"),
    "deliverables": N_("deliverables"),
    "coordinators": N_("coordinating agencies"),
    "parent": N_("document or task it carries out"),
    "subjects": N_("whom it is about"),
    "notes": N_("notes"),
    "document.number": N_("number of the document"),
    "document.date": N_("date of the document"),
    "document.place": N_("place of issue"),
    "document.issuer": N_("issuing body"),
    "document.signer": N_("signer"),
    "document.programme": N_("programme"),
    "document.title": N_("title of the document"),
}
CHANGED = N_("{field} changed: {old} → {new}")
WORDED = N_("Words changed, {field}: “{old}” → “{new}”")
WORDS_ADDED = N_("Words added, {field}: “{new}”")
WORDS_GONE = N_("Words removed, {field}: “{old}”")
REORDERED = N_("Order changed: {field}")


class Item(NamedTuple):
    """Whose fields are compared: the part of the plan, the id, and a prefix of the fields' names."""

    part: str
    id: str | None
    prefix: str = ""


def weight(model: type[Model], field: str) -> Weight:
    """Return how much a field counts; one that nobody has listed counts as meaning."""
    return WEIGHTS.get(model, {}).get(field, Weight.MEANING)


def plain_differences(
    item: Item, old: Model, new: Model, names: tuple[Naming, Naming] = (str, str)
) -> Iterator[Difference]:
    """Yield the differences of all fields that need no care of their own, meaning before words.

    `names` gives the name, in the old and in the new version, that is said for an id.
    """
    model = type(new)
    for field, written in model.file_keys().items():
        before, after = getattr(old, field), getattr(new, field)
        key = (model, field)
        if weight(model, field) is Weight.MEANING and essence(before, key) != essence(after, key):
            name = item.prefix + written
            kind, message = _SAID.get(key, ("field-changed", CHANGED))
            values = {"field": term(name), "old": said(before, names[0]), "new": said(after, names[1])}
            yield Difference(item.part, kind, item.id, name, dump(before), dump(after), message, values)
    for field, written in model.file_keys().items():
        if weight(model, field) is Weight.WORDS:
            name = item.prefix + written
            yield from word_differences(item, name, getattr(old, field), getattr(new, field))


def essence(value: Any, key: tuple[type[Model], str] | None = None) -> Any:
    """Return what a value means, fit to be compared: without words, spacing and orders that do not count."""
    if isinstance(value, Model):
        model = type(value)
        return tuple(
            (field, essence(getattr(value, field), (model, field)))
            for field in model.model_fields
            if weight(model, field) is Weight.MEANING
            or (weight(model, field) is Weight.APART and (model, field) not in _TOLD_AS_OCCURRENCES)
        )
    if isinstance(value, tuple):
        if key == (Schedule, "milestones"):  # in any order of the file: it is their days that order them
            value = sorted(value, key=lambda one: (one.by, one.occurrence_id))
        parts = [essence(one) for one in value]
        return frozenset(parts) if key in _IN_ANY_ORDER else tuple(parts)
    if isinstance(value, dict):
        return tuple(sorted((name, essence(one)) for name, one in value.items()))
    return squeezed(value) if isinstance(value, str) else value


def word_differences(item: Item, field: str, old: Any, new: Any) -> Iterator[Difference]:
    """Yield the differences of words in a field: a text, a list of texts or models, or one model."""
    if isinstance(new, Model) and isinstance(old, Model):
        for name in type(new).model_fields:
            yield from word_differences(item, f"{field}.{name}", getattr(old, name), getattr(new, name))
        return
    before, after = _texts(old), _texts(new)
    gone, come = missing_from(after, before), missing_from(before, after)
    changed = min(len(gone), len(come))
    for was, now in zip(gone, come, strict=False):
        yield _worded(item, field, WORDED, was, now)
    for was in gone[changed:]:
        yield _worded(item, field, WORDS_GONE, was, None)
    for now in come[changed:]:
        yield _worded(item, field, WORDS_ADDED, None, now)
    if not gone and not come and before != after:
        values = {"field": term(field)}
        yield Difference(item.part, "words", item.id, field, before, after, REORDERED, values, meaning=False)


def missing_from(these: Iterable[str], those: Iterable[str]) -> list[str]:
    """Return those that are not among these, each once, in their order."""
    known = frozenset(these)
    return [one for one in dict.fromkeys(those) if one not in known]


def _worded(item: Item, field: str, message: str, old: str | None, new: str | None) -> Difference:
    shown = excerpts(old or "", new or "")
    values = {"field": term(field), "old": shown[0], "new": shown[1]}
    return Difference(item.part, "words", item.id, field, old, new, message, values, meaning=False)


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, tuple):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, Model):
        words = [name for name in type(value).model_fields if weight(type(value), name) is not Weight.APART]
        return [": ".join(text for name in words for text in _texts_of(value, name))]
    return [value.isoformat() if isinstance(value, date) else squeezed(str(value))]


def _texts_of(model: Model, field: str) -> list[str]:
    """Return the words of a field; of a switch its name where it is on."""
    value = getattr(model, field)
    return ([field] if value else []) if isinstance(value, bool) else _texts(value)


def term(field: str) -> object:
    """Return the name of a field in words, or as it is where there are none."""
    known = next((name for name in (field, field.rpartition(".")[2]) if name in _TERMS), None)
    return Term(_TERMS[known]) if known else field


def said(value: Any, name_of: Naming) -> object:
    """Return a value as a message shows it: ids by name, models by their fields."""
    if isinstance(value, tuple):
        return tuple(said(one, name_of) for one in value)
    if isinstance(value, dict):
        return tuple(f"{name_of(name)}: {one}" for name, one in value.items())
    if isinstance(value, Model):
        return ", ".join(f"{name}: {one}" for name, one in dump(value).items())
    if isinstance(value, str):
        name = name_of(value)
        return term(value) if name == value else name
    return value

"""Deliverables compared. They are the same when their names are, in folded letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ttdn_cli.model.fields import dump
from ttdn_cli.model.names import fold
from ttdn_cli.model.schedule import Deliverable
from ttdn_cli.plans.diff._fields import Item, plain_differences, word_differences
from ttdn_cli.plans.diff._record import Difference
from ttdn_cli.text.i18n import N_

ADDED = N_("Deliverable added: {product}")
DROPPED = N_("Deliverable dropped: {product}")
QUANTITY = N_("Quantity changed, {name}: {old} → {new}")
UNIT = N_("Unit changed, {name}: {old} → {new}")


def deliverable_differences(task: str, old: Sequence[Deliverable], new: Sequence[Deliverable]) -> Iterator[Difference]:
    """Yield the differences of what one occurrence of a task must produce, meaning before words."""
    before, after = _by_name(old), _by_name(new)
    for key in (one for one in before if one not in after):
        yield _whole("deliverable-dropped", task, before[key])
    for key, product in after.items():
        if key in before:
            yield from _changed(task, before[key], product)
        else:
            yield _whole("deliverable-added", task, product)
    for key, product in after.items():
        if key in before:
            yield from _words(task, before[key], product)


def _by_name(products: Sequence[Deliverable]) -> dict[tuple[str, int], Deliverable]:
    """Return deliverables by folded name; several of one name are counted."""
    found: dict[tuple[str, int], Deliverable] = {}
    counts: Counter[str] = Counter()
    for product in products:
        name = fold(product.name)
        found[name, counts[name]] = product
        counts[name] += 1
    return found


def _whole(kind: str, task: str, product: Deliverable) -> Difference:
    amount = " ".join(str(part) for part in (product.quantity, product.unit) if part is not None)
    values = {"product": f"{amount} ({product.name})" if amount else product.name}
    if kind == "deliverable-added":
        return Difference("task", kind, task, "deliverables", None, dump(product), ADDED, values)
    return Difference("task", kind, task, "deliverables", dump(product), None, DROPPED, values)


def _changed(task: str, old: Deliverable, new: Deliverable) -> Iterator[Difference]:
    field = f"deliverables.{new.name}."
    if old.quantity != new.quantity:
        values = {"name": new.name, "old": old.quantity, "new": new.quantity}
        told = old.quantity, new.quantity
        yield Difference("task", "quantity-changed", task, field + "quantity", *told, QUANTITY, values)
    if fold(old.unit or "") != fold(new.unit or ""):
        values = {"name": new.name, "old": old.unit, "new": new.unit}
        yield Difference("task", "unit-changed", task, field + "unit", old.unit, new.unit, UNIT, values)
    yield from (one for one in plain_differences(Item("task", task, field), old, new) if one.meaning)


def _words(task: str, old: Deliverable, new: Deliverable) -> Iterator[Difference]:
    item = Item("task", task)
    yield from word_differences(item, "deliverables", old.name, new.name)
    if fold(old.unit or "") == fold(new.unit or ""):
        yield from word_differences(item, "deliverables", old.unit, new.unit)
    yield from (one for one in plain_differences(item, old, new) if not one.meaning)

"""What holds in every world, however offices merge, leads change and reports come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random
from typing import cast

import pytest

from tests.support.worlds import Data, World, case_of, draw, judged, read
from ttdn_cli.files.tree import Position
from ttdn_cli.findings import Place
from ttdn_cli.render.json import dump
from ttdn_cli.results.views import missing_view, overdue_view, summary_view
from ttdn_cli.text.i18n import Words

WORLDS = 2000
PART = 50  # worlds of one test; one such test in twenty is run with the others
PARTS = [range(first, first + PART) for first in range(0, WORLDS, PART)]


def meaning(found: Data) -> Counter[str]:
    """Return what findings say, without their places."""
    keys = ("rule", "severity", "agency", "task", "occurrence", "period", "days_overdue", "behind", "message")
    return Counter(str([one[key] for key in keys]) for one in found["findings"])


def shown(found: Data) -> str:
    return dump(found).decode()


def the_order_of_files_does_not_matter(world: World, found: Data) -> bool:
    names = list(world.reports)
    Random(len(names)).shuffle(names)  # noqa: S311 - no secret
    return shown(judged(world._replace(reports={name: world.reports[name] for name in names}))) == shown(found)


def the_order_of_items_does_not_matter(world: World, found: Data) -> bool:
    turned = world.copy()
    for report in turned.reports.values():
        report.get("items", []).reverse()
    other = judged(turned)
    return bool(other["outcomes"] == found["outcomes"]) and meaning(other) == meaning(found)


def the_order_of_agencies_and_one_without_a_part_do_not_matter(world: World, found: Data) -> bool:
    other = world.copy()
    other.registry["agencies"].reverse()
    other.registry["agencies"].insert(0, {"id": "z", "name": "Sở Z"})
    return shown(judged(other)) == shown(found)


def the_order_of_leads_changes_no_outcome(world: World, found: Data) -> bool:
    turned = world.copy()
    for task in turned.plan["tasks"]:
        task["lead"].reverse()
    return bool(judged(turned)["outcomes"] == found["outcomes"])


def a_year_later_all_is_the_same(world: World, found: Data) -> bool:
    def moved(data: object) -> object:
        if isinstance(data, dict):
            return {key: moved(value) for key, value in data.items()}
        if isinstance(data, list):
            return [moved(one) for one in data]
        if isinstance(data, date):
            return data.replace(year=data.year + 1)
        return data + 1 if data == 2017 else data.replace("2017", "2018") if isinstance(data, str) else data

    plan, registry, reports = (cast("Data", moved(one)) for one in (world.plan, world.registry, world.reports))
    later = judged(World(plan, registry, reports, world.as_of.replace(year=world.as_of.year + 1)))
    for one in (*found["findings"], *later["findings"]):
        one["fingerprint"] = None
    return shown(later) == shown(found).replace("2018", "2019").replace("2017", "2018")


def a_folder_that_names_no_period_changes_only_the_path(world: World, found: Data) -> bool:
    elsewhere = {name.replace("Q", "nhan-", 1): one for name, one in world.reports.items()}
    there = judged(world._replace(reports=elsewhere))
    for one in there["findings"]:  # which of several reports counts is told by its path
        one["message"] = one["message"].replace("nhan-", "Q")
    return meaning(there) == meaning(found)


def lists_and_findings_say_the_same(world: World, found: Data) -> bool:
    def nowhere(_place: Place) -> Position:
        return (1, 1)

    case = case_of(world, read(world))
    late = [one for one in found["findings"] if one["rule"] == "overdue"]
    silent = {(one["agency"], one["period"]) for one in found["findings"] if one["rule"] == "missing-report"}
    rows = overdue_view(case, nowhere, Words("en"))["overdue"]
    owed = missing_view(case, nowhere, Words("en"))["expected"]
    return (
        {(one["task"], one["occurrence"], one["days_overdue"], *one["behind"]) for one in rows}
        == {(one["task"], one["occurrence"], one["days_overdue"], *one["behind"]) for one in late}
        and all(one["agency"] == one["behind"][0] for one in late)
        and silent == {(one["agency"], one["period"]) for one in owed if one["received"] in ("none", "rejected")}
        and summary_view(case)["outcomes"] == found["outcomes"]
    )


HOLDS: tuple[Callable[[World, Data], bool], ...] = (
    the_order_of_files_does_not_matter,
    the_order_of_items_does_not_matter,
    the_order_of_agencies_and_one_without_a_part_do_not_matter,
    the_order_of_leads_changes_no_outcome,
    lists_and_findings_say_the_same,
    a_folder_that_names_no_period_changes_only_the_path,
    a_year_later_all_is_the_same,
)


@pytest.mark.sampled(20)
@pytest.mark.parametrize("numbers", PARTS, ids=lambda numbers: f"{numbers[0]}-{numbers[-1]}")
def test_what_holds_in_every_world(numbers: range) -> None:
    broken = []
    for number in numbers:
        world = draw(number)
        found = judged(world)
        broken += [(number, holds.__name__) for holds in HOLDS if not holds(world, found)]
    assert broken == []

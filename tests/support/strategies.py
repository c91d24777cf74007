"""Hypothesis strategies for plans, registries, reports and hostile text: no test itself.

What they give is data to be written as YAML. A plan with its registry is one that can be judged by, whatever it looks
like; reports are written by people, and hold what people write.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

from tests.fuzz.mutate import HOSTILE, WORDS
from ttdn_cli.model.periods import every
from ttdn_cli.model.plan import Plan
from ttdn_cli.model.states import STATE_WORDS, State

Data = dict[str, Any]
IDS = [f"so-{letter}" for letter in "abcdef"]
STEP = timedelta(days=1)
# Whatever can stand in a YAML file, and what somebody would put there on purpose.
letters = st.characters(exclude_categories=["Cs"])
hostile = st.one_of(
    st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=4).map("".join), st.text(letters)
)
text = st.one_of(st.sampled_from(("Bản tin", "Sở Đo Đạc", "12/QĐ-UBND")), hostile).filter(bool)
# What a file may be called: any bytes but NUL and the separator, as the system gives them to a program.
names_of_files = st.binary(min_size=1, max_size=40).map(
    lambda name: name.replace(b"\0", b"\n").replace(b"/", b"%").decode("utf-8", "surrogateescape")
) | hostile.map(lambda name: name.replace("\0", "").replace("/", "%")[:40])


class Folder(NamedTuple):
    """A plan with its registry, and the reports on it by the name of their file."""

    plan: Data
    registry: Data
    reports: dict[str, Data]

    @property
    def files(self) -> dict[str, bytes]:
        """The files of the folder."""
        reports = {f"reports/{name}": written(one) for name, one in self.reports.items()}
        return {"plan.yaml": written(self.plan), "agencies.yaml": written(self.registry), **reports}


def written(data: Data) -> bytes:
    """Return data as a YAML file."""
    dumper = yaml.SafeDumper
    dumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign]  # what stands twice is written twice
    return yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False).encode()


def _some(values: list[str], least: int = 0, most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=min(most, len(set(values))), unique=True)


@st.composite
def registries(draw: st.DrawFn, *, cycle: bool = False) -> Data:
    """Return a registry of six agencies with groups of both kinds and groups within groups; with a cycle when asked."""
    agencies: list[Data] = []
    for number, identity in enumerate(IDS):
        agency: Data = {"id": identity, "name": draw(st.just(f"Sở {identity[-1].upper()}") | text)}
        if draw(st.booleans()):
            agency["aliases"] = draw(st.lists(text, max_size=2))
        if number and draw(st.integers(0, 4)) == 0:  # taken over by others, which came before it in the list
            agency["successor"] = draw(_some(IDS[:number], 1, 2))
            ends = [one["valid_to"] for one in agencies if one["id"] in agency["successor"] and "valid_to" in one]
            agency["valid_to"] = draw(st.dates(date(2016, 1, 1), min(ends, default=date(2018, 12, 31))))
        if draw(st.integers(0, 9)) == 0:
            agency["valid_from"] = draw(
                st.dates(date(2015, 1, 1), min(date(2017, 12, 31), agency.get("valid_to", date.max)))
            )
        agencies.append(agency)
    groups: list[Data] = [{"id": "mo", "name": "các đơn vị liên quan", "open": True}]
    for number in range(draw(st.integers(0, 3))):
        below = [*IDS, *(one["id"] for one in groups)]
        group: Data = {"id": f"nhom-{number}", "name": draw(text), "members": draw(_some(below, 1, 4))}
        if draw(st.booleans()):
            group["requires"] = draw(st.sampled_from(("any", "all")))
        groups.append(group)
    if cycle:
        ring = [f"vong-{number}" for number in range(draw(st.integers(1, 3)))]
        for number, identity in enumerate(ring):
            requires = draw(st.sampled_from(("any", "all")))
            members = [ring[(number + 1) % len(ring)], *draw(_some(IDS, 0, 2))]
            groups.append({"id": identity, "name": identity, "members": members, "requires": requires})
    return {"schema": "ttdn/agencies/1", "agencies": agencies, "groups": groups}


def closed_groups(registry: Data) -> list[str]:
    """Return the ids of the groups that hold no open group: somebody in them can be asked."""
    open_ones: set[str] = set()
    for group in registry["groups"]:  # groups come after their members
        if group.get("open") or open_ones & set(group["members"]):
            open_ones.add(group["id"])
    return [group["id"] for group in registry["groups"] if group["id"] not in open_ones]


@st.composite
def schedules(draw: st.DrawFn, begins: date, ends: date) -> Data:
    """Return a time frame of any form that has a due date within the plan, or none at all."""
    days = st.dates(begins, ends)
    whole = [kind for kind in ("month", "quarter", "half", "year") if _within(kind, begins, ends)]
    forms = ["by", "from", "open_ended", "milestones", "ongoing", "unspecified", *whole, *(["every"] if whole else [])]
    form = draw(st.sampled_from(forms))
    found: Data = {}
    if form in whole:
        name = draw(st.sampled_from(_within(form, begins, ends)))
        short = begins.year == ends.year and form in ("quarter", "half") and draw(st.booleans())
        found[form] = int(name) if form == "year" else name[5:] if short else name
    elif form == "every":
        found["every"] = draw(st.sampled_from(whole))
    elif form == "by":
        found["by"] = draw(days)
    elif form == "from":
        last = draw(st.dates(begins, date(2018, 12, 30)))  # the shipped table of public holidays holds these years
        found |= {"from": draw(st.dates(date(2016, 1, 1), last)), "to": last}
    elif form == "open_ended":
        found |= {"from": draw(days), "open_ended": True}
    elif form == "milestones":
        chosen = draw(st.lists(days, min_size=1, max_size=4, unique=True))
        found["milestones"] = [{"by": day, "percent": draw(st.none() | st.integers(0, 100))} for day in chosen]
    else:
        found[form] = True
    for mark in ("tentative", "aspirational"):
        if draw(st.integers(0, 5)) == 0:
            found[mark] = True
    if draw(st.integers(0, 3)) == 0:
        found |= {"duration_days": draw(st.integers(0, 400)), "as_written": draw(text)}
    return found


def _within(kind: str, begins: date, ends: date) -> list[str]:
    return [one.id for one in every(kind, begins, ends) if begins <= one.begins and one.ends <= ends]


_quantities = st.lists(
    st.fixed_dictionaries({"name": text, "quantity": st.integers(0, 3)}, optional={"unit": text}), max_size=2
)


@st.composite
def plans(draw: st.DrawFn, registry: Data) -> Data:
    """Return a plan on a registry that passes `plan check`: of one or two years, or of a part of one."""
    begins, ends = draw(
        st.sampled_from(
            [
                (date(2017, 1, 1), date(2017, 12, 31)),
                (date(2017, 1, 1), date(2018, 12, 31)),
                (date(2017, 2, 15), date(2017, 11, 3)),
            ]
        )
    )
    everybody = [*IDS, *(group["id"] for group in registry["groups"])]
    leaders = [*IDS, *closed_groups(registry)]
    tasks: list[Data] = []
    for number in range(draw(st.integers(1, 4))):
        lead, coordinators = draw(_some(leaders, 1, 2)), draw(_some(everybody))
        task: Data = {"id": f"II.{number + 1}", "title": draw(text), "lead": lead, "coordinators": coordinators}
        task["schedule"] = draw(schedules(begins, ends))
        if draw(st.booleans()):
            task["deliverables"] = draw(_quantities)
        if draw(st.integers(0, 3)) == 0:
            task["scopes"] = {one: draw(text) for one in (lead + coordinators)[:2]}
        tasks.append(task)
    plan: Data = {"schema": "ttdn/plan/1", "id": "mau", "revision": draw(st.integers(1, 3)), "begins": begins}
    plan |= {"ends": ends, "agencies": "agencies.yaml", "tasks": tasks, "funding": draw(text)}
    plan["document"] = {"number": draw(text), "date": draw(st.dates(date(2016, 11, 1), date(2017, 6, 1)))}
    plan["reporting"] = {"every": draw(st.sampled_from(("month", "quarter", "half", "year"))), "to": "so-a", "due": 20}
    if draw(st.booleans()):
        plan["due_on_days_off"] = "next-working-day"
    plan["amendments"] = [
        {"document": {"number": draw(text)}, "effective": day, "changes": draw(_changes(tasks, leaders, begins, ends))}
        for day in draw(st.lists(st.dates(begins, ends), max_size=2, unique=True))
    ]
    return plan


@st.composite
def _changes(draw: st.DrawFn, tasks: list[Data], leaders: list[str], begins: date, ends: date) -> Data:
    found: Data = {}
    for one in draw(_some([task["id"] for task in tasks], 1, 2)):
        change: Data = {"schedule": draw(schedules(begins, ends))}
        if draw(st.booleans()):
            change["lead"] = draw(_some(leaders, 1, 2))
        if draw(st.integers(0, 3)) == 0:
            change = {"withdrawn": True}
        found[one] = change
    return found


_states = [state.value for state in State] + [word for words in STATE_WORDS.values() for word in words]


@st.composite
def reports(draw: st.DrawFn, plan: Data, registry: Data) -> Data:
    """Return a report on a plan, right or wrong in whatever way."""
    model = Plan.model_validate(plan)
    around = every(model.reporting.every, model.begins, model.ends)  # of a short plan none may end within it
    period = draw(st.sampled_from(list(model.periods.values()) or list(around)))
    days = st.dates(period.begins, period.ends + 60 * STEP)
    names = [
        one for group in ("agencies", "groups") for entry in registry[group] for one in (entry["id"], entry["name"])
    ]
    found: Data = {"schema": "ttdn/status/1", "agency": draw(st.sampled_from(IDS) | st.sampled_from(names))}
    found |= {"period": draw(st.just(period.id) | st.sampled_from(("Quý II/2017", "2017-H1", "2017")))}
    found["submitted_on"] = draw(days)
    if draw(st.integers(0, 5)) == 0:
        found["plan_revision"] = draw(st.integers(0, 3))
    windows = [(task, one) for task, ones in model.every_window.items() for one in ones]
    items = []
    for task, occurrence in draw(st.lists(st.sampled_from(windows), max_size=3)):
        item: Data = {"task": task, "occurrence": occurrence, "state": draw(st.sampled_from(_states))}
        if item["state"] in ("done", "hoàn thành", "đã hoàn thành") and draw(st.integers(0, 9)):
            item["completed_on"] = draw(days)
        item |= draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "progress": st.integers(0, 101),
                    "coordinated_with": st.lists(st.sampled_from(names) | text, max_size=3),
                    "deliverables": _quantities,
                    "evidence": st.lists(text, max_size=2),
                    "obstacles": text,
                    "result": text,
                },
            )
        )
        items.append(item)
    if items:
        found["items"] = items
    else:
        found["nothing_to_report"] = True
    if draw(st.integers(0, 9)) == 0:
        found[draw(st.sampled_from(("agency", "period", "submitted_on", "schema", "x")))] = draw(
            st.sampled_from(WORDS) | text
        )
    return found


@st.composite
def folders(draw: st.DrawFn, most: int = 4) -> Folder:
    """Return a plan that can be judged by, and some reports on it under names of any kind."""
    registry = draw(registries())
    plan = draw(plans(registry))
    found = {}
    for number in range(draw(st.integers(1, most))):
        name = draw(st.just("") | names_of_files)
        found[f"{number}{name}.yaml"] = draw(reports(plan, registry))
    return Folder(plan, registry, found)


days_to_judge = st.dates(date(2016, 12, 1), date(2019, 6, 1))

"""The worst input of each kind that is known, for the benchmark and the test of what it costs: no test itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tests.conftest import ROOT
from tests.sample import GOOD, HEAD
from ttdn_cli.limits import MAX_BYTES

PLAN = (ROOT / "tests" / "rules" / "plan.yaml").read_text("utf-8")
REGISTRY = (ROOT / "tests" / "rules" / "agencies.yaml").read_text("utf-8")
FULL = MAX_BYTES - 400
Make = Callable[[], str | bytes]


def filled(text: str, size: int = FULL) -> str:
    """Return a text repeated up to a size in bytes."""
    return text * (size // len(text.encode()))


def bomb(reference: str) -> str:
    """Return anchors, each of which stands nine times for the one before."""
    lines = [f"a{number}: &a{number} " + reference.replace("#", f"*a{number - 1}") for number in range(1, 10)]
    return HEAD + "\n".join(["a0: &a0 {x: 1}", *lines])


def many(line: str, count: int) -> str:
    """Return numbered lines."""
    return "".join(line.replace("#", str(number)) + "\n" for number in range(count))


def items(item: str, count: int) -> str:
    """Return a report with many items of one form."""
    return HEAD + "items:\n" + many(item, count)


REPORTS: dict[str, Make] = {
    "alias bomb": lambda: bomb("[" + ", ".join(["#"] * 9) + "]"),
    "merge bomb": lambda: bomb("{<<: [" + ", ".join(["#"] * 9) + "]}"),
    "quadratic aliases": lambda: HEAD + f"x: &x {'y' * 50_000}\nz: [" + "*x, " * 8_000 + "]",
    "cycle": lambda: HEAD + "items: &x [*x]",
    "100,000 brackets": lambda: "[" * 100_000,
    "100,000 braces": lambda: "{a: " * 100_000,
    "100,000 dashes": lambda: "- " * 100_000,
    "mapping within mapping": lambda: "".join(f"{' ' * depth}a:\n" for depth in range(2_000)),
    "directives": lambda: filled("%TAG !a! x\n") + "---\n" + GOOD,
    "different directives": lambda: many("%TAG !a#! x", 250_000) + "---\n" + GOOD,
    "documents": lambda: filled("---\n"),
    "comments": lambda: filled("# x\n") + GOOD,
    "spaces": lambda: GOOD + filled(" "),
    "blank lines": lambda: GOOD + filled("\n"),
    "one text": lambda: GOOD + "    obstacles: " + filled("x"),
    "one quoted text": lambda: GOOD + '    obstacles: "' + filled("\\u0301") + '"',
    "a text of many lines": lambda: GOOD + "    obstacles: |\n" + filled("      x\n"),
    "folded text": lambda: GOOD + "    obstacles: >\n" + filled("      x\n\n"),
    "one line of values": lambda: HEAD + "items: [" + filled("x, ", 2_900_000) + "]",
    "values up to the limit": lambda: items("- x#", 99_900),
    "empty items": lambda: items("- {}", 33_000),
    "items with unknown fields": lambda: items("- {stat#: x}", 24_000),
    "unknown fields": lambda: GOOD + many("perio#: x", 49_000),
    "long unknown fields": lambda: GOOD + many("submitted_on" * 10 + "#: x", 25_000),
    "the same field": lambda: GOOD + many("agency: so-a", 49_000),
    "keys of one hash": lambda: GOOD + "".join(f"{number * ((1 << 61) - 1)}: x\n" for number in range(30_000)),
    "the same entry": lambda: items("- {task: T.1, state: in_progress}", 16_000),
    "unknown tasks": lambda: items("- {task: T.#, state: done}", 16_000),
    "late entries": lambda: items("- {task: T.#, state: done, completed_on: 2018-01-01}", 12_000),
    "unknown names": lambda: GOOD + "    coordinated_with: [" + "".join(f"Sở An {n}, " for n in range(95_000)) + "]",
    "long unknown names": lambda: (
        GOOD + "    coordinated_with: [" + "".join(f"{'Sở An ' * 20}{n}, " for n in range(24_000)) + "]"
    ),
    "deliverables": lambda: GOOD + "    deliverables:\n" + many("      - {name: a#, quantity: 1}", 16_000),
    "evidence": lambda: GOOD + "    evidence: [" + filled("../../etc/passwd, ", 1_700_000) + "]",
    "a long number": lambda: GOOD + "    progress: " + filled("9"),
    "a long quantity": lambda: GOOD + "    deliverables: [{name: x, quantity: " + filled("9") + "}]",
    "hexadecimal": lambda: GOOD + "    progress: 0x" + filled("f"),
    "base 60": lambda: GOOD + "    progress: 1" + filled(":59"),
    "a long date": lambda: GOOD.replace("2017-06-19", filled("2017-06-")),
    "a long period": lambda: GOOD.replace("2017-Q2", "Q2 " + filled(" /-")),
    "a long agency": lambda: GOOD.replace("so-a", filled("so-a ")),
    "a long task": lambda: GOOD.replace("T.1", filled("T.")),
    "a long state": lambda: GOOD.replace("in_progress", filled("đã ")),
    "a long key": lambda: GOOD + "? " + filled("k") + "\n: x",
    "a list as a key": lambda: GOOD + "? [" + filled("k, ", 280_000) + "]\n: x",
    "marks on one letter": lambda: GOOD.replace("so-a", "a" + filled("\u0301\u0323")),
    "marks in an obstacle": lambda: GOOD + "    obstacles: a" + filled("\u0323\u0301\u031b"),
    "marks in a key": lambda: GOOD + "a" + filled("\u0301\u0323", 900) + ": x",
    "Korean parts": lambda: GOOD + "    obstacles: " + filled("\u1100\u1161\u11a8"),
    "ligatures": lambda: GOOD.replace("so-a", filled("\ufdfa")),
    "capitals that grow": lambda: GOOD.replace("so-a", filled("\u0390")),
    "line separators": lambda: GOOD + "    obstacles: " + filled("\u2028"),
    "Cyrillic": lambda: GOOD.replace("so-a", filled("о")),
    "control at the end": lambda: GOOD + "# " + filled("đ") + "\x01",
    "wrong byte at the end": lambda: (GOOD + "# " + filled("đ")).encode() + b"\xff",
    "escapes": lambda: GOOD.replace("so-a", '"' + filled("\\e") + '"'),
    "lone surrogates": lambda: GOOD.replace("so-a", '"' + filled("\\ud800") + '"'),
    "open quote": lambda: GOOD + "    obstacles: '" + filled("x\n"),
    "open bracket": lambda: GOOD + "    evidence: [x,\n" + filled("#[\n"),
    "conflict marks": lambda: GOOD + filled("<<<<<<< x\n"),
    "tabs": lambda: GOOD + filled("\t"),
    "colons": lambda: GOOD + "    obstacles: " + filled("a: "),
    "question marks": lambda: filled("? "),
    "anchors": lambda: GOOD + "    obstacles: &" + filled("x"),
    "a long tag": lambda: GOOD + "    obstacles: !" + filled("x"),
    "a long name of an alias": lambda: GOOD + "    obstacles: *" + filled("x"),
    "ampersands": lambda: GOOD.replace("so-a", filled("&")),
    "too large": lambda: "#" * (MAX_BYTES + 1),
    "zeros": lambda: b"\0" * FULL,
    "UTF-16": lambda: filled("x", FULL // 2).encode("utf-16"),
}


def chain(count: int, members: str, *, closed: bool = False) -> str:
    """Return a registry with groups, each of which holds the next one."""
    groups = "".join(
        f"  - {{id: g{number}, name: g{number}, requires: all, members: {members.replace('#', f'g{number + 1}')}}}\n"
        for number in range(count)
    )
    last = "g0" if closed else "so-a"
    return f"{REGISTRY}{groups}  - {{id: g{count}, name: g{count}, members: [{last}]}}\n"


def tasks(line: str, count: int) -> str:
    """Return the plan with many more tasks."""
    return PLAN.replace("reporting:", many("  - {id: Z.#, title: x, " + line + "}", count) + "reporting:")


def ages(text: str) -> str:
    """Return a plan that lasts as long as the calendar."""
    return text.replace("begins: 2017-01-01\nends: 2017-12-31", "begins: 0001-01-01\nends: 9999-12-31")


def amendments(count: int) -> str:
    """Return amendments from as many days on, each of which gives the same task to the next agency."""
    days = (date(2017, 2, 1) + timedelta(days=number) for number in range(count))
    return "amendments:\n" + "".join(
        f"  - {{document: {{number: 1/QĐ, date: 2017-02-01}}, effective: {day}, "
        f"changes: {{T.1: {{lead: so-{'abc'[day.day % 3]}}}}}}}\n"
        for day in days
    )


def heirs(count: int) -> str:
    """Return a registry in which every agency takes over from the one before, the first from the last."""
    lines = (
        f"  - {{id: z-{number}, name: Z {number}, valid_to: 2016-01-01, successor: z-{(number + 1) % count}}}\n"
        for number in range(count)
    )
    registry = REGISTRY.replace("groups:", "".join(lines) + "groups:")
    return registry.replace("members: [bao-x, dai-y]", "members: [z-0, z-1, z-2]")


QUARTER = "lead: so-b, schedule: {quarter: Q2}"
MONTHLY = "lead: so-b, schedule: {every: month}"
PLANS: dict[str, tuple[Make, Make]] = {
    "alias bomb in the plan": (lambda: bomb("[" + ", ".join(["#"] * 9) + "]"), lambda: REGISTRY),
    "100,000 brackets in the plan": (lambda: "[" * 100_000, lambda: REGISTRY),
    "many tasks": (lambda: tasks(QUARTER, 2_000), lambda: REGISTRY),
    "tasks every month": (lambda: tasks(MONTHLY, 2_000), lambda: REGISTRY),
    "a plan of all ages": (lambda: ages(tasks(MONTHLY, 2_000)), lambda: REGISTRY),
    "milestones": (
        lambda: PLAN.replace("{quarter: Q4}", "{milestones: [" + "{by: 2017-06-30}, " * 20_000 + "]}", 1),
        lambda: REGISTRY,
    ),
    "amendments": (lambda: PLAN + amendments(3_000), lambda: REGISTRY),
    "the same id": (lambda: tasks(QUARTER, 2_000).replace("Z.", "Z.1 #"), lambda: REGISTRY),
    "strangers in the plan": (
        lambda: PLAN.replace("[so-b]", "[" + "".join(f"so-an-binh-{n}, " for n in range(40_000)) + "]"),
        lambda: REGISTRY,
    ),
    "a month that is no number": (lambda: PLAN.replace("{quarter: Q4}", "{month: \u00b2}"), lambda: REGISTRY),
    "a month of many places": (lambda: PLAN.replace("{quarter: Q4}", f"{{month: {'9' * 5_000}}}"), lambda: REGISTRY),
    "a year of many places": (lambda: PLAN.replace("{quarter: Q4}", f"{{year: {'9' * 5_000}}}"), lambda: REGISTRY),
    "many agencies": (
        lambda: PLAN,
        lambda: REGISTRY.replace("groups:", many("  - {id: z-#, name: Sở Z #}", 10_000) + "groups:"),
    ),
    "groups in a chain": (lambda: PLAN.replace("[so-b]", "[g0]"), lambda: chain(5_000, "[#]")),
    "groups in a circle": (lambda: PLAN.replace("[so-b]", "[g0]"), lambda: chain(5_000, "[#]", closed=True)),
    "groups that double": (lambda: PLAN.replace("[so-b]", "[g0]"), lambda: chain(60, "[#, #]")),
    "a group that leads": (lambda: PLAN.replace("lead: so-a", "lead: g0"), lambda: chain(60, "[#, #]")),
    "successors in a circle": (lambda: PLAN, lambda: heirs(8_000)),
}


def folders() -> Iterator[tuple[str, dict[str, str | bytes]]]:
    """Yield the name of every kind, and the files of a folder that holds it beside what else it takes."""
    for name, make in REPORTS.items():
        yield name, {"reports/worst.yaml": make()}
    for name, (plan, registry) in PLANS.items():
        yield name, {"reports/good.yaml": GOOD, "plan.yaml": plan(), "agencies.yaml": registry()}

"""The seeds of the fuzz and how one mutation is tried: files, a folder, some calls of the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from tests.fuzz.mutate import mutate
from tests.support.inprocess import Command, arguments, call, commands, trouble

TESTS = Path(__file__).parents[1]
SHARED = ("plan.yaml", "agencies.yaml")
KEPT = ("--as-of", "--quarter", "--period", "--soon")  # options of a case that are kept: its days


class Seed(NamedTuple):
    """The files of one test, by name, and the options that choose its day; `calls` where only those read the files."""

    files: dict[str, bytes]
    options: tuple[str, ...] = ()
    calls: tuple[tuple[tuple[str, ...], str], ...] = ()


class Trial(NamedTuple):
    """One folder of files, one of them spoilt, and the calls that are made in it: arguments and format."""

    files: dict[str, bytes]
    spoilt: str
    calls: tuple[tuple[tuple[str, ...], str], ...]


@cache
def seeds() -> tuple[Seed, ...]:
    """Return the seeds: every case of every rule, with the plan that it is judged by."""
    found = []
    for path in sorted((TESTS / "rules").glob("*/*.yaml")):
        case = yaml.safe_load(path.read_text("utf-8"))
        files = {name: (TESTS / "rules" / name).read_bytes() for name in SHARED}
        named = {
            "plan.yaml": case.get("plan"),
            "agencies.yaml": case.get("registry"),
            "waivers.yaml": case.get("waivers"),
        }
        named |= {f"reports/{name}": text for name, text in case.get("files", {}).items()}
        files |= {name: one if isinstance(one, bytes) else one.encode() for name, one in named.items() if one}
        if "waivers" in case:
            files["ttdn.toml"] = b'waivers = "waivers.yaml"\n'
        if any(len(data) > 20_000 for data in files.values()):  # cases of the limits: a mutation shows nothing new
            continue
        given = [str(one) for one in case.get("options", ())]
        options = [one for at, one in enumerate(given) if one in KEPT or (at and given[at - 1] in KEPT)]
        found.append(Seed(files, tuple(options)))
    return (*found, *[_annex()] * (len(found) // 15))


def _annex() -> Seed:
    """Return the table of an annex that a plan is made from; one seed among many, so it stands there several times."""
    files = {
        name: (TESTS / folder / name).read_bytes() for folder, name in (("annex", "annex.csv"), ("rules", SHARED[1]))
    }
    options = ("--id", "mau-2025", "--year", "2025", "--issuer", "UBND", "--lang", "en")
    given = ("plan", "new", *options, "--from", "annex.csv", "--agencies", "agencies.yaml")
    return Seed(files, (), (((*given,), "yaml"), ((*given, "--output", "made.yaml"), "yaml")))


def trial(number: int) -> Trial:
    """Return the trial of that number: always the same files and calls."""
    random = Random(number)  # noqa: S311 - damage, no secret
    seed, other = random.choice(seeds()), random.choice(seeds())
    spoilt = _chosen(random, sorted(seed.files))
    lender = random.choice([data for name, data in sorted(other.files.items()) if name != "ttdn.toml"])
    files = {**seed.files, spoilt: mutate(random, seed.files[spoilt], lender)}
    return Trial(files, spoilt, seed.calls or tuple(_calls(random, number, spoilt, seed.options)))


def _chosen(random: Random, names: list[str]) -> str:
    """Choose the file to spoil: a report most of the time."""
    reports = [name for name in names if name.startswith("reports/")]
    return random.choice(reports if reports and random.random() < 0.7 else names)


def _calls(random: Random, number: int, spoilt: str, options: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    check = next(one for one in commands() if one.words == ("check",))
    form = check.formats[number % len(check.formats)]
    yield (*arguments(check, form), *options), form
    others = [one for one in commands() if _sees(one, spoilt)]
    other = random.choice(others)
    form = random.choice(other.formats or ("text",))
    yield tuple(arguments(other, form)), form


def _sees(command: Command, spoilt: str) -> bool:
    """Tell whether a command reads the spoilt file."""
    if spoilt.startswith("reports/") or spoilt in ("waivers.yaml", "ttdn.toml"):
        return "reports" in command.parameters and command.words != ("check",)
    return "plan" in command.parameters and command.words[0] == "plan"


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    """Write files into a folder, which holds nothing else afterwards."""
    for root, folders, names in os.walk(folder, topdown=False):
        for name in names:
            os.unlink(os.path.join(root, name))
        for name in folders:
            os.rmdir(os.path.join(root, name))
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def tried(one: Trial, folder: Path) -> str:
    """Return what is wrong in one trial, with the call that shows it; nothing when all is well.

    The working directory must be the folder.
    """
    lay_out(one.files, folder)
    for given, form in one.calls:
        if wrong := trouble(call(*given), form):
            return f"{' '.join(given)}: {wrong}"
    return ""

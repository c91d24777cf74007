"""The rules, one a file named after it; they are found by walking this folder."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Any

from ttdn_cli.rules._base import InputRule, PlanRule, ReportRule, Rule, WaiverRule

__all__ = ["InputRule", "PlanRule", "ReportRule", "Rule", "WaiverRule", "all_rules", "names"]


@cache
def names() -> tuple[str, ...]:
    """Return the names of all rules, sorted, without importing them."""
    files = os.listdir(os.path.dirname(__file__))
    return tuple(sorted(file[:-3].replace("_", "-") for file in files if file.endswith(".py") and file[0] != "_"))


@cache
def all_rules() -> dict[str, Rule[Any]]:
    """Return one object of every rule, by name, in the order of the names."""
    return {name: load(name) for name in names()}


def load(name: str) -> Rule[Any]:
    """Return the rule of a name; its class is the file's name in capitals."""
    module = import_module(f"ttdn_cli.rules.{name.replace('-', '_')}")
    rule = getattr(module, "".join(part.capitalize() for part in name.split("-")))
    return rule()  # type: ignore[no-any-return]

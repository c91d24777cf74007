"""Settings: `ttdn.toml`, or `[tool.ttdn]` in pyproject.toml, found upwards from the working directory (SPEC 2.4)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ttdn_cli.errors import UsageError
from ttdn_cli.i18n import N_

FILES = ("ttdn.toml", "pyproject.toml")
PATHS = ("plan", "reports", "waivers")
LISTS = ("ignore",)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment and the settings file say; None where they are silent. Paths are ready to be opened."""

    plan: str | None = None
    reports: str | None = None
    lang: str | None = None
    fail_on: str | None = None
    ignore: tuple[str, ...] | None = None
    waivers: str | None = None


KEYS = tuple(one.name for one in fields(Settings))


def read_settings(folder: str, environment: Mapping[str, str]) -> Settings:
    """Return the settings in force in a folder: environment (`TTDN_PLAN` …) beats file.

    Raises `UsageError` when the file is not TOML, or has a key or value that is not accepted.
    """
    values: dict[str, Any] = {}
    file = find_file(folder)
    if file:
        values = _checked(_table(file), file)
    for key in KEYS:
        if given := environment.get(f"TTDN_{key.upper()}"):
            values[key] = tuple(part.strip() for part in given.split(",")) if key in LISTS else given
    return Settings(**values)


def find_file(folder: str) -> str | None:
    """Return the nearest settings file, from a folder upwards."""
    while True:
        for name in FILES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name == FILES[0] or "ttdn" in _tools(path)):
                return path
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _load(path: str) -> dict[str, Any]:
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.loads(file.read().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        hint = N_('Correct the file; values are written key = "value"')
        raise UsageError(
            N_("{path}: the settings cannot be read: {reason}"), hint, path=path, reason=str(error)
        ) from None


def _tools(path: str) -> dict[str, Any]:
    """Return the tools that a pyproject.toml has settings for; a file that is not ours to judge has none."""
    try:
        tools = _load(path).get("tool", {})
    except UsageError:
        return {}
    return tools if isinstance(tools, dict) else {}


def _table(path: str) -> dict[str, Any]:
    table = _load(path) if os.path.basename(path) == FILES[0] else _tools(path)["ttdn"]
    if not isinstance(table, dict):
        raise UsageError(
            N_("{path}: tool.ttdn must be a table"), N_("Write [tool.ttdn] and the settings below it"), path=path
        )
    return table


def _checked(table: dict[str, Any], path: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in KEYS:
            from ttdn_cli.model.names import near

            hint = N_("Settings that look alike: {near}")
            raise UsageError(
                N_("{path}: there is no setting {key}"), hint, path=path, key=key, near=near(key, KEYS) or KEYS
            )
        if key in LISTS:
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                raise UsageError(
                    N_("{path}: {key} must be a list of texts"),
                    N_('Write for example ["due-soon"]'),
                    path=path,
                    key=key,
                )
            values[key] = tuple(value)
        elif isinstance(value, str):
            values[key] = os.path.join(os.path.dirname(path), value) if key in PATHS else value
        else:
            raise UsageError(N_("{path}: {key} must be a text"), N_("Put the value in quotes"), path=path, key=key)
    return values

"""Settings: `ttdn.toml`, or `[tool.ttdn]` in pyproject.toml, found upwards from the working directory (SPEC 2.4)."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from ttdn_cli.errors import UsageError
from ttdn_cli.files.opening import read_start
from ttdn_cli.files.paths import from_here, lies_in
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.findings import Term
from ttdn_cli.limits import MAX_DOTS, MAX_SETTINGS
from ttdn_cli.model.settings import KEYS, LISTS, PATHS, SettingsFile, validate
from ttdn_cli.text.i18n import N_

FILES = ("ttdn.toml", "pyproject.toml")
PREFIX = "TTDN_"
CACHE = "TTDN_CACHE_DIR"  # named a folder until 0.2; it means nothing now, and is not told as a slip
_TABLE = "tool.ttdn"
# The time that a name of many parts takes grows with the square of their number.
_DOTS = rf"(?:\.[^.\n]+){{{MAX_DOTS}}}"
_AT = r" \(at line ([0-9]+), column [0-9]+\)$"


class Origin(NamedTuple):
    """Where a setting was said: the name of a variable, or the path of a file and the line, 0 where it is unknown."""

    name: str
    line: int = 0
    is_file: bool = False

    @property
    def shown(self) -> str:
        """How messages name it: `TTDN_PLAN`, `ttdn.toml:3`."""
        if not self.is_file:
            return self.name
        return f"{from_here(self.name)}:{self.line}" if self.line else from_here(self.name)


@dataclass(frozen=True)
class Settings(SettingsFile):
    """What the environment and the settings file say; None where they are silent. Paths are ready to be opened.

    `origins` tells of every setting that is said where; `file` is the settings file that was found, and `ignored` are
    nearer ones that lie among the reports.
    """

    file: str | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def place(self, key: str) -> str:
        """Return how messages name a setting: `TTDN_FAIL_ON`, or `ttdn.toml:3: fail_on`."""
        origin = self.origins[key]
        return f"{origin.shown}: {key}" if origin.is_file else origin.shown


def variable(key: str) -> str:
    """Return the environment variable of a setting: `TTDN_FAIL_ON`."""
    return PREFIX + key.upper()


def working_settings(places: Sequence[str] = ()) -> Settings:
    """Return the settings in force where the program was called; takes and raises what `read_settings` does."""
    try:
        folder = os.getcwd()
    except OSError:  # it was deleted
        folder = os.sep
    return read_settings(folder, os.environ, places)


def read_settings(
    folder: str, environment: Mapping[str, str], places: Sequence[str] = (), *, named: bool = False
) -> Settings:
    """Return the settings in force in a folder: environment (`TTDN_PLAN` …) beats file; an empty variable says nothing.

    `places` are the files and folders that reports are taken from; without any it is what the settings name. A file
    among the reports counts for nothing, and the next one upwards is looked for; `named` says that the folder itself
    was named for its settings. Raises `UsageError` when the file cannot be read, is not TOML, or has a key or value
    that is not accepted.
    """
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    found, ignored = None, []
    said = environment.get(variable("reports"))
    judged = [*places, *([said] if said else ())]
    for file in _files(folder):
        trusted = named and os.path.dirname(file) == folder
        if not trusted and any(lies_in(file, one) for one in judged):
            ignored.append(file)
            continue
        values, origins = _said_in(file)
        reports = values.get("reports")
        if not trusted and not judged and reports and lies_in(file, reports):
            values, origins = {}, {}
            ignored.append(file)
            continue
        found = file
        break
    for key in KEYS:
        if given := environment.get(variable(key)):
            values[key] = _parts(given) if key in LISTS else given
            origins[key] = Origin(variable(key))
    return Settings(**values, file=found, origins=origins, ignored=tuple(ignored))


def _said_in(file: str) -> tuple[dict[str, Any], dict[str, Origin]]:
    """Return the settings of a file, and where each is said."""
    table, text = _table(file)
    origins = {key: Origin(file, _line_of(key, text, file), is_file=True) for key in table}
    return _checked(table, origins), origins


def strangers(environment: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the variables that begin like ours and are none, each with the known ones that look alike, else all."""
    from ttdn_cli.model.names import near

    known = {variable(key): key for key in KEYS}
    found = [name for name in sorted(environment) if name.startswith(PREFIX) and name not in (*known, CACHE)]
    return [(name, tuple(map(variable, near(name.removeprefix(PREFIX), KEYS))) or tuple(known)) for name in found]


def _parts(given: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.split(",") if part.strip())


def settings_file_in(folder: str) -> str | None:
    """Return the file in a folder itself, given whole, that settings are read from; None where there is none."""
    nearest = next(_files(folder), "")
    return nearest if os.path.dirname(nearest) == folder else None


def _files(folder: str) -> Iterator[str]:
    """Yield the settings files from a folder upwards; in one folder `ttdn.toml` is the only one."""
    while True:
        for name in FILES:
            path = os.path.join(folder, name)
            if _is_for_us(path):
                yield path
                break
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _is_for_us(path: str) -> bool:
    """Tell whether there are settings for us, or what stands in their place and must not be passed over in silence."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return os.path.basename(path) == FILES[0] and os.path.islink(path)  # it leads nowhere
    if stat.S_ISDIR(mode):
        return False
    return os.path.basename(path) == FILES[0] or not stat.S_ISREG(mode) or _has_table(path)


def _has_table(path: str) -> bool:
    """Tell whether a pyproject.toml has settings for us; a broken one without our table is not ours to judge."""
    try:
        data = read_start(os.path.realpath(path), MAX_SETTINGS + 1)
    except FileRejected:
        return False
    if b"ttdn" not in data:
        return False
    try:
        tools = _load(path, data.decode("utf-8-sig")).get("tool", {})
    except (UsageError, UnicodeDecodeError):
        return f"[{_TABLE}]".encode() in data  # whoever reads it says what is wrong
    return isinstance(tools, dict) and "ttdn" in tools


def _text(path: str) -> str:
    """Return the text of a file; a link to an ordinary file is followed, and nothing else is read or waited for."""
    try:
        data = read_start(os.path.realpath(path), MAX_SETTINGS + 1)
        if len(data) > MAX_SETTINGS:
            raise UsageError(
                N_("{path}: the settings have more than {limit} KB"), path=from_here(path), limit=MAX_SETTINGS // 1024
            )
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(
            N_("{path}: the settings are not in UTF-8"), N_("Save the file as UTF-8"), path=from_here(path)
        ) from None
    except FileRejected as error:
        raise UsageError(
            N_("{path}: the settings cannot be read: {reason}"),
            N_("Put a text file with the settings in its place, or take it away"),
            path=from_here(path),
            reason=error.values.get("reason") or Term(N_("it is no ordinary file")),
        ) from None


def _load(path: str, text: str) -> dict[str, Any]:
    import tomllib

    if re.search(_DOTS, text):
        raise UsageError(N_("{path}: a name in the settings has more than {limit} parts"), path=path, limit=MAX_DOTS)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        said = str(error) if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
        line = re.search(_AT, said)
        place = Origin(path, int(line[1]) if line else 0, is_file=True).shown
        raise UsageError(
            N_("{path}: the settings are not TOML: {reason}"),
            N_('Correct the file; values are written key = "value"'),
            path=place,
            reason=re.sub(_AT, "", said),
        ) from None


def _table(path: str) -> tuple[dict[str, Any], str]:
    """Return the settings of a file and its text."""
    text = _text(path)
    loaded = _load(path, text)
    table: Any = loaded if os.path.basename(path) == FILES[0] else loaded["tool"]["ttdn"]
    if not isinstance(table, dict):
        hint = N_("Write [tool.ttdn] and the settings below it")
        raise UsageError(N_("{path}: tool.ttdn must be a table"), hint, path=from_here(path))
    return table, text


def _line_of(key: str, text: str, path: str) -> int:
    """Return the line on which a key is set, 0 where it is not written in one of the usual ways."""
    inside = "" if os.path.basename(path) == FILES[0] else f"{_TABLE}."
    header = ""
    for number, line in enumerate(text.split("\n"), 1):
        if head := re.match(r"\s*\[+([^\[\]]+)\]", line):
            header = _plain(head[1]) + "."
            name = header
        elif "=" in line:
            name = header + _plain(line.partition("=")[0]) + "."
        else:
            continue
        if name.startswith(f"{inside}{key}."):
            return number
    return 0


def _plain(name: str) -> str:
    """Return a key without the quotes and spaces that TOML allows around its parts."""
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _checked(table: Mapping[str, Any], origins: Mapping[str, Origin]) -> dict[str, Any]:
    """Return the values of a settings file, ready for use; raises `UsageError` for the first that is wrong."""
    if not table:
        return {}
    from pydantic import ValidationError

    try:
        said = validate(table)
    except ValidationError as error:
        wrong = {str(one["loc"][0]): one["type"] for one in error.errors(include_url=False, include_input=False)}
        key = next(one for one in table if one in wrong)
        _refuse_setting(key, wrong[key], origins[key])
    values = {key: getattr(said, key) for key in table}
    folders = {key: os.path.dirname(origins[key].name) for key in values if key in PATHS}
    return values | {key: os.path.join(folder, values[key]) for key, folder in folders.items()}


def _refuse_setting(key: str, kind: str, origin: Origin) -> NoReturn:
    """Refuse a setting, in our words for the type of pydantic's error."""
    if kind == "unexpected_keyword_argument":
        from ttdn_cli.model.names import near

        hint = N_("Settings that look alike: {near}")
        _refuse(N_("{path}: there is no setting {key}"), hint, key, origin, near=near(key, KEYS) or KEYS)
    if key in LISTS:
        _refuse(N_("{path}: {key} must be a list of texts"), N_('Write for example ["due-soon"]'), key, origin)
    if kind == "string_too_short":
        _refuse(N_("{path}: {key} is empty"), N_("Write a value, or take the line out"), key, origin)
    _refuse(N_("{path}: {key} must be a text"), N_("Put the value in quotes"), key, origin)


def _refuse(message: str, hint: str, key: str, origin: Origin, **values: object) -> NoReturn:
    raise UsageError(message, hint, path=origin.shown, key=key, **values)

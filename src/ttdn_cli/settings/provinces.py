"""Several plans in one run: which provinces are meant, and what each of them has of its own."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ttdn_cli.errors import TtdnError, UsageError
from ttdn_cli.files.paths import is_litter
from ttdn_cli.model.settings import PATHS
from ttdn_cli.settings.settings import FILES, Settings, read_settings, variable
from ttdn_cli.text.i18n import N_

SETTINGS_FILE = FILES[0]


class Province(NamedTuple):
    """One plan among several: a folder with settings of its own, or a plan's file. `name` is that of the folder.

    `named` says that an option named it: its settings count wherever they lie.
    """

    name: str
    folder: str
    plan: str | None = None
    named: bool = False


def provinces_of(
    plans: Sequence[str], paths: Sequence[str], settings: Settings, reports: str | None = None
) -> list[Province]:
    """Return the provinces that a command line means, sorted by folder, each once; none when it means a single plan.

    Meant are several `--plan`, a `--plan` that is a folder of provinces or one of them, and a folder of provinces
    where reports are looked for. The last only when no plan is named or set: else whoever may write among the reports
    could bring a plan and settings of his own. Raises `UsageError` when paths stand beside folders of provinces.
    """
    if plans:
        found = [one._replace(named=True) for plan in plans for one in _of_plan(plan)]
        if len(plans) == 1 and found == [_of_file(plans[0])._replace(named=True)]:
            return []
        given = [*paths, *([reports] if reports else ())]
    else:
        folder = reports or settings.reports
        looked_at = list(paths) or ([folder] if folder else [])
        below = [] if settings.plan else [(path, _below(path)) for path in looked_at]
        found = [one for _, listed in below for one in listed]
        given = [path for path, listed in below if not listed]
    if given and any(one.plan is None for one in found):
        raise UsageError(
            N_("A folder of provinces names the reports itself; it does not go together with: {paths}"),
            N_("Each province names its reports in its ttdn.toml; leave the other paths out"),
            paths=tuple(given),
        )
    once = {os.path.realpath(one.plan or one.folder): one for one in reversed(found)}
    return sorted(once.values(), key=lambda one: (os.path.join(one.folder, ""), one.plan or ""))


def settings_of(
    province: Province, common: Settings, environment: Mapping[str, str], places: Sequence[str] = ()
) -> tuple[Province, Settings]:
    """Return a province with its settings. What the environment says of plan, reports and waivers is of no province.

    `places` are the files and folders that the reports of plans given by their files are taken from.

    A plan given by its file has the settings, and the name, of the nearest settings file that names it, else the
    common settings.
    Raises `TtdnError` when there is no settings file or it cannot be used.
    """
    rest = {name: value for name, value in environment.items() if name not in map(variable, PATHS)}
    if province.plan is not None:
        own = read_settings(os.path.abspath(province.folder), rest, places)
        if not own.plan or not own.file or os.path.realpath(own.plan) != os.path.realpath(province.plan):
            return province, replace(common, plan=province.plan, ignored=own.ignored)
        return _of_folder(os.path.dirname(own.file))._replace(plan=province.plan), own
    file = os.path.join(province.folder, SETTINGS_FILE)
    if not os.path.lexists(file):
        raise TtdnError(
            N_("This folder is no province: it has no ttdn.toml"),
            N_("Write one with plan and reports, or move the folder elsewhere"),
        )
    own = read_settings(province.folder, rest, named=province.named)
    if file in own.ignored:
        raise UsageError(
            N_("{path}: the settings of the province lie in its folder of reports and count for nothing"),
            N_("Keep the reports in a folder beside the settings, or name the province with --plan"),
            path=file.replace(os.sep, "/"),
        )
    if own.plan is None:
        raise UsageError(N_("{path}: no plan is named"), N_('Write plan = "plan.yaml"'), path=file.replace(os.sep, "/"))
    return province, own


def _of_plan(plan: str) -> list[Province]:
    """Return what one `--plan` means: a folder of provinces, one province, or a plan's file."""
    if os.path.isfile(os.path.join(plan, SETTINGS_FILE)):
        return [_of_folder(plan)]
    return _below(plan) or [_of_file(plan)]


def _of_folder(folder: str) -> Province:
    return Province(os.path.basename(os.path.abspath(folder)), folder)


def _of_file(plan: str) -> Province:
    folder = os.path.dirname(plan)
    return Province(os.path.basename(os.path.abspath(folder)), folder, plan)


def _below(path: str) -> list[Province]:
    """Return the provinces in a folder: all its subfolders when one of them has settings of its own, else none."""
    try:
        with os.scandir(path) as listing:
            folders = [one.path for one in listing if one.is_dir() and not is_litter(one.name)]
    except (OSError, ValueError):  # no folder, or not ours to look into: whoever reads the reports tells
        return []
    if not any(os.path.isfile(os.path.join(one, SETTINGS_FILE)) for one in folders):
        return []
    return [_of_folder(one) for one in folders]

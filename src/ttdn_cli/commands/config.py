"""Command `config`: which settings are in force, and where each comes from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ttdn_cli.commands import _options as o
from ttdn_cli.commands._context import Context, open_context
from ttdn_cli.commands._finish import put, put_json
from ttdn_cli.commands._plan import SHIPPED, plan_file
from ttdn_cli.commands._reports import followed_from
from ttdn_cli.files.paths import from_here, shipped_name
from ttdn_cli.intake.plan_reader import read_plan_files
from ttdn_cli.model.settings import KEYS, PATHS
from ttdn_cli.settings.settings import strangers
from ttdn_cli.text import i18n
from ttdn_cli.text.i18n import N_

if TYPE_CHECKING:
    from ttdn_cli.model.settings_output import ConfigOut, SettingOut

EXAMPLES = ("ttdn config", "ttdn config --format json")


def command(format_: o.Format = "text", output: o.Output = "-", lang: o.Lang = None) -> int:
    """Show every setting, its value and where it comes from."""
    context = open_context(o.Options(format=format_, output=output, lang=lang))
    _judge(context)
    view = _view(context)
    if format_ == "json":
        put_json(context, view)
    else:
        from ttdn_cli.render._config import config_text

        lines = {key: origin.line for key, origin in context.settings.origins.items()}
        put(context, config_text(view, lines, context.screen), text=True)
    for name, near in strangers(os.environ):
        said = N_("The environment variable {name} is not known and has no effect; names that look alike: {near}")
        context.info(said, name=name, near=near)
    return 0


def _judge(context: Context) -> None:
    """Raise `UsageError` for a setting that other commands refuse; of a plan that cannot be read they tell."""
    _ = context.fail_on, context.ignored
    if context.settings.follow_from is not None:
        plan = read_plan_files(plan_file(context), "").plan
        _ = plan and followed_from(context, plan)


def _view(context: Context) -> ConfigOut:
    settings = context.settings
    return {
        "schema": "ttdn/config/1",
        "file": from_here(settings.file) if settings.file else None,
        "settings": [_setting(context, key) for key in KEYS],
    }


def _setting(context: Context, key: str) -> SettingOut:
    """Return one setting; paths are as the other commands use and show them."""
    settings = context.settings
    origin = settings.origins.get(key)
    if origin is None:
        return {"name": key, "value": _default(context, key), "source": "default", "from": None}
    value = getattr(settings, key)
    return {
        "name": key,
        "value": list(value) if isinstance(value, tuple) else from_here(value) if key in PATHS else value,
        "source": "file" if origin.is_file else "environment",
        "from": from_here(origin.name) if origin.is_file else origin.name,
    }


def _default(context: Context, key: str) -> str | list[str] | None:
    """Return what a setting is when nothing says it; the language is that of the system, whatever `--lang` says."""
    if key == "plan":
        return shipped_name(*SHIPPED)
    if key == "ignore":
        return []
    return {"lang": i18n.choose(None, os.environ), "fail_on": context.fail_on}.get(key)

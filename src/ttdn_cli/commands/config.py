"""Command `config`: which settings are in force, and where each comes from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ttdn_cli import i18n
from ttdn_cli.commands import _options as o
from ttdn_cli.commands._asked import Asked
from ttdn_cli.commands._session import Session, shipped_plan
from ttdn_cli.config import strangers
from ttdn_cli.i18n import N_
from ttdn_cli.model.settings import KEYS, PATHS
from ttdn_cli.output import clean, say
from ttdn_cli.paths import from_here

if TYPE_CHECKING:
    from ttdn_cli.model.settings_output import ConfigOut, SettingOut


def command(format_: o.Format = None, output: o.Output = "-", lang: o.Lang = None) -> int:
    """Show every setting, its value and where it comes from."""
    session = Session(Asked(format=format_, output=output, lang=lang))
    session.formats()
    session.fail_on()
    session.ignored()
    view = _view(session)
    if session.form == "json":
        from ttdn_cli.render.json import dump

        session.put(dump(view), text=False)
    else:
        from ttdn_cli.render._config import config_text

        lines = {key: origin.line for key, origin in session.settings.origins.items()}
        session.put(config_text(view, lines, session.screen()), text=True)
    for name, near in strangers(os.environ):
        said = N_("The environment variable {name} is not known and has no effect; names that look alike: {near}")
        say(clean(session.words.say(said, name=name, near=near)))
    return 0


def _view(session: Session) -> ConfigOut:
    settings = session.settings
    return {
        "schema": "ttdn/config/1",
        "file": from_here(settings.file) if settings.file else None,
        "settings": [_setting(session, key) for key in KEYS],
    }


def _setting(session: Session, key: str) -> SettingOut:
    """Return one setting; paths are as the other commands use and show them."""
    settings = session.settings
    origin = settings.origins.get(key)
    if origin is None:
        return {"name": key, "value": _default(session, key), "source": "default", "from": None}
    value = getattr(settings, key)
    return {
        "name": key,
        "value": list(value) if isinstance(value, tuple) else from_here(value) if key in PATHS else value,
        "source": "file" if origin.is_file else "environment",
        "from": from_here(origin.name) if origin.is_file else origin.name,
    }


def _default(session: Session, key: str) -> str | list[str] | None:
    """Return what a setting is when nothing says it; the language is that of the system, whatever `--lang` says."""
    if key == "plan":
        return from_here(shipped_plan())
    if key == "ignore":
        return []
    return {"lang": i18n.choose(None, os.environ), "fail_on": session.fail_on()}.get(key)

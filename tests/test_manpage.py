"""The manual page: every command and option in both languages, and source that `man` reads without a warning."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib import metadata
from pathlib import Path

import pytest

from tests.command_table import table
from ttdn_cli.i18n import Words
from ttdn_cli.manpage import PAGES, SETTINGS, _plain, page
from ttdn_cli.model.settings import KEYS


def shown(tmp_path: Path, language: str, *options: str) -> subprocess.CompletedProcess[str]:
    path = tmp_path / "ttdn.1"
    path.write_text(page(Words(language)), "utf-8")
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MANROFFSEQ": ""}
    command = ["man", "--warnings", "-E", "UTF-8", *options, "-l", str(path)]
    return subprocess.run(command, env=environment, capture_output=True, check=True, text=True, encoding="utf-8")


@pytest.mark.skipif(not shutil.which("man") or not shutil.which("groff"), reason="there is no man")
@pytest.mark.parametrize("language", PAGES)
def test_man_shows_everything_and_warns_of_nothing(language: str, tmp_path: Path) -> None:
    assert shown(tmp_path, language, "-Tutf8", "-Z").stderr == ""
    text = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", shown(tmp_path, language).stdout)
    words = re.sub(r"\s+", " ", text)
    for name, command in table().items():
        assert f"ttdn {name}".strip() in words
        for option in command["options"]:
            assert option["names"][0] in words
    for name in ("TTDN_FAIL_ON", "ttdn.toml", "130, 143"):
        assert name in words
    assert ("MÃ KẾT THÚC" if language == "vi" else "EXIT STATUS") in words
    assert "\\" not in text


def test_both_pages_are_told_of_every_setting_and_are_in_their_language() -> None:
    assert list(KEYS) == list(SETTINGS)
    vietnamese, english = page(Words("vi")), page(Words("en"))
    assert "Kế hoạch" in vietnamese
    assert "kế hoạch" not in english
    assert vietnamese.count("\n.") == english.count("\n.")
    assert page(Words("vi")) == vietnamese


def test_an_installation_has_both_pages() -> None:
    installed = metadata.distribution("ttdn")
    if '"editable": true' in (installed.read_text("direct_url.json") or ""):
        pytest.skip("the program runs from its sources")
    paths = {str(one).replace(os.sep, "/"): one for one in installed.files or ()}
    for language, place in PAGES.items():
        (found,) = [one for name, one in paths.items() if name.endswith(place)]
        assert Path(str(found.locate())).read_text("utf-8") == page(Words(language))


@pytest.mark.parametrize(
    ("text", "roff"),
    [(".x", "\\&.x"), ("'x", "\\&'x"), ("a-b", "a\\-b"), ("\\", "\\e"), ('"', "\\(dq"), ("a\n.b", "a .b")],
)
def test_no_text_is_an_order_of_roff(text: str, roff: str) -> None:
    assert roff == _plain(text)

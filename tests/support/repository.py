"""A scratch git repository, for tests of what is read from revisions: no test itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

GIT = shutil.which("git") or "git"
_NOBODY = {
    **{f"GIT_{who}_{what}": "nobody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, for nobody in particular, and return what it says."""
    environment = {**os.environ, **_NOBODY}
    done = subprocess.run([GIT, *arguments], cwd=folder, env=environment, capture_output=True, check=True)
    return done.stdout.decode()


def begin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder a repository whose first commit holds the plan of 2017, and return the plan's path."""
    for name in list(os.environ):
        if name.startswith("GIT_"):  # of whoever runs the tests, in a hook perhaps
            monkeypatch.delenv(name)
    plan = folder / "plan" / "2017" / "plan.yaml"
    plan.parent.mkdir(parents=True)
    shutil.copy(ROOT / "plan" / "agencies.yaml", folder / "plan" / "agencies.yaml")
    shutil.copy(ROOT / "plan" / "2017" / "plan.yaml", plan)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "first")
    return plan


def commit(folder: Path, message: str) -> None:
    """Commit everything that lies in the folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")

"""What is staged is read from a copy of the index, and nothing that the repository names is run for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.files.test_git import UNIX, set_traps, sprung, trap
from tests.support.repository import begin, commit, git
from ttdn_cli.errors import TtdnError
from ttdn_cli.files.git import repository

ODD = ("reports/a b.yaml", "reports/Sở.yaml", "reports/x\ny.yaml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with one commit, as the working folder."""
    top = tmp_path / "top"
    top.mkdir()
    begin(top, monkeypatch)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.chdir(top)
    return top


def write(folder: Path, *names: str, text: str = "a: 1\n") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    git(folder, "add", "--all")


def staged() -> list[str]:
    with repository(os.curdir) as found:
        return found.staged()


def test_after_a_commit_nothing_is_staged(folder: Path) -> None:
    assert staged() == []
    assert folder.is_dir()


@UNIX
def test_names_are_read_as_they_are(folder: Path) -> None:
    write(folder, *ODD)
    assert sorted(staged()) == sorted(ODD)


def test_changed_and_renamed_files_are_named_as_they_are_now_and_deleted_ones_are_not(folder: Path) -> None:
    write(folder, "a.yaml", "b.yaml", "c.yaml")
    commit(folder, "three")
    write(folder, "a.yaml", text="a: 2\n")
    git(folder, "mv", "b.yaml", "d.yaml")
    git(folder, "rm", "--quiet", "c.yaml")
    assert sorted(staged()) == ["a.yaml", "d.yaml"]


def test_an_index_in_two_parts_is_read_whole(folder: Path) -> None:
    write(folder, "a.yaml")
    git(folder, "update-index", "--split-index")
    write(folder, "b.yaml")
    assert list((folder / ".git").glob("sharedindex.*"))
    assert sorted(staged()) == ["a.yaml", "b.yaml"]


def test_in_a_worktree_its_own_index_is_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(folder, "worktree", "add", "--quiet", "-b", "edit", str(tmp_path / "tree"))
    write(tmp_path / "tree", "a.yaml")
    monkeypatch.chdir(tmp_path / "tree")
    assert staged() == ["a.yaml"]
    monkeypatch.chdir(folder)
    assert staged() == []


@UNIX
def test_nothing_that_the_repository_names_is_run(folder: Path) -> None:
    write(folder, "a.yaml", ".gitattributes", text="* diff=evil filter=evil\n")
    set_traps(folder, trap(folder), whole=True)
    with (folder / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(f'[diff "evil"]\n\tcommand = {trap(folder)}\n\ttextconv = {trap(folder)}\n')
    assert sorted(staged()) == [".gitattributes", "a.yaml"]
    assert not sprung(folder)


@UNIX
@pytest.mark.parametrize("kind", ["broken", "link", "pipe"])
def test_an_index_that_is_none_is_told_and_not_waited_for(kind: str, folder: Path, run: Run) -> None:
    index = folder / ".git" / "index"
    index.unlink()
    if kind == "broken":
        index.write_bytes(b"DIRC" + b"\0" * 40)
    elif kind == "link":
        index.symlink_to("/etc/passwd")
    else:
        os.mkfifo(index)
    with pytest.raises(TtdnError):
        staged()
    result = run("check", "--staged", "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("ttdn: What is staged" if kind == "broken" else "ttdn: The git repository is not read")


def test_without_an_index_nothing_is_staged(folder: Path) -> None:
    git(folder, "rm", "--quiet", "-r", "--cached", ".")
    (folder / ".git" / "index").unlink()
    assert staged() == []

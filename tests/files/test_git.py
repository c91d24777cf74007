"""git runs nothing that a repository names, and the only repository is the one that an enclosing `.git` names."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.repository import begin, commit, git
from tests.support.sample import program
from ttdn_cli.errors import TtdnError
from ttdn_cli.files.git import program as runner
from ttdn_cli.files.git import repository as opened
from ttdn_cli.files.git import standin
from ttdn_cli.files.git.owner import check_owner
from ttdn_cli.files.git.place import Place
from ttdn_cli.intake import plan_history as history

PLAN = "plan/2017/plan.yaml"
MOVED = ("schedule: {quarter: Q3, as_written: Quý III/2017}", "schedule: {quarter: Q4, as_written: Quý IV/2017}")
REPORT = """schema: ttdn/status/1
agency: so-tttt
period: 2017-Q2
submitted_on: 2017-06-20
plan_revision: 1
items:
  - {task: II.5, state: in_progress}
"""
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="of Unix alone")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a repository whose one commit holds the plan of 2017, as the working folder."""
    top = tmp_path / "top"
    top.mkdir()
    begin(top, monkeypatch)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(top)
    return top


def edit(path: Path, *edits: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def trap(folder: Path) -> str:
    """Return a command that leaves a file `sprung` beside a folder when it is run."""
    script = folder.parent / "trap"
    script.write_text(f"#!/bin/sh\ntouch '{folder.parent}/sprung'\nexit 1\n")
    script.chmod(0o755)
    return str(script)


def sprung(folder: Path) -> bool:
    return (folder.parent / "sprung").exists()


def set_traps(at: Path, command: str, *, whole: bool = False) -> None:
    """Make a repository name a command wherever it can; unless it stays whole it lacks the plan, to be fetched."""
    blob = git(at, "rev-parse", f"HEAD:{PLAN}").strip()
    config, hooks = at / ".git" / "config", at / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    config.write_text(
        config.read_text().replace("repositoryformatversion = 0", "repositoryformatversion = 1")
        + f"""[extensions]
\tpartialClone = evil
[remote "evil"]
\tpromisor = true
\turl = .
\tuploadpack = {command}
\tproxy = {command}
[core]
\tfsmonitor = {command}
\tpager = {command}
\tsshCommand = {command}
\tgitProxy = {command}
\talternateRefsCommand = {command}
\thooksPath = {hooks}
\teditor = {command}
\taskPass = {command}
[credential]
\thelper = {command}
[uploadpack]
\tpackObjectsHook = {command}
[alias]
\trev-parse = !{command}
\tls-tree = !{command}
\tcat-file = !{command}
\tconfig = !{command}
[pager]
\tls-tree = {command}
\tcat-file = {command}
[filter "evil"]
\tsmudge = {command}
\tprocess = {command}
[diff]
\texternal = {command}
"""
    )
    for name in ("post-checkout", "reference-transaction", "fsmonitor-watchman", "post-index-change", "pre-auto-gc"):
        shutil.copy(command, hooks / name)
    if not whole:
        (at / ".git" / "objects" / blob[:2] / blob[2:]).unlink()


COMMANDS = {
    "plan check": ("plan", "check", PLAN, "--base", "HEAD"),
    "plan diff": ("plan", "diff", f"HEAD:{PLAN}", PLAN),
    "check": ("check", "reports", "--plan", PLAN, "--select", "outdated-report"),
}


def lay_report(folder: Path) -> None:
    (folder / "reports").mkdir(exist_ok=True)
    (folder / "reports" / "so-tttt.yaml").write_text(REPORT, "utf-8")
    edit(folder / PLAN, ("revision: 1\n", "revision: 2\n"))


@UNIX
class TestOfPrograms:
    """A repository names programs to run, and none is run."""

    @pytest.mark.parametrize(("command", "code"), [("plan check", 3), ("plan diff", 3), ("check", 0)])
    def test_what_a_partial_clone_lacks_is_not_fetched_and_is_told(
        self, command: str, code: int, folder: Path, run: Run
    ) -> None:
        lay_report(folder)
        set_traps(folder, trap(folder))
        result = run(*COMMANDS[command], "--lang", "en")
        assert not sprung(folder)
        assert result.code == code
        assert f"should hold {PLAN} of the revision" in result.err
        assert "does not hold this plan yet" not in result.err
        if code:
            assert "clone it without --filter" in result.err

    @pytest.mark.parametrize("command", COMMANDS)
    def test_plain_files_are_no_repository(self, command: str, folder: Path, run: Run) -> None:
        """An inbox that holds what git keeps in `.git`, without a `.git`: git itself takes it for a repository."""
        lay_report(folder)
        set_traps(folder, trap(folder))
        git(folder, "config", "core.worktree", str(folder))
        for at in (folder, (folder / PLAN).parent):
            shutil.copytree(folder / ".git", at, dirs_exist_ok=True)
        shutil.rmtree(folder / ".git")
        result = run(*COMMANDS[command], "--lang", "en")
        assert not sprung(folder)
        assert result.code == (0 if command == "check" else 3)
        assert ("is in no git repository" in result.err) == (command != "check")

    def test_plain_files_beside_the_plan_do_not_forge_the_base(self, folder: Path, run: Run) -> None:
        """A branch may bring files like any other: the base is that of the repository that the branch belongs to."""
        forged = folder.parent / "forged"
        forged.mkdir()
        edit(folder / PLAN, MOVED)
        shutil.copytree(folder / "plan", forged / "plan")
        git(forged, "init", "--quiet", "--initial-branch=main")
        commit(forged, "forged")
        set_traps(forged, trap(folder), whole=True)
        git(forged, "config", "core.worktree", str(folder))
        shutil.copytree(forged / ".git", folder / "plan" / "2017", dirs_exist_ok=True)
        result = run(*COMMANDS["plan check"], "--select", "plan-revision", "--lang", "en")
        assert not sprung(folder)
        assert result.code == 1
        assert "II.3.a: Due date moved: 2017-09-30 → 2017-12-31" in result.out

    @pytest.mark.parametrize("command", COMMANDS)
    def test_a_git_file_that_leads_to_a_strange_folder_is_refused(self, command: str, folder: Path, run: Run) -> None:
        lay_report(folder)
        set_traps(folder, trap(folder))
        (folder / ".git").rename(folder / "inbox")
        (folder / ".git").write_text("gitdir: inbox\n")
        result = run(*COMMANDS[command], "--lang", "en")
        assert not sprung(folder)
        assert result.code == (0 if command == "check" else 3)
        assert "no worktree or submodule of a repository that this folder belongs to" in result.err

    @pytest.mark.parametrize("command", ["plan check", "plan diff"])
    def test_settings_that_name_a_program_count_for_nothing(self, command: str, folder: Path, run: Run) -> None:
        """With all objects there, the base is read, and that is all."""
        edit(folder / PLAN, MOVED)
        set_traps(folder, trap(folder), whole=True)
        (folder / ".gitattributes").write_text("* filter=evil diff=evil\n")
        result = run(*COMMANDS[command], "--lang", "en")
        assert not sprung(folder)
        assert result.code == 1
        assert "2017-09-30 → 2017-12-31" in result.out

    def test_a_git_in_the_checked_folder_is_not_run(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shutil.copy(trap(folder), folder / "git")
        (folder / "plan" / "bin").mkdir()
        shutil.copy(trap(folder), folder / "plan" / "bin" / "git")
        paths = (str(folder), str(folder / "plan" / "bin"), "", ".", "plan/bin", os.environ["PATH"])
        monkeypatch.setenv("PATH", os.pathsep.join(paths))
        assert run(*COMMANDS["plan check"]).code == 0
        monkeypatch.setenv("PATH", os.pathsep.join(paths[:-1]))
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert (result.code, sprung(folder)) == (3, False)
        assert "git is not installed" in result.err

    def test_in_the_home_folder_a_git_of_the_users_own_is_run(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = folder / "bin" / "git"
        own.parent.mkdir()
        own.symlink_to(str(shutil.which("git")))
        monkeypatch.setenv("PATH", str(own.parent))
        with pytest.raises(TtdnError, match="not installed"):
            runner.find_program(str(folder))
        monkeypatch.setenv("HOME", str(folder))
        assert runner.find_program(str(folder)) == str(own)

    @pytest.mark.parametrize(
        "names",
        [
            ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_ASKPASS", "GIT_PROXY_COMMAND"),
            ("GIT_EXEC_PATH",),
            ("GIT_OBJECT_DIRECTORY",),
            ("GIT_COMMON_DIR",),
            ("GIT_DIR",),
            ("GIT_WORK_TREE",),
            ("GIT_NAMESPACE",),
            ("GIT_INDEX_FILE",),
            ("GIT_SHALLOW_FILE",),
            ("GIT_ALTERNATE_OBJECT_DIRECTORIES",),
            ("GIT_TRACE", "GIT_TRACE2", "GIT_TRACE2_EVENT", "GIT_TRACE_SETUP"),
        ],
    )  # fmt: skip
    def test_what_the_environment_says_to_git_counts_for_nothing(
        self, names: tuple[str, ...], folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        edit(folder / PLAN, MOVED)
        other = trap(folder) if names[0] in ("GIT_SSH", "GIT_EXEC_PATH") else str(folder.parent / "other")
        for name in names:
            monkeypatch.setenv(name, other)
        assert run(*COMMANDS["plan check"], "--select", "plan-revision").code == 1
        assert not sprung(folder)
        assert not (folder.parent / "other").exists()

    def test_settings_in_the_environment_count_for_nothing(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lay_report(folder)
        set_traps(folder, trap(folder))
        monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
        for number, (key, value) in enumerate(
            [("remote.evil.promisor", "true"), ("remote.evil.uploadpack", trap(folder))]
        ):
            monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
            monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
        assert run(*COMMANDS["plan check"]).code == 3
        assert not sprung(folder)

    def test_a_replaced_object_or_grafted_history_is_not_believed(self, folder: Path, run: Run) -> None:
        first = git(folder, "rev-parse", "HEAD").strip()
        edit(folder / PLAN, MOVED)
        commit(folder, "moved")
        git(folder, "replace", first, "HEAD")
        (folder / ".git" / "info").mkdir(exist_ok=True)
        (folder / ".git" / "info" / "grafts").write_text(f"{git(folder, 'rev-parse', 'HEAD').strip()}\n")
        assert run("plan", "check", PLAN, "--base", "HEAD~1", "--select", "plan-revision").code == 1


@UNIX
class TestOfWhatHangs:
    """No device, pipe or link in a repository is waited for or followed."""

    @pytest.mark.parametrize(
        "name", ["HEAD", "config", "packed-refs", "shallow", "FETCH_HEAD", "refs", "objects", "refs/heads/x"]
    )
    @pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
    def test_what_is_no_ordinary_file_is_refused_or_passed_over(
        self, name: str, kind: str, folder: Path, run: Run
    ) -> None:
        path = folder / ".git" / name
        if path.is_dir():
            path.rename(folder.parent / "moved")
        elif path.exists():
            path.unlink()
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "link":
            path.symlink_to(folder.parent / "moved")
        else:
            path.mkdir()
        result = run(*COMMANDS["plan check"], "--lang", "en")
        harmless = name == "refs/heads/x" or (kind == "folder" and name in ("packed-refs", "shallow", "FETCH_HEAD"))
        assert result.code == (0 if harmless else 3), result.err
        assert "Traceback" not in result.err

    @pytest.mark.parametrize("name", ["info/alternates", "pack/pack-1.idx", "info"])
    def test_objects_that_git_would_wait_for_are_refused(self, name: str, folder: Path, run: Run) -> None:
        path = folder / ".git" / "objects" / name
        if path.is_dir():
            path.rmdir()
        os.mkfifo(path)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert f"The git repository is not read: {path}: " in result.err

    @pytest.mark.parametrize("kind", ["link", "pipe"])
    def test_a_git_that_is_a_link_or_a_device_is_refused(self, kind: str, folder: Path, run: Run) -> None:
        (folder / ".git").rename(folder.parent / "moved")
        if kind == "link":
            (folder / ".git").symlink_to(folder.parent / "moved")
        else:
            os.mkfifo(folder / ".git")
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        said = {"link": "it is a link", "pipe": "it is no ordinary file"}[kind]
        assert f"The git repository is not read: {folder}/.git: {said}" in result.err

    def test_git_is_stopped_when_it_does_not_answer(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(runner, "MAX_GIT_SECONDS", 1)
        head = git(folder, "rev-parse", "HEAD").strip()
        path = folder / ".git" / "objects" / head[:2] / head[2:]
        path.unlink()
        os.mkfifo(path)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert "git has not answered within 1 seconds and was stopped" in result.err

    def test_settings_that_include_a_file_do_not_open_it(self, folder: Path, run: Run) -> None:
        os.mkfifo(folder.parent / "pipe")
        with (folder / ".git" / "config").open("a") as file:
            file.write(
                f"[include]\n\tpath = {folder.parent}/pipe\n[core]\n\tworktree = /\n\tattributesFile = /dev/zero\n"
            )
        assert run(*COMMANDS["plan check"]).code == 0

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[core", "it is no configuration that git can read"),
            (
                "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tevil = x\n",
                "an extension that is not known: evil",
            ),
            ("[core]\n\trepositoryformatversion = 9\n", "The repository has no revision HEAD"),
            ("[core]\n\trepositoryformatversion = a b\n", "it has a format that is not known: a b"),
            ("#" * 5_000_000, "it is larger than any that git needs"),
        ],
    )
    def test_settings_that_cannot_be_read_are_told(self, text: str, said: str, folder: Path, run: Run) -> None:
        (folder / ".git" / "config").write_text(text)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert said in result.err

    def test_a_head_that_names_nothing_is_told(self, folder: Path, run: Run) -> None:
        (folder / ".git" / "HEAD").write_text("../../secret\n")
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert "HEAD: it names no branch or commit" in result.err

    def test_refs_that_cannot_be_listed_are_told(self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        listed = os.scandir

        def refuse(path: str) -> object:
            if str(path).endswith("heads"):
                raise PermissionError(13, "no")
            return listed(path)

        monkeypatch.setattr(os, "scandir", refuse)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert f"The git repository is not read: {folder}/.git: there is no right to do so" in result.err

    def test_a_repository_that_goes_while_it_is_read_is_told(self, folder: Path) -> None:
        gone = str(folder / "gone")
        with pytest.raises(TtdnError) as caught:
            check_owner(Place(gone, gone, gone), runner.Git("git", gone, gone))
        assert caught.value.values["reason"] == "there is no such file or folder"

    @pytest.mark.parametrize("limit", ["MAX_REFS", "MAX_REFS_BYTES"])
    def test_refs_without_end_are_refused(
        self, limit: str, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known = [
            path
            for name in ("HEAD", "refs", "logs")
            for path in [folder / ".git" / name, *(folder / ".git" / name).rglob("*")]
        ]
        files = [path for path in known if path.is_file()]
        exact = len(files) if limit == "MAX_REFS" else sum(path.stat().st_size for path in files)
        monkeypatch.setattr(standin, limit, exact)
        assert run(*COMMANDS["plan check"]).code == 0
        monkeypatch.setattr(standin, limit, exact - 1)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert "The git repository is not read" in result.err

    def test_without_room_for_a_stand_in_it_is_told(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(**_given: object) -> None:
            raise OSError(28, "No space left on device")

        assert folder.exists()
        monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert "Nothing can be written to the folder for temporary files: the disk is full" in result.err

    def test_a_disk_that_is_full_before_the_stand_in_is_complete_is_told(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make, scratch = os.makedirs, folder.parent / "scratch"
        scratch.mkdir()

        def refuse(path: str, *, exist_ok: bool) -> None:
            if path.endswith("heads"):
                raise OSError(28, "No space left on device")
            make(path, exist_ok=exist_ok)

        monkeypatch.setattr(tempfile, "TemporaryDirectory", partial(tempfile.TemporaryDirectory, dir=scratch))
        monkeypatch.setattr(os, "makedirs", refuse)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert "Nothing can be written to the folder for temporary files: the disk is full" in result.err
        assert list(scratch.iterdir()) == []

    def test_nothing_is_left_in_the_repository_or_among_temporary_files(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        scratch = folder.parent / "scratch"
        scratch.mkdir()
        monkeypatch.setattr(tempfile, "TemporaryDirectory", partial(tempfile.TemporaryDirectory, dir=scratch))
        before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
        assert run(*COMMANDS["plan check"]).code == 0
        assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
        assert list(scratch.iterdir()) == []


@UNIX
class TestOfOwners:
    """A repository that another user has made is read only where the user has said that it may be."""

    @pytest.fixture(autouse=True)
    def _another_user(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SUDO_UID", raising=False)
        self.user = folder.stat().st_uid
        monkeypatch.setattr(os, "geteuid", lambda: self.user + 1)

    def test_it_is_refused_with_what_to_do(self, folder: Path, run: Run) -> None:
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert f"The git repository is not read: {folder}: it belongs to another user" in result.err
        assert f"git config --global --add safe.directory {folder}" in result.err

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            (["{top}"], 0), (["*"], 0), (["{above}/*"], 0), (["~/top"], 0), (["{top}", ""], 3), (["", "{top}"], 0),
            (["{above}"], 3), (["{top}/plan"], 3), (["{top}x/*"], 3), (["."], 3), (["top"], 3), (["{top}/*"], 3),
        ],
    )  # fmt: skip
    def test_it_is_read_where_the_user_calls_it_safe(
        self, values: list[str], code: int, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(folder.parent))
        for value in values:
            said = value.format(top=folder, above=folder.parent)
            git(folder, "config", "--file", str(folder.parent / "gitconfig"), "--add", "safe.directory", said)
        assert run(*COMMANDS["plan check"]).code == code

    def test_safe_may_stand_in_the_environment_too(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in (("COUNT", "1"), ("KEY_0", "safe.directory"), ("VALUE_0", str(folder))):
            monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
        assert run(*COMMANDS["plan check"]).code == 0

    def test_no_repository_calls_itself_safe(self, folder: Path, run: Run) -> None:
        git(folder, "config", "safe.directory", "*")
        assert run(*COMMANDS["plan check"]).code == 3

    def test_root_reads_what_belongs_to_whoever_became_root(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stat = os.lstat

        def of_a_user(path: str, *, dir_fd: int | None = None) -> os.stat_result:
            found = stat(path, dir_fd=dir_fd)
            return os.stat_result([*found[:4], 1234, *found[5:]])

        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(os, "lstat", of_a_user)
        for before, code in (("1234", 0), ("1235", 3), ("", 3), ("x", 3)):
            monkeypatch.setenv("SUDO_UID", before)
            assert run(*COMMANDS["plan check"]).code == code
        assert folder.exists()

    def test_where_the_system_tells_no_owner_it_is_read(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert folder.exists()
        monkeypatch.delattr(os, "geteuid")
        assert run(*COMMANDS["plan check"]).code == 0

    def test_judging_goes_on_without_the_history(self, folder: Path, run: Run) -> None:
        lay_report(folder)
        result = run(*COMMANDS["check"], "--lang", "en")
        assert result.code == 0
        assert "it belongs to another user" in result.err
        assert "told by its amendments alone" in result.err
        assert "another user" not in run(*COMMANDS["check"], "--lang", "en", "--quiet").err


class TestOfHonestRepositories:
    """What git itself makes is read."""

    def test_a_worktree(self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        git(folder, "worktree", "add", "--quiet", "-b", "edit", str(folder.parent / "tree"))
        tree = folder.parent / "tree"
        edit(tree / PLAN, MOVED)
        commit(tree, "moved")
        monkeypatch.chdir(tree)
        for variables in ({}, {"GIT_DIR": str(folder / ".git" / "worktrees" / "tree")}):
            for name, value in variables.items():
                monkeypatch.setenv(name, value)
            assert run("plan", "check", PLAN, "--base", "main", "--select", "plan-revision").code == 1
            assert run("plan", "check", PLAN, "--base", "HEAD~1", "--select", "plan-revision").code == 1
            assert run("plan", "check", PLAN, "--base", "HEAD", "--select", "plan-revision").code == 0

    @pytest.mark.parametrize("name", ["gitdir", "commondir"])
    def test_a_worktree_that_does_not_point_back_is_refused(
        self, name: str, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git(folder, "worktree", "add", "--quiet", "-b", "edit", str(folder.parent / "tree"))
        monkeypatch.chdir(folder.parent / "tree")
        kept = folder / ".git" / "worktrees" / "tree" / name
        for text in (f"{folder.parent}/elsewhere\n", "\n", "a\0b"):
            kept.write_text(text)
            result = run(*COMMANDS["plan check"], "--lang", "en")
            assert result.code == 3
            assert "The git repository is not read" in result.err

    def test_a_worktree_whose_folder_holds_something_else_is_refused(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git(folder, "worktree", "add", "--quiet", "-b", "edit", str(folder.parent / "tree"))
        monkeypatch.chdir(folder.parent / "tree")
        kept = folder / ".git" / "worktrees" / "tree" / "commondir"
        kept.unlink()
        kept.mkdir()
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert f"The git repository is not read: {kept}: it is no ordinary file" in result.err

    def test_a_submodule_and_one_in_it(self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        outer = folder.parent / "outer"
        allow = ("-c", "protocol.file.allow=always")
        for at, name in ((outer, "middle"), (outer / "middle", "inner")):
            at.mkdir(exist_ok=True)
            if not (at / ".git").exists():
                git(at, "init", "--quiet", "--initial-branch=main")
            git(at, *allow, "submodule", "--quiet", "add", str(folder), name)
        inner = outer / "middle" / "inner"
        assert (inner / ".git").is_file()
        edit(inner / PLAN, MOVED)
        monkeypatch.chdir(inner)
        assert run("plan", "check", PLAN, "--base", "HEAD", "--select", "plan-revision").code == 1

    @UNIX
    def test_a_submodule_of_another_repository_is_refused(self, folder: Path, run: Run) -> None:
        """One that lies where submodules do, but of a repository that is not around it."""
        other = folder.parent / "other" / "plan"
        shutil.copytree(folder / "plan", other)
        shutil.copytree(folder / ".git", folder.parent / "copy")
        (folder / ".git" / "modules").mkdir()
        (folder.parent / "copy").rename(folder / ".git" / "modules" / "plan")
        (other / ".git").write_text(f"gitdir: {folder}/.git/modules/plan\n")
        git(other.parent, "init", "--quiet")
        for _ in range(2):
            result = run("plan", "check", str(other / "2017" / "plan.yaml"), "--base", "HEAD", "--lang", "en")
            assert result.code == 3
            assert "no worktree or submodule of a repository that this folder belongs to" in result.err
            shutil.rmtree(other.parent / ".git", ignore_errors=True)

    @pytest.mark.parametrize("text", ["", "gitdir: \n", "gitdir: nowhere", "nowhere", "gitdir: a\0b", "gitdir: /"])
    def test_a_git_file_that_names_no_repository_is_refused(self, text: str, folder: Path, run: Run) -> None:
        (folder / "plan" / ".git").write_text(text)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert f"The git repository is not read: {folder / 'plan' / '.git'}: it " in result.err

    def test_refs_kept_in_tables_are_handed_to_git(self, folder: Path) -> None:
        tables = folder / ".git" / "reftable"
        tables.mkdir()
        (tables / "tables.list").write_text("x\n")
        with (folder / ".git" / "config").open("a") as file:
            file.write("[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n")
        with opened(str(folder)) as found:
            at = Path(found.made.git.folder)
            assert (at / "reftable" / "tables.list").read_text() == "x\n"
            assert "\trefstorage = reftable\n" in (at / "config").read_text()

    def test_a_repository_within_another_is_its_own(self, folder: Path, run: Run) -> None:
        inner = folder / "inner"
        inner.mkdir()
        shutil.copytree(folder / "plan", inner / "plan")
        git(inner, "init", "--quiet", "--initial-branch=main")
        edit(inner / PLAN, MOVED)
        commit(inner, "its own")
        assert run("plan", "check", f"inner/{PLAN}", "--base", "HEAD", "--select", "plan-revision").code == 0

    def test_an_empty_folder_named_git_is_none(self, folder: Path, run: Run) -> None:
        (folder / "plan" / ".git").mkdir()
        edit(folder / PLAN, MOVED)
        assert run("plan", "check", PLAN, "--base", "HEAD", "--select", "plan-revision").code == 1

    def test_names_of_commits_of_every_kind(self, folder: Path) -> None:
        edit(folder / PLAN, MOVED)
        commit(folder, "fix: moved")
        first = git(folder, "rev-parse", "HEAD~1").strip()
        git(folder, "tag", "-a", "-m", "x", "v1", "HEAD~1")
        git(folder, "branch", "old/one", "HEAD~1")
        git(folder, "pack-refs", "--all")
        git(folder, "branch", "new/one", "HEAD~1")
        git(folder, "fetch", "--quiet", ".", "old/one")
        git(folder, "branch", "--quiet", "--set-upstream-to=old/one", "main")
        names = ("HEAD~1", "HEAD^", "v1", "old/one", "new/one", "heads/new/one", "FETCH_HEAD", first, first[:8],
                 "HEAD@{1}", "main@{upstream}", "HEAD^{/first}", "main~1", "v1^{}")  # fmt: skip
        with opened(str(folder)) as found:
            assert {name: found.revision(name).commit for name in names} == dict.fromkeys(names, first)

    def test_a_remote_branch_that_is_followed(self, folder: Path) -> None:
        clone = folder.parent / 'a "clone"'
        git(folder.parent, "clone", "--quiet", "--origin", "up.stream", str(folder), str(clone))
        with opened(str(clone)) as found:
            names = ("main@{u}", "up.stream/main", "up.stream/HEAD", "up.stream")
            assert len({found.revision(name).commit for name in names}) == 1

    def test_objects_named_by_longer_ids_and_borrowed_from_another_folder(self, folder: Path, run: Run) -> None:
        longer = folder.parent / "longer"
        longer.mkdir()
        shutil.copytree(folder / "plan", longer / "plan")
        git(longer, "init", "--quiet", "--initial-branch=main", "--object-format=sha256")
        commit(longer, "first")
        shared = folder.parent / "shared"
        git(folder.parent, "clone", "--quiet", "--shared", str(folder), str(shared))
        for at in (longer, shared):
            edit(at / PLAN, MOVED)
            assert run("plan", "check", f"{at}/{PLAN}", "--base", "HEAD", "--select", "plan-revision").code == 1

    def test_a_folder_beyond_a_ceiling_is_not_looked_into(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.pathsep.join(("relative", str(folder))))
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert "is in no git repository" in result.err
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
        assert run(*COMMANDS["plan check"]).code == 0

    def test_a_folder_that_cannot_be_looked_into_is_told(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        look = os.lstat

        def refuse(path: str) -> os.stat_result:
            if str(path).endswith(".git"):
                raise PermissionError(13, "no")
            return look(path)

        monkeypatch.setattr(os, "lstat", refuse)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert f"{folder / 'plan' / '2017' / '.git'}: there is no right to do so" in result.err


class TestOfPartsOfARepository:
    """What a clone lacks is told with what to do, and nothing that could not be read is taken for not there."""

    @pytest.fixture
    def origin(self, folder: Path) -> Path:
        git(folder, "config", "uploadpack.allowFilter", "true")
        edit(folder / PLAN, ("revision: 1\n", "revision: 2\n"), MOVED)
        commit(folder, "second")
        edit(folder / PLAN, ("revision: 2\n", "revision: 3\n"))
        commit(folder, "third")
        return folder

    @pytest.mark.parametrize("command", ["check", "diff"])
    def test_a_shallow_clone_that_lacks_the_base(self, command: str, origin: Path, run: Run) -> None:
        at = origin.parent / "shallow"
        git(origin.parent, "clone", "--quiet", "--depth=1", origin.as_uri(), str(at))
        os.chdir(at)
        given = ("check", PLAN, "--base", "HEAD~1") if command == "check" else ("diff", f"HEAD~1:{PLAN}", PLAN)
        result = run("plan", *given, "--lang", "en")
        assert result.code == 3
        assert "The repository has no revision HEAD~1" in result.err
        assert "git fetch --unshallow, in CI fetch-depth: 0 or GIT_DEPTH: 0" in result.err

    def test_a_shallow_clone_that_lacks_an_older_revision_of_the_plan(self, origin: Path, run: Run) -> None:
        at = origin.parent / "shallow"
        git(origin.parent, "clone", "--quiet", "--depth=2", origin.as_uri(), str(at))
        os.chdir(at)
        lay = at / "reports" / "so-tttt.yaml"
        lay.parent.mkdir()
        for number, told in (("1", True), ("2", False)):
            lay.write_text(REPORT.replace("plan_revision: 1", f"plan_revision: {number}"), "utf-8")
            result = run(*COMMANDS["check"], "--lang", "en")
            assert result.code == 0
            assert ("no whole history, and not the plan with revision 1" in result.err) == told

    @pytest.mark.parametrize("kept", ["blob:none", "tree:0"])
    def test_a_partial_clone_that_lacks_the_plan_of_the_base(self, kept: str, origin: Path, run: Run) -> None:
        at = origin.parent / "partial"
        git(origin.parent, "clone", "--quiet", f"--filter={kept}", origin.as_uri(), str(at))
        os.chdir(at)
        result = run("plan", "check", PLAN, "--base", "HEAD~1", "--lang", "en")
        assert result.code == 3
        assert f"should hold {PLAN} of the revision HEAD~1" in result.err
        assert "clone it without --filter" in result.err
        lay = at / "reports" / "so-tttt.yaml"
        lay.parent.mkdir()
        lay.write_text(REPORT, "utf-8")
        result = run(*COMMANDS["check"], "--lang", "en")
        assert result.code == 0
        assert "told by its amendments alone" in result.err

    @pytest.mark.parametrize("kind", ["commit", "tree", "blob"])
    def test_an_object_that_is_damaged_or_gone(self, kind: str, origin: Path, run: Run) -> None:
        named = {"commit": "HEAD~1", "tree": "HEAD~1:plan", "blob": f"HEAD~1:{PLAN}"}[kind]
        lost = git(origin, "rev-parse", named).strip()
        path = origin / ".git" / "objects" / lost[:2] / lost[2:]
        path.chmod(0o644)
        for data in (path.read_bytes()[:20], None):
            path.write_bytes(data) if data else path.unlink()
            for base in ("HEAD~1", "HEAD"):
                result = run("plan", "check", PLAN, "--base", base, "--lang", "en")
                assert result.code == (3 if base == "HEAD~1" else 0), result.err
        with pytest.raises(TtdnError):
            list(history.older(str(origin / PLAN), [1]))

    def test_a_file_that_git_gives_up_in_the_midst_of(
        self, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert folder.exists()
        real = subprocess.run

        def cut(command: list[str], **more: object) -> object:
            done = real(command, **more)  # type: ignore[call-overload]
            if "cat-file" in command:
                done.stdout = done.stdout[:-1]
            return done

        monkeypatch.setattr(subprocess, "run", cut)
        result = run(*COMMANDS["plan check"], "--lang", "en")
        assert result.code == 3
        assert "git fsck tells what is damaged" in result.err


def test_the_program_tells_of_a_refused_repository_in_vietnamese(folder: Path) -> None:
    shutil.copytree(folder / ".git", folder / "inbox")
    shutil.rmtree(folder / ".git")
    (folder / ".git").write_text("gitdir: inbox\n")
    done = program(*COMMANDS["plan check"], "--lang", "vi", folder=folder)
    assert done.returncode == 3
    assert re.search("Chưa đọc kho git: .*/.git: ", done.stderr.decode())

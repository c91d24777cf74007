"""What SECURITY.md promises of every command, as Python itself sees it: opened, written, started, asked for."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ttdn_cli
from tests.conftest import ROOT
from tests.support.inprocess import arguments, commands
from tests.support.sample import HEAD, lay_out

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
# What calls for another machine. Addresses are taken apart by `urllib.parse`, which asks nobody.
NETWORK = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "xmlrpc", "requests", "asyncio", "telnetlib")
# Calls the program with every list of arguments, and tells all that Python was asked to do meanwhile.
WATCHED = """
import json, os, sys
from ttdn_cli.cli import main
seen = []
KINDS = ("open", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.rename",
         "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.utime",
         "shutil.rmtree", "ctypes.dlopen")
def plain(one):
    return os.fsdecode(one) if isinstance(one, bytes) else one if isinstance(one, (str, int)) else None
def watch(event, given):
    if event in KINDS or event.startswith("socket."):
        seen.append([event, *map(plain, given)])
sys.addaudithook(watch)
codes = [main(one) for one in json.loads(sys.argv[1])]
events = list(seen)
print("SEEN" + json.dumps([codes, events]), file=sys.__stderr__)
"""
OUTSIDE = "outside.txt"
EVIDENCE = [
    f"../{OUTSIDE}",
    f"/etc/{OUTSIDE}",
    f"file:///{OUTSIDE}",
    "http://x.invalid/a",
    "$(touch gone)",
    "`touch gone`",
]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan, waivers and reports that give whatever could be opened, run or asked for, and a folder for results."""
    said = dict.fromkeys(("result", "obstacles", "proposals"), "=cmd|'/c touch gone'!A1 {{ 7*7 }} !!python/object:os.x")
    items = [{"task": "T.1", "state": "in_progress", "evidence": EVIDENCE, **said}]
    files: dict[str, str | bytes] = {
        "reports/so-a.yaml": HEAD + f"items: {json.dumps(items)}\n",
        "reports/tag.yaml": f'{HEAD}items: !!python/object/apply:os.system ["touch gone"]\n',
        "waivers.yaml": "schema: ttdn/waivers/1\nwaivers: []\n",
        "ttdn.toml": 'waivers = "waivers.yaml"\n',
        "reports/ttdn.toml": 'plan = "../outside.txt"\n',
    }
    work = tmp_path / "work"
    work.mkdir()
    lay_out(work, files=files)
    (tmp_path / OUTSIDE).write_text("x", "utf-8")
    (work / "out").mkdir()
    (work / "reports" / "linked.yaml").symlink_to(f"../../{OUTSIDE}")
    (work / "reports" / "all").symlink_to("../..")
    os.mkfifo(work / "reports" / "pipe.yaml")
    return work


def calls() -> list[list[str]]:
    """Return the arguments of every command, with the result in the folder for results."""
    own = {
        ("remind",): ["--output", "out/letters"], ("template",): ["--agency", "so-a", "--quarter", "Q2"],
        ("report",): ["--output", "out/papers.md"], ("plan", "new"): ["--output", "out/plan.yaml"],
    }  # fmt: skip
    found = []
    for number, one in enumerate(commands()):
        given = arguments(one)
        output = own.get(one.words, [])
        if "output" in one.parameters and "--output" not in output:
            output = [*output, "--output", f"out/{number}.csv" if one.words == ("template",) else f"out/{number}"]
        found.append([*given, *output])
    return found


Seen = list[list[str | int | None]]


def watched(folder: Path, called: list[list[str]]) -> Seen:
    """Return what Python was asked to do while these calls ran in a folder."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", WATCHED, json.dumps(called)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=120)
    codes, events = json.loads(done.stderr.decode().split("SEEN")[-1])
    assert set(codes) <= {0, 1}, done.stderr.decode()
    found: Seen = events
    return found


@pytest.fixture
def seen(folder: Path) -> Seen:
    """Return what Python was asked to do while every command ran."""
    return watched(folder, calls())


@posix
@posix
def test_no_program_is_started_no_address_asked_and_nothing_run(seen: Seen, folder: Path) -> None:
    allowed = ("open", "os.rename", "os.remove", "os.mkdir", "os.link", "os.chmod", "ctypes.dlopen")
    assert [one for one in seen if one[0] not in allowed] == []
    assert not list(folder.rglob("gone"))


@posix
def test_only_what_is_named_and_what_ships_with_the_program_is_opened(seen: Seen, folder: Path) -> None:
    """No evidence, no target of a link, no file beside the reports, no settings of theirs."""
    shipped = (str(ROOT), sys.prefix, sys.base_prefix, os.path.realpath(sys.base_prefix), os.devnull, "/usr", "/proc")
    opened = {os.path.abspath(folder / str(one[1])) for one in seen if one[0] == "open" and isinstance(one[1], str)}
    strange = {one for one in opened if not one.startswith(shipped)}
    named = {"plan.yaml", "agencies.yaml", "ttdn.toml", "waivers.yaml", "reports/so-a.yaml", "reports/tag.yaml"}
    # These two are opened as what they are: the one is not followed, the other not waited for.
    asked = {"reports/linked.yaml", "reports/pipe.yaml", "reports/all"}
    inside = {os.path.relpath(one, folder) for one in strange if not one.startswith(str(folder / "out"))}
    assert inside <= named | asked
    assert named - {"ttdn.toml"} <= inside


@posix
def test_only_the_result_is_written_and_nothing_else_changes(seen: Seen, folder: Path) -> None:
    out = str(folder / "out")
    written = [str(one[1]) for one in seen if one[0] == "open" and isinstance(one[3], int) and one[3] & WRITING]
    moved = [
        str(part)
        for one in seen
        if one[0] not in ("open", "ctypes.dlopen")
        for part in one[1:]
        if isinstance(part, str)
    ]
    assert written
    strange = {one for one in (*written, *moved) if not os.path.abspath(folder / one).startswith(out)}
    assert {one for one in strange if not one.startswith(os.devnull)} == set()
    assert [path.name for path in Path(out).rglob(".ttdn-*")] == []


def test_there_is_no_code_for_the_network() -> None:
    found = set()
    for path in Path(ttdn_cli.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            else:
                continue
            found |= {f"{path.name}: {name}" for name in names if name.startswith(NETWORK)}
    assert found == set()


def test_nothing_of_the_program_evaluates_text() -> None:
    """No `eval`, no `exec`, no loader of objects: the YAML that is read is a stream of events."""
    found = set()
    for path in Path(ttdn_cli.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Name) and node.id in ("eval", "exec", "compile", "__import__"):
                found.add(f"{path.name}: {node.id}")
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = f"{node.value.id}.{node.attr}"
                if name.startswith(("pickle.", "marshal.", "shelve.", "yaml.load", "yaml.full_load", "os.system")):
                    found.add(f"{path.name}: {name}")
    assert found == set()

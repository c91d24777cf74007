"""Only ordinary files are read, without waiting and without following links; nothing that is named goes missing."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import GOOD, PLAN, lay_out
from ttdn_cli.files.opening import read_file
from ttdn_cli.files.paths import collect
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.limits import MAX_BYTES

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, FIFOs and sockets of POSIX")
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="no mode keeps the superuser from reading"
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))
    (tmp_path / "reports").mkdir()


def code(path: str | bytes) -> str:
    """Return the code under which a file is refused as unreadable."""
    with pytest.raises(FileRejected) as caught:
        read_file(path)
    assert caught.value.rule == "unreadable"
    assert (caught.value.line, caught.value.column) == (1, 1)
    return caught.value.code


def test_a_file_is_read_up_to_the_limit_of_size() -> None:
    Path("full.yaml").write_bytes(b"x" * MAX_BYTES)
    assert len(read_file("full.yaml")) == MAX_BYTES
    Path("over.yaml").write_bytes(b"x" * (MAX_BYTES + 1))
    assert code("over.yaml") == "too-large"


def test_a_huge_sparse_file_is_refused_without_reading_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with open("huge.yaml", "wb") as file:
        try:
            file.truncate(8 * 1024**3)
        except OSError:
            pytest.skip("the file system has no sparse files of 8 GiB")
    read = []
    read_part: Callable[[int, int], bytes] = os.read

    def count(handle: int, size: int) -> bytes:
        part = read_part(handle, size)
        read.append(len(part))
        return part

    monkeypatch.setattr(os, "read", count)
    assert code("huge.yaml") == "too-large"
    assert sum(read) <= MAX_BYTES + 1


@posix
@pytest.mark.parametrize("target", ["good.yaml", "nowhere.yaml", "link.yaml", ".", "/etc/passwd"])
def test_a_link_is_not_followed_wherever_it_leads(target: str, run: Run) -> None:
    Path("good.yaml").write_text(GOOD, "utf-8")
    Path("link.yaml").symlink_to(target)
    assert code("link.yaml") == "link"
    result = run("check", "link.yaml" if target != "." else "reports", *PLAN, "--lang", "en")
    assert "root" not in result.out


@posix
def test_links_in_a_folder_are_findings_and_lead_nowhere(run: Run) -> None:
    lay_out(Path(), files={"reports/good.yaml": GOOD, "elsewhere/other.yaml": GOOD})
    Path("reports/again").symlink_to("../elsewhere")
    Path("reports/loop").symlink_to(".")
    Path("reports/file.yaml").symlink_to("../elsewhere/other.yaml")
    result = run("check", "reports", *PLAN, "--format", "json", "--select", "unreadable")
    found = [(one["path"], one["rule"]) for one in result.json["findings"]]
    assert found == [(f"reports/{name}", "unreadable") for name in ("again", "file.yaml", "loop")]
    assert [one["path"] for one in result.json["files"] if one["verdict"] != "rejected"] == ["reports/good.yaml"]


@posix
def test_devices_and_sockets_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert code("/dev/zero") == "not-regular"
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        try:
            listener.bind("s.yaml")
        except OSError:
            pytest.skip("no socket can be made here")
        assert code("s.yaml") == "not-regular"


@posix
def test_a_fifo_is_refused_without_waiting_for_a_writer() -> None:
    os.mkfifo("pipe.yaml")
    os.mkfifo("reports/pipe.yaml")
    for path in ("pipe.yaml", "reports"):
        command = [sys.executable, "-m", "ttdn_cli", "check", path, *PLAN, "--lang", "en"]
        done = subprocess.run(command, capture_output=True, check=False, timeout=10, encoding="utf-8")
        assert "This is not an ordinary file [unreadable]" in done.stdout
        assert done.returncode == 1


@not_root
def test_a_file_without_the_right_to_read_is_named() -> None:
    Path("secret.yaml").write_text(GOOD, "utf-8")
    Path("secret.yaml").chmod(0)
    assert code("secret.yaml") == "permission"


@not_root
def test_a_folder_without_the_right_to_list_is_named(run: Run) -> None:
    lay_out(Path(), files={"reports/good.yaml": GOOD, "reports/secret/other.yaml": GOOD})
    Path("reports/secret").chmod(0)
    try:
        result = run("check", "reports", *PLAN, "--format", "json", "--select", "unreadable")
    finally:
        Path("reports/secret").chmod(0o700)
    assert [one["path"] for one in result.json["findings"]] == ["reports/secret"]
    assert result.code == 1


def test_a_folder_that_cannot_be_listed_is_a_finding_beside_the_others(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(Path(), files={"reports/good.yaml": GOOD, "reports/secret/other.yaml": GOOD})
    list_folder: Callable[..., object] = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("secret"):
            raise PermissionError(13, "Permission denied", path)
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = run("check", "reports", *PLAN, "--format", "json", "--select", "unreadable", "--lang", "en")
    found = [(one["path"], one["line"], one["message"]) for one in result.json["findings"]]
    assert found == [("reports/secret", 1, "The folder cannot be listed")]
    assert [one["verdict"] for one in result.json["files"]] == ["accepted", "rejected"]
    assert result.code == 1


def test_what_is_not_there_or_cannot_be_named_is_missing() -> None:
    Path("a.yaml").write_text(GOOD, "utf-8")
    for path in ("nowhere.yaml", "a.yaml/b.yaml", "x" * 300 + ".yaml", "a\0b.yaml", "y/" * 3_000 + "z.yaml"):
        assert code(path) == "missing"


def test_a_folder_is_no_file() -> None:
    assert code("reports") == ("permission" if sys.platform == "win32" else "folder")


def test_an_error_while_reading_is_told_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_handle: int, _size: int) -> bytes:
        raise OSError(5, "Input/output error")

    Path("a.yaml").write_text(GOOD, "utf-8")
    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(FileRejected) as caught:
        read_file("a.yaml")
    assert (caught.value.code, caught.value.values) == ("input-output", {"reason": "the disk reports an error"})


def test_a_file_that_is_gone_when_it_is_read_is_a_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(Path(), files={"reports/a.yaml": GOOD, "reports/b.yaml": GOOD.replace("so-a", "so-b", 1)})

    def vanish(path: str) -> bytes:
        Path("reports/b.yaml").unlink(missing_ok=True)
        return read_file(path)

    monkeypatch.setattr("ttdn_cli.intake.report_reader.read_file", vanish)
    result = run("check", "reports", *PLAN, "--format", "json", "--select", "unreadable")
    assert [one["path"] for one in result.json["findings"]] == ["reports/b.yaml"]


KINDS = {
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR secret",
    "photograph": b"\xff\xd8\xff\xe0\0\x10JFIF secret",
    "animation": b"GIF89a\x01\0\x01\0\x80 secret",
    "PDF": b"%PDF-1.4\nsecret: [\n",
    "office document": b"PK\x03\x04\x14\0 secret",
    "old office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 secret",
    "compressed": b"\x1f\x8b\x08\0secret",
    "program": b"\x7fELF\x02\x01\x01\0secret",
    "program for Windows": b"MZ\x90\0secret",
    "web page": b'<!DOCTYPE html>\n<html lang="vi">\n<head><title>secret: x</title></head>\n</html>\n',
    "rich text": b"{\\rtf1\\ansi secret: x\\par}\n",
}


@pytest.mark.parametrize("content", KINDS.values(), ids=KINDS)
def test_a_file_of_another_kind_gives_one_line_without_its_content(content: bytes, run: Run) -> None:
    Path("reports/a.yaml").write_bytes(content)
    result = run("check", "reports", *PLAN, "--lang", "en", "--select", "unreadable,yaml-syntax,invalid-field")
    assert len(result.out.splitlines()) == 1
    assert result.out.startswith("reports/a.yaml:")
    assert "secret" not in result.out
    assert result.code == 1


NAMES = {
    "newline": "a\nb.yaml",
    "escape": "a\x1b[31mb.yaml",
    "markup": "[red]a[x].yaml",
    "option": "--lang.yaml",
    "percent": "a%0A::error::b.yaml",
    "glob": "[a-z]*.yaml",
    "long": "a" * 250 + ".yaml",
    "accents": "báo cáo quý II.yaml",
    "quotes": "a'\"`$(x).yaml",
}


@posix
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_file_of_any_name_is_checked_and_named_on_one_line(name: str, run: Run) -> None:
    (Path("reports") / name).write_bytes(b"\xff")
    result = run("check", "reports", *PLAN, "--select", "unreadable", "--lang", "en")
    shown = name.replace("\n", "\\n").replace("\x1b", "\\x1b")
    assert result.out == f"reports/{shown}:1:1: error: The file is not UTF-8 text [unreadable]\n"
    assert run("check", "reports", *PLAN, "--format", "json").json["files"][0]["path"] == f"reports/{name}"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes names that are no UTF-8")
def test_a_name_that_is_no_utf8_is_checked_and_shown_escaped(run: Run) -> None:
    try:
        Path(os.fsdecode(b"reports/b\xe1o.yaml")).write_text(GOOD, "utf-8")
    except OSError:
        pytest.skip("the file system takes only UTF-8")
    result = run("check", "reports", *PLAN, "--fail-on", "never", "--lang", "en", "--select", "overdue")
    assert "reports/bU+DCE1o.yaml:6:5" in result.out
    paths = [one["path"] for one in run("check", "reports", *PLAN, "--format", "json").json["files"]]
    assert paths == ["reports/b\\udce1o.yaml"]


def test_yaml_is_known_by_its_ending_in_any_case_and_what_is_left_is_told() -> None:
    names = ["a.yaml", "B.YAML", "c.yml", "d.Yml", "e.json", "f.yaml.txt", "yaml"]
    lay_out(Path(), files={f"reports/{name}": GOOD for name in names})
    found = collect(["reports"])
    sources = [one.shown for one in found.sources]
    assert sources == [f"reports/{name}" for name in ("B.YAML", "a.yaml", "c.yml", "d.Yml")]
    assert found.skipped == [f"reports/{name}" for name in ("e.json", "f.yaml.txt", "yaml")]
    assert found.complete


def test_litter_of_editors_and_systems_is_left_alone_and_said_with_verbose(run: Run) -> None:
    litter = [".#a.yaml", "#a.yaml#", "a.yaml~", "~$a.yaml", "._a.yaml", ".a.yaml.swp", "Thumbs.db", ".DS_Store"]
    lay_out(Path(), files={f"reports/{name}": "x" for name in litter})
    lay_out(Path(), files={"reports/a.yaml": GOOD, "reports/.git/b.yaml": "x"})
    quiet, verbose = run("check", "reports", *PLAN), run("check", "reports", *PLAN, "--verbose")
    assert [one.shown for one in collect(["reports"]).sources] == ["reports/a.yaml"]
    assert all(name in verbose.err and name not in quiet.err for name in (*litter, ".git"))


def test_files_come_in_order_of_their_paths_each_once_however_they_are_named() -> None:
    names = ["b.yaml", "a/z.yaml", "a/b/c.yaml", "a-b.yaml", "Z.yaml"]
    lay_out(Path(), files={f"reports/{name}": GOOD for name in reversed(names)})
    found = collect(["reports/b.yaml", "reports", "./reports/b.yaml", os.path.abspath("reports/a")])
    assert [one.shown for one in found.sources] == sorted(f"reports/{name}" for name in names)


def test_standard_input_named_twice_is_read_once() -> None:
    assert [one.opened for one in collect(["-", "-"]).sources] == [None]


def test_nothing_in_the_checked_folder_changes(run: Run) -> None:
    lay_out(Path(), files={"reports/a.yaml": GOOD, "reports/b.yaml": "[", "reports/c.txt": "x"})

    def seen() -> list[tuple[str, int, int]]:
        found = [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(Path().rglob("*"))]
        return [(name, changed, size) for name, changed, size in found if name != "reports"]

    before = seen()
    assert run("check", "reports", *PLAN).code in (1, 3)
    assert seen() == before
    assert stat.S_ISDIR(Path("reports").stat().st_mode)

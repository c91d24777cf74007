"""What lies just within a limit or a border of the readers is read; the next one is refused, with its place."""

# ruff: noqa: SLF001 - a limit is met at the function that holds it

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.support.reading import refusal, texts
from tests.support.repository import begin, commit, git
from ttdn_cli.console import writing as output
from ttdn_cli.errors import TtdnError
from ttdn_cli.files import csv, opening, yaml
from ttdn_cli.files import git as history
from ttdn_cli.files.grid import number
from ttdn_cli.files.tree import Quoted
from ttdn_cli.limits import MAX_ID
from ttdn_cli.model.fields import Slug, Text
from ttdn_cli.model.periods import parse_quarter_number
from ttdn_cli.model.states import parse_state

Read = Callable[[bytes], Any]
SHEET = b'<worksheet xmlns="x"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>'


def knows(*headings: str) -> Callable[[str], bool]:
    return lambda text: text in headings


class TestCsv:
    def test_of_two_separators_the_one_with_more_headings_counts(self) -> None:
        grid = csv.read(b"a,b;c\n1,2;3\n", knows("a", "b;c"))
        assert texts(grid) == [["a", "b;c"], ["1", "2;3"]]
        assert texts(csv.read(b"a,b;c\n", knows("c", "a,b"))) == [["a,b", "c"]]

    def test_where_no_heading_is_known_it_is_the_semicolon(self) -> None:
        assert texts(csv.read(b"a,b;c\td\n", knows())) == [["a,b", "c\td"]]

    def test_as_many_cells_as_the_limit_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(csv, "MAX_CELLS", 4)
        assert len(csv.read(b"a;b\nc;d\n", knows()).lines) == 2
        assert refusal(lambda: csv.read(b"a;b\n\nc;d\ne;;\n", knows())) == ("workbook-cells", 4, 1, {"limit": 4})

    def test_a_cell_as_long_as_the_limit_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(csv, "MAX_CELL", 3)
        assert texts(csv.read(b"abc\n", knows())) == [["abc"]]
        assert refusal(lambda: csv.read(b"a\nabcd\n", knows()))[:2] == ("csv-quotes", 2)

    @pytest.mark.parametrize(
        ("data", "code", "line"),
        [
            (b"\xff", "csv-encoding", 1), (b"a\nb\n\xff", "csv-encoding", 3), (b"\x00", "csv-control", 1),
            (b"a\nb\x1b\n", "csv-control", 2), (b'"a"b\n', "csv-quotes", 1), (b'a\n"b\n', "csv-quotes", 2),
        ],
    )  # fmt: skip
    def test_a_fault_is_placed_by_its_line(self, data: bytes, code: str, line: int) -> None:
        assert refusal(lambda: csv.read(data, knows()))[:2] == (code, line)


def test_a_number_keeps_its_digits() -> None:
    assert [number(one) for one in (1.0, -2.0, 0.5, 1e15, 999_999_999_999_999.0, float("nan"), float("inf"))] == [
        "1", "-2", "0.5", "1000000000000000.0", "999999999999999", "nan", "inf",
    ]  # fmt: skip


class TestFiles:
    def test_a_file_is_read_in_parts_and_no_further_than_the_limit(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[int] = []
        read = os.read

        def told(handle: int, most: int) -> bytes:
            asked.append(most)
            return read(handle, most)

        path = tmp_path / "a"
        path.write_bytes(b"x" * 200_000)
        monkeypatch.setattr(opening, "MAX_BYTES", 100_000)
        monkeypatch.setattr(os, "read", told)
        assert refusal(lambda: opening.read_file(str(path)))[0] == "too-large"
        assert asked == [65_536, 34_465]

    def test_the_limit_is_told_in_megabytes(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a"
        path.write_bytes(b"x" * (3 * 1024 * 1024))
        monkeypatch.setattr(opening, "MAX_BYTES", 3 * 1024 * 1024)
        assert len(opening.read_file(str(path))) == 3 * 1024 * 1024
        path.write_bytes(b"x" * (3 * 1024 * 1024 + 1))
        assert refusal(lambda: opening.read_file(str(path)))[3] == {"limit": 3}

    def test_an_error_without_a_number_is_one_of_reading(self) -> None:
        assert opening._open_error(OSError("x")) == "input-output"


class TestYaml:
    @pytest.mark.parametrize(
        ("events", "text"),
        [(5, "a: b\n"), (7, "? [a]\n: b\n"), (9, "? [[a]]\n: b\n"), (6, "- a\n- b\n- c\n"), (4, "- a\n")],
    )
    def test_as_many_parts_as_the_limit_are_read(self, events: int, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yaml, "MAX_EVENTS", events)
        assert yaml.parse(text.encode()).data
        monkeypatch.setattr(yaml, "MAX_EVENTS", events - 1)
        assert refusal(lambda: yaml.parse(text.encode()))[0] == "too-many"

    def test_parts_of_a_key_are_refused_at_the_one_beyond_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yaml, "MAX_EVENTS", 4)
        assert refusal(lambda: yaml.parse(b"? [a]\n: b\n")) == ("too-many", 2, 3, {"limit": 4})
        assert refusal(lambda: yaml.parse(b"? [a, b]\n: b\n")) == ("too-many", 1, 8, {"limit": 4})

    def test_an_empty_text_begins_at_its_beginning(self) -> None:
        assert yaml.parse(b"# only this\n").root == (1, 1)

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("a: b]\nc: [x,\n", ("bracket", 2, 4)),  # one that opens nothing closes nothing
            ("a:\t- b\n", ("tab", 1, 4)),
            ("a: 1\n  \t  b: 2\n", ("tab", 2, 7)),
            ("a: b\tc: d\n", ("colon", 1, 7)),
            (" a: b\n  c: d\n", ("column", 2, 3)),
            ("a: \ufffe\n", ("control", 1, 4)),
        ],
    )
    def test_the_usual_slips_are_told_apart(self, text: str, place: tuple[str, int, int]) -> None:
        assert refusal(lambda: yaml.parse(text.encode()))[:3] == place

    @pytest.mark.parametrize(
        ("text", "tag", "line"),
        [
            ("%TAG ! x:\n---\na: 1\n", "%TAG ! x:", 1),
            ("\ufeff%TAG ! x:\n---\na: 1\n", "%TAG ! x:", 1),
            ("# c\r%TAG ! y:\r\n---\na: 1\n", "%TAG ! y:", 2),
        ],
    )
    def test_a_tag_that_is_declared_is_refused_at_its_line(self, text: str, tag: str, line: int) -> None:
        told = refusal(lambda: yaml.parse(text.encode()))
        assert (told[0], told[1], told[3]) == ("tag", line, {"tag": tag})

    def test_the_word_alone_declares_none(self) -> None:
        assert yaml.parse(b"a: 'x %TAG y'\n").data == {"a": "x %TAG y"}

    def test_as_many_keys_as_the_limit_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yaml, "MAX_KEYS", 2)
        assert len(yaml.parse(b"a: {c: 1, d: 2}\nb: 1\n").data) == 2
        assert refusal(lambda: yaml.parse(b"a: 1\nb: 1\nc: 1\n")) == ("too-many-keys", 3, 1, {"limit": 2})

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("a: 1\nb: [", ("bracket", 2, 4)),
            ('a: 1\nb: [x, "]",\n', ("bracket", 2, 4)),  # which does not close it
            ("a: [x,\n  y, # ]\n", ("bracket", 1, 4)),
            ("a: [x]\nb: [{y: z}, [w],\n", ("bracket", 2, 4)),
            ("a: 1\nb: {c: [x], d: [y,\n\n\n", ("bracket", 2, 16)),
        ],
    )
    def test_the_bracket_that_is_left_open_is_pointed_at(self, text: str, place: tuple[str, int, int]) -> None:
        assert refusal(lambda: yaml.parse(text.encode()))[:3] == place

    @pytest.mark.parametrize("letter", ["\x85", "\u2028", "\u2029"])
    def test_line_ends_that_no_editor_shows_end_no_line(self, letter: str) -> None:
        assert yaml.parse(f"a: x{letter}y\nb{letter}: 1\n".encode()).data == {"a": f"x{letter}y", f"b{letter}": "1"}
        assert yaml.parse(f"a: '{letter}'\n".encode()).data == {"a": letter}

    def test_a_file_of_another_kind_is_known_by_its_first_bytes_alone(self) -> None:
        assert refusal(lambda: yaml.parse(b"<!DOCTYPE html>"))[0] == "other-kind"
        assert yaml.parse(b"a: <!doctype\n").data == {"a": "<!doctype"}


class TestFields:
    def test_an_empty_text_says_nothing(self) -> None:
        for text in ("", Quoted("")):
            with pytest.raises(ValidationError, match="string_too_short"):
                TypeAdapter(Text).validate_python(text)

    def test_an_id_as_long_as_the_limit_is_one(self) -> None:
        slug = TypeAdapter(Slug)
        assert slug.validate_python("a" * MAX_ID) == "a" * MAX_ID
        with pytest.raises(ValidationError, match="string_too_long"):
            slug.validate_python("a" * (MAX_ID + 1))

    def test_the_words_of_a_state_may_stand_apart_but_not_without_end(self) -> None:
        assert parse_state(f"hoàn{' ' * 31}thành") == "done"
        assert parse_state(f"hoàn{' ' * 32}thành") is None


def test_a_quarter_has_few_letters() -> None:
    assert [parse_quarter_number(one) for one in ("Q2", "II", "Q2" + " " * 5_000, "Q5", "")] == [2, 2, None, None, None]


def test_where_a_file_cannot_be_linked_it_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new").write_text("x")
    monkeypatch.setattr(sys, "platform", "win32")
    output._appear(str(tmp_path / "new"), str(tmp_path / "a"))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "x")]


class TestRevisions:
    @pytest.fixture
    def plan(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        return begin(tmp_path, monkeypatch)

    @pytest.fixture
    def opened(self, plan: Path) -> Iterator[history.Repository]:
        with history.repository(str(plan.parent)) as found:
            yield found

    def test_a_file_as_large_as_the_limit_is_read(
        self, plan: Path, opened: history.Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        size = plan.stat().st_size
        path = Path(git(plan.parent, "ls-files", "--full-name", plan.name).strip()).as_posix()
        found = opened.revision("HEAD")
        monkeypatch.setattr(history, "MAX_BYTES", size)
        assert found.read(path) == plan.read_bytes()
        monkeypatch.setattr(history, "MAX_BYTES", size - 1)
        assert refusal(lambda: found.read(path))[0] == "too-large"

    def test_the_limit_is_told_in_megabytes(self, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(history, "MAX_BYTES", 3 * 1024 * 1024)
        plan.write_bytes(b"x" * (3 * 1024 * 1024 + 1))
        commit(plan.parent, "large")
        with history.repository(str(plan.parent)) as opened:
            found = opened.revision("HEAD")
            assert refusal(lambda: found.read("plan/2017/plan.yaml"))[3] == {"limit": 3}

    @pytest.mark.parametrize("path", ["/plan.yaml", "../plan.yaml", "a\nb", "a\x1b", ".", ".."])
    def test_a_path_that_git_might_take_otherwise_is_not_asked_for(
        self, opened: history.Repository, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = opened.revision("HEAD")
        monkeypatch.setattr(subprocess, "run", None)
        assert not found.has(path)

    @pytest.mark.parametrize("name", ["", "-x", "--all", "a\0b", "no-such"])
    def test_what_names_no_commit_is_told(self, opened: history.Repository, name: str) -> None:
        with pytest.raises(TtdnError, match="no revision"):
            opened.revision(name)

    def test_a_name_that_cannot_be_one_is_not_handed_to_git(
        self, opened: history.Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(subprocess, "run", None)
        for name in ("", "-x", "a\0b"):
            with pytest.raises(TtdnError, match="no revision"):
                opened.revision(name)

    def test_git_that_cannot_be_started_is_told(self, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_given: object, **_more: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(subprocess, "run", refuse)
        with pytest.raises(TtdnError, match="could not be started"), history.repository(str(plan.parent)):
            pass

    def test_a_folder_that_is_gone_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(TtdnError, match="no folder"), history.repository(str(tmp_path / "gone")):
            pass

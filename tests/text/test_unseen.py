"""Which characters are shown by their number is decided by Unicode; which lines could be commands, by their start."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import Run
from tests.support.hostile import hostile
from tests.support.unseen import COMMAND, IGNORABLE, SAMPLE, SEEN, is_unseen, unseen
from ttdn_cli.papers.word import plain
from ttdn_cli.render import formats
from ttdn_cli.render.json import dump, dump_lines
from ttdn_cli.text import unseen as program
from ttdn_cli.text.escaping import clean, disarmed, visible
from ttdn_cli.text.markdown import literal
from ttdn_cli.text.yaml_text import scalar

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


def test_just_the_characters_are_hidden_that_unicode_says_are_not_seen() -> None:
    assert len(IGNORABLE) == 4174
    assert [f"{ord(one):04X}" for one in EVERY if program.is_unseen(one) is not is_unseen(one)] == []


def test_what_is_taken_for_seen_without_being_asked_is_seen() -> None:
    known = re.compile(f"[{program.PLAIN}]")
    assert [f"{ord(one):04X}" for one in EVERY if known.match(one) and is_unseen(one)] == []


@pytest.mark.slow
def test_every_character_is_shown_as_it_stands_or_by_its_number() -> None:
    wrong = []
    for one in EVERY:
        code = f"{ord(one):x}"
        numbers = {"\n": ["\\n"], "\r": ["\\r"], "\t": ["\\t"]}.get(one, [f"\\x{code:0>2}", f"U+{code.upper():0>4}"])
        if clean(f"a{one}b")[1:-1] not in (numbers if is_unseen(one) else [one]):
            wrong.append(code)
    assert wrong == []


@pytest.mark.parametrize("make", [clean, visible, literal, plain, scalar], ids=lambda one: str(one.__name__))
def test_no_maker_of_texts_lets_through_what_is_not_seen(make: object) -> None:
    assert callable(make)
    assert unseen(make(f"a{SAMPLE}b")) == []
    assert [one for one in SAMPLE if unseen(make(f"a{one}b"))] == []


def test_ordinary_words_of_any_script_stay() -> None:
    assert clean(SEEN) == SEEN
    assert scalar("Sở Đo đạc") == "Sở Đo đạc"
    assert json.loads(dump([SEEN])) == [SEEN]
    assert SEEN in dump([SEEN]).decode()


def test_json_holds_every_character_and_shows_none_that_is_not_seen() -> None:
    text = "".join(one for one in EVERY if not "\ud800" <= one <= "\udfff")
    for data in (dump([text]), dump_lines([[text]])):
        assert unseen(data.decode()) == []
        assert json.loads(data) == [text]


@pytest.mark.slow
def test_yaml_holds_every_character_that_it_knows_and_shows_none_that_is_not_seen() -> None:
    text = "".join(one for one in EVERY if not "\ud800" <= one <= "\udfff")
    for written in (text, SAMPLE, "\u3164", "a\U000e0041"):
        assert unseen(scalar(written)) == []
        assert yaml.safe_load(scalar(written)) == written


ORDERS = "::add-mask::x " + "đ::" * 90
PAPERS: dict[str, tuple[str, ...]] = {
    "check": ("check", "reports", "-o", "OUT"),
    **{f"check {form}": ("check", "reports", "--format", form, "-o", "OUT") for form in formats() if form != "github"},
    **{f"report {form}": ("report", "--reports", "reports", "-o", f"OUT.{form}") for form in ("html", "md")},
    **{f"report {form}": ("report", "--reports", "reports", "-o", f"OUT.{form}") for form in ("docx", "xlsx")},
    **{
        f"template {form}": ("template", "--reports", "reports", "--quarter", "Q3", "--all", "OUT", "--format", form)
        for form in ("yaml", "csv", "xlsx", "docx")
    },
    **{name: (name, "--reports", "reports", "-o", "OUT") for name in ("overdue", "missing", "summary", "remind")},
    "calendar": ("calendar", "-o", "OUT"),
    "plan show": ("plan", "show", "-o", "OUT"),
}  # fmt: skip


def parts(path: Path) -> Iterator[str]:
    """Yield the texts that a file holds, or all files of a folder."""
    if path.is_dir():
        for one in path.iterdir():
            yield from parts(one)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")) and "numbering" not in name:  # the library's own list marks
                    yield archive.read(name).decode().replace("\r", "")
    else:
        yield path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


@pytest.mark.parametrize("text", [f"a{SAMPLE}b", ORDERS], ids=["not seen", "orders"])
@pytest.mark.parametrize("given", PAPERS.values(), ids=PAPERS)
def test_nothing_that_is_written_hides_or_orders_anything(
    given: tuple[str, ...], text: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    result = run(*given, "--plan", "plan.yaml", "--lang", "en")
    assert result.code in (0, 1), result.err
    made = [path for path in tmp_path.iterdir() if path.name.startswith("OUT")]
    found = [one for path in made for one in parts(path)]
    assert found
    assert [unseen(one) for one in (*found, result.err) if unseen(one)] == []
    assert [one for one in (*found, result.err) if COMMAND.search(one)] == []


COMMANDS = ["::add-mask::x", "  ::error::x", "\u00a0\u3000::set-output::x", "::", ":::", "::::x", "\v::warning::x"]


@pytest.mark.parametrize("text", COMMANDS)
def test_no_text_begins_with_a_command(text: str) -> None:
    assert not COMMAND.search(clean(text))
    assert not COMMAND.search(disarmed(f"one\n{text}\n\n  {text}\n"))
    assert clean(text).replace("\\x3a", ":").replace("\\x0b", "\v") == text


def test_colons_within_a_line_stay() -> None:
    assert clean("xem:: a::b 2001:db8::1 :x") == "xem:: a::b 2001:db8::1 :x"

"""Every message has a Vietnamese twin with the same values, in the words of the glossary, and none blames."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from string import Formatter
from unicodedata import is_normalized

import typer.core
from babel.messages.extract import extract

from tests.conftest import ROOT
from tests.generate.catalogue import SOURCES, TYPER, TYPER_HELP, VIETNAMESE, helps, marked, messages, read, written

# Who is spoken to is an office, not a person, and is asked, not blamed.
BLAME = re.compile(r"vi phạm|\bbạn\b|!|lỗi của (?:đơn vị|cơ quan)|không chịu", re.IGNORECASE)
# A word that the glossary has another word for, and that word.
SPURNED = {
    "tập tin": "tệp",
    "file": "tệp",
    "hạn chót": "thời hạn",
    "trễ hạn": "quá hạn",
    "cơ quan chủ quản": "cơ quan chủ trì",
    "cơ quan đồng hành": "cơ quan phối hợp",
    "bằng chứng": "minh chứng",
    "vấn đề": "phát hiện",
    "đầu mục": "mục báo cáo",
    "hoạt động": "nhiệm vụ",
}
# Labels of one or two words say little by themselves. These stand in several places, in the same sense in each.
SHARED = {
    "Agency",
    "Coordinators",
    "Days overdue",
    "Delivered",
    "Due",
    "Due date",
    "Evidence named",
    "First day",
    "Its task",
    "Lead",
    "Lead agency",
    "OVERDUE ({count})",
    "Occurrence",
    "Plan {plan}",
    "Products delivered",
    "Reported by",
    "Result",
    "Role",
    "Task",
    "Write {fixed}",
    "cancelled",
    "coordinates",
    "deliverables",
    "overdue",
    "striven for",
    "waived",
}
FIELD = re.compile(r"\{[^}]*\}")
# Names of fields, states, options and the program: what is written in files and on the command line as it stands.
CODE = re.compile(r"`[^`]+`|--[a-z-]+|\b[a-z]+(?:_[a-z]+)+\b|\bttdn\b")


def test_the_catalogue_holds_the_messages_of_the_program_and_no_others() -> None:
    assert messages() == set(read())


def test_every_message_is_translated_and_none_is_in_doubt() -> None:
    assert sorted(message for message, said in read().items() if not said.strip()) == []
    assert "fuzzy" not in VIETNAMESE.read_text("utf-8")


def test_a_translation_shows_the_same_values() -> None:
    assert {message: said for message, said in read().items() if values(message) != values(said)} == {}


def values(message: str) -> list[str]:
    """Return the names of the fields in a message; raises ValueError when a brace is left open."""
    return sorted(name for _, name, _, _ in Formatter().parse(message) if name is not None)


def test_a_translation_begins_and_ends_like_its_message() -> None:
    assert {message: said for message, said in read().items() if edges(message) != edges(said)} == {}


def edges(message: str) -> tuple[str, str]:
    """Return what joins a message to what is said before and after it."""
    begin, end = re.match(r"[\s;]*", message), re.search(r"[\s.:]*$", message)
    return begin[0] if begin else "", end[0] if end else ""


def test_no_translation_blames_or_shouts() -> None:
    assert [said for said in read().values() if BLAME.search(said)] == []


def test_translations_use_the_words_of_the_glossary() -> None:
    spurned = re.compile(rf"\b(?:{'|'.join(SPURNED)})\b", re.IGNORECASE)
    assert {said: found[0] for said in read().values() if (found := spurned.search(without_code(said)))} == {}


def without_code(text: str) -> str:
    """Return a text without what stands in backquotes, and without the names of its values."""
    return re.sub(r"`[^`]*`|\{\w+\}", "", text)


def test_translations_are_spelt_in_one_way() -> None:
    """Letters are composed, and the mark stands on the first vowel of an open syllable: hóa, hủy, not hoá, huỷ."""
    assert [said for said in read().values() if not is_normalized("NFC", said)] == []
    strange = re.compile(r"(?<![qQ])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])\b")
    assert [said for said in read().values() if strange.search(said)] == []


def test_names_of_fields_and_of_states_that_are_asked_for_stand_in_the_translation() -> None:
    said_otherwise = {"not_started", "in_progress"}  # reports may say them in Vietnamese, and the hints do
    lost = {
        message: sorted(found)
        for message, said in read().items()
        if (found := {one for one in CODE.findall(FIELD.sub("", message)) if one not in said} - said_otherwise)
    }
    assert lost == {}


def test_a_short_message_that_stands_in_several_places_has_one_sense() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for message, place in marked():
        if len(FIELD.sub("", message).split()) <= 2:
            places[message].append(place)
    assert {message for message, stands in places.items() if len(stands) > 1} == SHARED
    assert set(TYPER) & set(places) == set()


def test_every_label_of_typer_is_looked_up_by_typer() -> None:
    with Path(typer.core.__file__).open("rb") as file:
        assert set(TYPER) <= {message for _, message, _, _ in extract("python", file, keywords={"_": None})}


def test_every_help_text_of_typer_is_one_that_it_has() -> None:
    """The program looks these up itself when it shows its help."""
    source = (Path(typer.core.__file__).parent / "completion.py").read_text("utf-8")
    assert [text for text in TYPER_HELP if text not in source] == []


def test_the_help_of_a_command_is_one_line() -> None:
    """Python 3.13 takes the indentation out of docstrings, so more lines would be another message there."""
    assert [text for text in helps() if "\n" in text or not text.endswith(".")] == []


def test_a_message_is_looked_up_before_values_are_put_into_it() -> None:
    found = [
        f"{path.relative_to(SOURCES)}:{node.lineno}"
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args and is_composed(node)
    ]
    assert found == []


def is_composed(call: ast.Call) -> bool:
    """Tell whether a call marks or looks up a text that is put together there and then."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = isinstance(call.func, ast.Attribute) and name == "say"
    first = call.args[0]
    if name == "N_":
        return not (isinstance(first, ast.Constant) and isinstance(first.value, str))
    formatted = isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute) and first.func.attr == "format"
    return (name == "_" or words) and (formatted or isinstance(first, (ast.JoinedStr, ast.BinOp)))


def test_writing_a_catalogue_again_changes_nothing(tmp_path: Path) -> None:
    again = tmp_path / "ttdn.po"
    again.write_bytes(written(read()))
    text = again.read_text("utf-8")
    assert text == VIETNAMESE.read_text("utf-8")
    assert [line for line in text.split("\n") if line.startswith("#") and line != "#, python-brace-format"] == []
    assert str(ROOT) not in text
    ids = list(read(again))
    assert ids == sorted(ids)


def test_no_message_is_marked_inside_a_formatted_string_where_it_would_not_be_found() -> None:
    hidden = [
        f"{path.relative_to(SOURCES)}:{node.lineno}"
        for path in sorted(SOURCES.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(one, ast.Call) and getattr(one.func, "id", "") in ("N_", "_") for one in ast.walk(node))
    ]
    assert hidden == []


def test_vietnamese_words_ask_politely_and_name_the_document_that_sets_a_finding_aside() -> None:
    said = VIETNAMESE.read_text(encoding="utf-8")
    assert not re.findall(r"(?i)\bhãy\b|miễn trừ|[0-9}] %", said)

"""Letters with more marks than any language has are named where a file holds them, and cost no time anywhere."""

from __future__ import annotations

from typing import Literal
from unicodedata import normalize

import pytest

from tests.support.sample import GOOD
from ttdn_cli.files.tree import FileRejected
from ttdn_cli.files.yaml import CROWDED, parse
from ttdn_cli.limits import MAX_MARKS, MAX_NAME
from ttdn_cli.model.names import fold
from ttdn_cli.text.normalization import HARMLESS, composed, crowd, decomposed

DOT, HOOK = "\u0323", "\u0309"
LONG = "đ" * HARMLESS


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_whatever_is_written_in_a_language_is_brought_into_one_form(form: Literal["NFC", "NFD"]) -> None:
    text = normalize(form, "Ủy ban nhân dân tỉnh ") * 100
    assert composed(text) == normalize("NFC", text)
    assert decomposed(text) == normalize("NFD", text)
    assert crowd(text) is None


def test_as_many_marks_as_allowed_are_no_crowd() -> None:
    assert crowd("a" + DOT * MAX_MARKS + "b" + DOT) is None
    assert crowd("ab" + DOT * (MAX_MARKS + 1)) == 2 + MAX_MARKS
    assert crowd("…" * 200 + "a" + DOT * 200) == 201 + MAX_MARKS


def test_a_crowd_is_left_as_it_is_written() -> None:
    text = LONG + "a" + (HOOK + DOT) * MAX_MARKS
    assert (composed(text), decomposed(text)) == (text, text)


def test_a_short_text_is_composed_whatever_it_holds() -> None:
    text = "a" + (HOOK + DOT) * (HARMLESS // 2 - 1)
    assert composed(text) == normalize("NFC", text) != text


def test_a_text_that_is_too_long_for_a_name_is_folded_by_case_alone() -> None:
    assert fold("Đ" * (MAX_NAME + 1)) == "đ" * (MAX_NAME + 1)
    assert fold("Đ" * MAX_NAME) == "d" * MAX_NAME


def test_a_file_with_such_a_letter_is_refused_at_its_place() -> None:
    text = GOOD + "# " + "x" * CROWDED + "\n# â" + DOT * 2_000 + "\n"
    with pytest.raises(FileRejected) as caught:
        parse(text.encode())
    error = caught.value
    assert (error.rule, error.code, error.values) == ("unreadable", "marks", {"limit": MAX_MARKS})
    assert (error.line, error.column) == (GOOD.count("\n") + 2, 4 + MAX_MARKS)

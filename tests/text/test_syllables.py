"""Which words have the form of a Vietnamese syllable, whatever their case, their form of Unicode and their spelling."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import pytest

from tests.conftest import ROOT
from ttdn_cli.text.syllables import is_syllable

SYLLABLES = (
    "a ăn âm ác anh ách ưa yêu y ý gì gìn giếng giá già gịa quý quốc quỳnh quả qua khuya khuỷu nghiêng nghĩ ghế ngoằn "
    "ngoèo thuở huơ thuế tuyết tuyên xoong đặng đường được rượu xoáy hoạch huých tuần khuấy uỷ ủy hoà hòa Ðà ĐÔNG Ngãi "
    "phương chuông muối cuộc bưởi hươu biếu chiếc miền ngựa"
)
OTHERS = (
    "b ng x tr quc wa fan zô jô côte été Köln ngay1 hiênh boenh uươ angh hôch ôch đt ưy uơn thấc̣ thùc thuc tiêch "
    "kh«ng Thoâng ñaõ café naïve website nghiêngnghiêng"
)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_syllable_is_one_in_either_form_of_unicode_and_any_case(form: Literal["NFC", "NFD"]) -> None:
    spelt = [
        unicodedata.normalize(form, one) for word in SYLLABLES.split() for one in (word, word.upper(), word.title())
    ]
    assert [word for word in spelt if not is_syllable(word)] == []


def test_what_no_beginning_rime_and_tone_make_is_none() -> None:
    assert [word for word in OTHERS.split() if is_syllable(word)] == []


def test_a_tone_on_the_wrong_vowel_is_taken_as_people_type_it_and_told_where_that_counts() -> None:
    wrong = ["tòan", "qúy", "thúê", "nguờn", "cuả", "mưá", "hoaì"]
    right = ["toàn", "quý", "giá", "thuế", "của", "mứa", "hoài", "hoà", "hòa", "khuỷu", "khịa", "gìn", "giừ", "nghiễng"]
    assert [word for word in right if not is_syllable(word, well_placed=True)] == []
    assert [word for word in wrong if is_syllable(word, well_placed=True)] == []
    assert is_syllable("tòan")


def test_a_tone_stands_on_a_vowel() -> None:
    assert not is_syllable("n\u0303on")


def test_every_word_of_the_plan_that_has_marks_is_a_syllable() -> None:
    text = (ROOT / "plan" / "2017" / "plan.yaml").read_text("utf-8")
    words = {word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii() and not word.isupper()}
    assert len(words) > 200
    assert [word for word in sorted(words) if not is_syllable(word, well_placed=True)] == []

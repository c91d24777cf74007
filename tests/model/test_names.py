"""A name fits exactly, or folded, or not at all: never by likeness."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import product
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdn_cli.limits import MAX_NAME
from ttdn_cli.model.names import NameIndex, fold, near

INDEX = NameIndex(
    [
        ("so-noi-vu", ("Sở Nội vụ", "SNV")),
        ("so-ngoai-vu", ("Sở Ngoại vụ", "SNgV")),
        ("so-khdt", ("Sở Kế hoạch & Đầu tư",)),
        ("dai-ptth", ("Đài Phát thanh - Truyền hình", "Đài PT-TH")),
        ("son-ha-1", ("Sơn Hà",)),
        ("son-ha-2", ("Sơn Hạ",)),
        ("hoa-binh", ("Hòa Bình",)),
        ("chung-1", ("Tổ Chung", "To")),
        ("chung-2", ("Tổ Chung",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "so thong tin va truyen thong"),
        ("So Thong tin va Truyen thong", "so thong tin va truyen thong"),
        ("Đơn vị", "don vi"),
        ("Đài PT-TH", "dai pt th"),
        ("đ)", "d"),
        ("quý", "quy"),
        ("quỹ", "quy"),
        ("tỉnh", "tinh"),
        ("tính", "tinh"),
        ("Sơn Hạ", "son ha"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Ủy ban", "uy ban"),
        ("Uỷ ban", "uy ban"),
        ("KH&ĐT", "kh va dt"),
        ("Kế hoạch & Đầu tư", "ke hoach va dau tu"),
        ("PT–TH, báo_chí;  (tỉnh)", "pt th bao chi tinh"),
        ("\u00a0UBND\u2003tỉnh\n", "ubnd tinh"),
        ("ư ơ ă â ê ô", "u o a a e o"),
        ("Ð", "d"),
        ("- . /", ""),
        ("", ""),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert fold(normalize("NFD", text)) == expected
    assert fold(normalize("NFC", text).upper()) == expected


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệ -&ĐÁẾ\u0301\u0323", max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once.isascii()
    assert once == " ".join(once.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so-noi-vu", ["so-noi-vu"]),
        ("Sở Nội vụ", ["so-noi-vu"]),
        ("SNV", ["so-noi-vu"]),
        ("sở  NỘI VỤ ", ["so-noi-vu"]),
        ("So Noi vu", ["so-noi-vu"]),
        (normalize("NFD", "Sở Ngoại vụ"), ["so-ngoai-vu"]),
        ("SNGV", ["so-ngoai-vu"]),
        ("Sở Kế hoạch và Đầu tư", ["so-khdt"]),
        ("Đài Phát thanh – Truyền hình", ["dai-ptth"]),
        ("dai pt th", ["dai-ptth"]),
        ("Hoà Bình", ["hoa-binh"]),
    ],
)
def test_a_name_is_found_by_id_official_name_or_alias_however_it_is_written(text: str, expected: list[str]) -> None:
    assert list(INDEX.find(text)) == expected
    assert list(INDEX.find(text)) == expected, "asked again, the answer is the same"


def test_an_exact_name_wins_over_a_folded_one() -> None:
    assert INDEX.find("Sơn Hà") == ("son-ha-1",)
    assert INDEX.find("Sơn Hạ") == ("son-ha-2",)
    assert INDEX.find(normalize("NFD", "Sơn  Hạ")) == ("son-ha-2",)


def test_a_name_that_fits_two_is_ambiguous() -> None:
    assert set(INDEX.find("Son Ha")) == {"son-ha-1", "son-ha-2"}
    assert set(INDEX.find("Tổ Chung")) == {"chung-1", "chung-2"}


def test_marks_may_be_left_out_but_others_make_another_name() -> None:
    assert INDEX.find("SƠN HÀ") == ("son-ha-1",)
    assert INDEX.find("sơn hạ") == ("son-ha-2",)
    assert set(INDEX.find("Sơn Ha")) == {"son-ha-1", "son-ha-2"}
    one = NameIndex([("so-van-hoa", ("Sở Văn hoá, Thể thao", "VHTT", "so vh"))])
    for written in ("Sở Văn hóa Thể thao", "so van hóa thể thao", "SỞ VĂN HOÁ THỂ-THAO", "vhtt", "Sở VH"):
        assert one.find(written) == ("so-van-hoa",), written
    for written in ("Sơ Văn hoà Thể thao", "Sở Vân hóa Thể thao", "Sở Văn hóa Thể tháo", "\u0301Sở Ván hóa Thể thao"):
        assert one.find(written) == (), written


def test_a_name_that_is_said_twice_of_one_agency_is_not_ambiguous() -> None:
    index = NameIndex([("so-a", ("Sở A", "so a", "SỞ A", "Sở A"))])
    assert index.find("so a") == ("so-a",)
    assert index.find("Sở a") == ("so-a",)


@pytest.mark.parametrize(
    "text",
    ["Sở Nôi vụ tỉnh", "Sở Ngoai", "Sở", "S N V", "SNVu", "Nội vụ", "Sở Nội vụ và Sở Ngoại vụ", "Đài Truyền thanh",
     "Sơn", "", " ", "-", "???"],
)  # fmt: skip
def test_nothing_is_found_by_likeness(text: str) -> None:
    assert INDEX.find(text) == ()


def test_a_name_of_nothing_but_signs_is_not_found_by_other_signs() -> None:
    index = NameIndex([("so-a", ("***",))])
    assert index.find("***") == ("so-a",)
    assert index.find("???") == ()


def test_near_proposes_known_spellings_nearest_first_and_at_most_three() -> None:
    assert INDEX.near("Sở Nội vu1")[0] == "so-noi-vu"
    assert INDEX.near("Dai PTTH")[0] in ("dai-ptth", "Đài PT-TH")
    assert INDEX.near("hoàn toàn khác hẳn mọi tên") == ()
    assert near("lead1", ["lead", "leads", "leader", "title", "leading"]) == ("lead", "leads", "leader")
    assert near("Titel", ["title", "lead"]) == ("title",)
    assert near("x" * 1000, ["title"]) == ()


@given(st.text(max_size=40))
def test_what_is_near_is_always_a_known_spelling(text: str) -> None:
    found = INDEX.near(text)
    assert len(found) <= 3
    assert all(INDEX.find(one) for one in found)


def test_marks_on_each_letter_count() -> None:
    found = NameIndex([("a", ["Cơ Mô"])])
    assert found.find("CƠ MÔ") == found.find("co mo") == found.find("cơ mo") == ("a",)
    assert found.find("CÔ MÔ") == ()
    assert NameIndex([("b", ["Âu Cơ"])]).find("AU CƠ") == ("b",)


def test_of_two_names_the_one_with_just_these_marks_is_meant() -> None:
    found = NameIndex([("tone", ["Son Hà"]), ("both", ["Sơn Hà"]), ("none", ["SON HA"])])
    assert found.find("SON HÀ") == ("tone",)
    assert found.find("SƠN HÀ") == ("both",)
    assert found.find("Sơn-Ha") == ("both",)
    assert found.find("Son-Ha") == ("tone", "both", "none")


def test_the_longest_name_there_may_be_is_found_in_any_spelling() -> None:
    found = NameIndex([("a", ["x" * MAX_NAME]), ("b", ["x" * (MAX_NAME + 1)])])
    assert found.find("X" * MAX_NAME) == ("a",)
    assert found.find("X" * (MAX_NAME + 1)) == ()


def test_three_of_five_letters_are_near_enough() -> None:
    assert near("abcde", ["abcxy", "abxyz"]) == ("abcxy",)


def test_near_finds_what_difflib_finds_among_many_alike() -> None:
    known = sorted({fold("".join(letters)) for letters in product("abc", "ab ", "abc", "bcd", "ad ")})
    for text in known[::7]:
        for wanted in (text, text[::-1], f"{text}a", text[1:]):
            assert near(wanted, known) == tuple(get_close_matches(fold(wanted), known, n=3, cutoff=0.6))


@given(st.text(max_size=30), st.lists(st.text("abcd ", max_size=12), max_size=30, unique=True))
def test_near_finds_what_difflib_finds(text: str, known: list[str]) -> None:
    shown = {fold(word): word for word in known}
    found = get_close_matches(fold(text), list(shown), n=3, cutoff=0.6)
    assert near(text, known) == tuple(shown[form] for form in found)

"""A registry is made of the names in a table: parted where agencies begin, nothing guessed, what is not sure told."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdn_cli.plans.annex.cell_names import names_in
from ttdn_cli.plans.annex.own_names import SPELT_NOWHERE, Named, OwnRegistry, TooManyNamesError, own_registry

PARTED: dict[str, list[str]] = {
    "Sở Tài chính, Sở Nội vụ và các đơn vị liên quan": ["Sở Tài chính", "Sở Nội vụ", "các đơn vị liên quan"],
    "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế": ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
    "Sở Nông nghiệp và Môi trường và Sở Xây dựng": ["Sở Nông nghiệp và Môi trường", "Sở Xây dựng"],
    "Ban Quản lý Khu kinh tế và các Khu công nghiệp tỉnh": ["Ban Quản lý Khu kinh tế và các Khu công nghiệp tỉnh"],
    "Các sở, ban, ngành, địa phương, đơn vị liên quan": ["Các sở, ban, ngành, địa phương, đơn vị liên quan"],
    "Sở Y tế, UBND các xã, phường, đặc khu": ["Sở Y tế", "UBND các xã, phường, đặc khu"],
    "Công an tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh": ["Công an tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"],
    "sở tài chính, sở nội vụ": ["sở tài chính", "sở nội vụ"],
    "Xã An Bình, Phường Bình An": ["Xã An Bình", "Phường Bình An"],
    "- Sở Y tế;\n- Sở Nội vụ.": ["Sở Y tế", "Sở Nội vụ"],
    "Chủ trì: Sở Y tế; Phối hợp: Sở Nội vụ, Sở Tài chính": ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"],
    "Sở Y tế (phần mua sắm), Sở Nội vụ (*)": ["Sở Y tế", "Sở Nội vụ"],
    "Sở Y tế/Sở Nội vụ": ["Sở Y tế", "Sở Nội vụ"],
    "Department of Finance and Department of Health": ["Department of Finance", "Department of Health"],
    "Báo và Đài PTTH tỉnh, Sở Y tế": ["Báo và Đài PTTH tỉnh", "Sở Y tế"],
    "Thuế tỉnh, VKSND tỉnh và Thi hành án dân sự tỉnh": ["Thuế tỉnh", "VKSND tỉnh", "Thi hành án dân sự tỉnh"],
    "Văn phòng HĐND và UBND xã": ["Văn phòng HĐND và UBND xã"],
    "Sở Y tế và Văn phòng Đoàn ĐBQH và HĐND tỉnh": ["Sở Y tế", "Văn phòng Đoàn ĐBQH và HĐND tỉnh"],
    "Văn phòng HĐND tỉnh và UBND tỉnh": ["Văn phòng HĐND tỉnh", "UBND tỉnh"],
    "Văn phòng Đảng ủy và UBND xã": ["Văn phòng Đảng ủy", "UBND xã"],
    "Văn phòng HĐND và UBND các xã": ["Văn phòng HĐND", "UBND các xã"],
    "CQ chủ trì: Sở Y tế\nCQ phối hợp: Sở Nội vụ": ["Sở Y tế", "Sở Nội vụ"],
    "Đồng chủ trì: Sở Y tế, Sở Nội vụ": ["Sở Y tế", "Sở Nội vụ"],
    "Sở Y tế chủ trì, Sở Nội vụ phối hợp": ["Sở Y tế", "Sở Nội vụ"],
    "Sở Y tế phối hợp với Sở Nội vụ": ["Sở Y tế", "Sở Nội vụ"],
    "Sở Y tế chủ trì": ["Sở Y tế"],
    "1. Sở Y tế 2. Sở Nội vụ": ["Sở Y tế", "Sở Nội vụ"],
    "Ban Chỉ đạo 35. Sở Y tế": ["Ban Chỉ đạo 35. Sở Y tế"],
    "Như trên": [],
    "-": [],
    "không": [],
}


def made(*cells: str) -> OwnRegistry:
    return own_registry((Named(1, 2, one) for one in cells), "UBND tỉnh Ví dụ")


def aliases(found: OwnRegistry) -> dict[str, tuple[str, ...]]:
    return {one.name: one.aliases for one in found.registry.agencies}


@pytest.mark.parametrize("text", PARTED)
def test_a_cell_is_parted_only_where_an_agency_begins(text: str) -> None:
    assert list(names_in(text)) == PARTED[text]


def test_names_become_agencies_with_ids_and_initials_and_without_kinds() -> None:
    found = made("Sở Thông tin và Truyền thông", "Công an tỉnh", "Ủy ban nhân dân xã An Bình")
    assert aliases(found) == {
        "Sở Thông tin và Truyền thông": ("Sở TTTT", "STTTT"),
        "Công an tỉnh": (),
        "Ủy ban nhân dân xã An Bình": ("UBND xã An Bình",),
    }
    assert [one.id for one in found.registry.agencies][:2] == ["so-thong-tin-va-truyen-thong", "cong-an-tinh"]
    assert [one.kind for one in found.registry.agencies] == [None] * 3
    assert found.doubts == ()


def test_one_name_in_several_spellings_is_one_agency() -> None:
    found = made("Sở Văn hoá và Thể thao", "SỞ VĂN HÓA VÀ THỂ THAO", "Sở Văn hóa & Thể thao")
    assert len(found.registry.agencies) == 1


def test_initials_that_two_agencies_share_belong_to_none() -> None:
    found = made("Sở Tài nguyên và Môi trường", "Sở Thể nghiệm Máy tính")
    assert set(aliases(found).values()) == {()}


def test_a_short_name_belongs_to_the_only_long_one_that_it_fits_and_is_told() -> None:
    found = made("Sở TTTT", "Sở Thông tin và Truyền thông", "UBND tỉnh", "Ủy ban nhân dân tỉnh")
    assert list(aliases(found)) == ["Sở Thông tin và Truyền thông", "Ủy ban nhân dân tỉnh"]
    assert [(one.identity, one.at.words) for one in found.doubts] == [("so-thong-tin-va-truyen-thong", "Sở TTTT")]


def test_numbers_in_names_tell_them_apart() -> None:
    found = made("Phòng KTHT 1", "Phòng Kinh tế Hạ tầng 2")
    assert list(aliases(found)) == ["Phòng KTHT 1", "Phòng Kinh tế Hạ tầng 2"]


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("Sở Nội vụ", "Sở Nội vụ tỉnh Ví dụ"),
        ("Công an tỉnh", "Công an tỉnh Ví dụ"),
        ("Xã An Bình", "UBND xã An Bình"),
        ("phường An Bình", "Ủy ban nhân dân phường An Bình"),
    ],
)
def test_a_name_without_the_province_or_the_committee_is_the_whole_one_and_told(short: str, whole: str) -> None:
    found = made(short, whole)
    assert list(aliases(found)) == [whole]
    assert short in aliases(found)[whole]
    assert [one.at.words for one in found.doubts] == [short]


def test_of_three_forms_of_a_name_the_longest_is_the_agency() -> None:
    assert list(aliases(made("Sở Nội vụ", "Sở Nội vụ tỉnh", "Sở Nội vụ tỉnh Ví dụ"))) == ["Sở Nội vụ tỉnh Ví dụ"]


def test_a_word_that_names_begin_with_is_short_for_none() -> None:
    assert list(aliases(made("Công an", "Công an tỉnh"))) == ["Công an", "Công an tỉnh"]


def test_a_short_name_that_fits_several_stays_by_itself_and_is_told() -> None:
    found = made("Sở NV", "Sở Nội vụ", "Sở Ngoại vụ")
    assert list(aliases(found)) == ["Sở NV", "Sở Nội vụ", "Sở Ngoại vụ"]
    assert [one.at.words for one in found.doubts] == ["Sở NV"]


def test_a_short_name_that_the_table_nowhere_spells_out_is_told() -> None:
    found = made("Sở KH&ĐT", "Sở Tài chính", "UBND tỉnh", "SỞ NỘI VỤ", "Đài PTTH tỉnh")
    assert [(one.at.words, one.message) for one in found.doubts] == [
        ("Sở KH&ĐT", SPELT_NOWHERE),
        ("Đài PTTH tỉnh", SPELT_NOWHERE),
    ]


def test_a_group_that_names_its_members_is_told() -> None:
    found = made("Sở Y tế", "UBND các xã An Bình, Bình An")
    assert [one.name for one in found.registry.groups] == ["UBND các xã An Bình, Bình An"]
    assert [one.identity for one in found.doubts] == ["ubnd-cac-xa-an-binh-binh-an"]


@pytest.mark.parametrize(
    "words",
    [
        "các đơn vị liên quan",
        "Các địa phương",
        "Sở, ban, ngành",
        "UBND các xã",
        "Các sở, ngành liên quan",
        "đơn vị liên quan",
        "UBND cấp xã",
        "Công an cấp xã",
        "Phòng Văn hóa - Xã hội các xã, phường",
        "96 xã, phường, đặc khu",
    ],
)
def test_those_who_cannot_be_listed_are_an_open_group(words: str) -> None:
    found = made("Sở Y tế", words)
    assert [(one.name, one.open, one.members) for one in found.registry.groups] == [(words, True, ())]


@pytest.mark.parametrize(
    "cells",
    [
        ("Sở Tài chính, Nội vụ", "Sở Nội vụ"),  # a list in short, or one name
        ("Sở Văn hóa, Thể thao và Du lịch",),
        ("Cục Báo chí - Bộ Văn hóa",),
        ("Nhóm công tác 35",),
        ("Sở Nội vụ hoặc Thanh tra tỉnh",),
        ("Department of Finance or Office of the Committee",),
        ("Báo và Đài PTTH tỉnh",),
        ("UBND tỉnh giao Sở Nội vụ",),
        ("Sở Nội vụ tham mưu",),
        ("Sở Nội vụ với Sở Y tế",),
    ],
)
def test_what_may_be_one_agency_or_several_or_none_is_told(cells: tuple[str, ...]) -> None:
    assert [one.at.words for one in made(*cells).doubts] == [cells[0]]


@pytest.mark.parametrize(
    "name", ["Sở Giao thông vận tải", "sở giao thông vận tải", "Hội đồng Phối hợp", "Ban Chỉ đạo 35"]
)
def test_words_of_work_in_a_name_are_told_only_where_they_say_what_is_done(name: str) -> None:
    assert made(name).doubts == ()


def test_a_name_with_commas_that_stands_twice_is_a_name() -> None:
    assert made("Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế, Sở Văn hóa, Thể thao và Du lịch").doubts == ()


def test_a_table_that_names_groups_alone_has_the_issuer_and_leaves_them_groups() -> None:
    found = made("UBND các xã").registry
    assert ([one.name for one in found.agencies], [one.name for one in found.groups]) == (
        ["UBND tỉnh Ví dụ"],
        ["UBND các xã"],
    )


def test_a_table_that_names_nobody_has_the_issuer_alone() -> None:
    assert [one.name for one in made("-", "Như trên").registry.agencies] == ["UBND tỉnh Ví dụ"]


NAMES = ("Sở Y tế", "Sở", "Bộ", "các", "liên quan", "Chủ trì:", "con", "ß", "東")
WORDS = (*NAMES, "và", ",", ";", "(", ")", "*", " - ", "/")


@given(st.lists(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)), max_size=6))
def test_whatever_cells_say_a_registry_comes_of_it(cells: list[str]) -> None:
    found = made(*cells)
    ids = [*(one.id for one in found.registry.agencies), *(one.id for one in found.registry.groups)]
    assert len(ids) == len(set(ids)) > 0


def test_a_long_cell_is_read_to_its_end() -> None:
    names = [f"Sở Việc {'I' * (number % 7 + 1)} {chr(97 + number % 26)}{number}" for number in range(60)]
    assert len(made(", ".join(names)).registry.agencies) == len({*names})


FLOODS = {
    "short names": [f"Sở TTTT {'I' * at}" if at % 2 else f"Sở Thông tin Truyền thông {at}" for at in range(3000)],
    "names that may be several": [f"Sở Việc {at} x, nội vụ {at}" for at in range(4900)],
    "long lists": [", ".join(f"Sở A{row} B{at}" for at in range(300)) for row in range(16)],
}


@pytest.mark.parametrize("cells", FLOODS.values(), ids=FLOODS)
def test_thousands_of_names_take_no_time(cells: list[str]) -> None:
    before = time.process_time()
    made(*cells)
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    "text", [f"Sở Y tế{' ' * 32_000}x", f"Sở Y tế{chr(10) * 32_000}x", "chủ trì " * 4_000, "a chủ trì, " * 3_000]
)
def test_a_cell_of_spaces_or_of_one_word_takes_no_time(text: str) -> None:
    before = time.process_time()
    assert list(names_in(text))
    assert time.process_time() - before < 2


def test_more_names_than_a_registry_can_hold_are_refused_at_the_first_too_many() -> None:
    cells = (Named(row, 3, "; ".join(f"Sở A{row} B{at}" for at in range(300))) for row in range(249))
    with pytest.raises(TooManyNamesError) as refused:
        own_registry(cells, "UBND tỉnh Ví dụ")
    assert refused.value.at == Named(16, 3, "Sở A16 B200")

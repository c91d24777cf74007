"""Agencies in one cell are told apart only where the registry knows the names."""

from __future__ import annotations

import time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from ttdn_cli.intake.plan_reader import read_plan_files
from ttdn_cli.model.agencies import Directory
from ttdn_cli.model.registry import Agency, Group, Registry
from ttdn_cli.plans.annex.agency_list import AgencyReader, Understood


def shipped() -> Directory:
    """Return the registry that ships with the program."""
    directory = read_plan_files(str(ROOT / "plan/2017/plan.yaml"), "plan.yaml").directory
    assert directory is not None
    return directory


READER = AgencyReader(shipped())
KNOWN: dict[str, tuple[str, ...]] = {
    "": (),
    "-": (),
    "Sở Văn hóa, Thể thao và Du lịch": ("so-vhttdl",),
    "Sở VH,TT&DL": ("so-vhttdl",),
    "Sở VH-TT-DL": ("so-vhttdl",),
    "SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH": ("so-vhttdl",),
    "So Van hoa, The thao va Du lich": ("so-vhttdl",),
    "Sở Tài chính": ("so-tai-chinh",),
    "Sở Tài chính.": ("so-tai-chinh",),
    "- Sở Tài chính;\n- Sở Nội vụ.": ("so-tai-chinh", "so-noi-vu"),
    "Sở Tài chính, Sở Nội vụ và các đơn vị liên quan": ("so-tai-chinh", "so-noi-vu", "cac-don-vi-lien-quan"),
    "Sở Tài chính, Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ": ("so-tai-chinh", "so-vhttdl", "so-noi-vu"),
    "Sở Văn hóa, Thể thao và Du lịch và Sở Tài chính": ("so-vhttdl", "so-tai-chinh"),
    "Sở Thông tin và Truyền thông và Sở Nội vụ": ("so-tttt", "so-noi-vu"),
    "Sở Tài chính/Sở Nội vụ": ("so-tai-chinh", "so-noi-vu"),
    "Sở Tài chính - Sở Nội vụ": ("so-tai-chinh", "so-noi-vu"),
    "Sở Tài chính; các sở, ban, ngành": ("so-tai-chinh", "cac-so-ban-nganh-tinh"),
    "các sở, ban, ngành, địa phương trong tỉnh": ("cac-so-ban-nganh-dia-phuong",),
    "Các sở, ban, ngành; UBND các huyện, thành phố": ("cac-so-ban-nganh-tinh", "ubnd-cac-huyen-thanh-pho"),
    "các sở, ban, ngành và UBND các huyện, thành phố": ("cac-so-ban-nganh-tinh", "ubnd-cac-huyen-thanh-pho"),
    "Sở Nội vụ, Sở Ngoại vụ": ("so-noi-vu", "so-ngoai-vu"),
    "Sở Nội vụ, Sở Nội vụ": ("so-noi-vu",),
    "so-tai-chinh": ("so-tai-chinh",),
}
LEFT: dict[str, Understood] = {
    "Sở Lạ": Understood((), ("Sở Lạ",)),
    "Sở Tài chính, Sở Lạ": Understood(("so-tai-chinh",), ("Sở Lạ",)),
    "Sở Lạ và Sở Tài chính": Understood(("so-tai-chinh",), ("Sở Lạ",)),
    "Sở Tài chính - Kế hoạch": Understood((), ("Sở Tài chính - Kế hoạch",)),
    "Sở Tài chính và Kế toán": Understood((), ("Sở Tài chính và Kế toán",)),
    "Sở Tài chính (cơ quan thường trực)": Understood(("so-tai-chinh",), (), {"so-tai-chinh": "cơ quan thường trực"}),
    "Sở Tài chính (phần vốn), Sở Nội vụ": Understood(("so-tai-chinh", "so-noi-vu"), (), {"so-tai-chinh": "phần vốn"}),
    "Sở Tài chính (*)": Understood(("so-tai-chinh",), ()),
    "Chủ trì: Sở Tài chính; Phối hợp: Sở Nội vụ": Understood(
        ("so-tai-chinh", "so-noi-vu"), (), {}, {"so-tai-chinh": "lead", "so-noi-vu": "coordinate"}
    ),
    "Sở Tài chính (chủ trì), Sở Nội vụ (phối hợp)": Understood(
        ("so-tai-chinh", "so-noi-vu"), (), {}, {"so-tai-chinh": "lead", "so-noi-vu": "coordinate"}
    ),
    "Các sở, ban, ngành, địa phương, đơn vị liên quan": Understood(
        (), ("Các sở, ban, ngành, địa phương, đơn vị liên quan",)
    ),
    "Sở Nội vụ, các sở, ngành, địa phương liên quan": Understood(
        ("so-noi-vu",), ("các sở, ngành, địa phương liên quan",)
    ),
    "Sở Nội vu Sở Tài chính": Understood((), ("Sở Nội vu Sở Tài chính",)),
    "các đơn vị, địa phương khó khăn": Understood((), ("các đơn vị", "địa phương khó khăn")),
    "Sở Ngọai vụ mới": Understood((), ("Sở Ngọai vụ mới",)),
}


@pytest.mark.parametrize("text", KNOWN)
def test_known_names_are_told_apart(text: str) -> None:
    assert READER.read(text) == Understood(KNOWN[text], ())
    assert READER.read(normalize("NFD", text)) == Understood(KNOWN[text], ())


@pytest.mark.parametrize("text", LEFT)
def test_words_that_are_not_known_are_handed_back(text: str) -> None:
    assert READER.read(text) == LEFT[text]


def test_a_name_of_two_agencies_is_nobody() -> None:
    two = [{"id": f"so-{n}", "name": f"Sở {n}", "aliases": ["Sở X"]} for n in ("a", "b")]
    reader = AgencyReader(Directory(Registry.model_validate({"schema": "ttdn/agencies/1", "agencies": two})))
    assert reader.read("Sở X, Sở a") == Understood(("so-a",), ("Sở X",))


def test_every_name_of_the_registry_is_one_name() -> None:
    """However a registry words a name, commas and all, the name alone in a cell is that agency or group."""
    directory = shipped()
    everybody: list[Agency | Group] = [*directory.registry.agencies, *directory.registry.groups]
    for one in everybody:
        for name in (one.name, *one.aliases):
            if len(directory.all_names.find(name)) == 1:
                assert READER.read(name) == Understood((one.id,), ())


PARTS = [
    *["Sở Tài chính", "Sở", "các đơn vị", "Thể thao", "Sở Nội vụ"],
    *["và", ",", ";", " ", "-", "/", "&", "\n", "•", "\u0300", "a"],
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PARTS), max_size=40).map("".join)))
def test_reading_never_fails_and_names_nobody_who_is_not_there(text: str) -> None:
    found = READER.read(text)
    assert {*found.ids} <= {"so-tai-chinh", "so-noi-vu", "cac-don-vi"}
    assert all(words.strip() for words in found.left)


def test_long_lists_of_names_take_no_time() -> None:
    names = [f"Sở Việc {at} Mới" for at in range(1500)]
    registry = {
        "schema": "ttdn/agencies/1",
        "agencies": [{"id": f"a{at}", "name": one} for at, one in enumerate(names)],
    }
    reader = AgencyReader(Directory(Registry.model_validate(registry)))
    before = time.process_time()
    assert reader.read(", ".join(names)).ids == tuple(f"a{at}" for at in range(1500))
    assert time.process_time() - before < 2

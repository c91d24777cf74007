"""Words in TCVN3 and VNI are recognised by their letters; no other words are taken for such."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.legacy import in_tcvn3, in_vni
from ttdn_cli.text.legacy import TCVN3, VNI, decode, encoding_of
from ttdn_cli.text.legacy_letters import may_hold_legacy

Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
OLD = [
    (TCVN3, "S« Th«ng tin", "Sô Thông tin"),
    (TCVN3, "Së Th«ng tin vµ TruyÒn th«ng", "Sở Thông tin và Truyền thông"),
    (TCVN3, "§ang thùc hiÖn", "Đang thực hiện"),
    (TCVN3, "Khã kh¨n do b·o", "Khó khăn do bão"),
    (TCVN3, "Kh«ng", "Không"),
    (TCVN3, "ch­a", "chưa"),
    (TCVN3, "Së Néi vô", "Sở Nội vụ"),
    (TCVN3, "CéNG HßA", "CộNG HòA"),
    (TCVN3, "12/Q§-SAB", "12/QĐ-SAB"),
    (VNI, "Sôû Thoâng tin vaø Truyeàn thoâng", "Sở Thông tin và Truyền thông"),
    (VNI, "ñaõ", "đã"),
    (VNI, "Ñang thöïc hieän", "Đang thực hiện"),
    (VNI, "ÑANG THÖÏC HIEÄN", "ĐANG THỰC HIỆN"),
    (VNI, "Quyù II/2017", "Quý II/2017"),
    (VNI, "ñôn vò", "đơn vị"),
    (VNI, "05/QÑ-UBND", "05/QĐ-UBND"),
]
MIXED = "Đã họp một lần ở huyện Bình Sơn; x· B×nh Minh ch­a cã b¸o c¸o"
OTHERS = [
    "Sở Thông tin và Truyền thông", "THôNG BáO", "tòan tỉnh, hòan thành", "Ðà Nẵng, Ðông Ðức", "12/QÐ-UBND",
    "«Đà Nẵng» và «Huế»", "“Bản tin” · Tập 1 · Số 2", "· Thực hiện", "Điều 5 §2", "§ 5", "Windows® và Excel™",
    "cho¹, ban¹, do¹ và theo²", "N·m, kN·m, W·h", "3×4 m, m×n", "10 µm, µ, 5µm", "30 °C, ½ giờ, 12 m²",
    "± 5 %, £3, ¥5, ©2017", "Où est né Noël? Là-bas, dès l'été, à l'hôtel", "Thaï", "Hanoï, Haïphong, Dalaï",
    "Éva Tạ-Müller", "haï, ouï, naïf, aïe", "Université de Genève", "São Paulo, João",
    "Göteborg, Malmö, Köln, Zürich", "Mayø, Tromsø, Ærø", "España, mañana, ÑANDÚ, AÑO", "ThÃ´ng tin",
    "Số 12, đường Nguyễn Trãi, TP. Quảng Ngãi", "1 000 000 đồng", "VHTT&DL; TT&TT; BCĐ", "Tiến độ ≥ 80 %",
    "naïve café", "http://example.vn/thông-tin?q=đ", "sè", "ª º", "Mª", "", "®", "a", "à", "日本", "Привет",
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "text", "meant"), OLD)
def test_old_words_are_recognised_and_can_be_decoded(encoding: str, text: str, meant: str) -> None:
    assert (encoding_of(text), decode(text, encoding)) == (encoding, meant)


@pytest.mark.parametrize("text", OTHERS)
@pytest.mark.parametrize("form", FORMS)
def test_other_words_are_never_taken_for_old_ones(text: str, form: Form) -> None:
    assert encoding_of(unicodedata.normalize(form, text)) is None


def test_a_few_old_words_among_others_are_recognised() -> None:
    assert encoding_of(MIXED) == TCVN3


def sentences() -> list[str]:
    """Return what the plan of 2017 and the example reports say, sentence by sentence."""
    files = sorted(Path(ROOT / "plan").rglob("*.yaml"))
    found = {part.strip() for file in files for part in re.split(r"[.;:\n\"]", file.read_text("utf-8"))}
    return sorted(part for part in found if part)


def test_no_sentence_of_the_plan_and_of_the_reports_is_taken_for_an_old_one() -> None:
    spelt = [unicodedata.normalize(form, one) for one in sentences() for form in FORMS]
    assert len(spelt) > 1000
    assert [one for text in spelt for one in (text, text.upper(), text.title()) if encoding_of(one)] == []


@pytest.mark.parametrize(("encoding", "write"), [(TCVN3, in_tcvn3), (VNI, in_vni)])
def test_every_sentence_in_an_old_font_is_recognised_and_decoded(encoding: str, write: Callable[[str], str]) -> None:
    long = [one for one in sentences() if len(re.findall(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*", one)) > 3]
    assert len(long) > 300
    assert [one for one in long if encoding_of(write(one)) != encoding] == []
    assert [one for one in long if decode(write(one), encoding).lower() != one.lower()] == []


WORDS = sorted({word for one in sentences() for word in re.findall(r"[^\W\d_]+", one) if len(word) > 2})


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.sampled_from(FORMS))
def test_words_in_any_order_are_never_taken_for_old_ones(words: list[str], form: Form) -> None:
    assert encoding_of(unicodedata.normalize(form, " ".join(words))) is None


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert encoding_of(text) in (None, TCVN3, VNI)


def test_usual_text_is_passed_over_at_once() -> None:
    assert not may_hold_legacy("Đã tổ chức hai lớp tập huấn nghiệp vụ ở các huyện; yêu cầu báo cáo".encode())
    assert may_hold_legacy("ch­a".encode())
    assert may_hold_legacy(rb'obstacles: "Kh\xABng"')


@pytest.mark.parametrize("text", ["a" * 1_000_000 + "«", "Th«ng " * 170_000, "·" * 1_000_000, "aù" * 500_000])
def test_a_long_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    encoding_of(text)
    assert time.process_time() - start < 1

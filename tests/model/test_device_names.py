"""No id is a name that Windows keeps for a device, as ids become names of files; program and schemas agree."""

from __future__ import annotations

import json
import ntpath
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import ROOT, Run
from tests.support.sample import lay_out
from tests.support.schemas import text_only
from ttdn_cli.model.fields import is_device

NAMES = ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))]
ODD = ["CON", "Nul", "cOm1", "COM¹", "lpt²", "LPT³", "CONIN$", "conout$"]
WITH_MORE = ["con.x", "NUL.1.b", "aux.", "com1.II.3", "lpt9 .x", "prn ", "con:x", "Aux..a"]
USABLE = ["con-a", "console", "nul1", "com10", "com0", "lpt", "com", "auxx", "prn-1", "a-con"]
USABLE_TASKS = [*USABLE, "II.con", "I.3.nul", "T.1", "c.on", "xcon.y"]


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))


def rewrite(name: str, steps: tuple[str | int, ...], value: str) -> dict[str, Any]:
    """Put a value at a place of a YAML file; return what the file then holds, as an editor sees it."""
    data = yaml.safe_load(Path(name).read_text("utf-8"))
    if name == "plan.yaml":
        duty = {"id": "IV.1", "agencies": ["so-a"], "role": "lead", "text": "x"}
        data |= {"sections": [{"id": "II", "title": "x"}], "duties": [duty]}
    at: Any = data
    for step in steps[:-1]:
        at = at[step]
    at[steps[-1]] = value
    Path(name).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    whole: dict[str, Any] = text_only(data)
    return whole


SLUGS: dict[str, tuple[str, tuple[str | int, ...]]] = {
    "agency": ("agencies.yaml", ("agencies", 2, "id")), "group": ("agencies.yaml", ("groups", 1, "id")),
    "plan": ("plan.yaml", ("id",)),
}  # fmt: skip
PLACES: dict[str, tuple[str, tuple[str | int, ...]]] = {
    "task": ("plan.yaml", ("tasks", 3, "id")), "section": ("plan.yaml", ("sections", 0, "id")),
    "duty": ("plan.yaml", ("duties", 0, "id")),
}  # fmt: skip


def refusals(run: Run) -> list[str]:
    found = run("plan", "check", "plan.yaml", "--lang", "en", "--format", "json").json["findings"]
    return [one["message"] for one in found if one["rule"] == "invalid-field"]


def fits(name: str, data: dict[str, Any], value: str) -> bool:
    """Tell whether a file fits its schema, as far as an id is concerned."""
    text = (ROOT / "schemas" / f"{'plan' if name == 'plan.yaml' else 'agencies'}.schema.json").read_text("utf-8")
    wrong = jsonschema.Draft7Validator(json.loads(text)).iter_errors(data)
    return not any(one.validator == "pattern" and one.instance == value for one in wrong)


@pytest.mark.parametrize("value", [*NAMES, *USABLE])
@pytest.mark.parametrize(("name", "steps"), SLUGS.values(), ids=SLUGS)
def test_an_id_of_small_letters_is_no_device(name: str, steps: tuple[str | int, ...], value: str, run: Run) -> None:
    data = rewrite(name, steps, value)
    said = f"id: {value} is what Windows calls a device, and no file can have that name"
    assert refusals(run) == ([said] if value in NAMES else [])
    assert fits(name, data, value) is (value in USABLE)


@pytest.mark.parametrize("value", [*NAMES, *ODD, *WITH_MORE, *USABLE_TASKS])
@pytest.mark.parametrize(("name", "steps"), PLACES.values(), ids=PLACES)
def test_an_id_of_any_letters_is_no_device_whatever_its_case_and_what_follows_a_point(
    name: str, steps: tuple[str | int, ...], value: str, run: Run
) -> None:
    data = rewrite(name, steps, value)
    told = refusals(run)
    assert len(told) == int(value not in USABLE_TASKS)
    assert all("is what Windows calls a device" in one for one in told)
    assert fits(name, data, value) is (value in USABLE_TASKS)


@pytest.mark.parametrize("value", ["CON", "Nul", "COM1"])
def test_an_id_in_capitals_is_refused_as_before(value: str, run: Run) -> None:
    rewrite("agencies.yaml", ("agencies", 2, "id"), value)
    assert refusals(run) == [f"id: an id has small letters a to z, digits and single dashes only: {value}"]


def test_it_is_said_in_both_languages_with_what_to_do(run: Run) -> None:
    rewrite("plan.yaml", ("tasks", 3, "id"), "nul.3")
    found = run("plan", "check", "plan.yaml", "--lang", "vi", "--format", "json").json["findings"]
    (one,) = (one for one in found if one["rule"] == "invalid-field")
    said = "nul.3 là tên thiết bị của Windows, không đặt tên tệp như vậy được"
    assert one["message"] == f"id (Vị trí trong văn bản): {said}"
    assert one["hint"].startswith("Đề nghị chọn mã khác")


@pytest.mark.parametrize("value", NAMES)
def test_a_new_plan_is_not_called_so(value: str, run: Run) -> None:
    result = run("plan", "new", "--id", value, "--year", "2025", "--issuer", "UBND", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert f"--id: {value} is what Windows calls a device" in result.err


def test_a_row_of_an_annex_is_not_numbered_so(run: Run) -> None:
    Path("annex.csv").write_text(
        "TT;Tên nhiệm vụ;Cơ quan chủ trì;Thời gian hoàn thành\n1;Một;Sở A;2025\nAux.1;Hai;Sở A;2025\n", "utf-8"
    )
    options = ("--from", "annex.csv", "--agencies", "agencies.yaml", "--lang", "en")
    result = run("plan", "new", "--id", "mau", "--year", "2025", "--issuer", "UBND", *options)
    assert result.code == 3
    assert "annex.csv:3:1: the number Aux.1 is what Windows calls a device" in result.err


@pytest.mark.skipif(not hasattr(ntpath, "isreserved"), reason="the standard library tells since Python 3.13")
@pytest.mark.parametrize("value", [*NAMES, *ODD, *WITH_MORE[:2], *USABLE_TASKS])
def test_the_standard_library_says_the_same(value: str) -> None:
    assert is_device(value) is ntpath.isreserved(value)  # type: ignore[attr-defined, unused-ignore]

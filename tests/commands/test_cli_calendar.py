"""`ttdn calendar`: what falls due and when to report, as a file that any calendar program reads."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import PLAN, lay_out

icalendar = pytest.importorskip("icalendar", reason="the extra `calendar` is not installed")

LETTER = """
amendments:
  - document: {number: 3456/UBND-KGVX, date: 2017-07-07}
    effective: 2017-07-10
    changes:
      II.7: {schedule: {quarter: Q3}}
      II.2: {withdrawn: true}
"""
LEAD_CHANGES = """
amendments:
  - {document: {number: 9/UBND}, effective: 2017-05-02, changes: {II.3.c: {lead: [so-vhttdl]}}}
"""


def unfolded(data: bytes) -> list[tuple[str, str]]:
    """Return the lines of a file as names with parameters and values; a reader that knows nothing of the library."""
    assert data.endswith(b"\r\n")
    folded = data.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in folded)
    assert not any(byte < 0x20 for line in folded for byte in line)
    for line in folded:
        line.decode("utf-8")  # no letter is cut in half
    whole = data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
    return [(line.partition(":")[0], line.partition(":")[2]) for line in whole]


def plain(value: str) -> str:
    """Return a text without its escapes, read letter by letter."""
    out, letters = [], iter(value)
    for letter in letters:
        assert letter not in ";,"  # both stand escaped
        if letter == "\\":
            after = next(letters)
            assert after in "\\;,nN"
            letter = "\n" if after in "nN" else after  # noqa: PLW2901 - the letter that is meant
        out.append(letter)
    return "".join(out)


def events(data: bytes) -> list[dict[str, str]]:
    """Return the events of a file, each with the values of its own lines; `alarm` is the trigger of its alarm."""
    found: list[dict[str, str]] = []
    within: list[str] = []
    for name, value in unfolded(data):
        if name == "BEGIN":
            within.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert within.pop() == value
        elif within[-1] == "VEVENT":
            assert name not in found[-1]
            found[-1][name] = value
        elif within[-1] == "VALARM" and name == "TRIGGER":
            found[-1]["alarm"] = value
    assert within == []
    return found


def made(run: Run, *arguments: str) -> bytes:
    result = run("calendar", *arguments)
    assert (result.code, result.err != "") == (0, True)
    return result.out.encode("utf-8")


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the 2017 plan in the working directory."""
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TTDN_PLAN", "plan/2017/plan.yaml")
    return tmp_path / "plan" / "2017" / "plan.yaml"


def amend(plan: Path, text: str) -> None:
    before = plan.read_text("utf-8")
    assert "\namendments: []\n" in before
    plan.write_text(before.replace("\namendments: []\n", text), "utf-8")


def test_a_due_date_is_a_whole_day_with_an_alarm_a_week_before(plan: Path, run: Run) -> None:
    data = made(run, "--lang", "vi")
    (found,) = [one for one in events(data) if one["UID"] == "quang-ngai-2017/due/II.3.c/2017-Q2@ttdn"]
    assert {name: value for name, value in found.items() if name not in ("SUMMARY", "DESCRIPTION")} == {
        "UID": "quang-ngai-2017/due/II.3.c/2017-Q2@ttdn",
        "DTSTAMP": "20170317T000000Z",
        "DTSTART;VALUE=DATE": "20170630",
        "DTEND;VALUE=DATE": "20170701",
        "SEQUENCE": "1",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "alarm": "-P7D",
    }
    assert plain(found["SUMMARY"]) == "Đến hạn: II.3.c Quảng bá trên Bản tin Thông tin đối ngoại Quảng Ngãi"
    assert plain(found["DESCRIPTION"]).split("\n") == [
        "II.3.c Quảng bá trên Bản tin Thông tin đối ngoại Quảng Ngãi",
        "Kỳ thực hiện: quý II/2017",
        "Thời hạn: 30/6/2017",
        "Cơ quan chủ trì: Sở Ngoại vụ",
        "Cơ quan phối hợp: Sở Thông tin và Truyền thông, các cơ quan báo chí của tỉnh, các đơn vị, địa phương",
        "Sản phẩm: Bản tin: 1 số",
        "Kế hoạch số 1387/KH-UBND ngày 17/3/2017",
    ]
    assert plan.is_file()


def test_report_days_stand_in_it_with_an_alarm_three_days_before(plan: Path, run: Run) -> None:
    found = [one for one in events(made(run, "--lang", "en")) if "/report/" in one["UID"]]
    assert [(one["DTSTART;VALUE=DATE"], one["alarm"], one["SUMMARY"]) for one in found] == [
        ("20170320", "-P3D", "Send the report for 2017-Q1"),
        ("20170620", "-P3D", "Send the report for 2017-Q2"),
        ("20170920", "-P3D", "Send the report for 2017-Q3"),
        ("20171220", "-P3D", "Send the report for 2017-Q4"),
    ]
    assert plan.is_file()


def test_the_library_reads_back_what_the_plan_says(plan: Path, run: Run) -> None:
    read: Any = icalendar.Calendar.from_ical(made(run))
    shown = run("plan", "show", "--format", "json").json
    expected = {
        f"quang-ngai-2017/due/{task['id']}/{one['id']}@ttdn": date.fromisoformat(one["due"])
        for task in shown["tasks"]
        for one in task["occurrences"]
        if one["due"]
    }
    dues = {str(event["uid"]): event.decoded("dtstart") for event in read.events if "/due/" in event["uid"]}
    assert expected == dues
    for event in read.events:
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        assert event.decoded("dtstamp") == datetime(2017, 3, 17, tzinfo=UTC)
        assert len(event.alarms.times) == 1
    assert read.errors == []
    assert plan.is_file()


def test_the_same_plan_gives_the_same_bytes_and_ids_do_not_hang_on_the_language(plan: Path, run: Run) -> None:
    assert made(run, "--lang", "vi") == made(run, "--lang", "vi")
    both = [[one["UID"] for one in events(made(run, "--lang", language))] for language in ("vi", "en")]
    assert both[0] == both[1]
    assert len(set(both[0])) == len(both[0])
    assert plan.is_file()


@pytest.mark.parametrize("name", ["so-ngoai-vu", "Sở Ngoại vụ", "so ngoai vu"])
def test_an_agency_gets_what_it_leads_coordinates_and_owes(name: str, plan: Path, run: Run) -> None:
    found = {one["UID"].split("/", 1)[1] for one in events(made(run, "--agency", name))}
    assert {"due/II.3.c/2017-Q2@ttdn", "due/II.7/2017-Q2@ttdn", "report/2017-Q2@ttdn"} <= found
    assert not any(one.startswith(("due/II.3.b/", "due/II.8/")) for one in found)
    assert plan.is_file()


def test_a_member_of_a_closed_group_gets_its_dates_and_owes_no_report(plan: Path, run: Run) -> None:
    found = [one["UID"] for one in events(made(run, "--agency", "bao-quang-ngai"))]
    assert any("/due/II.3.c/" in one for one in found)
    assert not any("/report/" in one for one in found)
    assert plan.is_file()


def test_an_agency_that_is_not_known_is_wrong_usage(plan: Path, run: Run) -> None:
    result = run("calendar", "--agency", "Sở Du ngoạn", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert "Sở Du ngoạn" in result.err
    assert plan.is_file()


def test_an_agency_without_any_day_gets_no_empty_file(plan: Path, run: Run) -> None:
    result = run("calendar", "--agency", "bo-tttt", "--lang", "en", "--output", "x.ics")
    assert (result.code, Path("x.ics").exists()) == (3, False)
    assert "The plan sets no day for" in result.err
    assert plan.is_file()


def test_what_was_moved_or_withdrawn_is_cancelled_from_the_day_on(plan: Path, run: Run) -> None:
    amend(plan, LETTER)

    def seen(day: str) -> dict[str, tuple[str, str, bool]]:
        found = events(made(run, "--as-of", day, "--lang", "en"))
        return {
            one["UID"].removeprefix("quang-ngai-2017/due/"): (one["STATUS"], one["DTSTAMP"][:8], "alarm" in one)
            for one in found
            if "/II.7/" in one["UID"] or "/II.2/" in one["UID"]
        }

    assert seen("2017-07-09") == {
        "II.2/2017@ttdn": ("CONFIRMED", "20170317", True),
        "II.7/2017-Q2@ttdn": ("CONFIRMED", "20170317", True),
    }
    assert seen("2017-07-10") == {
        "II.2/2017@ttdn": ("CANCELLED", "20170707", False),
        "II.7/2017-Q2@ttdn": ("CANCELLED", "20170707", False),
        "II.7/2017-Q3@ttdn": ("CONFIRMED", "20170707", True),
    }


def test_who_no_longer_leads_is_told_that_it_does_not_apply(plan: Path, run: Run) -> None:
    amend(plan, LEAD_CHANGES)
    before, after = (
        {one["UID"]: one["STATUS"] for one in events(made(run, "--agency", "so-ngoai-vu", "--as-of", day))}
        for day in ("2017-05-01", "2017-05-02")
    )
    uid = "quang-ngai-2017/due/II.3.c/2017-Q2@ttdn"
    assert (before[uid], after[uid]) == ("CONFIRMED", "CANCELLED")
    new = {one["UID"]: one["STATUS"] for one in events(made(run, "--agency", "so-vhttdl", "--as-of", "2017-05-02"))}
    assert new[uid] == "CONFIRMED"


def test_a_day_off_moves_the_event_and_both_days_are_named(plan: Path, run: Run) -> None:
    text = plan.read_text("utf-8")
    plan.write_text(text + "due_on_days_off: next-working-day\n", "utf-8")
    found = {one["UID"].removeprefix("quang-ngai-2017/"): one for one in events(made(run, "--lang", "vi"))}
    due = found["due/II.3.c/2017-Q3@ttdn"]  # 30 September 2017 is a Saturday
    assert due["DTSTART;VALUE=DATE"] == "20171002"
    assert "Thời hạn: 02/10/2017 (lùi từ 30/9/2017 là ngày nghỉ)" in plain(due["DESCRIPTION"])
    assert found["report/2017-Q2@ttdn"]["DTSTART;VALUE=DATE"] == "20170620"


def test_a_milestone_names_its_own_lead_and_that_it_is_striven_for(plan: Path, run: Run) -> None:
    of_two = "[{id: m1, by: 2017-06-30, lead: so-vhttdl, aspirational: true}, {id: m2, by: 2017-06-30}]"
    changes = f"{{II.3.c: {{lead: [so-tttt, so-vhttdl], schedule: {{milestones: {of_two}}}}}}}"
    amend(plan, f"\namendments:\n  - {{document: {{number: 9/UBND}}, effective: 2017-05-02, changes: {changes}}}\n")
    made_on = events(made(run, "--as-of", "2017-05-02", "--lang", "en"))
    found = {one["UID"].removeprefix("quang-ngai-2017/due/"): plain(one["DESCRIPTION"]) for one in made_on}
    said = [found[f"II.3.c/{one}@ttdn"].split("\n") for one in ("m1", "m2")]
    assert [line for lines in said for line in lines if line.startswith("Lead: ")] == [
        "Lead: Sở Văn hóa, Thể thao và Du lịch",
        "Lead: Sở Thông tin và Truyền thông, Sở Văn hóa, Thể thao và Du lịch",
    ]
    assert ["the plan strives for this date" in lines for lines in said] == [True, False]


def test_words_of_a_plan_make_no_line_of_their_own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))
    path = tmp_path / "plan.yaml"
    hostile = 'x;y,z\\\\n\\r\\nEND:VEVENT\\r\\nBEGIN:VEVENT\\r\\nATTACH:file:///etc\\u2028\\x1b[31m \\" :' + "ữ" * 300
    text = path.read_text("utf-8")
    title = next(line for line in text.split("\n") if line.strip().startswith("title:"))
    path.write_text(text.replace(title, title.partition("title:")[0] + f'title: "{hostile}"', 1), "utf-8")
    data = made(run, *PLAN, "--lang", "en")
    shown = [one for one in events(data) if "x\\;y\\,z" in one["SUMMARY"]]
    assert shown
    for one in shown:
        assert "\\x1b[31m" in plain(one["DESCRIPTION"])
        assert "U+2028" in plain(one["DESCRIPTION"])
        assert len(plain(one["SUMMARY"])) < 300
    assert b"ATTACH" not in b"".join(line[:6] for line in data.split(b"\r\n"))
    assert len(icalendar.Calendar.from_ical(data).events) == len(events(data))


def test_without_the_library_the_command_to_install_it_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = run("calendar", "--lang", "en")
    assert (result.code, result.out) == (2, "")
    assert result.err.count('pip install "ttdn[calendar]"') == 1


def test_other_commands_do_not_load_the_library() -> None:
    code = "import sys; from ttdn_cli.cli import main; main(['rules']); sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0

"""Waivers are told wherever their findings would be, and nobody who sends reports can write one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import Result, Run
from tests.support.sample import GOOD, PLAN, lay_out

WAIVER = (
    "schema: ttdn/waivers/1\nwaivers:\n"
    "  - rule: overdue\n    agency: Sở An Bình\n    task: T.1\n    period: Quý II/2017\n"
    "    reason: Bão số 10\n    authority: 99/QĐ-UBND\n    until: 31/12/2017\n"
)
ON = ("--as-of", "2017-07-01")
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links")


@pytest.fixture(autouse=True)
def _with_a_waiver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {
        "reports/so-a.yaml": GOOD,
        "waivers.yaml": WAIVER,
        "ttdn.toml": 'waivers = "waivers.yaml"\n',
    }
    monkeypatch.chdir(lay_out(tmp_path, files=files))


def settings(place: str) -> None:
    """Write settings that name a file of waivers, and the folder of reports."""
    Path("ttdn.toml").write_text(f'waivers = "{place}"\nreports = "reports"\n', "utf-8")


def count_for_nothing(result: Result, place: str) -> bool:
    """Tell whether nothing was waived, and one line said that the file counts for nothing."""
    said = [line for line in result.err.splitlines() if f"The waivers in {place} lie among the reports" in line]
    return result.code == 1 and "waived (Bão số 10" not in result.out and len(said) == 1


@pytest.mark.parametrize("place", ["reports/waivers.yaml", "reports/below/it/waivers.yml", "reports/waivers.txt"])
@pytest.mark.parametrize("paths", [("reports",), ("reports/",), (os.path.join(os.curdir, "reports"),), ()])
def test_waivers_that_lie_among_the_reports_count_for_nothing(place: str, paths: tuple[str, ...], run: Run) -> None:
    lay_out(Path(), files={place: WAIVER})
    settings(place)
    result = run("check", *paths, *PLAN, *ON, "--lang", "en", "--select", "overdue")
    assert count_for_nothing(result, place)
    assert (
        run("check", *paths, *PLAN, *ON, "--lang", "en", "--select", "overdue", "--quiet").err.count("lie among") == 1
    )


@pytest.mark.parametrize("command", ["overdue", "missing", "summary", "report", "remind"])
def test_in_no_command_count_waivers_that_lie_among_the_reports(command: str, run: Run) -> None:
    lay_out(Path(), files={"reports/w.yaml": WAIVER})
    settings("reports/w.yaml")
    output = {"report": ("--output", "papers.md"), "remind": ("--output", "letters")}.get(command, ())
    result = run(command, "--reports", "reports", *PLAN, *ON, "--lang", "en", *output)
    assert result.err.count("The waivers in reports/w.yaml lie among the reports and count for nothing") == 1
    written = [path.read_text("utf-8") for path in (*Path().glob("papers.md"), *Path().glob("letters/*.md"))]
    assert not any("Bão số 10" in text for text in (result.out, *written))


def test_waivers_in_the_folder_that_is_set_count_for_nothing_when_a_single_file_is_checked(run: Run) -> None:
    lay_out(Path(), files={"reports/w.yaml": WAIVER})
    settings("reports/w.yaml")
    options = ("reports/so-a.yaml", *PLAN, *ON, "--lang", "en", "--select", "overdue")
    assert count_for_nothing(run("check", *options), "reports/w.yaml")


def test_waivers_that_are_given_as_a_report_count_for_nothing(run: Run) -> None:
    options = ("reports/so-a.yaml", "waivers.yaml", *PLAN, *ON, "--lang", "en")
    assert count_for_nothing(run("check", *options), "waivers.yaml")


def test_waivers_among_the_reports_count_where_the_environment_names_them(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Also when the same call has been kept with a settings file that names them, and the other way round."""
    lay_out(Path(), files={"reports/w.yaml": WAIVER})
    monkeypatch.setenv("TTDN_CACHE_DIR", str(tmp_path / "cache"))
    call = ("check", "reports", *PLAN, *ON, "--lang", "en", "--select", "overdue")
    settings("reports/w.yaml")
    for _ in range(2):
        assert count_for_nothing(run(*call), "reports/w.yaml")
        with monkeypatch.context() as named:
            named.setenv("TTDN_WAIVERS", "reports/w.yaml")
            result = run(*call)
            assert "waived (Bão số 10" in result.out
            assert "lie among" not in result.err


@posix
def test_no_link_brings_waivers_into_or_out_of_the_reports(run: Run) -> None:
    Path("reports/w.yaml").symlink_to("../waivers.yaml")
    Path("linked").symlink_to("reports")
    Path("outside.yaml").symlink_to("reports/inside.yaml")
    lay_out(Path(), files={"reports/inside.yaml": WAIVER})
    for place in ("reports/w.yaml", "linked/w.yaml", "linked/inside.yaml", "outside.yaml"):
        settings(place)
        for folder in ("reports", "linked"):
            result = run("check", folder, *PLAN, *ON, "--lang", "en", "--select", "overdue")
            assert count_for_nothing(result, place)


def test_a_folder_whose_name_begins_like_that_of_the_reports_is_another(run: Run) -> None:
    lay_out(Path(), files={"reports-waivers/w.yaml": WAIVER, "ttdn.toml": 'waivers = "reports-waivers/w.yaml"\n'})
    document = run("check", "reports", *PLAN, *ON, "--format", "json").json
    assert [one["rule"] for one in document["waived"]] == ["overdue"]


def test_a_waiver_of_a_rule_that_does_not_exist_is_named_with_its_line(run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER.replace("overdue", "overdeu")})
    result = run("check", "reports", *PLAN, *ON, "--lang", "en")
    assert result.code == 2
    assert "waivers.yaml:3: there is no rule overdeu" in result.err
    assert "overdue" in result.err


def test_an_expired_waiver_takes_nothing_out_of_the_verdict_and_is_a_warning(run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER.replace("31/12/2017", "30/6/2017")})
    document = run("check", "reports/so-a.yaml", *PLAN, *ON, "--format", "json").json
    assert document["waived"] == []
    assert [
        (one["rule"], one["severity"], one["path"], one["line"], one["agency"], one["task"], one["period"])
        for one in document["findings"]
        if "waivers.yaml" in one["path"]
    ] == [("expired-waiver", "warning", "waivers.yaml", 3, "so-a", "T.1", "2017-Q2")]


def test_nothing_is_said_of_waivers_when_their_rules_are_ignored(run: Run) -> None:
    text = WAIVER.replace("T.1", "T.9")
    lay_out(Path(), files={"waivers.yaml": f"{text}{WAIVER.replace('31/12', '30/6').split('waivers:')[1][1:]}"})
    both = run("check", "reports", *PLAN, *ON, "--format", "json").json["findings"]
    assert {"unused-waiver", "expired-waiver"} <= {one["rule"] for one in both}
    none = run("check", "reports", *PLAN, *ON, "--format", "json", "--ignore", "unused-waiver,expired-waiver").json
    assert {"unused-waiver", "expired-waiver"}.isdisjoint(one["rule"] for one in none["findings"])


@pytest.mark.parametrize(("lang", "said"), [("en", "the plan has no task T.9"), ("vi", "không có nhiệm vụ T.9")])
def test_what_is_said_of_waivers_is_said_in_both_languages(lang: str, said: str, run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER.replace("T.1", "T.9")})
    assert said in run("check", "reports", *PLAN, *ON, "--lang", lang).out


def test_the_fingerprint_of_what_is_said_of_a_waiver_stays_when_lines_move(run: Run) -> None:
    found = []
    for text in (WAIVER, f"# a line\n{WAIVER}"):
        lay_out(Path(), files={"waivers.yaml": text.replace("T.1", "T.9")})
        document = run("check", "reports", *PLAN, *ON, "--format", "json").json
        found += [(one["line"], one["fingerprint"]) for one in document["findings"] if one["rule"] == "unused-waiver"]
    assert [line for line, _ in found] == [3, 4]
    assert len({mark for _, mark in found}) == 1


def test_on_a_pipe_a_waived_finding_stands_where_it_would_have_been(run: Run) -> None:
    lines = run("check", "reports/so-a.yaml", *PLAN, *ON, "--lang", "en").out.splitlines()
    assert [line.split(":")[:4] for line in lines[1:-1]] == [
        ["reports/so-a.yaml", "5", "1", " warning"],
        ["reports/so-a.yaml", "6", "5", " waived (Bão số 10; 99/QĐ-UBND; until 2017-12-31)"],
        ["reports/so-a.yaml", "6", "5", " warning"],
    ]


def test_on_a_terminal_a_waived_finding_stands_in_its_section_with_the_reason(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    result = run("check", "reports", *PLAN, *ON, "--lang", "en")
    section = result.out.split("\n\n")[0]
    assert section.startswith("OVERDUE (2), waived: 1\n Sở An Bình\n   waived: T.1 (2017-Q2): 1 day overdue")
    assert "     reports/so-a.yaml:6:5  overdue\n     Bão số 10; 99/QĐ-UBND; until 2017-12-31\n" in section
    assert result.err.splitlines()[0].endswith(". Waived: 1.")


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        ("en", "waived: Bão số 10; 99/QĐ-UBND; until 2017-12-31"),
        ("vi", "không tính theo văn bản: Bão số 10; 99/QĐ-UBND; đến hết ngày 31/12/2017"),
    ],
)
def test_a_list_still_shows_what_is_waived_and_why(lang: str, note: str, run: Run) -> None:
    silent = WAIVER.replace("overdue", "missing-report").replace("    task: T.1\n", "").replace("Quý II", "Quý I")
    lay_out(Path(), files={"waivers.yaml": WAIVER + silent.split("waivers:\n")[1]})
    options = ("--reports", "reports", *PLAN, *ON, "--lang", lang)
    for command, shown in (("overdue", "T.1 ("), ("missing", "Sở An Bình")):
        result = run(command, *options)
        marked = [line for line in result.out.splitlines() if note in line]
        assert [shown in line for line in marked] == [True]
        assert len(result.out.splitlines()) == 3
        as_json = run(command, *options, "--format", "json", "--exit-code")
        assert as_json.code == 1
        assert "Bão" not in as_json.out


def test_what_falls_due_soon_is_shown_as_waived(run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": WAIVER.replace("overdue", "due-soon")})
    result = run("overdue", "--reports", "reports", *PLAN, "--as-of", "2017-06-20", "--lang", "en")
    assert [line for line in result.out.splitlines() if "T.1" in line and "waived: Bão số 10" in line] != []


def test_a_list_needs_waivers_that_can_be_used(run: Run) -> None:
    lay_out(Path(), files={"waivers.yaml": "schema: ttdn/waivers/1\nwaivers: 5\n"})
    for command in ("overdue", "missing", "summary"):
        assert run(command, "--reports", "reports", *PLAN, *ON).code == 2

"""Names, periods and occurrences are understood as people write them, never by likeness; every file gets a verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import GOOD, HEAD, ITEM, PLAN, lay_out, plan_and_directory
from ttdn_cli.files.paths import Source
from ttdn_cli.intake.report_reader import Intake
from ttdn_cli.intake.submission import Submission
from ttdn_cli.rules import load
from ttdn_cli.text.i18n import Words

WRONG_TASK = GOOD.replace("T.1", "T.11")
TWICE = "  - {id: so-d, name: Sở Đo Lường, aliases: [Sở Chung]}\n  - {id: so-e, name: Sở Em, aliases: [sở chung]}\n"


@pytest.fixture(autouse=True)
def _beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lay_out(tmp_path))


def receive(text: str, *folders: str) -> Submission:
    """Return what a text submits."""
    Path("report.yaml").write_text(text, "utf-8")
    return Intake(*plan_and_directory()).receive(Source("report.yaml", "report.yaml", folders))


def said(submission: Submission) -> list[str]:
    """Return the faults of a file as an English reader sees them, each with its hint."""
    assert submission.crash is None
    words = Words("en")
    rules = dict.fromkeys(input_error.rule for input_error in submission.input_errors)
    findings = [one for name in rules for one in load(name).check(_Faults(submission))]
    return [f"{words.say(one.message, **one.values)}. {words.say(one.hint, **one.values)}" for one in findings]


class _Faults:
    """The faults of one file, for the rules that word them."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission

    def errors_of(self, rule: str) -> list[object]:
        return [input_error for input_error in self.submission.input_errors if input_error.rule == rule]


@pytest.mark.parametrize(
    "written",
    [
        "so-a", "SO-A", "Sở An Bình", "SAB", "sab", "sở an bình", "SỞ AN BÌNH", "So An Binh", "Sở An-Bình",
        "sở  an   bình", "So\u031b\u0309 An Bi\u0300nh", '"Sở An Bình "', "so an binh", "Sở An Bình.", "so a", "'so-a'",
    ],
)  # fmt: skip
def test_an_agency_is_known_by_id_name_or_alias_however_it_is_spelt(written: str) -> None:
    found = receive(GOOD.replace("so-a", written, 1))
    assert (said(found), found.agency) == ([], "so-a")


@pytest.mark.parametrize(
    "written",
    ["Sở An Binhh", "An Bình", "Sở", "so-ab", "Sở An Bình và Sở Bình Yên", "a", "-", "🙂", "các huyện", "lien-quan"],
)
def test_no_agency_is_known_by_likeness_nor_by_the_name_of_a_group(written: str) -> None:
    found = receive(GOOD.replace("so-a", f'"{written}"', 1))
    assert (found.agency, found.report) == (None, None)
    assert [one.rule for one in found.input_errors] == ["unknown-agency"]


@pytest.mark.parametrize("written", ["soa", "so-aa", "sabb"], ids=["like an id", "like an id too", "like an alias"])
def test_what_is_proposed_are_official_names_each_once(written: str) -> None:
    agency, coordinator = (
        said(receive(GOOD.replace(known, new, 1)))[-1].rpartition("look alike: ")[2].split(", ")
        for known, new in (("so-a", written), ("[so-b]", f"[{written}]"))
    )
    assert agency[0] == coordinator[0] == "Sở An Bình"
    assert all(
        len(set(found)) == len(found) and not {"so-a", "so-b", "sab"} & set(found) for found in (agency, coordinator)
    )


def test_the_nearest_names_are_proposed() -> None:
    found = said(receive(GOOD.replace("so-a", "Sở An Bnh", 1)))
    assert len(found) == 1
    hint = "Write the name or id as in the registry; names that look alike: Sở An Bình"
    assert found[0].startswith(f"No agency is called “Sở An Bnh”. {hint}")


def test_the_ministry_of_home_affairs_is_not_that_of_foreign_affairs(run: Run) -> None:
    plan = ROOT / "plan" / "2017" / "plan.yaml"
    names = ("Sở Nội vụ", "so ngoai vu", "Sở Ngội vụ")
    lay_out(
        Path(), files={f"r/{name}.yaml": f"{HEAD}nothing_to_report: true\n".replace("so-a", name) for name in names}
    )
    result = run("check", "r", "--plan", str(plan), "--format", "json", "--select", "unknown-agency", "--lang", "en")
    assert {file["path"]: file["agency"] for file in result.json["files"]} == {
        "r/Sở Nội vụ.yaml": "so-noi-vu", "r/so ngoai vu.yaml": "so-ngoai-vu", "r/Sở Ngội vụ.yaml": None,
    }  # fmt: skip
    near = result.json["findings"][0]["hint"].partition(": ")[2].split(", ")
    assert {"so-noi-vu", "Sở Nội vụ"} & set(near)
    assert {"so-ngoai-vu", "Sở Ngoại vụ"} & set(near)


def test_an_ambiguous_name_fits_nobody_and_an_exact_one_wins_over_a_folded_one(run: Run) -> None:
    registry = Path("agencies.yaml").read_text("utf-8").replace("  - {id: so-c", f"{TWICE}  - {{id: so-c")
    names = {"a": "Sở Chung", "b": "sở chung", "c": "SO CHUNG"}
    nothing = f"{HEAD}nothing_to_report: true\n"
    lay_out(Path(), files={f"reports/{key}.yaml": nothing.replace("so-a", name) for key, name in names.items()})
    Path("agencies.yaml").write_text(registry, "utf-8")
    result = run("check", "reports", *PLAN, "--format", "json", "--select", "unknown-agency", "--lang", "en")
    assert [file["agency"] for file in result.json["files"]] == ["so-d", "so-e", None]
    shown = [(one["message"], one["hint"]) for one in result.json["findings"]]
    assert shown == [("More than one agency is called “SO CHUNG”", "Write one of: Sở Đo Lường, Sở Em")]


@pytest.mark.parametrize(
    ("named", "written"),
    [
        ("bao-chi", "các cơ quan báo chí"), ("bao-chi", "Cac co quan bao chi"), ("bao-chi", "bao-chi"), ("so-b", "SBY"),
        ("lien-quan", "Các đơn vị liên quan"), (None, "Hội Nhà báo"), (None, "Sở Bình Yên và Báo X"),
    ],
)  # fmt: skip
def test_coordinators_are_agencies_or_groups_and_a_stranger_stays_a_warning(named: str | None, written: str) -> None:
    found = receive(f"{HEAD}items:\n  - task: T.1\n    state: in_progress\n    coordinated_with: [{written}]\n")
    assert found.report is not None
    assert [entry.named for entry in found.report.entries] == [(named,)]
    assert [one.rule for one in found.input_errors] == ([] if named else ["unknown-coordinator"])
    assert not found.report.partial


def test_an_unknown_coordinator_leaves_the_file_accepted(run: Run) -> None:
    lay_out(Path(), files={"reports/so-a.yaml": GOOD.replace("so-b", "Hội Nhà báo")})
    result = run("check", "reports", *PLAN, "--format", "json", "--select", "unknown-coordinator")
    assert [file["verdict"] for file in result.json["files"]] == ["accepted"]
    assert [(one["line"], one["column"], one["task"]) for one in result.json["findings"]] == [(8, 24, "T.1")]


def test_a_task_and_a_field_that_look_alike_are_proposed() -> None:
    found = said(receive(GOOD.replace("state", "sate")))
    assert found == ["There is no field “sate”. Correct or delete it; what may be meant: state"]
    hint = "Write the id as in the plan; meant may be: T.1; tasks of this agency: T.1, T.3, T.5"
    assert f"The plan has no task “T.11”. {hint}" in said(receive(WRONG_TASK))[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("state:", "Trạng thái:", ["There is no field “Trạng thái”. Correct or delete it; what may be meant: state"]),
        ("agency:", "foo:", ["There is no field “foo”. Correct or delete it; what may be meant: agency"]),
        ("agency:", "agancy:", ["There is no field “agancy”. Correct or delete it; what may be meant: agency"]),
        (
            "state:", "obstacle:",
            ["There is no field “obstacle”. Correct or delete it; what may be meant: obstacles, state"],
        ),
    ],
)  # fmt: skip
def test_a_field_that_is_there_under_another_name_is_not_said_to_be_missing(
    old: str, new: str, expected: list[str]
) -> None:
    assert expected == said(receive(GOOD.replace(old, new)))


@pytest.mark.parametrize(
    ("item", "place", "fixed"),
    [
        ("  - {task: T.1, state:done}\n", (6, 17), "state: done"),
        ("  - {task:T.1, state: done}\n", (6, 6), "task: T.1"),
        ("  - task:T.1\n", (6, 5), "task: T.1"),
    ],
)
def test_a_missing_space_after_a_colon_is_told_where_the_file_can_be_read_all_the_same(
    item: str, place: tuple[int, int], fixed: str
) -> None:
    head = GOOD.partition("items:")[0] + "items:\n"
    found = receive(head + item)
    (error,) = found.input_errors
    assert (error.code, error.place.line - head.count("\n") + 5, error.place.column) == ("glued", *place)
    assert error.values["fixed"] == fixed


def test_a_title_written_for_the_id_of_a_task_is_understood_in_the_hint_alone() -> None:
    (found,) = receive(GOOD.replace("T.1", "HAI phóng sự trong quý II")).input_errors
    assert (found.code, found.values["near"]) == ("task", ("T.1",))


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("Sở An Bình", "lead: an id is expected here, not a name: Sở An Bình", "Write so-a"),
        (
            "sab",
            "There is no agency or group “sab” in the registry",
            "Correct the id, or add it to the registry; ids that look alike: so-a",
        ),
        (
            "Sở Lạ Lùng Quá",
            "lead: an id has small letters a to z, digits and single dashes only: Sở Lạ Lùng Quá",
            "Write for example so-ngoai-vu",
        ),
        (
            "so-aa",
            "There is no agency or group “so-aa” in the registry",
            "Correct the id, or add it to the registry; ids that look alike: so-a, so-c, so-b",
        ),
    ],
)
def test_the_id_of_an_agency_whose_name_stands_in_the_plan_is_proposed(
    written: str, message: str, hint: str, run: Run
) -> None:
    plan = Path("plan.yaml").read_text("utf-8").replace("lead: so-a", f"lead: {written}", 1)
    Path("plan.yaml").write_text(plan, "utf-8")
    options = ("--select", "invalid-field,plan-reference", "--format", "json", "--lang", "en")
    (found,) = run("plan", "check", "plan.yaml", *options).json["findings"]
    assert (message, hint) == (found["message"], found["hint"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("task", "Write the id as in the plan; tasks of this agency: T.1, T.3, T.5"),
        ("agency", "Write the name or id as in the registry; ttdn plan show lists the agencies"),
        ("field", "Correct or delete it; ttdn template shows the fields of a report, ttdn schema those of all files"),
    ],
)
def test_a_hint_lists_nothing_where_nothing_looks_alike(name: str, expected: str) -> None:
    changed = {
        "task": GOOD.replace("task: T.1", "task: zzzzzz"),
        "agency": GOOD.replace("agency: so-a", "agency: zzzzzz"),
        "field": GOOD + "zzzzzz: 1\n",
    }
    assert said(receive(changed[name]))[0].endswith(expected)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("T.1", "\u0422.1", "U+0422"),
        ("state", "st\u0430te", "U+0430"),
        ("so-a", "s\u043e-a", "U+043E"),
        ("T.1", "T\u200b.1", "U+200B"),
        ("T.1", "\uff34.1", "U+FF34"),
    ],
)
def test_a_letter_that_only_looks_like_another_is_shown_by_number(old: str, new: str, shown: str, run: Run) -> None:
    lay_out(Path(), files={"reports/so-a.yaml": GOOD.replace(old, new, 1)})
    rules = "invalid-field,unknown-task,unknown-agency"
    assert shown in run("check", "reports", *PLAN, "--select", rules).out


@pytest.mark.parametrize(
    "written",
    ["2017-Q2", "Q2/2017", "Quý II/2017", "quý 2 năm 2017", "QUÝ II NĂM 2017", "Quy II / 2017", "2017-q2",
     "II/2017", "2017\u2013Q2", "Quy\u0301 II/2017", '"Quý II/2017"', "quý II - 2017"],
)  # fmt: skip
def test_a_period_is_understood_in_the_spellings_people_use(written: str) -> None:
    found = receive(GOOD.replace("2017-Q2", written, 1))
    assert (said(found), found.period and found.period.id) == ([], "2017-Q2")


@pytest.mark.parametrize("written", ["2016-Q4", "Quý I/2018", "2017", "2017-H1", "tháng 6/2017", "0001-Q1"])
def test_a_period_that_is_none_of_the_plan_rejects_the_report_and_says_which_there_are(written: str) -> None:
    found = receive(GOOD.replace("2017-Q2", written, 1))
    assert [(one.rule, one.place.line) for one in found.input_errors] == [("wrong-period", 3)]
    assert "The plan's periods run from 2017-Q1 to 2017-Q4" in said(found)[0]
    assert (found.report, found.agency) == (None, "so-a")


FOLDERS = {
    "the same": ([], ("Q2",)),
    "the same with its year": ([], ("2017-Q2",)),
    "as people write it": ([], ("Quý II/2017".replace("/", "-"),)),
    "no period": ([], ("reports", "chung", "2017", "T6")),
    "above": ([], ("so-a", "Q2", "reports")),
    "another": (["wrong-period"], ("Q1",)),
    "another with its year": (["wrong-period"], ("2017-Q1",)),
    "another year": (["wrong-period"], ("2016-Q2",)),
    "another, as people write it": (["wrong-period"], ("quý I năm 2017",)),
    "another above": (["wrong-period"], ("so-a", "q3", "reports")),
    "the nearest decides": ([], ("Q2", "Q1")),
    "of two the nearest": (["wrong-period"], ("Q1", "Q2")),
}


@pytest.mark.parametrize(("rules", "folders"), FOLDERS.values(), ids=FOLDERS)
def test_a_period_that_contradicts_the_folder_rejects_the_report(rules: list[str], folders: tuple[str, ...]) -> None:
    found = receive(GOOD, *folders)
    assert [one.rule for one in found.input_errors] == rules
    assert (found.report is None) == bool(rules)
    assert [one.place.line for one in found.input_errors] == [3] * len(rules)


OCCURRENCES = {
    "the only one": ("2017-Q2", "T.1", ""),
    "of several the one of the period": ("2017-Q2", "T.2", ""),
    "by its id": ("2017-Q1", "T.2", "2017-Q1"),
    "in words": ("2017-Q1", "T.2", "Quý I/2017"),
    "number first": ("2017-Q1", "T.2", "Q1/2017"),
    "quoted": ("2017-Q1", "T.2", '"quý 1 năm 2017"'),
    "whole year": ("2017", "T.3", "2017"),
    "whole year in words": ("2017", "T.3", "năm 2017"),
    "no time given": ("unspecified", "T.4", "unspecified"),
    "no time given, left out": ("unspecified", "T.4", ""),
}


@pytest.mark.parametrize(("expected", "task", "written"), OCCURRENCES.values(), ids=OCCURRENCES)
def test_an_occurrence_is_understood_as_it_is_written(expected: str, task: str, written: str) -> None:
    line = f"    occurrence: {written}\n" if written else ""
    found = receive(f"{HEAD}items:\n  - task: {task}\n{line}    state: in_progress\n")
    assert found.report is not None
    assert [one.occurrence for one in found.report.entries] == [expected]
    assert found.input_errors == []


@pytest.mark.parametrize(
    ("task", "written", "known"),
    [("T.2", "2017", "2017-Q1, 2017-Q2, 2017-Q3, 2017-Q4"), ("T.3", "2017-Q2", "2017"), ("T.1", "ongoing", "2017-Q2")],
)
def test_an_occurrence_that_the_task_has_not_is_told_with_those_it_has(task: str, written: str, known: str) -> None:
    found = receive(f"{HEAD}items:\n  - task: {task}\n    occurrence: {written}\n    state: in_progress\n")
    assert [(one.rule, one.place.line) for one in found.input_errors] == [("unknown-task", 7)]
    assert f"Write one of: {known}" in said(found)[0]


def test_every_file_has_its_verdict(run: Run) -> None:
    later = GOOD.replace("06-19", "06-20")
    files = {
        "1-superseded.yaml": GOOD,
        "2-accepted.yaml": later,
        "3-partial.yaml": f"{HEAD}items:\n{ITEM}  - {{task: T.9, state: done}}\n".replace(
            "agency: so-a", "agency: so-b"
        ),
        "4-with_errors.yaml": HEAD.replace("so-a", "so-c") + "notes: x\nnothing_to_report: true\n",
        "5-rejected.yaml": GOOD.replace("so-a", "so-z", 1),
        "6-rejected.yaml": "[",
    }
    lay_out(Path(), files={f"reports/{name}": text for name, text in files.items()})
    result = run("check", "reports", *PLAN, "--format", "json", "--ignore", "overdue")
    rows = result.json["files"]
    assert [(row["path"], row["verdict"]) for row in rows] == [(f"reports/{name}", name[2:-5]) for name in files]
    assert [row["agency"] for row in rows] == ["so-a", "so-a", "so-b", "so-c", None, None]
    assert [row["period"] for row in rows] == ["2017-Q2"] * 5 + [None]


def test_a_rejected_report_counts_as_none(run: Run) -> None:
    lay_out(Path(), files={"reports/so-a.yaml": GOOD.replace("2017-06-19", "2017-06-31")})
    options = ("--as-of", "2017-07-01", "--format", "json", "--select", "missing-report")
    found = run("check", "reports", *PLAN, *options).json["findings"]
    assert ("so-a", "2017-Q2") in [(one["agency"], one["period"]) for one in found]


BROKEN: dict[str, str | bytes] = {
    "01": "", "02": "[", "03": "a: b: c", "04": "\ta: 1", "05": 'a: "x', "06": "- a", "07": "x", "08": "&a b: 1",
    "09": "a: !!set {x}", "10": "a: 1\n---\nb: 1\n", "11": b"\xff\xfea\0", "12": b"a: \xe9\n", "13": b"a: \0\n",
    "14": "[" * 1_000, "15": b"%PDF-1.4", "16": GOOD.replace("so-a", "so-z", 1),
    "17": GOOD.replace("2017-Q2", "2019-Q1"), "18": GOOD.replace("06-19", "31-31"),
    "19": GOOD.replace("status/1", "status/9"), "20": "agency: so-a\nagency: so-b\n",
}  # fmt: skip


def test_twenty_broken_reports_are_all_named_with_a_line_and_the_good_one_is_judged(run: Run) -> None:
    files = {f"reports/{name}.yaml": text for name, text in BROKEN.items()}
    lay_out(Path(), files={**files, "reports/good.yaml": GOOD})
    result = run("check", "reports", *PLAN, "--lang", "en", "--as-of", "2017-07-01")
    lines = result.out.splitlines()
    rules = ("unreadable", "yaml-syntax", "invalid-field", "duplicate-key", "unknown-agency", "wrong-period")
    named = {line.split(":")[0] for line in lines if line.endswith(tuple(f"[{rule}]" for rule in rules))}
    assert named == set(files)
    assert all(int(line.split(":")[1]) > 0 for line in lines)
    assert any(line.startswith("reports/good.yaml:6:5: error: T.1 (2017-Q2): 1 day overdue") for line in lines)
    assert "Files: 21" in result.err
    assert "Traceback" not in result.err
    assert "Internal error" not in result.err
    assert result.code == 1

"""Differences of meaning that the edits of the 2017 plan do not bring about: amendments, agencies, odd plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import lay_out
from ttdn_cli.limits import MAX_EXCERPT
from ttdn_cli.model.plan import Plan
from ttdn_cli.plans.diff._fields import Weight, weight
from ttdn_cli.plans.diff._texts import excerpts

AMENDMENT = """
amendments:
  - document: {number: 9/KH, date: 2017-06-01, signer: A}
    effective: 2017-06-10
    reason: Mưa bão
    changes:
      T.1: {schedule: {quarter: Q3, as_written: Quý III}, coordinators: [so-b, so-c]}
      T.4: {lead: so-a, deliverables: [{name: Hội chợ, quantity: 1, unit: cuộc}]}
"""
DUTY = "duties: [{id: D.1, agencies: [so-a, so-b], role: lead, with: [so-c], text: Chủ trì}]\n"


def edited(run: Run, folder: Path, file: str, old: str, new: str) -> list[str]:
    """Return the differences that an edit makes in the made-up plan with an amendment and a duty."""
    before, after = folder / "before", folder / "after"
    for one in (before, after):
        one.mkdir()
        lay_out(one)
        with (one / "plan.yaml").open("a", encoding="utf-8") as plan:
            plan.write(AMENDMENT + DUTY)
    text = (after / file).read_text("utf-8")
    assert old in text
    (after / file).write_text(text.replace(old, new, 1), "utf-8")
    result = run("plan", "diff", f"{before}/plan.yaml", f"{after}/plan.yaml", "--format", "json", "--lang", "en")
    assert result.code in (0, 1), result.err
    return [f"{one['kind']} {one['id']} {one['field']} | {one['message']}" for one in result.json["changes"]]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[so-b, so-c]}", "[so-c, so-b]}", []),
        ("{quarter: Q3,", "{quarter: 2017-Q3,", []),
        ("[so-a, so-b], role", "[so-b, so-a], role", []),
        ("reason: Mưa", "reason: Do mưa", ["words 9/KH reason | Words changed, reason: “Mưa bão” → “Do mưa bão”"]),
        ("signer: A", "signer: B", ["words 9/KH document.signer | Words changed, signer: “A” → “B”"]),
        (
            "as_written: Quý III}",
            "as_written: quý ba}",
            ["words 9/KH changes.T.1 | Words changed in what it says of task T.1"],
        ),
        (
            "effective: 2017-06-10",
            "effective: 2017-06-12",
            ["amendment-changed 9/KH effective | First day it holds moved: 2017-06-10 → 2017-06-12"],
        ),
        (
            "number: 9/KH",
            "number: 10/KH",
            ["amendment-changed 10/KH document | Amending document changed: 9/KH, 2017-06-01 → 10/KH, 2017-06-01"],
        ),
        (
            "{quarter: Q3, as",
            "{quarter: Q4, as",
            [
                "due-moved T.1 occurrences.2017-Q3.due | as amended: Due date moved: 2017-09-30 → 2017-12-31",
                (
                    "window-begins-later T.1 occurrences.2017-Q3.begins"
                    " | as amended: The window begins later: 2017-07-01 → 2017-10-01"
                ),
                "amendment-changed 9/KH changes.T.1 | What it changes in task T.1 is different",
            ],
        ),
        (
            "quantity: 1, unit: cuộc",
            "quantity: 2, unit: cuộc",
            [
                "quantity-changed T.4 deliverables.Hội chợ.quantity | as amended: Quantity changed, Hội chợ: 1 → 2",
                "amendment-changed 9/KH changes.T.4 | What it changes in task T.4 is different",
            ],
        ),
        (
            "  T.4: {lead: so-a, ",
            "  T.3: {lead: so-b}\n      T.4: {lead: so-a, ",
            [
                "lead-changed T.3 lead | as amended: Lead changed: Sở An Bình → Sở Bình Yên",
                "amendment-changed 9/KH changes.T.3 | It now changes task T.3",
            ],
        ),
        (
            "[so-a, so-b], role",
            "[so-a], role",
            ["duty-agencies-changed D.1 agencies | Agencies changed: Sở An Bình, Sở Bình Yên → Sở An Bình"],
        ),
        (
            "with: [so-c]",
            "with: [bao-chi]",
            ["duty-with-changed D.1 with | Agencies to work with changed: Sở Chăm Lo → các cơ quan báo chí"],
        ),
        ("id: mau-2017", "id: mau-2018", ["plan-id-changed None id | Id of the plan changed: mau-2017 → mau-2018"]),
        (
            "schedule: {unspecified: true}",
            "schedule: {ongoing: true}",
            [
                (
                    "occurrence-renamed T.4 occurrences.unspecified.id"
                    " | The time frame is given otherwise, with the same days: no time given → ongoing"
                )
            ],
        ),
        (
            "{name: Kỷ yếu, quantity: 1}",
            "{name: Kỷ Yếu, quantity: 1}",
            ["words T.5 deliverables | Words changed, deliverables: “Kỷ yếu” → “Kỷ Yếu”"],
        ),
        (
            "deliverables: [{name: Kỷ yếu, quantity: 1}, ",
            "deliverables: [{name: Sách}, ",
            [
                "deliverable-dropped T.5 deliverables | Deliverable dropped: 1 (Kỷ yếu)",
                "deliverable-added T.5 deliverables | Deliverable added: Sách",
            ],
        ),
    ],
)
def test_an_edit_of_a_plan_is_told(old: str, new: str, said: list[str], run: Run, tmp_path: Path) -> None:
    assert edited(run, tmp_path, "plan.yaml", old, new) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{id: so-a, ", "{id: so-a, kind: sở, ", ["words so-a kind | Words added, kind of agency: “sở”"]),
        ("Sở An Bình", "Sở AN BÌNH", ["words so-a name | Words changed, name: “Sở An Bình” → “Sở AN BÌNH”"]),
        (
            "{id: so-a, ",
            "{id: so-a, valid_to: 2017-06-30, successor: so-c, ",
            [
                "agency-changed so-a valid_to | Last day of the agency changed: none → 2017-06-30",
                "agency-changed so-a successor | Successor changed: none → Sở Chăm Lo",
            ],
        ),
        (
            "requires: all}",
            "requires: any}",
            ["requires-changed cac-huyen requires | Whose part is asked for changed: all members → any member"],
        ),
        (
            "  - {id: bao-x, name: Báo X, kind: press}\n",
            "",
            ["agency-removed bao-x agencies | Agency removed from the registry"],
        ),
        (
            "{id: bao-chi, name: các cơ quan báo chí",
            "{id: bao-chi, name: các tòa soạn",
            ["group-renamed bao-chi name | Renamed: các cơ quan báo chí → các tòa soạn"],
        ),
        (
            "members: [bao-x, dai-y]",
            "members: [dai-y, bao-x, so-a]",
            ["members-changed bao-chi members | Members added: Sở An Bình"],
        ),
    ],
)
def test_an_edit_of_the_registry_is_told(old: str, new: str, said: list[str], run: Run, tmp_path: Path) -> None:
    assert edited(run, tmp_path, "agencies.yaml", old, new) == said


def test_a_field_that_nobody_has_listed_counts_as_meaning() -> None:
    assert weight(Plan, "of_next_year") is Weight.MEANING


def test_two_long_texts_are_cut_where_they_differ_and_not_inside_a_word() -> None:
    same = "một hai ba bốn năm " * 20
    old, new = excerpts(f"{same}sáu {same}", f"{same}bảy {same}")
    assert ("năm sáu" in old, "năm bảy" in new) == (True, True)
    assert max(len(old), len(new)) <= MAX_EXCERPT + 2


def test_names_that_a_section_gives_hold_meaning(run: Run, tmp_path: Path) -> None:
    for name, aliases in (("before", "{}"), ("after", "{ban quản lý: so-b}")):
        (tmp_path / name).mkdir()
        lay_out(tmp_path / name)
        with (tmp_path / name / "plan.yaml").open("a", encoding="utf-8") as plan:
            plan.write(f"sections: [{{id: I, title: Mục, aliases: {aliases}}}]\n")
    result = run(
        "plan",
        "diff",
        f"{tmp_path}/before/plan.yaml",
        f"{tmp_path}/after/plan.yaml",
        "--format",
        "json",
        "--lang",
        "en",
    )
    assert result.json["same_meaning"] is False
    assert [(one["kind"], one["message"]) for one in result.json["changes"]] == [
        ("section-names-changed", "Names that hold under section I changed: none → ban quản lý: so-b")
    ]


def test_quoted_words_of_a_task_are_shown_and_judged_by_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path))
    path = Path("plan.yaml")
    more = "    funding: 500 triệu đồng\n    parent: [CV 12]\n    subjects: [Người dân, Doanh nghiệp]\n    notes: Gấp\n"
    before = run("plan", "check", "plan.yaml", "--format", "json").json["findings"]
    path.write_text(path.read_text("utf-8").replace("  - id: T.2\n", more + "  - id: T.2\n", 1), "utf-8")
    after = run("plan", "check", "plan.yaml", "--format", "json").json["findings"]
    assert [one["message"] for one in before] == [one["message"] for one in after]
    task = run("plan", "show", "--plan", "plan.yaml", "--format", "json").json["tasks"][0]
    assert [task[name] for name in ("funding", "parent", "subjects", "notes")] == (
        [["500 triệu đồng"], ["CV 12"], ["Người dân", "Doanh nghiệp"], ["Gấp"]]
    )
    shown = run("explain", "T.1", "--plan", "plan.yaml", "--lang", "en").out
    assert "Funding: 500 triệu đồng\nCarries out: CV 12\nAbout whom: Người dân; Doanh nghiệp\nNotes: Gấp" in shown

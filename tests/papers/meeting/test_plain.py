"""Nobody at a meeting has to know the fields of a file or the commands of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.sample import HEAD, lay_out
from ttdn_cli.papers.meeting.plain import plain
from ttdn_cli.text.i18n import Words

TECHNICAL = re.compile(r"\b[a-z]+_[a-z_]+\b|YAML: |ttdn plan show")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("submitted_on (Ngày gửi báo cáo): không có", "“Ngày gửi báo cáo”: không có"),
        ("progress (Tiến độ) phải là số; chưa có mục nào (items)", "“Tiến độ (%)” phải là số; chưa có mục nào"),
        ("Ghi x (tệp YAML: nothing_to_report: true)", "Ghi x"),
        ("tệp r/submitted_on.yaml ghi “in_progress”", "tệp r/submitted_on.yaml ghi “in_progress”"),
        ("tên này (điều chỉnh); lệnh ttdn plan show liệt kê các cơ quan", "tên này (điều chỉnh)"),
    ],
)
def test_fields_become_labels_and_names_of_files_and_quoted_words_stay(said: str, shown: str, language: str) -> None:
    for vi, en in (("Ngày gửi báo cáo", "Day of submission"), ("Tiến độ", "Progress")):
        shown = shown if language == "vi" else shown.replace(vi, en)
    assert plain(said, Words(language)) == shown


HOSTS = HEAD.replace("2017-06-19", "2017-13-19")
EVERY = {
    "r/a.yaml": HEAD + "items:\n  - {task: T.1, state: xong}\n  - {task: T.3, state: done}\n"
    "  - {task: T.3, state: in_progress, completed_on: 2017-06-01, coordinated_with: [Sở Lạ]}\n",
    "r/b.yaml": HOSTS.replace("so-a", "so-b") + "items:\n  - {task: T.2, state: done, progress: tốt}\n",
    "r/c.yaml": HEAD.replace("so-a", "so-c") + "nothing_to_report: true\nitems:\n  - {task: T.3, state: not_started}\n",
    "r/Q1/a.yaml": HEAD.replace("Q2", "Q1").replace("06-19", "03-19") + "items: []\n",
    "r/Q1/b.yaml": HEAD.replace("Q2", "Q1").replace("06-19", "03-19").replace("so-a", "so-b")
    + "items:\n  - {task: T.2, state: }\n",
    "r/x.yaml": HEAD.replace("so-a", "Sở Không Có") + "nothing_to_report: true\n",
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_asked_for_and_what_rules_say_name_no_fields_of_files_and_no_commands(
    language: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, files=dict(EVERY)))
    given = ("report", "r", "--plan", "plan.yaml", "--quarter", "Q2", "--lang", language, "--format", "md")
    rows = [
        line.split(" | ")
        for line in run(*given, "-o", "-").out.splitlines()
        if line.startswith("| ") and "`r/" not in line
    ]
    asked = [row[-1] for row in rows if len(row) == 4]
    assert len(asked) > 12
    assert [one for one in asked if TECHNICAL.search(one)] == []

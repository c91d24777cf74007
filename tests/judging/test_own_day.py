"""What does not count and what was said before it stand each with its own day and sender, wherever they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.support.judged import AT_WORK, put, task

MERGED = ("{id: a, name: Sở Ánh, valid_to: 2017-06-30, successor: m}", "{id: m, name: Sở Mới, valid_from: 2017-07-01}")
PLAIN = ("{id: a, name: Sở Ánh}",)
HALF = AT_WORK.replace("in_progress", "in_progress, progress: 40")
WRONG = "{task: T, state: xong}, {task: U, state: in_progress}"
TWO = task("by: 2017-06-30") + task("year: 2017", identity="U")
LATE = "{task: T, state: done, completed_on: 2017-06-25}"
OPTIONS = ("reports", "--plan", "plan.yaml", "--lang", "en")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def listed(run: Run) -> str:
    """Return the line on T of the list."""
    return next(one for one in run("overdue", *OPTIONS).out.splitlines() if "T (2017-06-30)" in one)


def letter(run: Run, agency: str) -> str:
    """Return the row on T of a letter."""
    pytest.importorskip("docx", reason="the extra `office` is not installed")
    assert run("remind", *OPTIONS, "--output", "letters", "--force").code == 0
    text = Path(f"letters/{agency}.md").read_text("utf-8").replace("`", "")
    return next(one for one in text.splitlines() if "T. t (2017-06-30)" in one)


def test_words_that_count_keep_their_day_beside_an_item_left_out_later(run: Run) -> None:
    put(TWO, PLAIN, {"Q2/a 2017-06-19": HALF, "Q3/a 2017-09-19": WRONG})
    assert "xong; reported before that on 2017-06-19: in progress, 40%; last heard on 2017-09-19" in listed(run)
    told = letter(run, "a")
    assert "xong (reported on 2017-09-19); reported before that on 2017-06-19: in progress, 40% |" in told
    assert told.count("2017-09-19") == 1


def test_words_of_who_led_before_keep_their_sender_beside_an_item_left_out_of_who_leads_now(run: Run) -> None:
    put(TWO, MERGED, {"Q2/a 2017-06-19": HALF, "Q3/m 2017-09-19": WRONG})
    told = "reported before that by Sở Ánh on 2017-06-19: in progress, 40%"
    assert told in listed(run)
    assert f"xong (reported on 2017-09-19); {told} |" in letter(run, "m")
    (row,) = run("overdue", *OPTIONS, "--format", "json").json["overdue"]
    assert (row["said_on"], row["said_by"], row["last_heard"]) == ("2017-06-19", "Sở Ánh", "2017-09-19")


def test_words_that_do_not_count_keep_their_day_beside_an_item_left_out_later(run: Run) -> None:
    put(TWO, PLAIN, {"Q2/a 2017-06-19": LATE, "Q3/a 2017-09-19": WRONG})
    told = "; before that (2017-06-19): reported done on 2017-06-25; not counted"
    assert f"xong{told}" in listed(run)
    assert f"xong (reported on 2017-09-19){told}" in letter(run, "a")


def test_words_that_stand_alone_have_their_day_and_sender_behind_them(run: Run) -> None:
    put(TWO, MERGED, {"Q2/a 2017-06-19": HALF, "Q3/m 2017-09-19": "{task: U, state: in_progress}"})
    assert "| in progress, 40% (reported by Sở Ánh on 2017-06-19); no report after" in letter(run, "m")


def test_the_word_file_for_the_meeting_sets_no_other_day_behind_words(run: Run) -> None:
    docx = pytest.importorskip("docx", reason="the extra `office` is not installed")
    put(TWO, PLAIN, {"Q2/a 2017-06-19": HALF, "Q3/a 2017-09-19": WRONG})
    assert run("report", *OPTIONS, "--output", "paper.docx").code == 0
    text = "\n".join(one.text for one in docx.Document("paper.docx").paragraphs)
    assert "reported before that on 2017-06-19: in progress, 40%; last heard on 2017-09-19" in text

"""Where the files of reports lie is said once in the papers; in their columns they are named from there on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.papers.test_not_counted_in_papers import FORMS, words
from tests.support.sample import GOOD, HEAD, lay_out

SAID = "The files of the reports are in the folder so/van thu and are named from there on."
FILES: dict[str, str | bytes] = {
    "so/van thu/r/Q2/a.yaml": GOOD.replace("[so-b]", "[so-b, Hội Lạ]"),
    "so/van thu/r/Q2/b.yaml": HEAD.replace("so-a", "so-b") + "nothing_to_report: 7\n",
}
CLOSED = ("--plan", "plan.yaml", "--quarter", "Q2", "--since", "2017-06-01", "--lang", "en")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def said(run: Run, form: str, *places: str) -> str:
    """Return what a paper on the reports in some places says."""
    assert run("report", *places, *CLOSED, "--force", "-o", f"p.{form}").code == 0
    return "\n".join(words(Path(f"p.{form}").read_bytes(), form))


@pytest.mark.parametrize("form", FORMS)
def test_the_folder_is_said_apart_and_files_are_named_from_the_one_that_was_given(form: str, run: Run) -> None:
    lay_out(Path(), files=FILES)
    text = said(run, form, "so/van thu/r")
    assert SAID in text
    assert "r/Q2/a.yaml, line 8" in text.replace("`", "")
    assert "r/Q2/b.yaml" in text
    assert "so/van thu/r/Q2/b.yaml" not in text


def test_the_annex_of_the_document_says_the_folder_once(run: Run) -> None:
    lay_out(Path(), files=FILES)
    assert said(run, "docx", "so/van thu/r").count(SAID) == 1


@pytest.mark.parametrize("form", FORMS)
def test_of_a_folder_that_lies_in_no_other_nothing_is_said(form: str, run: Run) -> None:
    lay_out(Path(), files={path.removeprefix("so/van thu/"): text for path, text in FILES.items()})
    text = said(run, form, "r")
    assert "are named from there on" not in text
    assert "r/Q2/b.yaml" in text


@pytest.mark.parametrize("form", FORMS)
def test_a_point_before_a_folder_is_left_out_and_not_said(form: str, run: Run) -> None:
    lay_out(Path(), files={path.removeprefix("so/van thu/"): text for path, text in FILES.items()})
    text = said(run, form, "./r")
    assert "are named from there on" not in text
    assert "r/Q2/b.yaml" in text
    assert "./r" not in text


@pytest.mark.parametrize("form", FORMS)
def test_files_that_are_not_read_are_named_from_the_folder_too(form: str, run: Run) -> None:
    lay_out(Path(), files={**FILES, "so/van thu/r/Q2/l.pdf": "x"})
    text = said(run, form, "so/van thu/r")
    assert "r/Q2/l.pdf" in text
    assert "so/van thu/r/Q2/l.pdf" not in text


def test_a_folder_of_the_settings_from_which_no_report_comes_does_not_count(run: Run) -> None:
    lay_out(Path(), files={**FILES, "ttdn.toml": 'plan = "plan.yaml"\nreports = "other"\n', "other/c.yaml": GOOD})
    assert SAID in said(run, "md", "so/van thu/r")


def test_files_of_folders_that_lie_apart_are_named_whole(run: Run) -> None:
    lay_out(Path(), files={**FILES, "x/c.yaml": HEAD.replace("so-a", "so-c") + "nothing_to_report: true\n"})
    text = said(run, "md", "so/van thu/r", "x")
    assert "are named from there on" not in text
    assert "so/van thu/r/Q2/b.yaml" in text

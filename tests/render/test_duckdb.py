"""The recipe of both READMEs for DuckDB counts every finding right, whatever the number of lines."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT, Run
from tests.support.sample import GOOD, lay_out
from ttdn_cli.console.terminal import Screen
from ttdn_cli.findings import Severity
from ttdn_cli.judging.waivers import WaivedBy
from ttdn_cli.render.jsonl import render
from ttdn_cli.results.diagnostics import Report, Row
from ttdn_cli.text.i18n import Words

GUESSED_FROM = 20_480  # lines from which DuckDB guesses what is in a column


def recipe(readme: str) -> tuple[list[str], str]:
    """Return the arguments of `ttdn` and the question to DuckDB that stand in a README."""
    text = (ROOT / readme).read_text("utf-8")
    found = re.search(r'^ttdn (check .+ findings\.jsonl)\nduckdb -c "([^"]+)"$', text, re.MULTILINE)
    assert found
    return found[1].split(), found[2]


def asked(readme: str) -> list[tuple[object, ...]]:
    """Return what the recipe finds in `findings.jsonl` of the working folder."""
    rows: list[tuple[object, ...]] = duckdb.connect().execute(recipe(readme)[1]).fetchall()
    return rows


def findings(province: str, *rows: tuple[str, int | None, bool], times: int = 1) -> bytes:
    """Return lines as the program writes them, each of a rule, its days overdue, and whether it is waived."""
    waiver = WaivedBy("Bão", "1/QĐ", date(2018, 1, 1))
    made = [
        Row(
            rule,
            Severity.ERROR,
            "m",
            "h",
            "a.yaml",
            1,
            number,
            "so-a",
            "A",
            "T.1",
            None,
            None,
            None,
            days,
            (),
            "0" * 16,
        )
        for number, (rule, days, _) in enumerate(rows * times, 1)
    ]
    waived = [
        row._replace(waiver=waiver) for row, (_, _, is_waived) in zip(made, rows * times, strict=True) if is_waived
    ]
    counted = [row for row, (_, _, is_waived) in zip(made, rows * times, strict=True) if not is_waived]
    report = Report(tuple(counted), tuple(waived), (), None, "p", 1, "plan.yaml", date(2017, 7, 1), None, complete=True)
    return render(report._replace(province=province), Screen(Words("en")))


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
class TestOfTheRecipe:
    """Both READMEs have the same one."""

    @pytest.fixture(autouse=True)
    def _in_a_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def test_what_comes_late_in_a_long_file_is_counted_with_its_days(self, readme: str) -> None:
        """Nothing is guessed from the lines before, which have no days and no waiver."""
        plain = findings("a", ("late-report", None, False), times=GUESSED_FROM + 1_000)
        late = findings("b", ("overdue", 7, False), ("overdue", 40, False), ("overdue", 99, True))
        Path("findings.jsonl").write_bytes(plain + late + findings("c", ("overdue", 3, False)))
        assert asked(readme) == [("b", 2, 40), ("c", 1, 3)]

    def test_days_and_waivers_that_stand_in_every_line_count_the_same(self, readme: str) -> None:
        every = findings("a", ("overdue", 5, True), ("overdue", 6, False), times=GUESSED_FROM)
        Path("findings.jsonl").write_bytes(every)
        assert asked(readme) == [("a", GUESSED_FROM, 6)]

    def test_a_result_without_a_finding_is_no_error(self, readme: str) -> None:
        Path("findings.jsonl").write_bytes(b"")
        assert asked(readme) == []

    def test_it_reads_what_its_own_command_writes(self, readme: str, run: Run) -> None:
        for name in ("a", "b"):
            folder = Path("provinces", name)
            folder.mkdir(parents=True)
            files: dict[str, str | bytes] = {"reports/so-a.yaml": GOOD}
            lay_out(folder, files={**files, "ttdn.toml": 'plan = "plan.yaml"\nreports = "reports"\n'})
        assert run(*recipe(readme)[0], "--as-of", "2017-07-14").code == 1
        lines = Path("findings.jsonl").read_text("utf-8").splitlines()
        overdue = sum('"rule": "overdue"' in line for line in lines) // 2
        assert overdue
        assert sorted(asked(readme)) == [("a", overdue, 105), ("b", overdue, 105)]
        assert run(*recipe(readme)[0], "--as-of", "2017-07-14", "--select", "yaml-syntax").code == 0
        assert asked(readme) == []

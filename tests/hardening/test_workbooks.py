"""Small workbooks that stand for very much: read or refused at once, and a good report beside them is judged.

Each is ten times what would already be felt if its cost grew with the square of its size, or were paid once a cell.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.sample import GOOD, SCRIPT, lay_out
from tests.support.worst import CELL, OFFICE, SHEET_ML, rows, text_cell, workbook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the measures of POSIX")
SECONDS, MEGABYTES = 2.0, 200
CHECK = ("check", "reports", "--plan", "plan.yaml", "--as-of", "2017-07-01", "--no-cache", "--lang", "en")
# A process of its own, because what a process has held counts for those that it starts.
MEASURE = """
import os, sys
from subprocess import Popen, STDOUT
child = Popen(sys.argv[1:], stdout=open("said", "wb"), stderr=STDOUT)
_, status, usage = os.wait4(child.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""
HEADINGS = ("Mã nhiệm vụ", "Tình hình thực hiện", "Cơ quan đã phối hợp", "Minh chứng", "Kết quả thực hiện")
STRING = '<c t="s"><v>0</v></c>'


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


HEAD = (
    row(text_cell("Cơ quan báo cáo"), text_cell("so-a"))
    + row(text_cell("Kỳ báo cáo"), text_cell("Q2/2017"))
    + row(text_cell("Ngày gửi báo cáo"), text_cell("19/6/2017"))
    + row(*map(text_cell, HEADINGS))
    + row(text_cell("T.1"), text_cell("Đang thực hiện"))
)


def styled(code: str, count: int = 1) -> bytes:
    """Return a workbook whose cells have one of so many number formats of this code."""
    numbers = range(164, 164 + count)
    given = "".join(f'<numFmt numFmtId="{one}" formatCode="{code}"/>' for one in numbers)
    styles = "".join(f'<xf numFmtId="{one}"/>' for one in numbers)
    cells = "".join(f'<c s="{n % count}"><v>1</v></c>' for n in range(10_000))
    return workbook(HEAD + "<row/>" + row(cells), styles=f"<numFmts>{given}</numFmts><cellXfs>{styles}</cellXfs>")


def shared(text: str, cells: int) -> bytes:
    return workbook(HEAD + row(text_cell("T.1"), *[STRING] * 9) * (cells // 10), shared=f"<si><t>{text}</t></si>")


def one_part(sheets: int) -> bytes:
    listed = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="worksheet"/>' for n in range(sheets))
    book = f'<workbook xmlns="{SHEET_ML}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    return workbook(HEAD + "<row/>" + rows(10_000, CELL), more={"book.xml": book})


def formulas(result: str) -> bytes:
    first = f'<c><f t="shared" ref="A1:Z9999" si="0">{"A1+" * 1_000}1</f>{result}</c>'
    return workbook(HEAD + "<row/>" + row(first) + rows(19_000, f'<c><f t="shared" si="0"/>{result}</c>'))


READ, REFUSED = "", "[unreadable]"
KINDS: dict[str, tuple[Callable[[], bytes], str]] = {
    "cells that share a formula": (lambda: formulas("<v>1</v>"), READ),
    "formulas without a result": (lambda: formulas(""), READ),
    "errors in cells of the table": (lambda: workbook(HEAD + row('<c t="e"><v>#REF!</v></c>' * 5) * 3_800), READ),
    "percent signs": (lambda: styled("%" * 300_000), READ),
    "brackets of a format": (lambda: styled("[" * 3_000_000), READ),
    "quotation marks of a format": (lambda: styled("&quot;" * 2_000_000), READ),
    "days of a format": (lambda: styled("d" * 3_000_000), READ),
    "many long formats": (lambda: styled("%" * 600, 10_000), READ),
    "a long string in many cells": (lambda: shared("x\u00a0" * 40_000, 19_000), REFUSED),
    "a string in many cells": (lambda: shared("x\u00a0" * 25, 19_000), READ),
    "a string of many names": (lambda: shared("x;" * 1_000, 1_000), REFUSED),
    "a string of many marks": (lambda: shared("a" + "\u0323\u0301" * 500, 900), READ),
    "strings that are only pronounced": (
        lambda: workbook(HEAD, shared="<si>" + "<rPh><t>x</t></rPh>" * 30_000 + "</si>"), READ,
    ),
    "sheets that name one part": (lambda: one_part(20_000), READ),
    "names of a sheet": (
        lambda: workbook(HEAD, more={"book.xml": f'<workbook xmlns="{SHEET_ML}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{"x" * 10_000_000}" r:id="worksheet"/></sheets></workbook>'}), READ,
    ),
    "a long attribute": (lambda: workbook(HEAD + f'<row spans="{"x" * (19 << 20)}"/>'), READ),
    "namespaces": (
        lambda: workbook(HEAD + ("<row " + " ".join(f'xmlns:a{n}="u{n}"' for n in range(99)) + ">") * 7_000
        + "</row>" * 7_000), READ,
    ),
}  # fmt: skip


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("make", "said"), KINDS.values(), ids=KINDS)
def test_a_small_workbook_costs_little_whatever_it_stands_for(
    make: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    data = make()
    assert len(data) < 1 << 20
    lay_out(tmp_path, files={"reports/a.xlsx": data, "reports/b.yaml": GOOD.replace("agency: so-a", "agency: so-b")})
    command = [sys.executable, "-c", MEASURE, SCRIPT, *CHECK]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True)
    code, seconds, size = map(float, done.stdout.split())
    megabytes = size / 1024 / (1024 if sys.platform == "darwin" else 1)
    told = (tmp_path / "said").read_text("utf-8")
    assert code == 1
    assert [line for line in told.splitlines() if "nternal error" in line or "Traceback" in line] == []
    assert ("reports/a.xlsx" in told, "[unreadable]" in told) == (True, bool(said))
    assert "reports/b.yaml:" in told
    assert seconds < SECONDS
    assert megabytes < MEGABYTES

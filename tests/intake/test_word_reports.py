"""Reports as Word files: whatever shape programs and people give them, they say what the same report as CSV says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from tests.conftest import Run
from tests.support.sample import PLAN, lay_out
from tests.support.word_files import (
    COLUMNS,
    DAY,
    EVIDENCE,
    HEAD,
    NAMED,
    RESULT,
    ROWS,
    STATE,
    TRACK,
    changed,
    csv,
    head,
    p,
    r,
    report,
    sdt,
    t,
    tasks,
    tbl,
    tc,
    tr,
    word_file,
)

STATES = '<w:dropDownList w:lastValue="done"><w:listItem w:displayText="Hoàn thành" w:value="done"/></w:dropDownList>'
PICKED = '<w:date w:fullDate="2017-06-12T00:00:00Z"><w:dateFormat w:val="d/M/yyyy"/></w:date>'
TICK = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
HINT = "<w:showingPlcHdr/><w:text/>"
STYLES = (
    '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Below"><w:name w:val="Below"/><w:basedOn w:val="Unseen"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Away"><w:name w:val="Away"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
LEVELS = (
    '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="T.%1"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>'
    "</w:lvlOverride></w:num>"
    '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>'
)
ONE, THREE, FIVE = ROWS


def listed(number: int) -> str:
    """Return what makes a paragraph one of a list."""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def cell(row: int, column: int, content: str) -> str:
    """Return a report in which one cell has other XML."""
    return report(tasks(changed(row, column, tc(content) if content.startswith("<w:p>") else content)))


def inserted(run: str) -> str:
    return f"<w:ins {TRACK}>{run}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {TRACK}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = f"<w:r><w:instrText>{code}</w:instrText></w:r>{r('cũ')}"
    return f"{mark.format('begin')}{told}{mark.format('separate')}{r(result)}{mark.format('end')}"


def box(text: str, *, both: bool = True) -> str:
    inside = f"<w:txbxContent>{p(r(text))}</w:txbxContent>"
    other = f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>" if both else ""
    shape = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{shape}{other}</mc:AlternateContent></w:r>"


def merged(row: int, column: int, how: str, text: str = "") -> list[str]:
    cells = list(ROWS[row])
    cells[column] = tc(text, f"<w:vMerge{how}/>")
    return cells


def spread(cells: tuple[str, ...] | list[str]) -> str:
    """Return a row that begins in the second column of the grid and whose first cell covers two."""
    return tr([tc(cells[0], '<w:gridSpan w:val="2"/>'), *cells[1:]], '<w:gridBefore w:val="1"/>')


def joined(column: int, first: str, second: str) -> list[str | list[str]]:
    """Return the rows with the first as two: all cells merged but one, in which each has a part."""
    above = [tc(text, '<w:vMerge w:val="restart"/>') for text in ONE]
    below = [tc("", "<w:vMerge/>") for _ in ONE]
    above[column], below[column] = first, second
    return [above, below, list(THREE), list(FIVE)]


TWO_ROWS = [
    tr([tc(one, '<w:vMerge w:val="restart"/>') for one in COLUMNS[:8]]
       + [tc("Thuyết minh", '<w:gridSpan w:val="4"/>')], "<w:tblHeader/>"),
    tr([tc("", "<w:vMerge/>") for _ in COLUMNS[:8]] + list(COLUMNS[8:]), "<w:tblHeader/>"),
]  # fmt: skip
LETTERHEAD = tbl(
    [
        tr(["UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        tr(["Số: 7/BC-SAB", "An Bình, ngày 19 tháng 6 năm 2017"]),
    ],
    2,
)
SIGNED = tbl([tr(["Nơi nhận:", "GIÁM ĐỐC"]), tr(["- Như trên;", "Nguyễn Văn A"])], 2)
AGENCY = sdt(p(r("Sở An Bình")), "<w:text/>")

SHAPES: dict[str, str] = {
    "as it is": report(),
    "controls around runs": cell(0, STATE, p(sdt(r("Hoàn thành"), STATES))),
    "controls around paragraphs": report(tasks(changed(0, STATE, tc(sdt(p(r("Hoàn thành")), STATES))))),
    "controls around cells": report(tasks(changed(0, STATE, sdt(tc("Hoàn thành"), STATES)))),
    "a control around each row": report(tasks([sdt(tr(one), '<w:tag w:val="goog_rdk_1"/>') for one in ROWS])),
    "a control around the table": report(sdt(tasks())),
    "controls inside controls": cell(0, STATE, p(sdt(sdt(r("Hoàn thành"), STATES)))),
    "custom XML around cells": report(tasks(changed(0, STATE, f"<w:customXml>{tc('Hoàn thành')}</w:customXml>"))),
    "the hint of a control around runs": cell(1, DAY, p(sdt(r("Một câu bất kỳ"), HINT))),
    "the hint of a control around a cell": report(tasks(changed(1, EVIDENCE, sdt(tc("Một câu bất kỳ"), HINT)))),
    "a hint that became plain text": cell(1, DAY, p(r("C") + sdt(r("họn ngày hoàn thành"), "<w:date/>"))),
    "a hint of Word that became plain text": cell(1, EVIDENCE, "Click or tap here to enter text."),
    "a state that was inserted": cell(0, STATE, p(deleted("Đang thực hiện") + inserted(r("Hoàn thành")))),
    "words that were moved": cell(0, EVIDENCE, p(
        f"<w:moveFrom {TRACK}>{r('Công văn cũ')}</w:moveFrom><w:moveTo {TRACK}>{r(ONE[EVIDENCE])}</w:moveTo>")),
    "an insertion that was deleted again": cell(0, STATE, p(r("Hoàn thành") + inserted(deleted("?")))),
    "a paragraph whose end was deleted": cell(0, EVIDENCE, p(r("Biên bản số 2 "), f"<w:rPr><w:del {TRACK}/></w:rPr>")
        + p(r("ngày 12/6/2017"))),
    "a row that was deleted": report(tasks([ONE, tr(ONE, f"<w:del {TRACK}/>"), THREE, FIVE])),
    "a row that was inserted": report(tasks([tr(ROWS[0], f"<w:ins {TRACK}/>"), *ROWS[1:]])),
    "a cell that was deleted": report(tasks([tr([tc("nháp", f"<w:cellDel {TRACK}/>"), *ROWS[0]]), *ROWS[1:]])),
    "formatting that was changed": cell(0, STATE, p(f"<w:r><w:rPr><w:rPrChange {TRACK}><w:rPr><w:vanish/></w:rPr>"
        f"</w:rPrChange></w:rPr>{t('Hoàn thành')}</w:r>")),
    "a smart tag": cell(0, RESULT, p(f"<w:smartTag><w:smartTagPr/>{r('Đã ')}</w:smartTag>{r('phát sóng')}")),
    "a link": cell(0, EVIDENCE, p(f'<w:hyperlink r:id="x">{r(ONE[EVIDENCE])}</w:hyperlink>')),
    "a simple field": cell(0, DAY, p(f'<w:fldSimple w:instr="DATE">{r("12/6/2017")}</w:fldSimple>')),
    "a field with its code": cell(0, DAY, p(field("FILLIN", "12/6/2017"))),
    "a list of an old form": cell(0, STATE, p(
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Hủy"/>'
        '<w:listEntry w:val="Hoàn thành"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    "a day that was picked": cell(0, DAY, p(sdt(r("12/6/2017"), PICKED))),
    "words from right to left": cell(0, RESULT, p(f"<w:dir w:val='ltr'><w:bdo>{r(ONE[RESULT])}</w:bdo></w:dir>")),
    "hidden words": cell(0, STATE, p(r("Hủy", "<w:vanish/>") + r("Hoàn thành", '<w:vanish w:val="0"/>'))),
    "words hidden by a style": cell(0, STATE, p(r("Hủy", '<w:rStyle w:val="Unseen"/>') + r("Hoàn thành"))),
    "words hidden by the style below": cell(0, STATE, p(r("Hủy", '<w:rStyle w:val="Below"/>') + r("Hoàn thành"))),
    "a paragraph hidden by its style": cell(0, STATE, p(r("Hủy"), '<w:pStyle w:val="Away"/>') + p(r("Hoàn thành"))),
    "words shown in a style that hides": cell(0, STATE, p(
        r("Hoàn thành", '<w:rStyle w:val="Unseen"/><w:vanish w:val="false"/>'))),
    "a text box in a cell": cell(0, EVIDENCE, p(box(ONE[EVIDENCE]))),
    "a text box with one branch": cell(0, EVIDENCE, p(box(ONE[EVIDENCE], both=False))),
    "a table in a cell": report(tasks(changed(0, EVIDENCE, tc(tbl([tr([ONE[EVIDENCE]])], 1) + p())))),
    "a table for two names": report(tasks(changed(1, NAMED, tc(tbl([tr(["UBND huyện M", "Báo X"])], 2) + p())))),
    "two paragraphs for two names": cell(1, NAMED, p(r("UBND huyện M")) + p(r("Báo X"))),
    "a line break for two names": cell(1, NAMED, p(f"<w:r>{t('UBND huyện M')}<w:br/>{t('Báo X')}</w:r>")),
    "a page break": cell(0, STATE, p(f"<w:r>{t('Hoàn ')}<w:br w:type='page'/>{t('thành')}</w:r>")),
    "a hyphen that does not break": cell(0, EVIDENCE, p(f"<w:r>{t(ONE[EVIDENCE])}<w:softHyphen/></w:r>")),
    "a note after a day": cell(0, DAY, p(r("12/6") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("/2017"))),
    "a note with its own sign": cell(0, DAY, p(
        r("12/6/2017") + f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/>{t("*")}</w:r>')),
    "a comment": cell(0, DAY, p(
        f'<w:commentRangeStart w:id="0"/>{r("12/6/2017")}<w:r><w:commentReference w:id="0"/></w:r>')),
    "letters and marks apart, and signs that are not seen": cell(
        0, STATE, p(r(normalize("NFD", "Hoàn\u00a0thành") + "\u200b\u00ad\ufeff"))),
    "a sign before a state": cell(0, STATE, p(TICK + r(" Hoàn thành"))),
    "each letter in its own run": cell(0, STATE, p("".join(map(r, "Hoàn thành")))),
    "a row that begins further right": report(tbl([spread(COLUMNS), *map(spread, ROWS)], 14)),
    "a heading over two columns of the grid": report(tbl([
        tr([tc(COLUMNS[0], '<w:gridSpan w:val="2"/>'), *COLUMNS[1:]]),
        *(tr(["", one[0], *one[1:]]) for one in ROWS)], 13)),
    "a cell over two columns of the grid": report(tbl([
        tr(["", *COLUMNS]), *(tr([tc(one[0], '<w:gridSpan w:val="2"/>'), *one[1:]]) for one in ROWS)], 13)),
    "spans that are no numbers": report(tasks([tr([tc(ONE[0], '<w:gridSpan w:val="abc"/>'), *ONE[1:]]), *ROWS[1:]])),
    "a state merged over rows": report(tasks([ONE, merged(1, STATE, ' w:val="restart"', THREE[STATE]),
        merged(2, STATE, ' w:val="restart"', FIVE[STATE])])),
    "cells merged as old files do": report(tbl([
        tr([tc(one[0], '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), *one[1:]])
        for one in (COLUMNS, *ROWS)], 13)),
    "a task on two lines of the table": report(tasks(joined(EVIDENCE, "Biên bản số 2 ngày 12/6/2017", ""))),
    "the head in the table of tasks": p() + tbl([*map(tr, HEAD), tr(COLUMNS), *map(tr, ROWS)]),
    "the head in paragraphs": "".join(p(r(f"{label} {value}")) for label, value in HEAD) + tasks(),
    "the head in one paragraph": p("".join(f"<w:r>{t(f'{a} {b}')}<w:br/></w:r>" for a, b in HEAD)) + tasks(),
    "labels with their values in one cell": tbl([tr([f"{a} {b}"]) for a, b in HEAD], 1) + p() + tasks(),
    "the head in four columns": tbl([tr(HEAD[0] + HEAD[1]), tr(HEAD[2] + HEAD[3]), tr(HEAD[4])], 4) + p() + tasks(),
    "the value of the head in a control": tbl([tr([HEAD[0][0], tc(AGENCY)]), *map(tr, HEAD[1:])], 2) + p() + tasks(),
    "the headings again on each page": report(tasks([ONE, COLUMNS, THREE, COLUMNS, FIVE])),
    "two tables with the same headings": report(tasks(ROWS[:1])) + p(r("(tiếp theo)")) + tasks(ROWS[1:]),
    "a table that goes on without headings": report(tasks(ROWS[:1])) + p() + tbl(map(tr, ROWS[1:])),
    "two rows of headings": report(tbl([*TWO_ROWS, *map(tr, ROWS)])),
    "two rows of headings on each page": report(tbl([*TWO_ROWS, tr(ONE), *TWO_ROWS, *map(tr, ROWS[1:])])),
    "numbers of the columns": report(tasks([[f"({n})" for n in range(1, 13)], *ROWS])),
    "rows of sections and a total": report(tasks([
        tr([tc("I. Nhiệm vụ chủ trì", '<w:gridSpan w:val="12"/>')]), *ROWS,
        tr([tc("Tổng cộng: 3 nhiệm vụ", '<w:gridSpan w:val="12"/>')])])),
    "a section with a number": report(tasks([
        tr(["I", tc("", '<w:gridSpan w:val="1"/>'), tc("Nhiệm vụ chủ trì", '<w:gridSpan w:val="10"/>')]), *ROWS])),
    "the letterhead and the signatures": p() + LETTERHEAD + p() + report() + p() + SIGNED,
    "all in one table that lays the page out": tbl([tr([tc(p() + head() + p() + tasks() + p())])], 1),
    "empty rows at the end": report(tasks([*ROWS, [""] * 12, [""] * 12])),
    "a list with bullets": report(tasks(changed(1, NAMED, tc(
        p(r("UBND huyện M"), listed(7)) + p(r("Báo X"), listed(7)))))),
    "a list with numbers": report(tasks(changed(1, NAMED, tc(
        p(r("UBND huyện M"), listed(5)) + p(r("Báo X"), listed(5)))))),
    "ids as automatic numbers": report(tasks([
        tr([tc(p("", listed(5))), *ONE[1:]]), tr([tc(p("", listed(6))), *THREE[1:]]),
        tr([tc(p(r("T.5"))), *FIVE[1:]])])),
}  # fmt: skip


def findings(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is found, without the places."""
    places = ("path", "line", "column", "place", "fingerprint")

    def bare(one: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in one.items() if key not in places}

    found = [{**bare(one), "related": [bare(other) for other in one["related"]]} for one in document["findings"]]
    found.sort(key=lambda one: str(one["message"]))
    return [*found, document["outcomes"], {"verdict": document["files"][0]["verdict"]}]


Checked = Callable[[str, bytes], dict[str, Any]]


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Checked:
    """Return a function that checks one file and gives the findings as programs read them."""
    monkeypatch.chdir(lay_out(tmp_path))

    def check(name: str, data: bytes) -> dict[str, Any]:
        Path(name).write_bytes(data)
        result = run("check", name, *PLAN, "--as-of", "2017-07-05", "--format", "json", "--lang", "en")
        assert "Internal error" not in result.err
        found: dict[str, Any] = json.loads(result.out)
        return {**found, "said": result.err}

    return check


@pytest.mark.parametrize("shape", SHAPES)
def test_a_word_file_says_what_the_same_report_as_csv_says(shape: str, checked: Checked) -> None:
    expected = checked("a.csv", csv())
    assert [one["rule"] for one in expected["findings"]]
    got = checked("a.docx", word_file(SHAPES[shape], styles=STYLES, numbering=LEVELS))
    assert findings(got) == findings(expected)
